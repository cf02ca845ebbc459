"""The Slack surface: what arrives is stored, acknowledged, then worked on and answered."""
