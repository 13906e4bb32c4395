"""What partners hold for the Day: where and when, for whom, and a calendar file for each."""
