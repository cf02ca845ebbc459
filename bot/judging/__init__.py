"""Judging: a text is read once, and two statements are related in one place."""
