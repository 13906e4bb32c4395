from .letter import Letter, SuppressedAddress
from .record import Record

__all__ = ["Letter", "Record", "SuppressedAddress"]
