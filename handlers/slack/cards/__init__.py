"""What is shown in Slack, within its limits, from text that nobody vouches for."""
