"""Guides that keep a child safe: by audience, by topic, quick to read first and whole below. And the explainer of
"missing", in which the reader decides."""
