"""The competition “We will not forget you!”: two editions, one open and one over.

It borrows the name of a real one, of which only the name is known. The rules are this site’s own.
"""

from datetime import date
from typing import Any

from .types import CompetitionRef, Page, introduced

PAGES = [
    Page(
        path="drawings",
        type="gallery.CompetitionIndexPage",
        in_menu=True,
        fields={
            "title": "Drawings",
            **introduced(
                "Children and young people draw what “missing” means, and what brings someone home."
            ),
        },
    ),
]


def key_of(year: int) -> str:
    return f"drawings-{year}"


def competitions(next_year: int) -> list[dict[str, Any]]:
    """Each opens on the day after a Day, so that one is open in every month but May."""
    return [
        {
            "key": key_of(year),
            "name": f"We will not forget you! {year}",
            "year": year,
            "zone": "Europe/Vilnius",
            "opens_on": date(year - 1, 5, 26),
            "closes_on": date(year, 4, 30),
            "results_on": date(year, 5, 25),
            "consent_until": date(year + 2, 12, 31),
            "bands": ["0-6", "7-9", "10-12", "13-15", "16-17"],
        }
        for year in (next_year, next_year - 1)
    ]


TAKING_BACK = (
    "<h2>Taking a drawing back</h2>"
    "<p>The child or the family can take a drawing back at any time, also years later, without a reason. Tell the "
    "school or the partner that sent it in. It leaves the gallery at once. What others have copied or printed by then "
    "cannot be called back.</p>"
)

#: The site must not pass for the real competition, nor its pictures for children's.
THE_NAME = (
    "<h2>The name</h2>"
    "<p>A competition of this name was held in Lithuania by the Missing Persons’ Families Support Centre. This one is "
    "an example, with rules of its own. A computer drew its drawings, not a child.</p>"
)


def editions(next_year: int) -> list[Page]:
    return [
        Page(
            path=f"drawings/{next_year}",
            type="gallery.CompetitionPage",
            fields={
                "title": "We will not forget you!",
                "competition": CompetitionRef(next_year),
                "theme": "What does “missing” mean to you?",
                **introduced(
                    "Draw what “missing” means to you, or what you wish for a child who is missing. For everyone "
                    "up to 17."
                ),
                "how_to_enter": [
                    (
                        "steps",
                        {
                            "heading": "For teachers and group leaders",
                            "steps": [
                                {
                                    "title": "Speak about it first",
                                    "text": (
                                        "<p>Say what the Day is about, and whom a child can talk to. Nobody "
                                        "has to draw, and nobody has to explain a drawing. If a child or a "
                                        "drawing worries you, follow your school’s rules for child protection "
                                        "the same day. Do not wait for us.</p>"
                                    ),
                                },
                                {
                                    "title": "Draw by hand",
                                    "text": (
                                        "<p>Pencil, paint, paper, anything. No photograph, and nobody who "
                                        "could be recognised. Write no name on the front.</p>"
                                    ),
                                },
                                {
                                    "title": "Ask the child and the family",
                                    "text": (
                                        "<p>The child wants it, and a parent or guardian signs the slip. They "
                                        "choose what may happen with the drawing, one by one, and may say "
                                        "no.</p>"
                                    ),
                                },
                                {
                                    "title": "Send it to the partner in your country",
                                    "text": (
                                        "<p>Say with each drawing: the age group, what the slip allows and, if "
                                        "the family wishes, a first name or a made-up name. The partner enters it "
                                        "here. You keep the slips and the surnames; we do not want them.</p>"
                                    ),
                                },
                            ],
                        },
                    ),
                ],
                "rules": [
                    (
                        "text",
                        (
                            "<ul><li>One drawing a child, the child’s own work.</li>"
                            "<li>Age groups go by the age on the last day to enter.</li>"
                            "<li>The drawing belongs to the child. We show it only while child and family agree, "
                            "and for five years at most.</li>"
                            "<li>Two people look at each drawing before it can be seen by others.</li>"
                            "<li>If a drawing worries us, the person responsible for safeguarding decides whom to "
                            "tell: often the school, sometimes those who protect children there. It is no reason "
                            "to shut a child out.</li></ul>"
                            f"{TAKING_BACK}{THE_NAME}"
                        ),
                    ),
                ],
            },
        ),
        Page(
            path=f"drawings/{next_year - 1}",
            type="gallery.CompetitionPage",
            fields={
                "title": "We will not forget you!",
                "competition": CompetitionRef(next_year - 1),
                "theme": "A light for the way home",
                **introduced("This competition is over. Here are the drawings, and those that won an award."),
                "rules": [("text", f"{TAKING_BACK}{THE_NAME}")],
            },
        ),
    ]
