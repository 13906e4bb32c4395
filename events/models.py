from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, Panel
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from core import blocks, clock, locales
from core.fields import BodyField
from core.models import BasePage
from core.public import Place
from core.zones import is_known, known_zone
from facts import cldr
from facts.blocks import FACT_BLOCKS
from facts.fields import CodeListField
from partners.models import Partner, PartnerPage

from . import instants, moments
from .enums import Access, Kind, Status, access_choices

#: Longer than this is a slip in the year. It also bounds how far back an event that is still on can have begun.
LONGEST = timedelta(days=366)
#: What lies outside is a slip too, and near the ends of the calendar a day has no instant in some zones.
FIRST_DAY, LAST_DAY = date(2001, 1, 1), date(2100, 12, 31)
OF_OUR_TIME = (MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY))
#: What stands below the address of an event besides its page.
CALENDAR_FILE = "event.ics"


class EventIndexPage(BasePage):
    """What partners hold, from all of them, in the reader's language or in the one it was written in."""

    spine = True
    max_count_per_parent = 1
    parent_page_types: ClassVar[list[str]] = ["home.HomePage"]
    subpage_types: ClassVar[list[str]] = []

    introduction = models.TextField(_("introduction"), blank=True)

    content_panels: ClassVar[list[Panel]] = [*BasePage.content_panels, FieldPanel("introduction")]
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
    ]

    class Meta:
        verbose_name = _("list of events")

    def serve(self, request: HttpRequest) -> HttpResponse:
        from .listing import answer_to  # noqa: PLC0415 -- lists are made of the pages below

        answer = answer_to(request.GET)
        context = self.get_context(request) | {"answer": answer}
        return TemplateResponse(request, self.get_template(request), context, status=answer.status)


class EventPage(BasePage):
    """One event of the partner below whose page it stands.

    Day, wall clock and zone are the truth; ``starts_at`` and ``ends_at`` are derived from them at every save, for lists
    and for the question whether it is over. Where children attend, nobody learns more of the place than the town.
    """

    #: Of what stands on the page. Where the event is held is said below.
    place = Place.PARTNER_PAGE
    parent_page_types: ClassVar[list[str]] = ["partners.PartnerPage"]
    subpage_types: ClassVar[list[str]] = []

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=Status,
        default=Status.ANNOUNCED,
        help_text=_(
            "Readers see it in words. A cancelled event keeps its page, so that nobody comes in vain."
        ),
    )
    introduction = models.TextField(_("introduction"), blank=True)
    body = BodyField([*blocks.ARTICLE_BLOCKS, *FACT_BLOCKS], verbose_name=_("text"), blank=True)

    start_date = models.DateField(_("first day"), validators=OF_OUR_TIME)
    start_time = models.TimeField(
        _("begins at"), null=True, blank=True, help_text=_("Empty: it lasts all day.")
    )
    end_date = models.DateField(
        _("last day"),
        null=True,
        blank=True,
        validators=OF_OUR_TIME,
        help_text=_("Empty: the same day. After midnight is the next day."),
    )
    end_time = models.TimeField(_("ends at"), null=True, blank=True)
    zone = models.CharField(
        _("time zone"),
        max_length=60,
        validators=[known_zone],
        help_text=_(
            "Of the place, like this: Europe/Vilnius. Days and times above are what a clock shows there."
        ),
    )
    starts_at = models.DateTimeField(editable=False, blank=True)
    #: The first instant at which it is over.
    ends_at = models.DateTimeField(editable=False, blank=True)
    postponed_from = models.DateField(
        _("postponed from"),
        null=True,
        blank=True,
        validators=OF_OUR_TIME,
        help_text=_("The day that was announced first."),
    )
    new_date_unknown = models.BooleanField(
        _("the new date is not known yet"),
        default=False,
        help_text=_("Readers then see no date. The days above are not shown."),
    )

    online = models.BooleanField(_("one can take part online"), default=False)
    online_address = models.URLField(_("address to take part"), max_length=500, blank=True)
    country = models.ForeignKey(
        "facts.Country",
        verbose_name=_("country"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Empty for an event that is online only."),
    )
    locality = models.CharField(_("town"), max_length=120, blank=True)
    place_name = models.CharField(
        _("name of the place"), max_length=160, blank=True, help_text=_("Not shown where children attend.")
    )
    address = models.TextField(
        _("street address"), max_length=400, blank=True, help_text=_("Not shown where children attend.")
    )
    children_attend = models.BooleanField(
        _("children attend"),
        default=False,
        help_text=_(
            "Then only town and country are public, not the place nor the address to take part. "
            "Do not write them into the text either."
        ),
    )
    languages = CodeListField(_("languages spoken"), codes=cldr.language_choices, blank=True)
    access = CodeListField(_("access"), codes=access_choices, blank=True)
    price = models.CharField(
        _("price"), max_length=120, blank=True, help_text=_("Write 0 when it is free. Empty: not known.")
    )
    registration_address = models.URLField(_("address to register"), max_length=500, blank=True)
    contact_email = models.EmailField(
        _("public e-mail address"),
        blank=True,
        help_text=_("Of the organisation, never of a person. Everybody can read it."),
    )

    #: The same in every language; domain.one_set_of_facts carries them from the original to its translations.
    FACTS: ClassVar[tuple[str, ...]] = (
        "kind", "status", "start_date", "start_time", "end_date", "end_time", "zone", "postponed_from",
        "new_date_unknown", "online", "online_address", "country", "locality", "address", "children_attend",
        "languages", "access", "registration_address", "contact_email",
    )  # fmt: skip

    override_translatable_fields: ClassVar[list[Any]] = [
        *BasePage.override_translatable_fields,
        *(SynchronizedField(name, overridable=False) for name in FACTS),
    ]
    content_panels: ClassVar[list[Panel]] = [
        *BasePage.content_panels,
        FieldRowPanel([FieldPanel("kind", required_on_save=True), FieldPanel("status")]),
        FieldPanel("introduction"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_time")]),
                FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_time")]),
                FieldPanel("zone", required_on_save=True),
            ],
            heading=_("When"),
            help_text=_("Write the time as the people who come will see it on their clocks."),
        ),
        MultiFieldPanel(
            [FieldPanel("postponed_from"), FieldPanel("new_date_unknown")],
            heading=_("If it is postponed"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("children_attend"),
                FieldPanel("country"),
                FieldPanel("locality"),
                FieldPanel("place_name"),
                FieldPanel("address"),
                FieldPanel("online"),
                FieldPanel("online_address"),
            ],
            heading=_("Where"),
            help_text=_("A place, online, or both."),
        ),
        MultiFieldPanel(
            [FieldPanel("languages"), FieldPanel("access"), FieldPanel("price")], heading=_("For whom")
        ),
        MultiFieldPanel(
            [FieldPanel("registration_address"), FieldPanel("contact_email")], heading=_("How to take part")
        ),
        FieldPanel("body"),
    ]
    # Never the address, nor the name of the place: a search for a school must not find when its children are out.
    search_fields: ClassVar[list[index.BaseField]] = [
        *BasePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
        index.SearchField("locality"),
    ]

    class Meta:
        verbose_name = _("event")
        # One for the plain list and one for each filter. The end stands in each, so that rows that do not count are
        # passed by without being read. For languages see SpokenLanguage.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["starts_at", "page_ptr", "ends_at"], name="events_by_start"),
            models.Index(fields=["country", "starts_at", "page_ptr", "ends_at"], name="events_by_country"),
            models.Index(fields=["kind", "starts_at", "page_ptr", "ends_at"], name="events_by_kind"),
            models.Index(fields=["online", "starts_at", "page_ptr", "ends_at"], name="events_by_online"),
        ]

    # --- What is kept ---------------------------------------------------------------------------------------------

    def clean(self) -> None:
        super().clean()
        problems = dict(self._problems())
        if problems:
            raise ValidationError(problems)
        self._derive()

    def _problems(self) -> Iterator[tuple[str, Any]]:
        """(field, sentence). Fields that are wrong by themselves have their sentence already and are left out here."""
        if self.end_time and not self.start_time:
            yield "start_time", _("Say when it begins too, or leave both times empty.")
        yield from self._problems_with_postponing()
        if not self._has_instants():
            return
        skipped = list(self._skipped_times())
        yield from skipped
        if skipped:
            return
        begins, ends = self._instants()
        if ends <= begins:
            yield from self._problems_with_the_end()
        elif ends - begins > LONGEST:
            yield "end_date", _("An event lasts a year at most. Look at the years again.")

    def _problems_with_the_end(self) -> Iterator[tuple[str, Any]]:
        if self.end_date and self.end_date < self.start_date:
            yield "end_date", _("The end is before the beginning.")
        else:
            yield (
                "end_time",
                _(
                    "The end is before the beginning. If it ends after midnight, give the next day as the last one."
                ),
            )

    def _problems_with_postponing(self) -> Iterator[tuple[str, Any]]:
        if self.status != Status.POSTPONED:
            if self.new_date_unknown:
                yield "new_date_unknown", _("Only a postponed event can be without a date.")
        elif not self.new_date_unknown:
            if not self.postponed_from:
                yield "postponed_from", _("Say from which day it is postponed.")
            elif self.start_date == self.postponed_from:
                yield (
                    "start_date",
                    _("Give the new date, or tick that it is not known yet."),
                )

    def _skipped_times(self) -> Iterator[tuple[str, Any]]:
        for field, day, at in (
            ("start_time", self.start_date, self.start_time),
            ("end_time", self.last_date, self.end_time),
            # A few zones have left out a whole day.
            ("start_date", self.start_date, instants.NOON),
        ):
            if at and instants.is_skipped(day, at, self.zone):
                yield (
                    field,
                    _(
                        "There is no %(time)s on %(day)s in %(zone)s: clocks are put forward there. "
                        "Please give another time."
                    )
                    % {"time": f"{at:%H:%M}", "day": cldr.full_date(day), "zone": self.zone},
                )

    def _instants(self) -> tuple[Any, Any]:
        """Without a time it lasts all day; without an end, until that day is over there."""
        if self.start_time:
            begins = instants.instant(self.start_date, self.start_time, self.zone)
        else:
            begins = instants.beginning_of(self.start_date, self.zone)
        if self.end_time:
            return begins, instants.instant(self.last_date, self.end_time, self.zone)
        return begins, instants.end_of(self.last_date, self.zone)

    def _has_instants(self) -> bool:
        if not self.start_date or not is_known(self.zone):
            return False
        return all(FIRST_DAY <= day <= LAST_DAY for day in (self.start_date, self.last_date))

    def _derive(self) -> None:
        if self.new_date_unknown:
            self.starts_at = self.ends_at = instants.NO_DATE_YET
        elif self._has_instants():
            self.starts_at, self.ends_at = self._instants()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A draft is saved without `clean`, and has to have its instants all the same."""
        from .domain import take_facts_of_the_original  # noqa: PLC0415 -- it writes the page above

        if kwargs.get("update_fields") is None:
            take_facts_of_the_original(self)
        self._derive()
        super().save(*args, **kwargs)
        SpokenLanguage.note(self)

    # --- What is shown --------------------------------------------------------------------------------------------

    @property
    def last_date(self) -> date:
        return self.end_date or self.start_date

    @property
    def when(self) -> moments.When | None:
        return moments.when(self)

    @property
    def month(self) -> str:
        return moments.month(self.start_date)

    @property
    def is_over(self) -> bool:
        return not self.new_date_unknown and self.ends_at <= clock.now()

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def is_postponed(self) -> bool:
        return self.status == Status.POSTPONED

    @property
    def postponed_from_day(self) -> str:
        return moments.full_day(self.postponed_from) if self.postponed_from else ""

    @cached_property
    def organiser_page(self) -> PartnerPage | None:
        """The page it stands below. Lists set it for all their rows at once."""
        return PartnerPage.objects.filter(path=self.path[: -self.steplen]).select_related("partner").first()

    @property
    def organiser(self) -> Partner | None:
        return self.organiser_page.partner if self.organiser_page else None

    @property
    def foreign_language(self) -> str:
        """The code of its language where the reader's is another; lists show an original that is not translated."""
        code = locales.code_of(self.locale_id)
        return "" if code == get_language() else code

    @property
    def country_name(self) -> str:
        return cldr.country_name(self.country_id) if self.country_id else ""

    @property
    def town(self) -> str:
        return moments.listed([cldr.town_name(self.locality, self.zone), self.country_name])

    @property
    def public_place_name(self) -> str:
        return "" if self.children_attend else self.place_name

    @property
    def public_address(self) -> str:
        return "" if self.children_attend else self.address

    @property
    def public_online_address(self) -> str:
        """Whoever knows it can join: where children are, the organiser gives it out."""
        return self.online_address if self.online and not self.children_attend else ""

    @property
    def language_names(self) -> str:
        return moments.listed(cldr.language_name(code) for code in self.languages)

    @property
    def access_names(self) -> list[str]:
        return [str(Access(code).label) for code in self.access]

    @property
    def is_free(self) -> bool:
        return self.price.strip() == "0"

    @property
    def linked_data(self) -> str:
        from .linked_data import as_script  # noqa: PLC0415 -- it describes this page

        return as_script(self)

    # --- Addresses ------------------------------------------------------------------------------------------------

    def route_rest(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        if path_components == [CALENDAR_FILE]:
            return RouteResult(self, kwargs={"as_calendar": True})
        raise Http404("nothing else below an event")

    def serve(self, request: HttpRequest, as_calendar: bool = False) -> HttpResponse:
        from .calendar import calendar_response  # noqa: PLC0415 -- it describes this page

        if not as_calendar:
            return super().serve(request)
        if self.new_date_unknown:
            problem = _now("The new date is not known yet, so there is nothing to put into a calendar.")
            context = self.get_context(request) | {"problem": problem}
            return TemplateResponse(request, self.get_template(request), context, status=404)
        return calendar_response(self)


class SpokenLanguage(models.Model):
    """The languages of an event once more, a row each and derived at every save: no database can look into a list of
    codes by an index, nor guess how many events speak a language."""

    # What it refers to is said on the page already.
    wagtail_reference_index_ignore = True

    event = models.ForeignKey(EventPage, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=3)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["code", "event"], name="events_language_once"),
        ]

    def __str__(self) -> str:
        return self.code

    @staticmethod
    def note(event: EventPage) -> None:
        rows = SpokenLanguage.objects.filter(event=event)
        known, spoken = set(rows.values_list("code", flat=True)), set(event.languages)
        if known - spoken:
            rows.filter(code__in=known - spoken).delete()
        SpokenLanguage.objects.bulk_create(
            [SpokenLanguage(event=event, code=code) for code in sorted(spoken - known)]
        )
