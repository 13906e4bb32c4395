"""Signing in: password or passkey, the second factor, how long a session lasts, and how often a door may be tried."""
