"""What partners hold. All but one event are held by the example partners, at places and addresses that do not exist.

Dates follow the edition, so the content has upcoming events in whatever year it is loaded.
"""

from datetime import date, time

from .partners import GREECE, LITHUANIA, NETWORK, SMILE_OF_THE_CHILD
from .types import CountryRef, Page, introduced

#: What an event’s page says in words of its own.
FREE = "0"

ATHENS_2024 = "https://www.hamogelo.gr/gr/en/ta-nea-mas/pagkosmia-hmera-gia-ta-exafanismena-paidia/"

PAGES = [
    Page(
        path="events",
        type="events.EventIndexPage",
        in_menu=True,
        fields={
            "title": "Events",
            **introduced("What partners hold around 25 May. Find what is near you, or join online."),
        },
    ),
]


def events(next_year: int) -> list[Page]:
    return [*_in_lithuania(next_year), *_in_greece(next_year), *_online(next_year)]


def _in_lithuania(year: int) -> list[Page]:
    anywhere = {
        "zone": "Europe/Vilnius",
        "languages": ["lt"],
        "price": FREE,
        "contact_email": "centras@example.org",
    }
    in_a_place = {**anywhere, "country": CountryRef("lt")}
    return [
        Page(
            path=f"{LITHUANIA}/sviesos-vakaras",
            type="events.EventPage",
            language="lt",
            fields={
                "title": "Šviesos vakaras",
                **introduced("Kartu uždegsime žiburį už kiekvieną vaiką, kurio dar ieškoma."),
                "body": [
                    (
                        "text",
                        (
                            "<p>Atsineškite žvakę arba žibintą. Bus tylos minutė, muzika ir karšta arbata. "
                            "Galite ateiti vieni, ir kalbėti nebūtina.</p>"
                        ),
                    ),
                ],
                "kind": "vigil",
                "status": "confirmed",
                "start_date": date(year, 5, 25),
                "start_time": time(20, 0),
                "end_date": date(year, 5, 25),
                "end_time": time(21, 30),
                "access": ["step_free", "sign_language"],
                "locality": "Vilnius",
                "place_name": "Pavyzdinė aikštė",
                **in_a_place,
            },
        ),
        # Children attend, so it names the town and no place.
        Page(
            path=f"{LITHUANIA}/neuzmirstuole-mokyklos-kieme",
            type="events.EventPage",
            language="lt",
            fields={
                "title": "Neužmirštuolė mokyklos kieme",
                **introduced("Mokiniai sodins neužmirštuoles ir kalbėsis, į ką kreiptis, kai neramu."),
                "kind": "school",
                "status": "announced",
                "start_date": date(year, 5, 20),
                "start_time": time(10, 0),
                "end_date": date(year, 5, 20),
                "end_time": time(12, 0),
                "children_attend": True,
                "locality": "Kaunas",
                "registration_address": "https://example.org/lietuva/sodinimas",
                **in_a_place,
            },
        ),
        Page(
            path=f"{LITHUANIA}/mokymai-mokytojams",
            type="events.EventPage",
            language="lt",
            fields={
                "title": "Mokymai mokytojams: pokalbiai internete ir pasitikėjimas",
                **introduced(
                    "Kokius ženklus verta pastebėti ir kaip vesti pamoką, kuriai reikia tik lentos ir popieriaus."
                ),
                "body": [
                    (
                        "text",
                        "<p>Mokymai nukelti, kad galėtų dalyvauti daugiau mokytojų. Registracija galioja.</p>",
                    ),
                ],
                "kind": "training",
                "status": "postponed",
                "postponed_from": date(year, 4, 14),
                "start_date": date(year, 5, 12),
                "start_time": time(14, 0),
                "end_date": date(year, 5, 12),
                "end_time": time(17, 0),
                "access": ["captions"],
                "online": True,
                "online_address": "https://example.org/lietuva/mokymai",
                "registration_address": "https://example.org/lietuva/registracija",
                **anywhere,
            },
        ),
        Page(
            path=f"{LITHUANIA}/kaspinu-popiete",
            type="events.EventPage",
            language="lt",
            fields={
                "title": "Kaspinų popietė",
                **introduced("Ant medžių prie upės rišome mėlynus kaspinus ir prisiminėme dingusius vaikus."),
                "kind": "meeting",
                "status": "done",
                "start_date": date(year - 1, 5, 24),
                "start_time": time(15, 0),
                "end_date": date(year - 1, 5, 24),
                "end_time": time(17, 0),
                "access": ["step_free"],
                "locality": "Vilnius",
                "place_name": "Pavyzdinis parkas",
                **in_a_place,
            },
        ),
    ]


def _in_greece(year: int) -> list[Page]:
    athens = {
        "zone": "Europe/Athens",
        "country": CountryRef("gr"),
        "contact_email": "kentro@example.org",
    }
    return [
        # Days without hours: open all day.
        Page(
            path=f"{GREECE}/blue-petals",
            type="events.EventPage",
            fields={
                "title": "Blue petals: an exhibition of drawings",
                **introduced("Children’s drawings of missing, waiting and coming home."),
                "body": [("text", "<p>Only drawings whose families agreed to an exhibition are shown.</p>")],
                "kind": "exhibition",
                "status": "confirmed",
                "start_date": date(year, 5, 18),
                "end_date": date(year, 5, 25),
                "languages": ["en", "el"],
                "access": ["step_free", "quiet_room"],
                "locality": "Athens",
                "place_name": "Example Gallery",
                "price": FREE,
                **athens,
            },
        ),
        Page(
            path=f"{GREECE}/one-search-many-hands",
            type="events.EventPage",
            fields={
                "title": "One search, many hands",
                **introduced(
                    "Helplines, police and volunteers compare how they search for missing children."
                ),
                "kind": "conference",
                "status": "announced",
                "start_date": date(year, 5, 20),
                "start_time": time(9, 30),
                "end_date": date(year, 5, 21),
                "end_time": time(16, 0),
                "languages": ["en", "el"],
                "access": ["step_free", "sign_language", "captions", "hearing_loop"],
                "locality": "Athens",
                "place_name": "Example Hall",
                "price": FREE,
                "registration_address": "https://example.org/ellada/conference",
                **athens,
            },
        ),
        Page(
            path=f"{GREECE}/walk-with-blue-ribbons",
            type="events.EventPage",
            fields={
                "title": "Walk with blue ribbons",
                **introduced("An evening walk along the sea, for everyone who wants to remember."),
                "body": [
                    (
                        "text",
                        "<p>The path is closed for repairs. We are sorry.</p>",
                    )
                ],
                "kind": "walk",
                "status": "cancelled",
                "start_date": date(year, 5, 23),
                "start_time": time(18, 30),
                "end_date": date(year, 5, 23),
                "end_time": time(20, 0),
                "languages": ["el"],
                "access": ["step_free"],
                "locality": "Athens",
                "price": FREE,
                **athens,
            },
        ),
        Page(
            path=f"{GREECE}/vradia-gia-goneis",
            type="events.EventPage",
            language="el",
            fields={
                "title": "Βραδιά για γονείς: τα σημάδια σε μια συνομιλία",
                **introduced(
                    "Τι αξίζει να προσέξετε όταν το παιδί σας συνομιλεί στο διαδίκτυο, και πώς να ανοίξετε τη "
                    "συζήτηση."
                ),
                "kind": "meeting",
                "status": "confirmed",
                "start_date": date(year, 5, 19),
                "start_time": time(19, 0),
                "end_date": date(year, 5, 19),
                "end_time": time(20, 30),
                "languages": ["el"],
                "access": ["step_free", "hearing_loop"],
                "locality": "Αθήνα",
                "place_name": "Βιβλιοθήκη «Παράδειγμα»",
                "price": FREE,
                "registration_address": "https://example.org/ellada/goneis",
                **athens,
            },
        ),
        # The one real event: what its holder has published, and no more.
        Page(
            path=f"{SMILE_OF_THE_CHILD}/athens-2024",
            type="events.EventPage",
            fields={
                "title": "The Day in Athens, 2024",
                **introduced(
                    "The Smile of the Child held its event for the Day three days early, for the twentieth year."
                ),
                "body": [
                    (
                        "text",
                        (
                            "<p>A minister, police, coast guard and fire brigade took part. It was also about "
                            "the hotline for missing children, which is connected with the emergency number, "
                            "and about working together with the National Foundation for the Deaf.</p>"
                            f'<p>Source: <a href="{ATHENS_2024}">The Smile of the Child</a>, 2024.</p>'
                        ),
                    ),
                ],
                "kind": "meeting",
                "status": "done",
                "start_date": date(2024, 5, 22),
                "end_date": date(2024, 5, 22),
                "zone": "Europe/Athens",
                "country": CountryRef("gr"),
                "locality": "Athens",
                "place_name": "Zappeion",
            },
        ),
    ]


def _online(year: int) -> list[Page]:
    everywhere = {
        "zone": "UTC",
        "online": True,
        "price": FREE,
        "contact_email": "network@example.org",
    }
    return [
        Page(
            path=f"{NETWORK}/an-hour-for-adults",
            type="events.EventPage",
            fields={
                "title": "Check before you chat: an hour for adults",
                **introduced(
                    "How grooming begins, what to notice, and what to say to a child. Bring your questions."
                ),
                "kind": "training",
                "status": "confirmed",
                "start_date": date(year, 5, 18),
                "start_time": time(14, 0),
                "end_date": date(year, 5, 18),
                "end_time": time(15, 0),
                "languages": ["en", "es", "fr"],
                "access": ["sign_language", "captions"],
                "online_address": "https://example.org/network/hour",
                "registration_address": "https://example.org/network/register",
                **everywhere,
            },
        ),
        Page(
            path=f"{NETWORK}/the-first-call",
            type="events.EventPage",
            fields={
                "title": "The first call: a course for helplines",
                **introduced("How to take the call of a family whose child has just gone missing."),
                "kind": "training",
                "status": "postponed",
                "postponed_from": date(year, 4, 21),
                "new_date_unknown": True,
                "start_date": date(year, 4, 21),
                "start_time": time(8, 0),
                "end_date": date(year, 4, 21),
                "end_time": time(12, 0),
                "languages": ["en", "ar"],
                "access": ["captions"],
                **everywhere,
            },
        ),
        Page(
            path=f"{NETWORK}/one-minute",
            type="events.EventPage",
            fields={
                "title": "One minute for every missing child",
                **introduced("Wherever we are, we are silent together for one minute."),
                "kind": "vigil",
                "status": "confirmed",
                "start_date": date(year, 5, 25),
                "start_time": time(12, 0),
                "end_date": date(year, 5, 25),
                "end_time": time(12, 15),
                "languages": ["en", "es", "fr", "el", "lt", "ar"],
                "access": ["captions"],
                "online_address": "https://example.org/network/minute",
                **everywhere,
            },
        ),
        Page(
            path=f"{NETWORK}/across-borders",
            type="events.EventPage",
            fields={
                "title": "When a child is taken across a border",
                **introduced(
                    "Centres in several countries practised together whom to call, and in which order."
                ),
                "kind": "conference",
                "status": "done",
                "start_date": date(year - 1, 5, 20),
                "start_time": time(13, 0),
                "end_date": date(year - 1, 5, 20),
                "end_time": time(15, 30),
                "languages": ["en", "fr"],
                "access": ["captions"],
                **everywhere,
            },
        ),
    ]
