"""Guides, by topic: #CheckBeforeYouChat, and what "missing" means.

The signs and the advice are told in our own words after the sources they name. The stages of AMBER Alert
Europe’s own campaign are theirs and are not retold here.
"""

from .situations import HOW_WOULD_YOU_DECIDE
from .types import FactRef, HelplineRef, Page, Picture, Ref, described

NSPCC = "https://learning.nspcc.org.uk/news/2019/may/grooming-often-discovered-not-disclosed-how-can-teachers-spot-signs"
ICMEC_DEFINITION = "https://www.icmec.org/global-missing-childrens-center/the-definition-of-missing/"
MISSING_CHILDREN_EUROPE = "https://missingchildreneurope.eu/whychildrengomissing"
NOFILTR = "https://nofiltr.org/resource/what-is-online-grooming/"

GET_HELP = ("buttons", {"buttons": [{"label": "Get help now", "page": Ref("help"), "style": "primary"}]})

INDEX = Page(
    path="prevention",
    type="prevention.PreventionIndexPage",
    in_menu=True,
    fields={
        "title": "Stay safe",
        **described("Short guides for young people, parents and teachers: what to notice, and what to do."),
        "introduction": (
            "Short guides, each in two lengths: a quick read for a hurried moment, and the full text. "
            "Print them, and pass them on."
        ),
    },
)

CHECK_BEFORE_YOU_CHAT = Page(
    path="prevention/check-before-you-chat",
    type="prevention.TopicPage",
    fields={
        "title": "Check before you chat",
        **described("How to notice grooming in a chat, and what to do: three guides."),
        "listing_image": Picture("bubbles"),
        "introduction": (
            "Most people online mean well. Some do not. These guides help to see the difference in time."
        ),
        "hashtag": "#CheckBeforeYouChat",
        "body": [
            (
                "text",
                (
                    '<p>#CheckBeforeYouChat is a campaign of <a href="https://www.amberalert.eu/">AMBER '
                    "Alert Europe</a>. It began with a dance on TikTok that teaches teenagers the signs of "
                    "online grooming. The guides here are written by us, for three kinds of readers.</p>"
                    "<p>Why on a site about missing children? Grooming rarely ends in a disappearance, "
                    "AMBER Alert in the Netherlands and the Dutch police <a "
                    'href="https://frontpage.fok.nl/nieuws/833187">said in 2020</a>. But it can, and it '
                    "does harm in any case. To notice it early protects from both.</p>"
                ),
            ),
        ],
    },
)

TEENAGERS = Page(
    path="prevention/check-before-you-chat/teenagers",
    type="prevention.GuidePage",
    fields={
        "title": "Would you notice when a chat changes?",
        **described("For teenagers: signs to notice in a chat, and how to stop."),
        "listing_image": Picture("window"),
        "audience": "teenagers",
        "introduction": (
            "A chat can begin well and slowly become something else. Here is what to notice, and how to stop."
        ),
        "quick_read": [
            ("sentence", "Some people online are not who they say they are."),
            ("sentence", "They can be very kind at first."),
            ("sentence", "Be careful when someone wants a secret, a picture or a meeting."),
            ("sentence", "You can stop a chat at any moment."),
            ("sentence", "Nobody may demand a picture of you."),
            ("sentence", "Keep the messages. They can help later."),
            ("sentence", "Tell an adult you trust."),
            ("sentence", "It is not your fault."),
        ],
        "body": [
            (
                "text",
                (
                    "<h2>What grooming is</h2>"
                    "<p>Grooming means that someone wins your trust in order to use you, often sexually. "
                    "It can take days or years. The person may seem to be your age. It can be a man or a "
                    "woman, a stranger or someone you know. It happens in games and group chats, not only "
                    "in private messages.</p>"
                    "<p>Kind words alone prove nothing, and neither does a photograph. So do not judge the "
                    "person. Look at what the chat asks of you.</p>"
                ),
            ),
            (
                "warning_signs",
                {
                    "heading": "Seven signs in a chat",
                    "introduction": (
                        "One sign alone can be harmless. Two or three are a reason to stop and ask someone."
                    ),
                    "signs": [
                        {
                            "icon": "secret",
                            "title": "A secret",
                            "text": "You are asked to tell nobody about the chat.",
                        },
                        {
                            "icon": "move",
                            "title": "Another app",
                            "text": "You are asked to leave the game or the group and write in private.",
                        },
                        {
                            "icon": "gift",
                            "title": "Gifts",
                            "text": (
                                "You get presents, money or endless praise, and later you should give "
                                "something back."
                            ),
                        },
                        {
                            "icon": "test",
                            "title": "Small tests",
                            "text": "Questions about your body, or jokes about sex, to see how you react.",
                        },
                        {
                            "icon": "camera",
                            "title": "A picture",
                            "text": (
                                "You are asked for a picture or for the camera, only once, only for them."
                            ),
                        },
                        {
                            "icon": "meeting",
                            "title": "A meeting",
                            "text": (
                                "You are asked to meet alone, soon, and to tell nobody where you are going."
                            ),
                        },
                        {
                            "icon": "hurry",
                            "title": "Pressure",
                            "text": "When you wait or say no, the person is hurt, angry or makes threats.",
                        },
                    ],
                    "source_name": "In our own words, after NoFiltr and NSPCC Learning",
                    "source_url": NOFILTR,
                },
            ),
            (
                "steps",
                {
                    "heading": "What you can do",
                    "steps": [
                        {
                            "title": "Slow down",
                            "text": "<p>You do not have to answer now. Someone who means well can wait.</p>",
                        },
                        {
                            "title": "Stay where you are",
                            "text": (
                                "<p>Keep the chat on the platform where it began. It is easier to report "
                                "there.</p>"
                            ),
                        },
                        {
                            "title": "Send nothing, pay nothing",
                            "text": (
                                "<p>If someone threatens you, a picture or money does not end it. The "
                                "demands go on.</p>"
                            ),
                        },
                        {
                            "title": "Keep the messages",
                            "text": (
                                "<p>Do not delete the chat. Note the name of the account and the day.</p>"
                            ),
                        },
                        {
                            "title": "Block and report",
                            "text": "<p>Report the account to the platform first, then block it.</p>",
                        },
                        {
                            "title": "Tell someone",
                            "text": (
                                "<p>A parent, a teacher, a coach, or a helpline. You can begin with: "
                                "“Something happened online, and I need help.”</p>"
                            ),
                        },
                    ],
                },
            ),
            (
                "callout",
                {
                    "tone": "hope",
                    "heading": "It is not your fault",
                    "text": (
                        "<p>Not if you liked the person. Not if you answered, sent a picture or met them. "
                        "The one who does wrong is the one who uses your trust. It is never too late to "
                        "ask for help.</p>"
                    ),
                },
            ),
            (
                "do_dont",
                {
                    "heading": "If it happens to a friend",
                    "do": [
                        "Listen, and believe your friend.",
                        "Go together to an adult you both trust.",
                        "Stay in touch afterwards.",
                    ],
                    "dont": [
                        "Do not promise to keep it secret.",
                        "Do not write to the person yourself.",
                        "Do not pass on pictures, not even as proof.",
                    ],
                },
            ),
            (
                "text",
                (
                    "<h2>If there is already a picture</h2>"
                    "<p>Take It Down is free and can help to stop intimate images of you from spreading, "
                    "if you were under 18 when they were taken. You need not give your name, and the "
                    "picture stays on your device.</p>"
                ),
            ),
            ("helpline", {"helpline": HelplineRef("take-it-down")}),
            GET_HELP,
        ],
    },
)

PARENTS = Page(
    path="prevention/check-before-you-chat/parents",
    type="prevention.GuidePage",
    fields={
        "title": "Signs to see, and what to say tonight",
        **described("For parents: the signs of online grooming, and how to begin to talk."),
        "listing_image": Picture("table"),
        "audience": "parents",
        "introduction": (
            "You do not need to know every app. You need to notice a change, and to be someone a child can "
            "tell."
        ),
        "quick_read": [
            ("sentence", "Grooming can happen to any child."),
            ("sentence", "Look for secrets, gifts and sudden changes."),
            ("sentence", "Ask calmly, and listen to the end."),
            ("sentence", "Believe your child."),
            ("sentence", "Do not blame, and do not punish."),
            ("sentence", "Save the messages. Do not answer them."),
            ("sentence", "Call the police if a child has been harmed or threatened."),
            ("sentence", "You can call a helpline too."),
        ],
        "body": [
            (
                "text",
                (
                    "<h2>Why children do not tell</h2>"
                    "<p>Often someone else discovers the grooming. Some children do not know what is "
                    "happening to them. Some believe that the person loves them. Others are afraid, "
                    "ashamed or loyal, or fear to lose their phone. So do not wait for your child to come "
                    "to you.</p>"
                ),
            ),
            (
                "warning_signs",
                {
                    "heading": "What you may notice at home",
                    "introduction": (
                        "Each of these can have another cause. Take a sudden change as a reason to ask."
                    ),
                    "signs": [
                        {
                            "icon": "secret",
                            "title": "Secrecy",
                            "text": "Your child hides the screen or will not say who is writing.",
                        },
                        {
                            "icon": "gift",
                            "title": "New things",
                            "text": "Gifts, money or a second phone that nobody can explain.",
                        },
                        {
                            "icon": "time",
                            "title": "Time online",
                            "text": "Suddenly much more, or suddenly none.",
                        },
                        {
                            "icon": "mood",
                            "title": "Mood",
                            "text": "Upset, withdrawn or afraid, above all after messages.",
                        },
                        {
                            "icon": "older",
                            "title": "Older company",
                            "text": "A much older friend or partner whom you have not met.",
                        },
                        {
                            "icon": "away",
                            "title": "Away",
                            "text": "Your child is out without explanation, or goes missing for hours.",
                        },
                    ],
                    "source_name": "In our own words, after NSPCC Learning",
                    "source_url": NSPCC,
                },
            ),
            (
                "steps",
                {
                    "heading": "Tonight: how to begin",
                    "steps": [
                        {
                            "title": "Choose a calm moment",
                            "text": (
                                "<p>On a walk, in the car, while cooking. Side by side is easier than face "
                                "to face.</p>"
                            ),
                        },
                        {
                            "title": "Begin with everyday things",
                            "text": (
                                "<p>“Whom do you like to play with at the moment?” Show interest before "
                                "you show concern.</p>"
                            ),
                        },
                        {
                            "title": "Name it without drama",
                            "text": (
                                "<p>“Some people online pretend, to get pictures or a meeting. Have you "
                                "heard of that?”</p>"
                            ),
                        },
                        {
                            "title": "Make a promise",
                            "text": (
                                "<p>“You can tell me everything. I will not be angry, and I will not take "
                                "your phone away.” Then keep it.</p>"
                            ),
                        },
                    ],
                },
            ),
            (
                "do_dont",
                {
                    "heading": "If something has happened",
                    "do": [
                        "Say: “Thank you for telling me. We will solve this together.”",
                        "Save names, dates and messages as they are.",
                        "Report to the police and to the platform.",
                        "Ask your child what would help now.",
                    ],
                    "dont": [
                        "Do not ask “Why did you …?”",
                        "Do not write to the person, and do not threaten them.",
                        (
                            "Do not copy or forward intimate pictures of a child, not even as proof. Ask "
                            "the police how to hand them over."
                        ),
                    ],
                },
            ),
            (
                "callout",
                {
                    "tone": "hope",
                    "heading": "You have not failed",
                    "text": (
                        "<p>People who groom children are practised at deceiving, and often win the trust "
                        "of the family too. What you do from now on matters most.</p>"
                    ),
                },
            ),
            (
                "checklist",
                {
                    "heading": "To agree with your child",
                    "items": [
                        "Meeting someone from the internet: only with an adult, in a public place",
                        "Someone asks for a secret: we talk about it",
                        "A picture of the body: nobody may demand one",
                        "Who else can be told, if not a parent: one name",
                        "The number of our helpline is in both phones",
                    ],
                },
            ),
            ("helpline", {"helpline": HelplineRef("take-it-down")}),
            GET_HELP,
            (
                "related_pages",
                {
                    "heading": "Read together",
                    "pages": [Ref("prevention/check-before-you-chat/teenagers")],
                },
            ),
        ],
    },
)

TEACHERS = Page(
    path="prevention/check-before-you-chat/teachers",
    type="prevention.GuidePage",
    fields={
        "title": "One lesson on chats and trust",
        **described("For teachers: a lesson of 40 minutes, and what to do if a pupil tells you something."),
        "listing_image": Picture("board"),
        "audience": "teachers",
        "introduction": (
            "A lesson of 40 minutes, for pupils from about 12 years. You need a board and paper, and no "
            "screen."
        ),
        "quick_read": [
            ("sentence", "You can teach this lesson with a board and paper."),
            ("sentence", "Speak about signs, not about any pupil."),
            ("sentence", "Nobody has to tell anything personal."),
            ("sentence", "If a pupil tells you something, listen calmly."),
            ("sentence", "Do not promise to keep it secret."),
            ("sentence", "Write down their own words the same day."),
            ("sentence", "Tell the person in charge of child protection."),
        ],
        "body": [
            (
                "checklist",
                {
                    "heading": "Before the lesson",
                    "items": [
                        "Tell the person in charge of child protection which day it is",
                        (
                            "Find out whether the subject could be painful for a pupil, and agree with "
                            "that pupil what to do"
                        ),
                        "Have the number of a child helpline ready, for all to see",
                        "Plan some free time afterwards, in case someone wants to talk",
                    ],
                },
            ),
            (
                "steps",
                {
                    "heading": "The lesson",
                    "steps": [
                        {
                            "title": "5 minutes: how we talk",
                            "text": (
                                "<p>Agree on rules: no stories about people we know, no laughing at "
                                "anyone, everyone may leave the room.</p>"
                            ),
                        },
                        {
                            "title": "10 minutes: what makes a good chat?",
                            "text": (
                                "<p>In pairs, pupils list what a good friend does in a chat, and what a "
                                "good friend never asks. Collect the answers in two columns on the "
                                "board.</p>"
                            ),
                        },
                        {
                            "title": "15 minutes: where does it change?",
                            "text": (
                                "<p>Read an invented chat aloud, line by line: a compliment, a gift in a "
                                "game, “let us write somewhere else”, “do not tell anyone”, a request for "
                                "a picture. Pupils raise a hand where they would stop. There is no wrong "
                                "answer. Ask each time: what is wanted here?</p>"
                            ),
                        },
                        {
                            "title": "7 minutes: what helps?",
                            "text": (
                                "<p>Each pupil writes down, for nobody else to read, one adult they could "
                                "tell. Together, find a sentence with which one could begin.</p>"
                            ),
                        },
                        {
                            "title": "3 minutes: end safely",
                            "text": (
                                "<p>Say: it is never the fault of the child. Show the helpline once more. "
                                "End with something light.</p>"
                            ),
                        },
                    ],
                },
            ),
            (
                "warning_signs",
                {
                    "heading": "What a school may notice",
                    "signs": [
                        {
                            "icon": "away",
                            "title": "Absence",
                            "text": "A pupil misses lessons or goes missing during the day.",
                        },
                        {
                            "icon": "words",
                            "title": "Words",
                            "text": "Sexual language or knowledge beyond the pupil’s age.",
                        },
                        {
                            "icon": "drink",
                            "title": "Alcohol or drugs",
                            "text": "New, and paid for by someone else.",
                        },
                    ],
                    "source_name": "In our own words, after NSPCC Learning: how teachers can spot signs",
                    "source_url": NSPCC,
                },
            ),
            (
                "do_dont",
                {
                    "heading": "If a pupil tells you",
                    "do": [
                        "Listen calmly, and say that it was right to tell.",
                        "Say what you will do next, and whom you must tell.",
                        "Follow your school’s rules for child protection the same day.",
                        "If there is danger now, call the police.",
                    ],
                    "dont": [
                        "Do not question or investigate; that is the work of others.",
                        "Do not look at, copy or forward pictures.",
                        "Do not speak to the person who is suspected.",
                    ],
                },
            ),
            (
                "callout",
                {
                    "tone": "note",
                    "heading": "For younger pupils",
                    "text": (
                        "<p>Leave out the chat. Speak about good secrets, such as a surprise party, and "
                        "bad secrets, which make you feel unwell. A bad secret may always be told.</p>"
                    ),
                },
            ),
            GET_HELP,
            (
                "related_pages",
                {
                    "heading": "For your pupils and their parents",
                    "pages": [
                        Ref("prevention/check-before-you-chat/teenagers"),
                        Ref("prevention/check-before-you-chat/parents"),
                    ],
                },
            ),
        ],
    },
)

MISSING = Page(
    path="prevention/missing",
    type="prevention.TopicPage",
    fields={
        "title": "When a child is missing",
        **described("What “missing” means, and why every case counts."),
        "listing_image": Picture("boats"),
        "introduction": "What “missing” means, why children go missing, and who helps.",
        "body": [
            (
                "callout",
                {
                    "tone": "danger",
                    "heading": "Is a child missing now?",
                    "text": "<p>Do not read on. Call the police at once.</p>",
                },
            ),
            GET_HELP,
        ],
    },
)

WHAT_IS_A_MISSING_CHILD = Page(
    path="prevention/missing/what-is-a-missing-child",
    type="prevention.GuidePage",
    fields={
        "title": "What is a missing child?",
        **described(
            "What “missing child” means, the five kinds of cases in Europe, and which is the rarest."
        ),
        "listing_image": Picture("boats"),
        "audience": "everyone",
        "introduction": "The answer is wider than most people think, and that matters for how we search.",
        "kinds": ["runaway", "family_abduction", "migration", "third_party_abduction", "lost", "abandoned"],
        "quick_read": [
            ("sentence", "A child is anyone under 18."),
            ("sentence", "A child is missing when nobody knows where the child is."),
            ("sentence", "Some children run away. Some get lost. Some are taken."),
            ("sentence", "Children who are taken are often with a parent."),
            ("sentence", "Being taken by someone else is rare."),
            ("sentence", "Every missing child needs help."),
            ("sentence", "If a child is missing, call the police at once."),
        ],
        "body": [
            (
                "image",
                {
                    "image": Picture("boats"),
                    "alt": "Five paper boats on calm water, turned to one harbour light.",
                },
            ),
            (
                "text",
                (
                    "<h2>One definition, and many</h2>"
                    f'<p><a href="{ICMEC_DEFINITION}">ICMEC</a> '
                    "calls a child missing who is under 18 and whose whereabouts are unknown. It does not "
                    "matter why. The United Nations Convention on the Rights of the Child says who is a "
                    "child: anyone under 18, unless the law of the country sets an earlier age.</p>"
                    "<p>But there is no definition of “missing” on which all countries agree. That is one "
                    "reason why there are few reliable numbers.</p>"
                ),
            ),
            (
                "warning_signs",
                {
                    "heading": "Five kinds of cases",
                    "signs": [
                        {
                            "icon": "runaway",
                            "title": "Running away, or being sent away",
                            "text": (
                                "A child leaves the place where they live, or is made to leave. Many leave "
                                "because of violence, neglect or conflict. Some go to a person who has "
                                "groomed them online."
                            ),
                        },
                        {
                            "icon": "family_abduction",
                            "title": "Taken by a parent",
                            "text": (
                                "A parent takes a child away or keeps a child, sometimes in another "
                                "country, against the rights of the other parent."
                            ),
                        },
                        {
                            "icon": "migration",
                            "title": "Missing in migration",
                            "text": (
                                "A child who has left their country disappears on the way or after "
                                "arriving, often without any adult who is responsible for them."
                            ),
                        },
                        {
                            "icon": "third_party_abduction",
                            "title": "Taken by someone else",
                            "text": (
                                "A child is taken by someone who is not a parent or guardian. That person "
                                "is not always a stranger."
                            ),
                        },
                        {
                            "icon": "lost",
                            "title": "Lost, hurt or missing for another reason",
                            "text": (
                                "A small child loses the way, a young person has an accident, or nobody "
                                "knows yet what happened."
                            ),
                        },
                    ],
                    "source_name": "Missing Children Europe; explained in our own words",
                    "source_url": MISSING_CHILDREN_EUROPE,
                },
            ),
            (
                "text",
                (
                    "<p>Other lists divide them differently: ICMEC’s campaign also names children who have "
                    "been abandoned or separated from their parents.</p>"
                    "<h2>What surprises most people</h2>"
                    "<p>Many of us think of a stranger and a car. Among the cases that European hotlines "
                    "report, abduction by someone who is not a parent or guardian is the rarest. The most "
                    "frequent is a child who runs away.</p>"
                ),
            ),
            ("fact", {"fact": FactRef("hotline-third-party-2016")}),
            ("fact", {"fact": FactRef("hotline-runaways-2018")}),
            (
                "text",
                (
                    "<p>These numbers count cases reported to European hotlines in one year. They do not "
                    "count all missing children, and they do not say what is true elsewhere.</p>"
                    "<h2>Why it matters</h2>"
                    "<p>If we only look for a stranger, we look away from the others. A teenager who ran "
                    "away is not “difficult”, but a child without protection. A child with one parent can "
                    "be in danger. A child who fled from a war may have nobody who reports it.</p>"
                    "<p>So: report every child, search for every child, and ask every child who returns "
                    "what made them leave. The answer can protect the next one.</p>"
                ),
            ),
            (
                "text",
                (
                    "<h2>Who answers</h2>"
                    "<p>In many European countries one short number leads to a helpline for missing "
                    "children. These are three of those who answer it. Other countries have numbers of "
                    "their own.</p>"
                ),
            ),
            ("helpline", {"helpline": HelplineRef("lt-116000")}),
            ("helpline", {"helpline": HelplineRef("gr-116000")}),
            ("helpline", {"helpline": HelplineRef("gb-116000")}),
            GET_HELP,
            (
                "related_pages",
                {
                    "heading": "Read on",
                    "pages": [Ref("prevention/missing/how-would-you-decide"), Ref("stories")],
                },
            ),
        ],
    },
)

PAGES = [
    INDEX,
    CHECK_BEFORE_YOU_CHAT,
    TEENAGERS,
    PARENTS,
    TEACHERS,
    MISSING,
    WHAT_IS_A_MISSING_CHILD,
    HOW_WOULD_YOU_DECIDE,
]
