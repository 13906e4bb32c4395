"""Drawings in the gallery and the page they are below, made quickly: real moves, but nothing is decoded."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

from consent.enums import Scope
from gallery import domain, files
from gallery.enums import AssetKind
from gallery.models import Batch, CompetitionIndexPage, CompetitionPage, Entry, EntryAsset

from .factories import CompetitionFactory, a_decider, received

FORMATS = ("avif", "webp", "jpg")
#: The last is a drawing's own width.
SIZES = ((320, 240), (640, 480), (900, 675))


def released(batch: Batch, scopes: tuple[Scope, ...] = (Scope.SITE,), **facts: Any) -> Entry:
    entry = received(batch, scopes, **facts)
    domain.take_up(entry)
    domain.made_ready(entry, [_copy(entry, kind, size) for kind in FORMATS for size in SIZES])
    domain.approve(entry, user=a_decider("first"), version=entry.version)
    domain.release(entry, user=a_decider("second"), version=entry.version)
    return entry


def _copy(entry: Entry, kind: str, size: tuple[int, int]) -> EntryAsset:
    return EntryAsset(
        entry=entry,
        kind=AssetKind.COPY,
        key=files.keep_private(f"{kind} {size}".encode(), f".{kind}"),
        format=kind,
        width=size[0],
        height=size[1],
        bytes=10,
    )


def a_competition_page(make_page: Any, **competition: Any) -> CompetitionPage:
    """At ``/en/drawings/way-home/``."""
    index = CompetitionIndexPage.objects.first() or make_page(CompetitionIndexPage, slug="drawings")
    return make_page(
        CompetitionPage,
        index,
        title="Drawing competition",
        slug="way-home",
        theme="The way home",
        competition=CompetitionFactory.create(**competition),
    )


def soup_of(client: Client, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status
    return BeautifulSoup(response.content, "html.parser")


def cards(soup: BeautifulSoup) -> list[str]:
    """The ids of the drawings on a page, in their order."""
    return [str(card["id"]) for card in soup.select("article.card[id]")]
