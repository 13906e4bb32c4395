"""The Day: a page a year. But for one, the years are those of the day of loading, so no text here names one."""

from .types import FactRef, Page, PartnerRef, Picture, Ref, described, introduced

ICMEC_ON_THE_DAY = "https://www.icmec.org/global-missing-childrens-center/imcd/"
OF_2020 = "https://www.amberalert.eu/news/amber-alert-europe-annual-report-2020"
THE_DANCE = (
    "https://www.lbbonline.com/news/innocean-berlin-and-amber-alert-europes-tiktok-dance-protects-kids-from-"
    "online-predators"
)

PAGES = [
    Page(
        path="campaign",
        type="campaign.CampaignIndexPage",
        in_menu=True,
        fields={
            "title": "Campaign",
            **described(
                "International Missing Children’s Day, year by year: the theme, the numbers and the kit."
            ),
            "introduction": (
                "Each edition here has one theme, and the coming one has a kit that anyone may use. Only "
                "the edition of "
                "2021 is real; the others are examples."
            ),
        },
    ),
]

HASHTAGS = "#MissingChildrensDay #NoChildForgotten"

BODY = [
    ("image", {"image": Picture("meadow"), "alt": ""}),
    (
        "text",
        (
            "<h2>Why this Day</h2>"
            "<p>A missing child is a child in danger, whatever the reason. Some were taken. Some were left "
            "alone or lost their family on the way. Some ran away from a home that was not safe.</p>"
            "<p>ICMEC says that one missing child is one too many. The Day asks three things of us: to "
            "remember the children who are missing, to know what to do, and to protect children before "
            "they go missing.</p>"
        ),
    ),
    (
        "accordion",
        {
            "heading": "Five messages",
            "items": [
                {
                    "title": "Every child under 18 counts",
                    "text": (
                        "<p>For ICMEC, a missing child is any person under 18 whose whereabouts are "
                        "unknown. A teenager who left without a word is missing too.</p>"
                    ),
                },
                {
                    "title": "The reality is not the picture we have in mind",
                    "text": (
                        "<p>Abduction by someone who is not a parent or guardian is the rarest kind of "
                        "case that European hotlines report. Running away is the most frequent.</p>"
                    ),
                },
                {
                    "title": "Do not wait",
                    "text": (
                        "<p>When a child is missing, call the police at once. Then call the helpline.</p>"
                    ),
                },
                {
                    "title": "An alert needs everyone",
                    "text": (
                        "<p>An emergency child alert asks the public to help find a child in immediate "
                        "danger. Look at it, pass on the official alert only, and delete it when the child "
                        "has been found.</p>"
                    ),
                },
                {
                    "title": "Listen first",
                    "text": (
                        "<p>A child who comes back needs safety and a welcome. Questions can wait, and "
                        "blame helps nobody.</p>"
                    ),
                },
            ],
        },
    ),
    (
        "related_pages",
        {
            "heading": "Learn more",
            "pages": [
                Ref("prevention/missing/what-is-a-missing-child"),
                Ref("prevention/check-before-you-chat"),
            ],
        },
    ),
]

KIT = [
    (
        "steps",
        {
            "heading": "How to join in",
            "steps": [
                {
                    "title": "If you have 10 minutes",
                    "text": (
                        "<p>Read one guide on this site. Save the helpline number of your country in your "
                        "phone. Share one of the texts below.</p>"
                    ),
                },
                {
                    "title": "If you have 1 hour",
                    "text": (
                        "<p>Print a guide and hang it where people wait: at school, in a library, at a "
                        "doctor’s. Talk about it with your family or your team.</p>"
                    ),
                },
                {
                    "title": "If you have 1 day",
                    "text": (
                        "<p>Hold a lesson, a meeting or a walk on 25 May. Plant forget-me-nots, or wear "
                        "one. Invite the people in your town who search for missing children.</p>"
                    ),
                },
            ],
        },
    ),
    ("text", "<h2>Ready to post</h2>"),
    (
        "post",
        {
            "title": "On the Day",
            "text": (
                "Today is International Missing Children’s Day. We remember every child who is missing, "
                "and everyone who is searching. #MissingChildrensDay #NoChildForgotten"
            ),
            "alt": "A meadow of blue forget-me-nots in the morning.",
        },
    ),
    (
        "post",
        {
            "title": "For parents",
            "text": (
                "Would you know which number to call if a child went missing? Save it today. "
                "#MissingChildrensDay"
            ),
        },
    ),
    (
        "post",
        {
            "title": "For young people",
            "text": (
                "If a chat makes you feel uneasy, you can stop. You need no reason, and it is not your "
                "fault. #MissingChildrensDay"
            ),
        },
    ),
    (
        "do_dont",
        {
            "heading": "Involving children safely",
            "do": [
                "Ask the child and the parent or guardian, each of them, and accept a no.",
                "Have one adult whom every child can go to, and say who it is.",
                "Tell children beforehand what it is about, and let them leave at any moment.",
                "Know what you will do if a child tells you about harm.",
            ],
            "dont": [
                "Do not publish the face, full name, school or address of a child.",
                "Do not ask a child to tell of something painful in front of others.",
                "Do not use the photograph of a missing child as decoration.",
                "Do not let children post or appear under their own accounts for you.",
            ],
        },
    ),
    (
        "checklist",
        {
            "heading": "Tell us how it went",
            "items": [
                "What you did, and on which day",
                "The country, and the languages you used",
                "About how many people took part",
                "What you would do differently",
                "No names and no photographs of children",
            ],
        },
    ),
]


#: What ICMEC’s page about the Day says, in our words but for what is quoted. That page has no date, and the text
#: says how we come to the year.
OF_2021 = Page(
    path="campaign/2021",
    type="campaign.CampaignPage",
    fields={
        "title": "Together, we can bring them back to safety",
        **introduced(
            "An earlier edition: what ICMEC asked of us, and what three of its partners did for the Day."
        ),
        "listing_image": Picture("path_home"),
        "year": 2021,
        "theme": "Together, we can bring them back to safety",
        "hashtags": "#CheckBeforeYouChat",
        "numbers": [("fact", {"fact": FactRef("alert-countries-icmec")})],
        "body": [
            (
                "quote",
                {
                    "text": "Millions of children go missing every year. Together, we can bring them back to safety.",
                    "attribution": "ICMEC",
                    "source_url": ICMEC_ON_THE_DAY,
                },
            ),
            (
                "text",
                (
                    "<p>Nobody knows the exact number. Many countries do not count, or count in another "
                    "way.</p>"
                    "<h2>One missing child is one too many</h2>"
                    "<p>ICMEC believes that every child should be safe with an adult who cares. A child who "
                    "is missing is in great danger, whatever has happened. So every single one "
                    "counts.</p>"
                    "<h2>What helps in a search</h2>"
                    "<p>ICMEC’s Global Missing Children’s Centre brings together those who search, in all "
                    "parts of the world. They share what works, and help countries to prevent "
                    "disappearances and to act when a child is missing.</p>"
                    "<p>A key to that is an emergency child alert. It asks everyone nearby to help when a "
                    "child is in immediate danger.</p>"
                    "<h2>A campaign around the world</h2>"
                    "<p>Each year more countries keep the Day, because children can only be protected "
                    "together. In this year many of ICMEC’s partners took part.</p>"
                ),
            ),
            (
                "related_pages",
                {
                    "heading": "Read on",
                    "pages": [
                        Ref("stories/thirty-three-hours"),
                        Ref("prevention/missing/what-is-a-missing-child"),
                        Ref("alerts"),
                        Ref("prevention/check-before-you-chat"),
                    ],
                },
            ),
            (
                "callout",
                {
                    "tone": "note",
                    "heading": "Why we say 2021",
                    "text": (
                        "<p>ICMEC’s page has no date. The dance on TikTok of which it tells was made during "
                        f'the pandemic, and <a href="{OF_2020}">AMBER Alert Europe’s campaign against grooming in '
                        "2020</a> was another one. So this was most likely the Day of 2021.</p>"
                    ),
                },
            ),
        ],
        "joined_in": [
            (
                "taking_part",
                {
                    "partner": PartnerRef("amber-alert-europe"),
                    "what": (
                        "<p>Began #CheckBeforeYouChat, with a dance on TikTok that teaches teenagers the "
                        "signs of online grooming.</p>"
                    ),
                    "source_name": "LBBOnline",
                    "source_address": THE_DANCE,
                    "as_of": "2021-01-01",
                    "as_of_precision": "about_year",
                },
            ),
            (
                "taking_part",
                {
                    "partner": PartnerRef("smile-of-the-child"),
                    "what": (
                        "<p>Announced an event for those who protect children, among them chiefs of police, "
                        "fire brigades and ministries: tools and technology for Greece’s response to "
                        "missing children.</p>"
                    ),
                    "source_name": "ICMEC",
                    "source_address": ICMEC_ON_THE_DAY,
                    "as_of": "2021-01-01",
                    "as_of_precision": "about_year",
                },
            ),
            (
                "taking_part",
                {
                    "partner": PartnerRef("missing-persons-families-support-centre"),
                    "what": (
                        "<p>Held a drawing competition, “We will not forget you!”. Many drawings of what "
                        "“missing” means came from children all over Lithuania.</p>"
                    ),
                    "source_name": "ICMEC",
                    "source_address": ICMEC_ON_THE_DAY,
                    "as_of": "2021-01-01",
                    "as_of_precision": "about_year",
                },
            ),
        ],
        "kit": [],
    },
)


def editions(next_year: int) -> list[Page]:
    """The coming edition, open; the one before it and that of 2021, both over."""
    return [
        Page(
            path=f"campaign/{next_year}",
            type="campaign.CampaignPage",
            fields={
                "title": "One missing child is one too many",
                **described("This year’s theme, what it stands for, and how to join in on 25 May."),
                "listing_image": Picture("meadow"),
                "social_text": "One missing child is one too many. Join in on 25 May.",
                "year": next_year,
                "theme": "One missing child is one too many",
                "introduction": (
                    "This year we ask everyone to know two things: how to notice that a child is in "
                    "danger, and which number to call."
                ),
                "hashtags": HASHTAGS,
                "numbers": [
                    ("fact", {"fact": FactRef("alert-countries-icmec")}),
                    ("fact", {"fact": FactRef("hotline-runaways-2018")}),
                    ("fact", {"fact": FactRef("hotline-third-party-2016")}),
                ],
                "body": BODY,
                "kit": KIT,
            },
        ),
        Page(
            path=f"campaign/{next_year - 1}",
            type="campaign.CampaignPage",
            fields={
                "title": "Together, back to safety",
                **described("An edition that is over: its theme and its message, kept for reading."),
                "listing_image": Picture("boats"),
                "year": next_year - 1,
                "theme": "Together, back to safety",
                "introduction": "This edition was about the people who search together for a missing child.",
                "hashtags": HASHTAGS,
                "numbers": [("fact", {"fact": FactRef("alert-countries-icmec")})],
                "body": [
                    (
                        "text",
                        (
                            "<p>A search can cross borders, and no country can do it alone. The "
                            "message was cooperation: between police, helplines, neighbours and "
                            "countries.</p>"
                            "<p>ICMEC’s Global Missing Children’s Centre brings together those who search, "
                            "so that they can share what works.</p>"
                        ),
                    ),
                    (
                        "callout",
                        {
                            "tone": "note",
                            "heading": "This edition is over",
                            "text": "<p>For the coming 25 May, please use the kit of the new edition.</p>",
                        },
                    ),
                    (
                        "buttons",
                        {
                            "buttons": [
                                {
                                    "label": "Go to the new edition",
                                    "page": Ref(f"campaign/{next_year}"),
                                    "style": "primary",
                                },
                            ],
                        },
                    ),
                ],
                "kit": [],
            },
        ),
        OF_2021,
    ]
