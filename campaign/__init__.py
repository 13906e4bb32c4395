"""The Day: one edition a year, its theme, its numbers and its kit."""
