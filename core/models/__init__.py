from core.documents.models import SiteDocument
from core.images.models import SiteImage, SiteRendition

from .base import BasePage, BasePageManager
from .gone import GoneAddress
from .mixins import ListingMixin, SensitiveMixin, SocialMixin

__all__ = [
    "BasePage",
    "BasePageManager",
    "GoneAddress",
    "ListingMixin",
    "SensitiveMixin",
    "SiteDocument",
    "SiteImage",
    "SiteRendition",
    "SocialMixin",
]
