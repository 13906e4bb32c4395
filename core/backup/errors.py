from __future__ import annotations


class Refused(Exception):
    """Nothing was changed. ``code`` is for programs, ``sentence`` for whoever stands at the terminal."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
