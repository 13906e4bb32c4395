"""Two keys that are never one, concern and illegal image, and the desk of the safeguarding lead."""
