"""Partner organisations: who they are, which countries they serve, who edits for them, and their home pages."""
