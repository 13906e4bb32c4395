"""About this site, and what it promises. Each promise is one the software keeps."""

from .types import Page, Ref, described

PAGES = [
    Page(
        path="about",
        type="home.StandardPage",
        fields={
            "title": "About this site",
            **described("Who this site is for, where its facts come from, and what is only an example here."),
            "introduction": "One place for International Missing Children’s Day, in many languages.",
            "body": [
                (
                    "text",
                    (
                        "<h2>What it is for</h2>"
                        "<p>Organisations in many countries keep the Day. Here they share one campaign, "
                        "guides that protect children, and the numbers of those who help. The software is "
                        "called Forget-me-not. It is free, and anyone may use and improve it.</p>"
                        "<h2>Where the facts come from</h2>"
                        "<p>Each number names its source and its date. Each helpline names who runs it and "
                        "where we read it. If nobody has checked it for a long time, the page says so.</p>"
                        "<h2>Languages</h2>"
                        "<p>We write in English and translate. A translation that no named person has read "
                        "yet says so at the top and links to the original.</p>"
                        "<h2>What is an example</h2>"
                        "<p>You are looking at a demonstration. Real organisations appear only with what "
                        "they have published. The helplines come from published sources, but nobody has "
                        "called them for this demonstration. The campaign and its themes are examples; "
                        "only the edition of 2021 tells what ICMEC and its partners have published.</p>"
                        "<p>Partners called “Example” or “demo” are invented, with all that they announce. So "
                        "are the drawings: a computer drew them, not a child.</p>"
                    ),
                ),
            ],
        },
    ),
    Page(
        path="privacy",
        type="home.StandardPage",
        fields={
            "title": "Privacy",
            **described(
                "No cookies, no trackers, no account: what this site knows about you, and what it does not."
            ),
            "introduction": "You can read everything here without telling us who you are.",
            "body": [
                (
                    "text",
                    (
                        "<h2>What we do not do</h2>"
                        "<ul><li>We set no cookie when you read.</li>"
                        "<li>We count no visits and use no tracker.</li>"
                        "<li>We do not guess where you are. You choose your country yourself.</li>"
                        "<li>No page loads anything from advertisers, social networks or other "
                        "websites.</li>"
                        "<li>When you follow a link to another site, that site does not learn on which "
                        "page you were.</li>"
                        "</ul>"
                        "<h2>Where your choices are kept</h2>"
                        "<p>In the address of the page: the language, the country, the words you search "
                        "for. Whoever can see the history of your browser can see these addresses.</p>"
                        "<h2>What our server notes</h2>"
                        "<p>To find faults, it notes the time, the address of the page and whether it "
                        "could be sent. It does not keep your IP address.</p>"
                        "<h2>Drawings by children</h2>"
                        "<p>A school or a group gives them to a partner, who enters them, never a child. Of each "
                        "drawing we keep the picture, its title and description, a code, the age group, the "
                        "country, what the family allows and, if the family wishes, a first name or a made-up "
                        "name. Slips and surnames do not come to this site.</p>"
                        "<p>We show a drawing only while child and family agree, and for five years at most. It "
                        "can be taken back at any time, and then leaves this site at once. What others have "
                        "copied or printed cannot be called back.</p>"
                        "<h2>Those who work on this site</h2>"
                        "<p>Editors sign in, and their browsers get a cookie so that they stay signed in. "
                        "Readers never do.</p>"
                    ),
                ),
                (
                    "related_pages",
                    {"heading": "If someone watches your device", "pages": [Ref("safety")]},
                ),
            ],
        },
    ),
    Page(
        path="safety",
        type="home.StandardPage",
        fields={
            "title": "Using this site safely",
            **described(
                "How to leave a page quickly, what stays behind on your device, and how to be more careful."
            ),
            "show_exit_button": True,
            "introduction": "If someone may look at your phone or computer, read this first.",
            "body": [
                (
                    "text",
                    (
                        "<h2>“Exit this page”</h2>"
                        "<p>The button opens an ordinary weather page instead of this one. On a keyboard "
                        "you can also press the Shift key three times.</p>"
                    ),
                ),
                (
                    "do_dont",
                    {
                        "heading": "What the button can do, and what it cannot",
                        "do": [
                            "It takes this page off the screen at once.",
                            "It works without an account and without cookies.",
                        ],
                        "dont": [
                            "It does not delete the history of your browser.",
                            "It does not close other tabs, and going back may show pages of this site.",
                            "It does not protect you from software that someone has installed to watch you.",
                        ],
                    },
                ),
                (
                    "steps",
                    {
                        "heading": "How to be more careful",
                        "steps": [
                            {
                                "title": "Use another device",
                                "text": (
                                    "<p>One that the person cannot open: at a library, at school, or a "
                                    "friend’s. If you think that your device is watched, do not use it to "
                                    "look for help.</p>"
                                ),
                            },
                            {
                                "title": "Open a private window",
                                "text": (
                                    "<p>The browser then forgets the pages when you close all private "
                                    "windows.</p>"
                                ),
                            },
                            {
                                "title": "Delete single pages from the history",
                                "text": (
                                    "<p>An empty history may be noticed. Most browsers can delete single "
                                    "entries.</p>"
                                ),
                            },
                            {
                                "title": "Think of calls and messages",
                                "text": (
                                    "<p>A call can remain in the list of calls, and it may appear on the "
                                    "bill. Delete it from the list, or call from another phone.</p>"
                                ),
                            },
                        ],
                    },
                ),
            ],
        },
    ),
    Page(
        path="accessibility",
        type="home.StandardPage",
        fields={
            "title": "Accessibility",
            **described("How this site is made so that everyone can use it, and what is still missing."),
            "introduction": "Help must be there for everyone, on every device.",
            "body": [
                (
                    "text",
                    (
                        "<p>Our aim is level AA of the Web Content Accessibility Guidelines (WCAG) 2.2.</p>"
                        "<ul><li>Every page works with a keyboard, with a screen reader and without "
                        "JavaScript.</li>"
                        "<li>Text can be made twice as large, and pages fit on a small phone.</li>"
                        "<li>Colours have strong contrast, by day and in dark mode. Nothing depends on "
                        "colour alone.</li>"
                        "<li>Nothing plays or moves by itself.</li>"
                        "<li>Our own film has captions and a transcript.</li>"
                        "<li>Guides have a quick read in short sentences, and can be printed.</li>"
                        "</ul>"
                        "<h2>What is still missing</h2>"
                        "<p>There are no pages in sign language yet. Pages of other organisations to which "
                        "we link may be harder to use.</p>"
                    ),
                ),
            ],
        },
    ),
]
