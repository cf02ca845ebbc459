"""The one error that is shown to a user."""


class CopydeskError(Exception):
    """Something a user can mend; the message says what is wrong, the value, and what to do."""
