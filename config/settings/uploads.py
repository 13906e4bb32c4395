"""What staff may upload, how large, and in which forms pictures go out. Nothing is believed before it is decoded."""

from __future__ import annotations

from .environment import env

MEGABYTE = 1024 * 1024

WAGTAILIMAGES_IMAGE_MODEL = "core.SiteImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "core.images.forms.CleanImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic", "heif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * MEGABYTE
# The largest picture of a phone; decoding it takes 1 GiB in a process of its own.
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_FEATURE_DETECTION_ENABLED = False
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_WEBP_QUALITY = 75
WAGTAILIMAGES_JPEG_QUALITY = 78

WAGTAILDOCS_DOCUMENT_MODEL = "core.SiteDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "core.documents.forms.CleanDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "vtt", "txt", "csv", "mp4", "webm"]
# Films; core/documents/forms.py allows other documents less.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 200 * MEGABYTE
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# Wagtail's own template asks for this many: a page with a long stream has thousands of hidden fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

#: A virus scanner (clamd) that is asked about what schools send: ``unix:/path`` or ``tcp://host:port``.
CLAMD_URL = env.str("CLAMD_URL", default="")
