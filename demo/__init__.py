"""The demo site: content, translations, drawings, its loader. It may import every room; no room imports it."""
