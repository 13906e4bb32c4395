"""What stands below the page of a competition, and of all: a gallery, its slideshow, each drawing large. No search
engine keeps any of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from facts import cldr

from . import listing, walls, words
from .enums import BANDS, Place
from .models import CompetitionIndexPage, CompetitionPage
from .walls import Filters, Wall

#: What has a gallery below it: a competition its own, the list of them that of all.
Hub = CompetitionIndexPage | CompetitionPage

GALLERY = "gallery/"
SLIDESHOW = f"{GALLERY}slideshow/"
NOT_INDEXED = "noindex, noimageindex"
#: Nineteen digits can be more than a database counts to.
MOST_DIGITS = 18
DIGITS_OF_A_YEAR = 4
#: Seconds that a slide stays, and whether a screen begins with it.
SPEEDS = ((5, False), (8, True), (15, False))


def below(path: str) -> Callable[[HttpRequest, Hub], HttpResponse] | None:
    """What both kinds of pages have below them."""
    return {GALLERY: gallery, SLIDESHOW: slideshow}.get(path)


def gallery(request: HttpRequest, page: Hub) -> HttpResponse:
    wall, filters, after, problem = _asked(request, page)
    leaf = listing.leaf(wall, filters, after)
    if after is not None and not leaf.drawings:
        # Also an honest link leads here, when all that was behind it has been taken back.
        after, problem = None, problem or _no_such_part()
        leaf = listing.leaf(wall, filters)
    choices = listing.choices(wall, filters)
    return _answer(
        request,
        page,
        "gallery/gallery.html",
        GALLERY + filters.query(after),
        status=404 if problem else 200,
        problem=problem,
        leaf=leaf,
        filters=filters,
        choices=choices,
        chosen=[choice.chosen for choice in choices if choice.chosen],
        to_come=words.gallery_to_come(page.competition) if isinstance(page, CompetitionPage) else "",
        slideshow_url=f"{page.get_url(request)}{SLIDESHOW}{filters.query()}",
    )


def slideshow(request: HttpRequest, page: Hub) -> HttpResponse:
    """One drawing, and links to the next and the one before. A script leafs by them, and pauses when it is told to."""
    wall, filters, after, problem = _asked(request, page)
    slide = listing.slide(wall, filters, after)
    return _answer(
        request,
        page,
        "gallery/slideshow.html",
        SLIDESHOW + filters.query(after),
        status=404 if problem else 200,
        problem=problem,
        slide=slide,
        award=listing.award_of(slide.entry) if slide else None,
        speeds=SPEEDS,
        query=filters.query(),
    )


def drawing(request: HttpRequest, page: CompetitionPage, public_id: str) -> HttpResponse:
    filters, problem = _filters_of(request, everywhere=bool(request.GET.get("all")))
    view = listing.view(page, public_id, filters)
    if view is None:
        if listing.was_public(page.competition, public_id):
            return gone(request, page)
        raise Http404("no such drawing")
    # The gallery it was opened from: that of all stands beside this competition, below the same page.
    hub = page.get_url(request) if not filters.everywhere else _address_above(request, page)
    return _answer(
        request,
        page,
        "gallery/drawing.html",
        f"{public_id}/{filters.query_below}",
        status=404 if problem else 200,
        problem=problem,
        view=view,
        entry=view.entry,
        award=listing.award_of(view.entry),
        query=filters.query_below,
        back_url=f"{hub}{GALLERY}{view.back}",
        slideshow_url=f"{hub}{SLIDESHOW}{filters.query()}",
    )


def _address_above(request: HttpRequest, page: CompetitionPage) -> str:
    return str(page.get_url(request)).removesuffix(f"{page.slug}/")


def gone(request: HttpRequest, page: CompetitionPage) -> HttpResponse:
    """Says nothing of the drawing, nor why: only that it is not shown any more, and what is."""
    context = {"gallery_url": f"{page.get_url(request)}{GALLERY}"}
    response = TemplateResponse(request, "gallery/gone.html", context, status=410)
    response["X-Robots-Tag"] = NOT_INDEXED
    return response


def _answer(
    request: HttpRequest, page: Hub, template: str, sub_path: str, *, status: int, **more: Any
) -> HttpResponse:
    """``sub_path`` is kept when the reader changes the language."""
    address = page.get_url(request)
    context = {
        "page": page,
        "place": page.place,
        "sub_path": sub_path,
        "page_url": address,
        "gallery_url": f"{address}{GALLERY}",
        **more,
    }
    response = TemplateResponse(request, template, context, status=status)
    response["X-Robots-Tag"] = NOT_INDEXED
    return response


# --- What was asked for -------------------------------------------------------------------------------------------


def _asked(request: HttpRequest, page: Hub) -> tuple[Wall, Filters, int | None, str]:
    """The wall, what was chosen of it, from where on, and a sentence when that cannot be."""
    wall = walls.wall_of(page) if isinstance(page, CompetitionPage) else walls.whole_wall()
    filters, problem = _filters_of(request, everywhere=not isinstance(page, CompetitionPage))
    after, broken = _cursor_of(request)
    return wall, filters, after, problem or broken


def _filters_of(request: HttpRequest, *, everywhere: bool) -> tuple[Filters, str]:
    """What was chosen, and a sentence when something was that cannot be. A competition has one year: none is asked."""
    asked = {name: request.GET.get(name, "") for name in ("country", "band", "award")}
    year = request.GET.get("year", "") if everywhere else ""
    known = {"country": cldr.country_codes(), "band": BANDS, "award": Place.values}
    wrong = any(value and value not in known[name] for name, value in asked.items())
    if wrong or (year and not (year.isascii() and year.isdigit() and len(year) == DIGITS_OF_A_YEAR)):
        return Filters(everywhere=everywhere), _(
            "There is no such choice. These are all drawings, the newest first."
        )
    return Filters(**asked, year=int(year or 0), everywhere=everywhere), ""


def _cursor_of(request: HttpRequest) -> tuple[int | None, str]:
    given = request.GET.get("after", "")
    if not given:
        return None, ""
    if not given.isascii() or not given.isdigit() or len(given) > MOST_DIGITS:
        return None, _no_such_part()
    return int(given), ""


def _no_such_part() -> str:
    return _("There is no such part of the list. These are the newest drawings.")
