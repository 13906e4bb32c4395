"""What to do now. No telephone number stands in the text: readers choose their country and see its own."""

from .types import Page, Picture, described

PAGES = [
    Page(
        path="help",
        type="facts.HelpPage",
        fields={
            "title": "Get help",
            **described("What to do now, step by step, and the number to call in your country."),
            "listing_image": Picture("lantern"),
            "introduction": (
                "Choose the country you are in to see its numbers. Here is what to do, in this order."
            ),
            "body": [
                (
                    "callout",
                    {
                        "tone": "danger",
                        "heading": "A child is missing",
                        "text": (
                            "<p>Call the police at once. Do not wait. Then call the helpline for missing "
                            "children of your country, if there is one.</p>"
                        ),
                    },
                ),
                (
                    "callout",
                    {
                        "tone": "hope",
                        "heading": "You want to talk to someone",
                        "text": (
                            "<p>A child helpline is there for children and young people. You need not be "
                            "in danger, and you need not know the right words. You may ask first what they "
                            "keep to themselves.</p>"
                        ),
                    },
                ),
                (
                    "callout",
                    {
                        "tone": "note",
                        "heading": "There are intimate images of you, or someone threatens you with them",
                        "text": (
                            "<p>It is not your fault. Do not pay, and send nothing more. Keep the "
                            "messages. Two services help to stop the images: Take It Down if you were "
                            "under 18 in them, StopNCII if you were an adult. The images stay on your "
                            "device.</p>"
                        ),
                    },
                ),
                (
                    "steps",
                    {
                        "heading": "Your child is missing: the first hours",
                        "steps": [
                            {
                                "title": "Call the police",
                                "text": (
                                    "<p>Do it now, even if the child may come back soon. Say who is "
                                    "missing, where and when the child was last seen, and what worries "
                                    "you.</p>"
                                ),
                            },
                            {
                                "title": "Share the work",
                                "text": (
                                    "<p>One person stays where the child may return, and keeps a phone "
                                    "free. Others look in the house and nearby, and ask friends and "
                                    "neighbours.</p>"
                                ),
                            },
                            {
                                "title": "Collect what helps to search",
                                "text": (
                                    "<p>A recent photograph, the clothes, the phone number, names of "
                                    "friends, online accounts, illnesses and medicines.</p>"
                                ),
                            },
                            {
                                "title": "Leave things as they are",
                                "text": (
                                    "<p>Do not tidy the room, and delete nothing from phones and "
                                    "computers. The police may need them.</p>"
                                ),
                            },
                            {
                                "title": "Ask before you post",
                                "text": (
                                    "<p>What is online stays online. Ask the police before you publish a "
                                    "picture, share only the official appeal, and delete it when the child "
                                    "has been found.</p>"
                                ),
                            },
                            {
                                "title": "Do not stay alone with it",
                                "text": (
                                    "<p>The helpline for missing children is there for families too. If a "
                                    "parent may have taken the child to another country, say so at "
                                    "once.</p>"
                                ),
                            },
                            {
                                "title": "When the child is back",
                                "text": (
                                    "<p>First a welcome, warmth and a doctor if needed. Tell the police. "
                                    "Questions can wait.</p>"
                                ),
                            },
                        ],
                    },
                ),
                (
                    "steps",
                    {
                        "heading": "You want to leave home, or have left",
                        "steps": [
                            {
                                "title": "Are you safe at this moment?",
                                "text": (
                                    "<p>If not, call the emergency number, or go to where there are people "
                                    "and light.</p>"
                                ),
                            },
                            {
                                "title": "Talk before you go",
                                "text": (
                                    "<p>To a helpline, a teacher, a relative, the mother or father of a "
                                    "friend. If someone hurts you at home, say it. They can look for a "
                                    "safe place with you.</p>"
                                ),
                            },
                            {
                                "title": "If you have already left",
                                "text": (
                                    "<p>Nobody may blame you for asking for help. Go to a library, a "
                                    "hospital, a station or the police, and say how old you are and that "
                                    "you need a safe place.</p>"
                                ),
                            },
                            {
                                "title": "Be careful with offers",
                                "text": (
                                    "<p>Someone you hardly know offers a bed, a lift or money? It may be "
                                    "meant to make you owe them something. You may say no at any time.</p>"
                                ),
                            },
                            {
                                "title": "Send one sign of life",
                                "text": (
                                    "<p>You can write “I am alive” without saying where you are. You can "
                                    "also ask a helpline to help you with it.</p>"
                                ),
                            },
                        ],
                    },
                ),
            ],
        },
    ),
]
