from .files import StoryFile
from .final import Answer, FinalVersion
from .page import StoryIndexPage, StoryPage, tagged_stories

__all__ = ["Answer", "FinalVersion", "StoryFile", "StoryIndexPage", "StoryPage", "tagged_stories"]
