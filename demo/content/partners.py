"""Partners: real ones with what they have published and no more, and invented ones whose names say so.

A real partner has no contact, no editor and no words of its own here. All that the demo needs beyond that is said and
done by the example partners, at example addresses.
"""

from typing import Any

from .campaign import ICMEC_ON_THE_DAY
from .types import FactRef, HelplineRef, Page, PartnerRef, Ref, introduced

CHECK_THINK_REPORT = (
    "https://www.amberalert.eu/news/"
    "amber-alert-europe-kicks-off-european-wide-campaign-to-guide-parents-during-child-disappearances"
)
LITHUANIA_2022 = "https://renate-europe.net/on-the-commemoration-of-the-international-day-of-missing-children"

EVERY_LANGUAGE = ["en", "es", "fr", "el", "lt", "ar"]

#: Proper names, written as their bearers write them. Who works for one stands in `demo.loader.LOGINS`.
PARTNERS: list[dict[str, Any]] = [
    {
        "key": "demo-hub",
        "name": "Forget-me-not demo hub",
        "type": "hub",
        "worldwide": True,
        "languages": EVERY_LANGUAGE,
        "web_address": "https://example.org/",
        "contact_email": "hub@example.org",
    },
    {
        "key": "icmec",
        "name": "International Centre for Missing & Exploited Children (ICMEC)",
        "type": "network",
        "web_address": "https://www.icmec.org/",
    },
    {
        "key": "amber-alert-europe",
        "name": "AMBER Alert Europe",
        "type": "network",
        "web_address": "https://www.amberalert.eu/",
    },
    {
        "key": "smile-of-the-child",
        "name": "The Smile of the Child",
        "type": "national_centre",
        "countries": ["gr"],
        "web_address": "https://www.hamogelo.gr/",
    },
    # Its website is named by no source that was read, so none stands here.
    {
        "key": "missing-persons-families-support-centre",
        "name": "Missing Persons’ Families Support Centre",
        "type": "national_centre",
        "countries": ["lt"],
    },
    {
        "key": "example-centre-lithuania",
        "name": "Example Centre Lithuania",
        "type": "national_centre",
        "countries": ["lt"],
        "languages": ["en", "lt"],
        "web_address": "https://example.org/lietuva",
        "contact_email": "centras@example.org",
    },
    {
        "key": "example-centre-greece",
        "name": "Example Centre Greece",
        "type": "national_centre",
        "countries": ["gr"],
        "languages": ["en", "el"],
        "web_address": "https://example.org/ellada",
        "contact_email": "kentro@example.org",
    },
    {
        "key": "example-network-international",
        "name": "Example Network International",
        "type": "network",
        "worldwide": True,
        "languages": EVERY_LANGUAGE,
        "web_address": "https://example.org/network",
        "contact_email": "network@example.org",
    },
]

HUB = "partners/demo-hub"
AMBER_ALERT_EUROPE = "partners/amber-alert-europe"
SMILE_OF_THE_CHILD = "partners/smile-of-the-child"
LITHUANIA = "partners/example-centre-lithuania"
GREECE = "partners/example-centre-greece"
NETWORK = "partners/example-network-international"

THE_CAMPAIGN_OF_2021 = ("related_pages", {"heading": "Read on", "pages": [Ref("campaign/2021")]})

PAGES = [
    Page(
        path="partners",
        type="partners.PartnerIndexPage",
        in_menu=True,
        fields={
            "title": "Partners",
            **introduced(
                "Organisations that keep the Day. Those called “Example” or “demo” were invented for this site."
            ),
        },
    ),
    Page(
        path=HUB,
        type="partners.PartnerPage",
        fields={
            "title": "Forget-me-not demo hub",
            "partner": PartnerRef("demo-hub"),
            **introduced(
                "The hub runs the campaign and invites the partners. This one was invented for this site."
            ),
            "body": [
                (
                    "text",
                    (
                        "<p>The hub writes the campaign, the guides and the kit. Partners add what is true "
                        "where they are: their words, their language, their events.</p>"
                    ),
                ),
            ],
        },
    ),
    Page(
        path="partners/icmec",
        type="partners.PartnerPage",
        fields={
            "title": "International Centre for Missing & Exploited Children (ICMEC)",
            "partner": PartnerRef("icmec"),
            **introduced(
                "ICMEC is committed to bringing every missing child to safety, no matter what it takes."
            ),
            "body": [
                (
                    "text",
                    (
                        f'<p>So ICMEC says on <a href="{ICMEC_ON_THE_DAY}">its page about the Day</a>, which '
                        "we read in November 2026. It wants the world to understand better what happens to "
                        "missing and abducted children, and to respond better. It is there, it says, to fight "
                        "for a safer world for every single child.</p>"
                        "<p>Its Global Missing Children’s Centre brings together those who search. They "
                        "share what works, and help whole countries to prevent disappearances and to act "
                        "when a child is missing. Emergency child alerts are a key part of that.</p>"
                    ),
                ),
                ("fact", {"fact": FactRef("alert-countries-icmec")}),
                (
                    "related_pages",
                    {
                        "heading": "Read on",
                        "pages": [
                            Ref("prevention/missing/what-is-a-missing-child"),
                            Ref("stories/thirty-three-hours"),
                            Ref("campaign/2021"),
                        ],
                    },
                ),
            ],
        },
    ),
    Page(
        path=AMBER_ALERT_EUROPE,
        type="partners.PartnerPage",
        fields={
            "title": "AMBER Alert Europe",
            "partner": PartnerRef("amber-alert-europe"),
            **introduced("AMBER Alert Europe is a foundation for missing children."),
            "body": [
                (
                    "text",
                    (
                        "<p>For the Day it began #CheckBeforeYouChat, with a dance on TikTok that teaches "
                        "teenagers the signs of online grooming.</p>"
                        f'<p>For the Day in 2024 it began <a href="{CHECK_THINK_REPORT}">“Check. Think. '
                        "Report.”</a> in 16 countries and 14 languages. It tells parents and carers what "
                        "to do when a child goes missing.</p>"
                    ),
                ),
                (
                    "related_pages",
                    {
                        "heading": "Read on",
                        "pages": [Ref("prevention/check-before-you-chat"), Ref("campaign/2021")],
                    },
                ),
            ],
        },
    ),
    Page(
        path=SMILE_OF_THE_CHILD,
        type="partners.PartnerPage",
        fields={
            "title": "The Smile of the Child",
            "partner": PartnerRef("smile-of-the-child"),
            **introduced("The Smile of the Child answers the hotline for missing children in Greece."),
            "body": [
                ("helpline", {"helpline": HelplineRef("gr-116000")}),
                (
                    "text",
                    (
                        "<p>When the police have assessed a case, it can also activate AMBER Alert Hellas, "
                        "the country’s emergency child alert.</p>"
                    ),
                ),
                ("related_pages", {"heading": "Read on", "pages": [Ref("campaign/2021"), Ref("alerts")]}),
            ],
        },
    ),
    Page(
        path="partners/missing-persons-families-support-centre",
        type="partners.PartnerPage",
        fields={
            "title": "Missing Persons’ Families Support Centre",
            "partner": PartnerRef("missing-persons-families-support-centre"),
            **introduced("The Centre answers the hotline for missing children in Lithuania, day and night."),
            "body": [
                ("helpline", {"helpline": HelplineRef("lt-116000")}),
                (
                    "text",
                    (
                        "<p>At its initiative the parliament of Lithuania made 25 May a commemorative day "
                        "in 2006. People are invited to tie ribbons to trees, to visit the sculpture "
                        f'“Mommy…!” and to talk with their children (<a href="{LITHUANIA_2022}">RENATE, '
                        "2022</a>).</p>"
                    ),
                ),
                THE_CAMPAIGN_OF_2021,
            ],
        },
    ),
    Page(
        path=LITHUANIA,
        type="partners.PartnerPage",
        language="lt",
        fields={
            "title": "Example Centre Lithuania",
            "partner": PartnerRef("example-centre-lithuania"),
            **introduced(
                "Išgalvotas centras. Taip savo puslapyje galėtų rašyti Lietuvos dingusių vaikų centras."
            ),
            "body": [
                (
                    "text",
                    (
                        "<p>Padedame šeimoms, kurių vaikas dingo, kalbamės su mokyklomis ir kiekvieną "
                        "gegužės 25-ąją primename: nė vienas dingęs vaikas neužmirštas.</p>"
                        "<p>Jei dingo vaikas, nerašykite mums. Skambinkite policijai, o tada – "
                        "dingusių vaikų linijai.</p>"
                    ),
                ),
                (
                    "buttons",
                    {"buttons": [{"label": "Kur kreiptis", "page": Ref("help"), "style": "primary"}]},
                ),
            ],
        },
    ),
    Page(
        path=GREECE,
        type="partners.PartnerPage",
        fields={
            "title": "Example Centre Greece",
            "partner": PartnerRef("example-centre-greece"),
            **introduced(
                "An invented centre. A centre for missing children in Greece might write like this."
            ),
            "body": [
                (
                    "text",
                    (
                        "<p>We stand by families, train those who search, and speak with parents about "
                        "chats before something happens.</p>"
                        "<p>If a child is missing now, do not write to us. Call the police, and then the "
                        "helpline.</p>"
                    ),
                ),
                (
                    "buttons",
                    {"buttons": [{"label": "Get help now", "page": Ref("help"), "style": "primary"}]},
                ),
            ],
        },
    ),
    Page(
        path=NETWORK,
        type="partners.PartnerPage",
        fields={
            "title": "Example Network International",
            "partner": PartnerRef("example-network-international"),
            **introduced("An invented network. It links centres in many countries, and meets online."),
        },
    ),
]


def campaign_pages(next_year: int) -> list[Page]:
    """What the example partners say about the coming edition, each in its own words."""
    return [
        Page(
            path=f"{LITHUANIA}/{next_year}",
            type="campaign.PartnerCampaignPage",
            language="lt",
            fields={
                "title": "Kaspinai, žiburiai ir neužmirštuolės",
                "year": next_year,
                **introduced(
                    "Gegužės 25-ąją kviečiame užrišti mėlyną kaspiną, uždegti žiburį lange ir pasikalbėti su "
                    "vaikais."
                ),
                "body": [
                    (
                        "text",
                        (
                            "<h2>Kodėl neužmirštuolė</h2>"
                            "<p>Lietuviškai pats gėlės vardas yra pažadas. Įsisekite neužmirštuolę, ir kas "
                            "nors paklaus, ką ji reiškia.</p>"
                            "<h2>Kaip prisidėti</h2>"
                            "<ul><li>Užriškite mėlyną kaspiną ant medžio prie namų, mokyklos ar "
                            "bibliotekos. Riškite laisvai, o po savaitės nuimkite.</li>"
                            "<li>Paklauskite vaiko, kaip jam sekasi, ir išklausykite iki galo.</li>"
                            "<li>Įsirašykite į telefoną dingusių vaikų linijos numerį.</li></ul>"
                        ),
                    ),
                ],
            },
        ),
        Page(
            path=f"{GREECE}/{next_year}",
            type="campaign.PartnerCampaignPage",
            fields={
                "title": "A blue petal in every neighbourhood",
                "year": next_year,
                **introduced(
                    "From the islands to the north: on 25 May, let every neighbourhood show one blue petal."
                ),
                "body": [
                    (
                        "text",
                        (
                            "<h2>A flower with a request</h2>"
                            "<p>In Greek the flower is called “do not forget me”. Cut a petal out of blue "
                            "paper, write on it whom to call when a child is missing, and put it in a "
                            "window.</p>"
                            "<h2>How to join in</h2>"
                            "<ul><li>Ask your school, bakery or chemist for a place in the window.</li>"
                            "<li>Come to an evening for parents, or hold one yourself.</li>"
                            "<li>See the exhibition of drawings in Athens.</li></ul>"
                        ),
                    ),
                ],
            },
        ),
        Page(
            path=f"{NETWORK}/{next_year}",
            type="campaign.PartnerCampaignPage",
            fields={
                "title": "One Day, every time zone",
                "year": next_year,
                **introduced(
                    "While 25 May travels around the world, our centres keep it together, online and in many "
                    "languages."
                ),
                "body": [
                    (
                        "text",
                        (
                            "<p>There is no partner in your country yet? Join one of our meetings, and "
                            "take the kit. It is for everyone.</p>"
                        ),
                    ),
                ],
            },
        ),
    ]
