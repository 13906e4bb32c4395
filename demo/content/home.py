"""The home page."""

from .types import FactRef, Page, Picture, Ref, described

PAGES = [
    Page(
        path="",
        type="home.HomePage",
        fields={
            "title": "International Missing Children’s Day",
            **described(
                "25 May is International Missing Children’s Day: the signs that keep a child safe, the "
                "number to call, and how to take part."
            ),
            "listing_image": Picture("meadow"),
            "social_text": "25 May: no missing child is forgotten.",
            "hero_heading": "No missing child is forgotten",
            "hero_text": (
                "25 May is International Missing Children’s Day. Learn the signs that keep a child safe, "
                "find the number to call, and take part where you live."
            ),
            "about_heading": "What the Day is",
            "about_text": (
                "<p>On 25 May 1979 Etan Patz, six years old, disappeared on his way to the school bus in "
                "New York. He was never found. On 25 May 1983 the United States proclaimed Missing "
                "Children Day.</p>"
                "<p>Since 2001 the Day has been international, through ICMEC (the International Centre for "
                "Missing &amp; Exploited Children), Missing Children Europe and the European "
                "Commission.</p>"
                "<p>Its emblem is the forget-me-not. In several languages the name of this small blue "
                "flower is also the promise of the Day.</p>"
            ),
            "body": [
                (
                    "text",
                    (
                        "<h2>What the numbers tell us</h2>"
                        "<p>Nobody knows how many children go missing in the world. Countries define and "
                        "count them in different ways. So each number here says what was counted, when and "
                        "by whom.</p>"
                    ),
                ),
                ("fact", {"fact": FactRef("hotline-runaways-2018")}),
                ("fact", {"fact": FactRef("hotline-third-party-2016")}),
                ("fact", {"fact": FactRef("alert-countries-icmec")}),
                (
                    "buttons",
                    {
                        "buttons": [
                            {
                                "label": "What is a missing child?",
                                "page": Ref("prevention/missing/what-is-a-missing-child"),
                                "style": "quiet",
                            },
                        ],
                    },
                ),
            ],
        },
    ),
]
