"""Emergency child alerts: what they are and how to help. What each country has stands in the facts, not here."""

from .types import FactRef, Page, Picture, described

PAGES = [
    Page(
        path="alerts",
        type="facts.AlertSystemsPage",
        fields={
            "title": "Emergency child alerts",
            **described(
                "Which countries have an alert for a child in danger, and what to do when you get one."
            ),
            "listing_image": Picture("lantern"),
            "introduction": (
                "When a missing child is in great danger, an alert can reach thousands of people within "
                "minutes. Here is what an alert is, how you can help, and which countries have one."
            ),
            "body": [
                (
                    "text",
                    (
                        "<h2>What an alert is</h2>"
                        "<p>An alert asks everybody to look out for one child, now. It says who is missing and "
                        "where to call. Only those who are responsible for it in a country can send one, and "
                        "they send few: too many, and nobody would look any more.</p>"
                        "<p>Most children who are missing never have an alert. The police look for them all "
                        "the same.</p>"
                    ),
                ),
                (
                    "steps",
                    {
                        "heading": "When an alert reaches you",
                        "steps": [
                            {
                                "title": "Look",
                                "text": "<p>Read it to the end. Look up, and look around where you are.</p>",
                            },
                            {
                                "title": "Call the number in the alert",
                                "text": (
                                    "<p>If you have seen the child, say where and when. Do not follow anybody, "
                                    "and do not step in by yourself.</p>"
                                ),
                            },
                            {
                                "title": "Pass on the official alert only",
                                "text": (
                                    "<p>Share the alert as it was sent. Add no picture, no name and no guess of "
                                    "your own.</p>"
                                ),
                            },
                            {
                                "title": "Delete it when the child is back",
                                "text": (
                                    "<p>Take down what you have shared. A child who has come home has a right "
                                    "to be left in peace.</p>"
                                ),
                            },
                        ],
                    },
                ),
                (
                    "callout",
                    {
                        "tone": "danger",
                        "heading": "Your child is missing",
                        "text": (
                            "<p>Call the police at once. You cannot start an alert yourself, and you need not: "
                            "those who take your call decide whether one helps. You need not wait.</p>"
                        ),
                    },
                ),
            ],
            "counts": [
                ("fact", {"fact": FactRef("alert-countries-icmec"), "note": ""}),
                ("fact", {"fact": FactRef("alert-countries-2016"), "note": ""}),
                ("fact", {"fact": FactRef("alert-countries-2021"), "note": ""}),
                ("fact", {"fact": FactRef("alert-countries-2022"), "note": ""}),
                ("fact", {"fact": FactRef("alert-countries-eu"), "note": ""}),
            ],
        },
    ),
]
