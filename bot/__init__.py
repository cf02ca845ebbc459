"""Copydesk's work: reading articles, answering questions, judging disagreement."""
