"""What a topic is called above what is told of it."""

LEADS = ("of", "on", "about", "for")
"""Words that join a topic to the verb before it: "summary of the strike"."""


def name_topic(text: str) -> str:
    """Return a topic without the word that joins it to a verb.

    >>> name_topic("of the harbour strike")
    'the harbour strike'
    """
    first, _, rest = text.strip().partition(" ")
    return rest.strip() if first.lower() in LEADS and rest.strip() else text
