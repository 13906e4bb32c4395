"""As many entries as a list has to bear, in seconds: rows only, with no file behind them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice

from accounts.models import User
from consent.enums import AgeBand, Capacity, Identification, Scope
from consent.models import ConsentRecord, RecordScope, Subject
from core import clock
from edge.content_version import bump_on_commit
from facts.models import Country
from gallery.enums import BANDS, AssetKind, Place, State
from gallery.models import Award, Batch, Competition, Entry, EntryAsset
from gallery.processing import FORMATS, WIDTHS
from partners.models import Partner
from schools.models import Contact, School

#: One in so many comes from elsewhere than the first country, and ever fewer from the later ones: as it is.
COUNTRIES = ("lt", "gr", "fr", "ma", "es", "mt", "is", "li")
#: One in so many has been taken back.
TAKEN_BACK = 25
AT_ONCE = 2000
#: Drawings of one class, and awards in a competition: neither grows with the number of entries.
A_CLASS = 30
AWARDS = 40


def make_many_entries(
    number: int,
    competition: Competition,
    state: State = State.PUBLISHED,
    *,
    in_one_class: bool = False,
    copies: bool = True,
) -> Batch:
    """With consent for this site in force; one in 25 has been taken back since without being moved. Every other
    thousand came from a school, class by class. Returns the batch of the last of them.

    Of what is published about `AWARDS` have an award, and their families agreed to its being told.
    """
    Country.objects.bulk_create([Country(code) for code in COUNTRIES], ignore_conflicts=True)
    name = uuid.uuid4().hex[:12]
    user = User.objects.create_user(f"many-{name}@example.org")
    partner = Partner.objects.create(key=f"many-{name}", name="Example Centre", type="national_centre")
    common = {"competition": competition, "country_id": "lt", "language": "en", "band": BANDS[1]}
    by_post = Batch.objects.create(partner=partner, entered_by=user, **common)
    school = School.objects.create(name="Example School", country_id="lt", town="Example")
    contact = Contact.objects.create(school=school, language="en")
    newest = Entry.objects.exclude(place=None).order_by("-place").values_list("place", flat=True).first() or 0
    first_place = newest + 1 if state == State.PUBLISHED else None
    batches = [by_post]
    numbers = iter(range(number))
    for turn, chunk in enumerate(iter(lambda: list(islice(numbers, AT_ONCE)), [])):
        if in_one_class:
            batches = batches if turn else [Batch.objects.create(school=school, contact=contact, **common)]
        elif turn % 2:
            classes = [Batch(school=school, contact=contact, **common) for _ in range(AT_ONCE // A_CLASS + 1)]
            batches = Batch.objects.bulk_create(classes)
        else:
            batches = [by_post]
        entries = _make(chunk, batches, user, state, first_place, every=max(1, number // AWARDS))
        if copies:
            EntryAsset.objects.bulk_create(_copies(entries))
    bump_on_commit()
    return batches[-1]


def _make(
    numbers: list[int], batches: list[Batch], user: User, state: State, first_place: int | None, every: int
) -> list[Entry]:
    subjects = Subject.objects.bulk_create([Subject(label="Drawing") for _ in numbers])
    day = clock.today()
    records = ConsentRecord.objects.bulk_create(
        [
            ConsentRecord(
                subject=subject,
                capacity=Capacity.HOLDER,
                identification=Identification.FIRST_NAME,
                given_on=day - timedelta(days=1),
                expires_on=day + timedelta(days=700),
                withdrawn_on=None if (number + 1) % TAKEN_BACK else day,
            )
            for number, subject in zip(numbers, subjects, strict=True)
        ]
    )
    RecordScope.objects.bulk_create(
        [
            RecordScope(record=record, scope=scope)
            for number, record in zip(numbers, records, strict=True)
            for scope in ((Scope.SITE, Scope.WINNER) if number % every == 0 else (Scope.SITE,))
        ]
    )
    published = first_place is not None
    entries = Entry.objects.bulk_create(
        [
            Entry(
                batch=(batch := batches[position // A_CLASS % len(batches)]),
                competition=batch.competition,
                subject=subject,
                entered_by=batch.entered_by,
                sha256=uuid.uuid4().hex * 2,
                band=_band(number),
                country_id=_country(number),
                first_name="Lina",
                title=f"The way home {number}",
                alt_text="A house with a lit window.",
                language="en",
                state=state,
                approved_by=user if published else None,
                public_key=uuid.uuid4().hex if published else "",
                place=first_place + number if published else None,
            )
            for position, (number, subject) in enumerate(zip(numbers, subjects, strict=True))
        ]
    )
    if published:
        awarded = [
            (number, entry) for number, entry in zip(numbers, entries, strict=True) if number % every == 0
        ]
        places = list(Place)
        Award.objects.bulk_create(
            Award(entry=entry, place=places[number // every % len(places)]) for number, entry in awarded
        )
    return entries


def _copies(entries: list[Entry]) -> Iterator[EntryAsset]:
    for entry in entries:
        for kind in FORMATS:
            for width in WIDTHS:
                yield EntryAsset(
                    entry=entry,
                    kind=AssetKind.COPY,
                    key=f"entries/{entry.public_id}/{width}.{kind}",
                    format=kind,
                    width=width,
                    height=width * 3 // 4,
                    bytes=1,
                )


def _country(number: int) -> str:
    """Half from the first, a quarter from the second, and so on; a hundred rows reach the last but one or two."""
    position = 0
    while number % 2 and position < len(COUNTRIES) - 1:
        number //= 2
        position += 1
    return COUNTRIES[position]


def _band(number: int) -> AgeBand:
    """Few of the youngest, so that a rare value is measured as well as a common one."""
    return BANDS[0] if number % 20 == 7 else BANDS[1 + number // 3 % (len(BANDS) - 1)]
