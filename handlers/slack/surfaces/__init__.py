"""Everything people can do with Copydesk in Slack, one module each."""
