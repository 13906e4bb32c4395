"""The words pages are written with: one concept a file, none of which needs a fact, a consent or a school.

What a kind of page may use is a list here, so that two pages of a kind never differ and a new block is
offered everywhere at once. Rooms add blocks of their own to these lists.
"""

from wagtail.blocks import Block

from core.blocks.accordion import AccordionBlock
from core.blocks.buttons import ButtonBlock, ButtonsBlock
from core.blocks.callout import CalloutBlock
from core.blocks.chapter import StoryChapterBlock
from core.blocks.checklist import ChecklistBlock
from core.blocks.do_dont import DoDontBlock
from core.blocks.downloads import DownloadsBlock
from core.blocks.film import FilmBlock
from core.blocks.hopeful_part import HopefulPartBlock
from core.blocks.image import PictureBlock
from core.blocks.post import PostBlock
from core.blocks.quote import QuoteBlock
from core.blocks.related_pages import RelatedPagesBlock
from core.blocks.sentence import SentenceBlock
from core.blocks.steps import StepsBlock
from core.blocks.text import ProseBlock, ShortProseBlock
from core.blocks.warning_signs import WarningSignsBlock

BlockList = list[tuple[str, Block]]

ARTICLE_BLOCKS: BlockList = [
    ("text", ProseBlock()),
    ("image", PictureBlock()),
    ("quote", QuoteBlock()),
    ("callout", CalloutBlock()),
    ("steps", StepsBlock()),
    ("warning_signs", WarningSignsBlock()),
    ("do_dont", DoDontBlock()),
    ("checklist", ChecklistBlock()),
    ("film", FilmBlock()),
    ("downloads", DownloadsBlock()),
    ("accordion", AccordionBlock()),
    ("buttons", ButtonsBlock()),
    ("related_pages", RelatedPagesBlock()),
]

STORY_BLOCKS: BlockList = [
    ("chapter", StoryChapterBlock()),
    ("text", ProseBlock()),
    ("image", PictureBlock()),
    ("quote", QuoteBlock()),
    ("callout", CalloutBlock()),
    ("film", FilmBlock()),
    ("accordion", AccordionBlock()),
    ("buttons", ButtonsBlock()),
    ("related_pages", RelatedPagesBlock()),
    ("hopeful_part", HopefulPartBlock()),
]

KIT_BLOCKS: BlockList = [
    ("text", ProseBlock()),
    ("callout", CalloutBlock()),
    ("steps", StepsBlock()),
    ("do_dont", DoDontBlock()),
    ("checklist", ChecklistBlock()),
    ("accordion", AccordionBlock()),
    ("downloads", DownloadsBlock()),
    ("buttons", ButtonsBlock()),
    ("post", PostBlock()),
]

QUICK_READ_BLOCKS: BlockList = [("sentence", SentenceBlock())]

__all__ = [
    "ARTICLE_BLOCKS",
    "KIT_BLOCKS",
    "QUICK_READ_BLOCKS",
    "STORY_BLOCKS",
    "AccordionBlock",
    "BlockList",
    "ButtonBlock",
    "ButtonsBlock",
    "CalloutBlock",
    "ChecklistBlock",
    "DoDontBlock",
    "DownloadsBlock",
    "FilmBlock",
    "HopefulPartBlock",
    "PictureBlock",
    "PostBlock",
    "ProseBlock",
    "QuoteBlock",
    "RelatedPagesBlock",
    "SentenceBlock",
    "ShortProseBlock",
    "StepsBlock",
    "StoryChapterBlock",
    "WarningSignsBlock",
]
