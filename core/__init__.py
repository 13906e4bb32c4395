"""Bricks: the base page and its mixins, what "public" means, blocks that need no fact, images, documents, the clock."""
