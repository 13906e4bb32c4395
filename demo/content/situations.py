"""The explainer in which the reader decides: six invented situations, one for each kind of "missing".

Nobody in them has a name, and none retells a case. A wrong guess is what many people think, so it is never blamed.
"""

from __future__ import annotations

from typing import Any

from .types import FactRef, Page, Picture, Ref, described

ICMEC_DEFINITION = "https://www.icmec.org/global-missing-childrens-center/the-definition-of-missing/"


def answer(verdict: str, label: str, why: str) -> dict[str, Any]:
    return {"label": label, "verdict": verdict, "feedback": f"<p>{why}</p>"}


SITUATIONS: list[dict[str, Any]] = [
    {
        "heading": "A bag is gone",
        "situation": (
            "It is nine in the evening. After a quarrel at home, a girl of 15 has left with a bag. Her phone is off. "
            "She has stayed away for a night before, and came back."
        ),
        "question": "Is she missing?",
        "answers": [
            answer(
                "otherwise",
                "No. She left by herself, and she will be back.",
                "But leaving is often a way out of something: violence, neglect, a quarrel without end. Nobody knows "
                "where she is tonight. So she is missing, and she needs protection.",
            ),
            answer(
                "otherwise",
                "Not yet. You have to wait a day first.",
                "But you need not wait. Call as soon as you are worried, also when it has happened before.",
            ),
            answer(
                "right",
                "Yes. Nobody knows where she is.",
                "It does not matter that she went by herself. A child whose whereabouts are unknown is missing.",
            ),
        ],
        "kind": "runaway",
        "helps": (
            "<ul><li>Call the police now. A helpline for missing children can help you too.</li>"
            "<li>Ask her friends, and ask them to pass on one message: you are worried, and you want to know that she "
            "is safe.</li>"
            "<li>If you reach her, ask first whether she is safe.</li>"
            "<li>When she is back, listen to what made her leave.</li></ul>"
        ),
        "fact": FactRef("hotline-runaways-2018"),
    },
    {
        "heading": "Sunday evening",
        "situation": (
            "A boy of six spent the weekend with one of his parents. On Sunday evening he should be back with the "
            "other. Nobody opens the door, and the phone is off. A neighbour saw the two leave with suitcases."
        ),
        "question": "He is with a parent. Is he missing?",
        "answers": [
            answer(
                "right",
                "Yes. Nobody knows where he is.",
                "A child can be missing and be with someone he knows. Nobody who cares for him at home agreed to this "
                "journey, and nobody can see whether he is well.",
            ),
            answer(
                "otherwise",
                "No. A child who is with a parent is not missing.",
                "But nobody knows where the two are, or what is planned. A child can be missing with a parent, and "
                "can be in danger there.",
            ),
            answer(
                "also",
                "A court will have to decide about this.",
                "It may have to decide later where he lives. First he has to be found. So report him missing now.",
            ),
        ],
        "kind": "family_abduction",
        "helps": (
            "<ul><li>Call the police at once, and say so if they may be on the way to another country.</li>"
            "<li>Have ready: a recent photograph, and papers that say who cares for the child.</li>"
            "<li>Keep every message. Do not threaten: the way back should stay open.</li>"
            "<li>A helpline for missing children can say what to do next, step by step.</li></ul>"
        ),
        "fact": FactRef("hotline-cross-border-2023"),
    },
    {
        "heading": "The empty bed",
        "situation": (
            "A boy of 16 fled from a war, alone. He lives in a home for young people. On Monday his bed is empty. "
            "Somebody has heard that he is on his way to an uncle in another country."
        ),
        "question": "Should somebody search for him?",
        "answers": [
            answer(
                "otherwise",
                "No. He wanted to travel on anyway.",
                "Perhaps he did. But nobody knows whether he will arrive, or who is with him. He is 16: a child, "
                "without protection.",
            ),
            answer(
                "otherwise",
                "Only if his uncle says that he has not come.",
                "But nobody knows whether the uncle waits for him, or dares to ask. Days would be lost. Report him "
                "missing first, then try to reach the family.",
            ),
            answer(
                "right",
                "Yes. The home should report him missing today.",
                "He has a right to be searched for like every other child. His papers make no difference.",
            ),
        ],
        "kind": "migration",
        "helps": (
            "<ul><li>Report the child missing at once, whatever papers the child has, and tell the "
            "child’s guardian.</li>"
            "<li>Write down what the child has said about the way, the family and friends.</li>"
            "<li>Say in the call that the child may be in another country by now.</li>"
            "<li>Ask the other young people calmly, and do not make them afraid of the police.</li></ul>"
        ),
    },
    {
        "heading": "A lift home",
        "situation": (
            "A girl of nine waits for the bus after training. A man whom the family knows from the club offers her a "
            "lift. Two hours later she is not at home. His phone is off."
        ),
        "question": "Nobody has seen a stranger. Is she missing?",
        "answers": [
            answer(
                "otherwise",
                "No. She is with somebody we know.",
                "But somebody who takes a child is not always a stranger. Nobody agreed to this, and nobody knows "
                "where she is.",
            ),
            answer(
                "right",
                "Yes. Call the police now.",
                "An adult took her along without asking, and nobody can reach them. That is reason enough to call. "
                "If there is a harmless explanation, all the better.",
            ),
            answer(
                "also",
                "We should look for her.",
                "Yes, but call first. Then look, while others are looking too.",
            ),
        ],
        "kind": "third_party_abduction",
        "helps": (
            "<ul><li>Call the emergency number. Say who was seen with her last, where, and in which car.</li>"
            "<li>Say what she wears, and have a recent photograph ready.</li>"
            "<li>Somebody stays at home, in case she comes or calls.</li>"
            "<li>Do not spread names or pictures yourself. The police decide what helps the search.</li></ul>"
        ),
        "fact": FactRef("hotline-third-party-2016"),
    },
    {
        "heading": "At the market",
        "situation": (
            "The market is crowded. A boy of four lets go of a hand, and is gone. That was ten minutes ago. His father "
            "thinks: he will be at one of the stalls."
        ),
        "question": "Are ten minutes enough to ask for help?",
        "answers": [
            answer(
                "also",
                "One adult should stay where he was seen last.",
                "A small child may come back there. The others search, and somebody calls for help.",
            ),
            answer(
                "right",
                "Yes. Ask everybody at once, and call.",
                "Nobody has to be sure first. Many eyes find a small child sooner than two.",
            ),
            answer(
                "otherwise",
                "No. First search for an hour.",
                "But a small child can go far in an hour, and a road or water may be near. It is never too early to "
                "ask for help.",
            ),
        ],
        "kind": "lost",
        "helps": (
            "<ul><li>Say aloud what he wears, and ask the people around you to look.</li>"
            "<li>Look first where there is water or traffic.</li>"
            "<li>Call the emergency number. You can call again when he is found.</li>"
            "<li>When he is back, hold him. He was frightened too.</li></ul>"
        ),
    },
    {
        "heading": "After the flood",
        "situation": (
            "After a flood, families find shelter in a school. A girl of seven is there with a neighbour. Her parents "
            "are not. Her name is on no list."
        ),
        "question": "She is safe in the school. Is she a missing child?",
        "answers": [
            answer(
                "otherwise",
                "No. Everybody can see where she is.",
                "But those who look for her cannot. For her family, she is missing.",
            ),
            answer(
                "otherwise",
                "The neighbour can simply take her along.",
                "It would be kindly meant. But then nobody who searches could find her. First her name has to be on "
                "a list, with the place where she is.",
            ),
            answer(
                "right",
                "Yes. Her family does not know where she is.",
                "She has been separated from the people who care for her. To bring them together, both sides have to "
                "be known: a child without her family, and a family who is searching.",
            ),
        ],
        "kind": "abandoned",
        "helps": (
            "<ul><li>Tell whoever is in charge of the place, and the police, that a child is there "
            "without her family.</li>"
            "<li>Write down what she knows: names, places, telephone numbers.</li>"
            "<li>Let brothers and sisters stay together.</li>"
            "<li>Do not put her picture online. Those in charge of the search decide about that.</li></ul>"
        ),
    },
]

HOW_WOULD_YOU_DECIDE = Page(
    path="prevention/missing/how-would-you-decide",
    type="prevention.ExplainerPage",
    fields={
        "title": "How would you decide?",
        **described("Six short situations: is this child missing, and what helps now?"),
        "listing_image": Picture("path_home"),
        "introduction": (
            "Six short situations, all invented. Decide for yourself. Then see what kind of “missing” it is, and what "
            "helps. Nothing is counted."
        ),
        "situations": [("situation", situation) for situation in SITUATIONS],
        "body": [
            (
                "text",
                (
                    "<h2>What “missing” means</h2>"
                    f'<p><a href="{ICMEC_DEFINITION}">ICMEC</a> calls a child missing who is under 18 and whose '
                    "whereabouts are unknown. So the question is never whose fault it is. It is whether somebody "
                    "knows where the child is.</p>"
                    "<p>Many people think of a stranger who takes a child. Among the cases of European hotlines, that "
                    "is the rarest kind.</p>"
                ),
            ),
            ("fact", {"fact": FactRef("hotline-third-party-2016")}),
            ("fact", {"fact": FactRef("hotline-runaways-2018")}),
            (
                "related_pages",
                {"heading": "Read on", "pages": [Ref("prevention/missing/what-is-a-missing-child")]},
            ),
        ],
    },
)
