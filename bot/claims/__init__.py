"""Claims: what an article states, compared with what others state of the same fact."""
