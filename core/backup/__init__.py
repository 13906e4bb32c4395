"""All that the site holds in one archive, and back: rows and files of one moment. See docs/decisions/0034-backup.md."""
