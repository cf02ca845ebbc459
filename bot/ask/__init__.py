"""Answering: a question becomes quotes, sides and verdicts."""
