from __future__ import annotations


class Refused(Exception):
    """It cannot be done. ``sentence`` tells whoever asked, in their language."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class DeadLink(Exception):
    """A link that opens nothing: used, too old, or never ours. Which of them, nobody is told."""
