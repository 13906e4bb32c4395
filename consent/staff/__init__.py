"""The desk of the keeper of consents, in the admin."""
