"""Conflicts: new articles held against the others, and the life of what is found."""
