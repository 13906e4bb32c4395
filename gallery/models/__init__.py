from .bench import Fingerprint, Mask
from .box import Box, BoxRow
from .competition import Competition, OnePairReason
from .decision import Decision, DecisionNote, Finding
from .entry import Award, Batch, Entry, EntryAsset, Slip
from .notice import DeletionNotice
from .pages import CompetitionIndexPage, CompetitionPage
from .report import Report, ReportHour
from .safeguarding import Concern, SealedCase

__all__ = [
    "Award",
    "Batch",
    "Box",
    "BoxRow",
    "Competition",
    "CompetitionIndexPage",
    "CompetitionPage",
    "Concern",
    "Decision",
    "DecisionNote",
    "DeletionNotice",
    "Entry",
    "EntryAsset",
    "Finding",
    "Fingerprint",
    "Mask",
    "OnePairReason",
    "Report",
    "ReportHour",
    "SealedCase",
    "Slip",
]
