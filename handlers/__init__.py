"""The surfaces: the terminal and Slack."""
