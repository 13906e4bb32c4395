"""Journeys in a real browser through the demo site, and what looks at that site from outside: shots, measurements."""
