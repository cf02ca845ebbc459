"""Verdicts: how two statements of one fact stand together, for answers and for claims."""
