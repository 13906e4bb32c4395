"""Files to download or play: posters, captions, tables, films. Cleaned when they come in, served by our own view."""
