from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, Panel
from wagtail.search import index
from wagtail.url_routing import RouteResult

from core import clock
from core.blocks import ARTICLE_BLOCKS
from core.fields import BodyField
from core.models import BasePage
from edge.memo import memoised_per_version
from facts import cldr
from facts.blocks import FACT_BLOCKS
from facts.enums import Purpose

from .alert_system import AlertSystem
from .alert_systems_page import alerts_url_in
from .country import Country, near_and_others
from .helpline import Helpline

Groups = list[tuple[str, list[Helpline]]]


class HelpPage(BasePage):
    """What to do now, and below it an address a country: ``help/lt/``, and the feeds. No number without a country."""

    introduction = models.TextField(_("introduction"), blank=True, max_length=600)
    body = BodyField(
        [*ARTICLE_BLOCKS, *FACT_BLOCKS],
        blank=True,
        verbose_name=_("what to do now"),
    )

    spine = True
    always_exit = True
    sensitive = True
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldPanel("introduction"),
        FieldPanel("body"),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")

    def route_rest(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        from facts.feeds import FEEDS  # noqa: PLC0415 -- feeds read the models of this package

        first, *rest = path_components
        if rest:
            raise Http404("nothing below a country")
        if first in FEEDS:
            return RouteResult(self, kwargs={"feed": FEEDS[first]})
        return RouteResult(self, kwargs={"code": first})

    def sub_paths(self) -> list[str]:
        """An address for each country that has a helpline of its own."""
        return [f"{code}/" for code in Country.objects.with_helplines().values_list("pk", flat=True)]

    def serve(self, request: HttpRequest, code: str = "", feed: Any = None) -> HttpResponse:
        if feed:
            return feed(request)
        if code:
            return self._serve_country(request, code)
        if asked := request.GET.get("country", "").strip():
            return self._send_to_country(request, asked)
        return super().serve(request)

    def _serve_country(self, request: HttpRequest, code: str) -> HttpResponse:
        country = self._find(code)
        if country is None:
            return self._not_found(request, code)
        if code != country.code:
            return HttpResponsePermanentRedirect(self._address_of(request, country))
        return TemplateResponse(
            request, self.get_template(request, country), self.get_context(request, country=country)
        )

    def _send_to_country(self, request: HttpRequest, asked: str) -> HttpResponse:
        """The country form works without JavaScript: it asks this page, which knows the address."""
        country = self._find(asked)
        if country is None:
            return self._not_found(request, asked)
        return HttpResponseRedirect(self._address_of(request, country))

    def _not_found(self, request: HttpRequest, asked: str) -> HttpResponse:
        """Still the way to help: the sentence says what is wrong and the list stands below it."""
        code = asked.lower()
        if code in cldr.country_codes():
            problem = gettext("We have no numbers for %(country)s yet. Choose another country below.") % {
                "country": cldr.country_name(code)
            }
        else:
            problem = gettext("There is no such country in our list. Choose one below.")
        context = self.get_context(request, problem=problem)
        return TemplateResponse(request, self.get_template(request), context, status=404)

    def _find(self, code: str) -> Country | None:
        known = code.lower()
        if known not in cldr.country_codes():
            return None
        return next((country for country in _countries() if country.pk == known), None)

    def _address_of(self, request: HttpRequest, country: Country) -> str:
        return f"{self.get_url(request)}{country.code}/"

    def get_context(
        self,
        request: HttpRequest,
        *args: Any,
        country: Country | None = None,
        problem: str = "",
        **kwargs: Any,
    ) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context |= {"country": country, "problem": problem}
        if country is None:
            near, others = near_and_others(_countries())
            context |= {"countries": [*near, *others], "near": near, "others": others}
            context["groups"] = grouped(_lines_for_everybody())
        else:
            context["groups"] = grouped(_lines_for(country.pk))
            # The same country is what the reader gets in another language.
            context["sub_path"] = f"{country.code}/"
            context["alert_system"] = _alert_system_of(country.pk)
            context["alerts_url"] = alerts_url_in(cldr.current_language())
        return context


# The rows below are shared by all requests until the content changes: never alter one.


@memoised_per_version
def _countries() -> tuple[Country, ...]:
    return tuple(Country.objects.with_helplines())


@memoised_per_version
def _lines_for_everybody() -> tuple[Helpline, ...]:
    return tuple(Helpline.objects.complete().everywhere())


@memoised_per_version
def _lines_for(country_code: str) -> tuple[Helpline, ...]:
    return tuple(Helpline.objects.complete().serving(Country(country_code)))


@memoised_per_version
def _alert_system_of(country_code: str) -> AlertSystem | None:
    return AlertSystem.objects.complete().of(Country(country_code)).first()


def grouped(helplines: Iterable[Helpline]) -> Groups:
    """By purpose, most urgent first. Within one: what can be relied on before what is old, then the country's own.

    Then as they were entered, so that an editor decides which of two equals comes first.
    """
    today = clock.today()
    ordered = sorted(helplines, key=lambda line: (line.is_stale(today), line.serves_everywhere, line.pk))
    groups = [
        (str(purpose.label), [line for line in ordered if line.purpose == purpose]) for purpose in Purpose
    ]
    return [(label, lines) for label, lines in groups if lines]
