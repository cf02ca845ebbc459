"""A Slack of the project's own, on localhost: for the tests and for `copydesk demo --slack`."""
