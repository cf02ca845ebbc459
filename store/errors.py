"""The one error that is shown to a user, and the two of its kinds that are told apart."""


class CopydeskError(Exception):
    """Something a user can mend; the message says what is wrong, the value, and what to do."""


class NoDatabaseError(CopydeskError):
    """There is no database where one was to be read."""


class ReadOnlyError(CopydeskError):
    """The database can be read, and nothing be kept in it."""
