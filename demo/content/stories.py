"""Two stories: one told by ICMEC, one composed by us and saying so.

Of the real one we repeat only what ICMEC has published. Nothing may be added to it: no picture, date,
quotation, chapter or transcript.
"""

from .types import FactRef, Page, Picture, Ref, SubjectRef, described

#: The composed story, a chapter a row: heading, what it contains where that is hard, and what is told.
TOLD = [
    (
        "The window",
        "A quarrel, seen from the street.",
        (
            "<p>A window is lit in a dark street. Behind it, two shadows quarrel. The door "
            "opens, and a girl with a rucksack goes out.</p>"
        ),
    ),
    (
        "The road",
        "",
        (
            "<p>She passes the school and the last street lamp. Her phone lights up again "
            "and again. She does not answer.</p>"
        ),
    ),
    (
        "The bench",
        "A girl alone at night.",
        "<p>She sits on a bench at the station. The last train has gone. It is cold.</p>",
    ),
    (
        "The call",
        "",
        (
            "<p>On the wall is a poster with a number. She calls. A line of light runs "
            "from her phone to a far window, where someone listens.</p>"
        ),
    ),
    (
        "The way home",
        "",
        "<p>The sky grows bright. Her aunt comes to the station, and they walk home. The door is open.</p>",
    ),
]

PAGES = [
    Page(
        path="stories",
        type="stories.StoryIndexPage",
        in_menu=True,
        fields={
            "title": "Stories",
            **described(
                "Stories of children who were missing and came back, each with a note on what it contains."
            ),
            "introduction": (
                "A story is shown here only while consent to it is in force. Each begins with a note on "
                "what it contains, and from there you can go straight to the hopeful part."
            ),
        },
    ),
    Page(
        path="stories/thirty-three-hours",
        type="stories.StoryPage",
        fields={
            "title": "Thirty-three hours",
            **described("A story of hope, told by ICMEC: a mother and her daughter are reunited."),
            "told_by": "ICMEC",
            "content_note": (
                "This story tells of the abduction of a baby. It ends well: the child came back to her "
                "mother."
            ),
            "composite": False,
            "introduction": (
                "Elieth Samara was abducted when she was 19 days old. ICMEC, the International Centre for "
                "Missing & Exploited Children, tells her story."
            ),
            "subject": SubjectRef("elieth-samara"),
            "body": [
                (
                    "text",
                    (
                        "<p>Her mother waited 33 hours. ICMEC calls those hours a nightmare.</p>"
                        "<p>ICMEC says that the two were reunited thanks to its own investigation and that "
                        "of its allies around the world.</p>"
                        "<p>This is all we tell. Whether we may tell it too is still to be confirmed, so it stands "
                        "only in this demonstration. The story belongs to the people in it, so we add no "
                        "picture and no detail. ICMEC tells it in a film.</p>"
                    ),
                ),
                (
                    "film",
                    {
                        "title": "The story on ICMEC’s site",
                        "link": "https://www.icmec.org/global-missing-childrens-center/imcd/",
                        "content_note": (
                            "The film speaks of the abduction of a baby. The link leads to another site, "
                            "with its own rules on privacy. The button for leaving quickly is not there."
                        ),
                    },
                ),
                (
                    "hopeful_part",
                    {
                        "heading": "Together again",
                        "text": (
                            "<p>After 33 hours, mother and daughter were reunited. Behind that stand "
                            "people in many places who work together. That is what this Day is for.</p>"
                        ),
                    },
                ),
            ],
        },
    ),
    Page(
        path="stories/the-long-way-home",
        type="stories.StoryPage",
        fields={
            "title": "The long way home",
            **described("A composed story, with a short drawn film: one call, and a door that is open."),
            "listing_image": Picture("path_home"),
            "told_by": "The editors of this site",
            "content_note": (
                "This story tells of a quarrel at home and a night outside. Nobody is injured. It ends well."
            ),
            "composite": True,
            "pictures_checked": True,
            "kinds": ["runaway"],
            "introduction": (
                "A girl leaves home after a quarrel. She does not exist: we composed her story from what "
                "helplines describe, and every detail is invented."
            ),
            "subject": SubjectRef("composite"),
            "body": [
                *(
                    (
                        "chapter",
                        {"heading": heading, "content_note": note, "content": [("text", told)]},
                    )
                    for heading, note, told in TOLD
                ),
                (
                    "text",
                    (
                        "<h2>What helped</h2>"
                        "<ul><li>The number was there when she needed it.</li>"
                        "<li>The person on the phone did not ask first why she had left, but whether she "
                        "was safe.</li>"
                        "<li>She could choose who came: her aunt.</li>"
                        "<li>Her parents had called the police at once. Nobody waited until morning.</li>"
                        "</ul>"
                    ),
                ),
                (
                    "hopeful_part",
                    {
                        "heading": "The door is open",
                        "text": (
                            "<p>Nobody shouts that morning. Her mother says: “I am glad that you are "
                            "here.” Later they speak about the quarrel, with someone who helps them. It "
                            "takes more than one conversation, and it becomes better.</p>"
                        ),
                    },
                ),
                (
                    "text",
                    (
                        "<p>Not every home is safe to go back to. The people on a helpline know that too. "
                        "They can look for another way with the child.</p>"
                    ),
                ),
                (
                    "film",
                    {
                        "title": "The long way home",
                        "video": "the-long-way-home",
                        "duration": 60,
                        "content_note": (
                            "A drawn film without sound. A quarrel is seen as shadows, and a girl alone at "
                            "night."
                        ),
                        "chapters": [
                            {"start": 12 * place, "title": heading}
                            for place, (heading, _note, _told) in enumerate(TOLD)
                        ],
                        # One paragraph a part, in order, so captions can be cut from it in every language. The
                        # story above tells it in the same sentences.
                        "transcript": "".join(told for _heading, _note, told in TOLD),
                    },
                ),
                ("fact", {"fact": FactRef("hotline-runaways-2018")}),
                (
                    "related_pages",
                    {"heading": "Read on", "pages": [Ref("prevention/missing/what-is-a-missing-child")]},
                ),
            ],
        },
    ),
]
