"""Checking: a draft held against the archive, sentence by sentence and value by value."""
