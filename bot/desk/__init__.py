"""The reporter's desk: summaries, timelines, where a quote comes from, and exports."""
