from .competition import Competition, OnePairReason
from .decision import Decision, DecisionNote
from .entry import Award, Batch, Entry, EntryAsset
from .pages import CompetitionIndexPage, CompetitionPage

__all__ = [
    "Award",
    "Batch",
    "Competition",
    "CompetitionIndexPage",
    "CompetitionPage",
    "Decision",
    "DecisionNote",
    "Entry",
    "EntryAsset",
    "OnePairReason",
]
