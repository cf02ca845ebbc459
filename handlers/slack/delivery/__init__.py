"""Between Slack and the work: taking in, acknowledging, working, and sending at Slack's pace."""
