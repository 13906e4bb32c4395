"""What a reader can tell us of a drawing in the gallery, and where people look at it."""
