from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.blocks import StructValue
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core import locales
from core.blocks import ARTICLE_BLOCKS
from core.fields import BodyField
from core.links import link_to
from core.models import BasePage
from edge.memo import memoised_per_version
from facts import tagged
from facts.blocks import FACT_BLOCKS
from prevention.blocks import SITUATION_BLOCKS

#: The address, below an explainer, of the page on all kinds.
KINDS = "kinds"


@dataclass(frozen=True)
class Step:
    """A situation or one of its answers, and the address at which it stands. ``number`` counts from 1."""

    number: int
    url: str
    value: StructValue


class ExplainerPage(BasePage):
    """What "missing" means, found out by deciding. Below it an address a situation (``2/``), an answer (``2/1/``), and
    all kinds together (``kinds/``). Plain links: nothing is counted, kept or asked."""

    always_exit = True
    sensitive = True
    parent_page_types: ClassVar[list[str]] = ["prevention.TopicPage"]
    subpage_types: ClassVar[list[str]] = []

    introduction = models.TextField(_("introduction"), blank=True)
    body = BodyField([*ARTICLE_BLOCKS, *FACT_BLOCKS], verbose_name=_("definition"), blank=True)
    situations = BodyField(
        SITUATION_BLOCKS,
        verbose_name=_("situations"),
        blank=True,
        max_num=12,
        help_text=_("In the order in which readers meet them. An address is a place in this order."),
    )

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("situations"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("situations"),
    ]

    class Meta:
        verbose_name = _("explainer")

    def route_rest(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        return RouteResult(self, kwargs={"below": tuple(path_components)})

    def sub_paths(self) -> list[str]:
        """Not the answers: whoever searches should not land behind a question."""
        numbers = range(1, len(self.situations) + 1)
        return [*(f"{number}/" for number in numbers), f"{KINDS}/"]

    def where_shown(self, content_path: str) -> list[tuple[BasePage, str]]:
        """A situation stands on paper with the page itself, and on the screen with its answers."""
        field, *below = content_path.split(".")
        shown = super().where_shown(content_path)
        if field != "situations":
            return shown
        for number, block in enumerate(self.situations, 1):
            if below[:1] == [block.id]:
                answers = _shown_with(block.value, below[1:])
                shown += [(self, f"{number}/{answer}/") for answer in answers]
        return shown

    def serve(self, request: HttpRequest, below: tuple[str, ...] = ()) -> HttpResponse:
        if not below:
            return super().serve(request)
        context = self.get_context(request)
        context["sub_path"] = "/".join(below) + "/"
        render = partial(TemplateResponse, request)
        if below == (KINDS,):
            context["tags"] = tagged.collect()
            return render("prevention/kinds.html", context)
        number, *rest = below
        situation = _at(number, context["situations"])
        if situation is None:
            return self._not_found(request)
        context |= {"situation": situation, "answers": _answers(situation)}
        if not rest:
            return render("prevention/situation.html", context)
        answer = _at(rest[0], context["answers"]) if len(rest) == 1 else None
        if answer is None:
            return self._not_found(request)
        context |= {"answer": answer, "next": _at(str(situation.number + 1), context["situations"])}
        return render("prevention/answer.html", context)

    def _not_found(self, request: HttpRequest) -> HttpResponse:
        """Never a dead end: the sentence says what is wrong and all situations stand below it."""
        context = self.get_context(request)
        context["problem"] = gettext("There is no such situation. Choose one below.")
        return TemplateResponse(request, self.get_template(request), context, status=404)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        link = link_to(self)
        # A draft has no address yet; in its preview the links lead nowhere.
        address = link.url if link else ""
        context["address"] = address
        context["kinds_url"] = f"{address}{KINDS}/"
        context["situations"] = [
            Step(number, f"{address}{number}/", block.value)
            for number, block in enumerate(self.situations, 1)
        ]
        return context


def _answers(situation: Step) -> list[Step]:
    answers = situation.value["answers"]
    return [Step(number, f"{situation.url}{number}/", answer) for number, answer in enumerate(answers, 1)]


def _shown_with(situation: StructValue, within: list[str]) -> list[int]:
    """Of the answers with which something inside a situation is shown: with its own, or with all of them."""
    answers = enumerate(situation["answers"].bound_blocks, 1)
    return [number for number, block in answers if within[:1] != ["answers"] or within[1:2] == [block.id]]


def _at(part: str, steps: list[Step]) -> Step | None:
    """An address is written in one way only: ``01`` is not ``1``."""
    return next((step for step in steps if str(step.number) == part), None)


@memoised_per_version
def explainers_below(path: str) -> tuple[ExplainerPage, ...]:
    """Below treebeard's path, ready for their cards. Shared by requests: never alter one."""
    pages = ExplainerPage.objects.filter(path__startswith=path).public()
    return tuple(pages.select_related("listing_image").order_by("path"))


def kinds_address() -> str:
    """For ``facts.tagged``: where all kinds are explained in the active language, and in its own words."""
    locale_id = locales.active_id()
    return _kinds_address_in(locale_id) if locale_id else ""


@memoised_per_version
def _kinds_address_in(locale_id: int) -> str:
    page = ExplainerPage.objects.filter(locale_id=locale_id, alias_of=None).public().order_by("path").first()
    return f"{page.url}{KINDS}/" if page is not None and page.url else ""
