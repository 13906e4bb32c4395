from .erasure import Erasure, ErasureStep
from .key import TakeBackKey
from .record import ConsentRecord, ConsentText, RecordScope, RecordWords
from .subject import Subject

__all__ = [
    "ConsentRecord",
    "ConsentText",
    "Erasure",
    "ErasureStep",
    "RecordScope",
    "RecordWords",
    "Subject",
    "TakeBackKey",
]
