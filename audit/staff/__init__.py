"""The log and the outbox in the admin."""
