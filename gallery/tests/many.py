"""As many published entries as a list has to bear, in seconds: rows only, with no file behind them."""

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
from gallery.enums import BANDS, AssetKind, State
from gallery.models import Batch, Competition, Entry, EntryAsset
from partners.models import Partner

#: One in so many comes from elsewhere than the first country, and ever fewer from the later ones: as it is.
COUNTRIES = ("lt", "gr", "fr", "ma", "es", "mt", "is", "li")
#: One in so many has been taken back.
TAKEN_BACK = 25
AT_ONCE = 2000
FORMATS = ("avif", "webp", "jpg")


def make_many_entries(number: int, competition: Competition) -> None:
    """Published, with consent for this site in force; one in 25 has been taken back since without being moved."""
    Country.objects.bulk_create([Country(code) for code in COUNTRIES], ignore_conflicts=True)
    name = uuid.uuid4().hex[:12]
    user = User.objects.create_user(f"many-{name}@example.org")
    partner = Partner.objects.create(key=f"many-{name}", name="Example Centre", type="national_centre")
    batch = Batch.objects.create(
        competition=competition, partner=partner, country_id="lt", language="en", entered_by=user
    )
    newest = Entry.objects.exclude(place=None).order_by("-place").values_list("place", flat=True).first() or 0
    numbers = iter(range(number))
    while chunk := list(islice(numbers, AT_ONCE)):
        _make(chunk, batch, user, first_place=newest + 1)
    bump_on_commit()


def _make(numbers: list[int], batch: Batch, user: User, first_place: int) -> None:
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
    RecordScope.objects.bulk_create([RecordScope(record=record, scope=Scope.SITE) for record in records])
    entries = Entry.objects.bulk_create(
        [
            Entry(
                batch=batch,
                competition=batch.competition,
                subject=subject,
                entered_by=user,
                sha256=uuid.uuid4().hex * 2,
                band=_band(number),
                country_id=_country(number),
                first_name="Lina",
                title=f"The way home {number}",
                alt_text="A house with a lit window.",
                language="en",
                state=State.PUBLISHED,
                approved_by=user,
                public_key=uuid.uuid4().hex,
                place=first_place + number,
            )
            for number, subject in zip(numbers, subjects, strict=True)
        ]
    )
    EntryAsset.objects.bulk_create(_copies(entries))


def _copies(entries: list[Entry]) -> Iterator[EntryAsset]:
    for entry in entries:
        for kind in FORMATS:
            yield EntryAsset(
                entry=entry,
                kind=AssetKind.COPY,
                key=f"entries/{entry.public_key}.{kind}",
                format=kind,
                width=640,
                height=480,
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
