"""Evaluation: measuring answers on sets of questions whose answers are known."""
