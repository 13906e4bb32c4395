"""The front door: home page, plain pages, menu, footer, language switch, search, sitemap, error pages."""
