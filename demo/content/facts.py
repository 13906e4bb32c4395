"""Helplines, alert systems and numbers as published, each with its source. Nobody called them: nothing is verified.

What a source says only in passing is left out rather than guessed: unknown hours, costs and ages stay unknown. A
source without a date of its own carries the day it was seen. Where only the site is known and not the page, the
address is the site's front page.
"""

from __future__ import annotations

from datetime import date
from typing import Any

#: The day on which undated sources were seen.
SEEN = date(2026, 11, 23)
SEEN_THEN: dict[str, Any] = {"source_date": SEEN, "source_date_precision": "seen"}
AS_SEEN: dict[str, Any] = {"as_of": SEEN, "as_of_precision": "seen"}


def year(of: int) -> dict[str, Any]:
    return {"as_of": date(of, 1, 1), "as_of_precision": "year"}


MISSING_CHILDREN_EUROPE: dict[str, Any] = {
    "source_name": "Missing Children Europe",
    "source_address": "https://missingchildreneurope.eu/",
}
HOTLINE_LIST: dict[str, Any] = {
    "source_name": "Missing Children Europe",
    "source_address": "https://missingchildreneurope.eu/hotline",
    "source_date": date(2017, 1, 1),
    "source_date_precision": "about_year",
}
RENATE: dict[str, Any] = {
    "source_name": "RENATE",
    "source_address": "https://renate-europe.net/on-the-commemoration-of-the-international-day-of-missing-children",
}
ACCMR: dict[str, Any] = {"source_name": "ACCMR", "source_address": "https://accmr.gr/", **SEEN_THEN}


def hotline_116000(country: str, operator: str, operator_type: str = "ngo", **more: Any) -> dict[str, Any]:
    """The European hotline for missing children, as Missing Children "
    "Europe listed it about 2017 unless told better."""
    return {
        "key": f"{country}-116000",
        "purpose": "missing",
        "countries": [country],
        "operator": operator,
        "operator_type": operator_type,
        "channels": ["phone"],
        "number": "116 000",
        "cost": "free",
        **HOTLINE_LIST,
        **more,
    }


HELPLINES: list[dict[str, Any]] = [
    {
        "key": "lt-112",
        "purpose": "emergency",
        "countries": ["lt"],
        "operator": "",
        "operator_type": "emergency_service",
        "channels": ["phone"],
        "number": "112",
        **RENATE,
        "source_date": date(2022, 1, 1),
        "source_date_precision": "year",
    },
    {
        "key": "gr-112",
        "purpose": "emergency",
        "countries": ["gr"],
        "operator": "",
        "operator_type": "emergency_service",
        "channels": ["phone"],
        "number": "112",
        **ACCMR,
    },
    hotline_116000(
        "lt",
        "Missing Persons’ Families Support Centre",
        around_the_clock=True,
        **RENATE,
        source_date=date(2022, 1, 1),
        source_date_precision="year",
        words={
            "en": {"note": "Run day and night together with the emergency number 112."},
            "es": {"note": "Atendido día y noche junto con el número de emergencia 112."},
            "fr": {"note": "Assuré jour et nuit avec le numéro d’urgence 112."},
            "el": {"note": "Λειτουργεί μέρα και νύχτα μαζί με τον αριθμό έκτακτης ανάγκης 112."},
            "lt": {"note": "Veikia dieną ir naktį kartu su skubios pagalbos numeriu 112."},
            "ar": {"note": "يعمل ليلًا ونهارًا بالتعاون مع رقم الطوارئ 112."},
        },
    ),
    hotline_116000(
        "gr",
        "The Smile of the Child",
        around_the_clock=True,
        **ACCMR,
        words={
            "en": {"note": "Connected with the emergency number 112."},
            "es": {"note": "Conectado con el número de emergencia 112."},
            "fr": {"note": "Relié au numéro d’urgence 112."},
            "el": {"note": "Διασυνδέεται με τον αριθμό έκτακτης ανάγκης 112."},
            "lt": {"note": "Sujungta su skubios pagalbos numeriu 112."},
            "ar": {"note": "مرتبط برقم الطوارئ 112."},
        },
    ),
    hotline_116000(
        "gb",
        "Missing People",
        channels=["phone", "sms", "chat"],
        source_name="Missing People",
        source_address="https://runawayhelpline.org.uk/scotland/terms-of-use-and-policies",
        **SEEN_THEN,
    ),
    hotline_116000("al", "ALO 116"),
    hotline_116000("at", "Rat auf Draht"),
    hotline_116000("be", "Child Focus"),
    hotline_116000("bg", "Nadja Centre"),
    hotline_116000("ch", "Missing Children Switzerland"),
    hotline_116000("cy", "SPAVO & Hope For Children"),
    hotline_116000("cz", "Ztracené dítě"),
    hotline_116000("de", "Initiative Vermisste Kinder"),
    hotline_116000("dk", "Thora Center"),
    hotline_116000("ee", "Estonian Advice Centre"),
    hotline_116000("es", "ANAR"),
    hotline_116000("fr", "CFPE 116 000 Enfants Disparus"),
    hotline_116000("hr", "CNZD"),
    hotline_116000("hu", "Kék Vonal"),
    hotline_116000("ie", "ISPCC"),
    hotline_116000("it", "Telefono Azzurro"),
    hotline_116000("lv", "", "police"),
    hotline_116000("mt", "", "police"),
    hotline_116000("nl", "Centre IKO"),
    hotline_116000("pl", "ITAKA"),
    hotline_116000("pt", "IAC"),
    hotline_116000("ro", "Telefonul Copilului"),
    hotline_116000("rs", "ASTRA"),
    hotline_116000("se", "SOS Alarm", "emergency_service"),
    hotline_116000("si", "Zavod 116"),
    hotline_116000("sk", "Linka detskej istoty"),
    hotline_116000("ua", "Magnolia"),
    {
        "key": "us-ncmec",
        "purpose": "missing",
        "countries": ["us"],
        "operator": "NCMEC",
        "operator_type": "ngo",
        "channels": ["phone"],
        "number": "1-800-843-5678",
        "source_name": "OJJDP",
        "source_address": "https://ojjdp.ojp.gov/programs/missing-and-exploited-children",
        **SEEN_THEN,
        "words": {
            "en": {"note": "On the keypad the number reads 1-800-THE-LOST."},
            "es": {"note": "En el teclado, el número se lee 1-800-THE-LOST."},
            "fr": {"note": "Sur le clavier, le numéro se lit 1-800-THE-LOST."},
            "el": {"note": "Στο πληκτρολόγιο ο αριθμός διαβάζεται 1-800-THE-LOST."},
            "lt": {"note": "Telefono klaviatūroje šis numeris – 1-800-THE-LOST."},
            "ar": {"note": "يُقرأ الرقم على لوحة المفاتيح 1-800-THE-LOST."},
        },
    },
    {
        "key": "gr-1056",
        "purpose": "child_helpline",
        "countries": ["gr"],
        "name": "SOS 1056",
        "operator": "The Smile of the Child",
        "operator_type": "ngo",
        "channels": ["phone"],
        "number": "1056",
        "source_name": "The Smile of the Child",
        "source_address": "https://ininet.org/the-smile-of-the-child",
        **SEEN_THEN,
    },
    {
        "key": "au-kids-helpline",
        "purpose": "child_helpline",
        "countries": ["au"],
        "operator": "Kids Helpline",
        "operator_type": "ngo",
        "channels": ["phone"],
        "number": "1800 55 1800",
        "around_the_clock": True,
        "ages_min": 5,
        "ages_max": 25,
        "source_name": "ACORN",
        "source_address": "https://acorn.gov.au/support-and-advice/support-children",
        **SEEN_THEN,
    },
    {
        "key": "take-it-down",
        "purpose": "images",
        "countries": [],
        "name": "Take It Down",
        "operator": "NCMEC",
        "operator_type": "ngo",
        "channels": ["web"],
        "web_address": "https://takeitdown.ncmec.org/",
        "source_name": "NCMEC",
        "source_address": "https://takeitdown.ncmec.org/faq",
        **SEEN_THEN,
        "words": {
            "en": {"note": "For images taken before you were 18."},
            "es": {"note": "Para imágenes tomadas antes de que cumplieras 18 años."},
            "fr": {"note": "Pour les images prises avant tes 18 ans."},
            "el": {"note": "Για εικόνες που τραβήχτηκαν πριν γίνεις 18 ετών."},
            "lt": {"note": "Vaizdams, darytiems, kai tau dar nebuvo 18 metų."},
            "ar": {"note": "للصور التي التُقطت قبل بلوغك 18 عامًا."},
        },
    },
    {
        "key": "stopncii",
        "purpose": "images",
        "countries": [],
        "operator": "StopNCII",
        "operator_type": "ngo",
        "channels": ["web"],
        "web_address": "https://stopncii.org/",
        "source_name": "StopNCII",
        "source_address": "https://stopncii.org/how-it-works",
        **SEEN_THEN,
        "words": {
            "en": {"note": "For images taken when you were an adult."},
            "es": {"note": "Para imágenes tomadas cuando ya habías cumplido la mayoría de edad."},
            "fr": {"note": "Pour les images prises après ta majorité."},
            "el": {"note": "Για εικόνες που τραβήχτηκαν μετά την ενηλικίωσή σου."},
            "lt": {"note": "Vaizdams, darytiems, kai tau jau buvo 18 metų."},
            "ar": {"note": "للصور التي التُقطت بعد بلوغك سن الرشد."},
        },
    },
]

DUTCH_TENTH_ANNIVERSARY: dict[str, Any] = {
    "source_name": "AMBER Alert Europe",
    "source_address": "https://amberalert.eu/news/dutch-amber-alert-celebrates-10th-anniversary",
    **AS_SEEN,
}

COMEC: dict[str, Any] = {
    "source_name": "COMEC",
    "source_address": "https://comec.org/missing-children-amber-alerts",
}
FRAMEWORK_2016: dict[str, Any] = {
    "source_name": "ICMEC",
    "source_address": "https://globalmissingkids.org/news/rapid-emergency-child-alert-framework/",
    "as_of": date(2016, 9, 13),
    "as_of_precision": "day",
}

ALERT_SYSTEMS: list[dict[str, Any]] = [
    {
        "key": "us-amber-alert",
        "countries": ["us"],
        "name": "AMBER Alert",
        "named_after_child": True,
        **COMEC,
        **year(2022),
        "words": {
            "en": {
                "criteria": (
                    "A child of 17 or younger is believed to have been abducted and to be in danger, there is enough "
                    "detail to help find the child, and the case is in the national register NCIC."
                )
            },
            "es": {
                "criteria": (
                    "Se cree que un menor de 17 años o menos ha sido secuestrado y corre peligro, hay datos "
                    "suficientes para ayudar a encontrarlo y el caso consta en el registro nacional NCIC."
                )
            },
            "fr": {
                "criteria": (
                    "On pense qu’un enfant de 17 ans ou moins a été enlevé et qu’il est en danger, il y a assez "
                    "d’éléments pour aider à le retrouver, et le cas est inscrit au registre national NCIC."
                )
            },
            "el": {
                "criteria": (
                    "Πιστεύεται ότι παιδί έως 17 ετών έχει απαχθεί και κινδυνεύει, υπάρχουν αρκετά στοιχεία που "
                    "βοηθούν να βρεθεί και η υπόθεση έχει καταχωριστεί στο εθνικό μητρώο NCIC."
                )
            },
            "lt": {
                "criteria": (
                    "Manoma, kad 17 metų ar jaunesnis vaikas pagrobtas ir "
                    "jam gresia pavojus, yra pakankamai duomenų, "
                    "padedančių jį rasti, ir atvejis įrašytas į nacionalinį registrą NCIC."
                )
            },
            "ar": {
                "criteria": (
                    "يُعتقد أن طفلًا عمره 17 عامًا أو أقل قد اختُطف وأنه في "
                    "خطر، وتوجد تفاصيل كافية للمساعدة في العثور "
                    "عليه، والحالة مسجّلة في السجل الوطني NCIC."
                )
            },
        },
    },
    {
        "key": "nl-amber-alert",
        "countries": ["nl"],
        "name": "AMBER Alert",
        "named_after_child": True,
        "since": 2008,
        **DUTCH_TENTH_ANNIVERSARY,
    },
    {
        "key": "sk-amber-alert",
        "countries": ["sk"],
        "name": "AMBER Alert",
        "named_after_child": True,
        "since": 2015,
        **DUTCH_TENTH_ANNIVERSARY,
    },
    {
        "key": "lu-amber-alert",
        "countries": ["lu"],
        "name": "AMBER Alert",
        "named_after_child": True,
        "since": 2016,
        **DUTCH_TENTH_ANNIVERSARY,
    },
    {
        "key": "mt-amber-alert",
        "countries": ["mt"],
        "name": "AMBER Alert",
        "named_after_child": True,
        "since": 2017,
        **DUTCH_TENTH_ANNIVERSARY,
    },
    {
        "key": "fr-alerte-enlevement",
        "countries": ["fr"],
        "name": "Alerte Enlèvement",
        "named_after_child": False,
        "since": 2006,
        "issued_by": "prosecutor",
        "source_name": "116 000 Enfants Disparus",
        "source_address": (
            "https://www.116000enfantsdisparus.fr/votre-enfant-a-disparu/disparition-inquietante/lalerte-enlevement.html"
        ),
        **AS_SEEN,
        "words": {
            "en": {
                "criteria": (
                    "Four conditions together: the child is under age; the abduction is proven; the child’s life or "
                    "integrity is in danger; there is information that can help to find the child."
                ),
                "how_to_receive": "Broadcast for three hours.",
            },
            "es": {
                "criteria": (
                    "Cuatro condiciones a la vez: es menor de edad; el "
                    "secuestro está probado; su vida o su integridad "
                    "está en peligro; hay información que puede ayudar a localizarlo."
                ),
                "how_to_receive": "Se difunde durante tres horas.",
            },
            "fr": {
                "criteria": (
                    "Quatre conditions réunies : l’enfant est mineur ; "
                    "l’enlèvement est avéré ; sa vie ou son intégrité "
                    "est en danger ; des informations peuvent aider à le localiser."
                ),
                "how_to_receive": "Diffusée pendant trois heures.",
            },
            "el": {
                "criteria": (
                    "Τέσσερις προϋποθέσεις μαζί: το παιδί είναι ανήλικο· η απαγωγή είναι αποδεδειγμένη· κινδυνεύει η "
                    "ζωή ή η ακεραιότητά του· υπάρχουν πληροφορίες που μπορούν να βοηθήσουν να εντοπιστεί."
                ),
                "how_to_receive": "Μεταδίδεται επί τρεις ώρες.",
            },
            "lt": {
                "criteria": (
                    "Keturios sąlygos kartu: vaikas nepilnametis; pagrobimas "
                    "įrodytas; gresia pavojus vaiko gyvybei ar "
                    "neliečiamybei; yra informacijos, galinčios padėti jį rasti."
                ),
                "how_to_receive": "Transliuojama tris valandas.",
            },
            "ar": {
                "criteria": (
                    "أربعة شروط مجتمعة: أن يكون الطفل قاصرًا، وأن يكون "
                    "الاختطاف مثبتًا، وأن تكون حياته أو سلامته في خطر، "
                    "وأن تتوفر معلومات قد تساعد في تحديد مكانه."
                ),
                "how_to_receive": "يُبث لمدة ثلاث ساعات.",
            },
        },
    },
    {
        "key": "gr-amber-alert-hellas",
        "countries": ["gr"],
        "name": "AMBER Alert Hellas",
        "named_after_child": True,
        "issued_by": "ngo_with_police",
        "source_name": "The Smile of the Child",
        "source_address": "https://www.hamogelo.gr/gr/en/ta-nea-mas/pagkosmia-hmera-gia-ta-exafanismena-paidia/",
        **year(2024),
        "words": {
            "en": {
                "criteria": "The police assess the case, The Smile of the Child activates the alert.",
                "how_to_receive": "By text message too, since 2024.",
            },
            "es": {
                "criteria": "La policía evalúa el caso y The Smile of the Child activa la alerta.",
                "how_to_receive": "También por mensaje de texto, desde 2024.",
            },
            "fr": {
                "criteria": "La police évalue le cas et The Smile of the Child déclenche l’alerte.",
                "how_to_receive": "Aussi par SMS, depuis 2024.",
            },
            "el": {
                "criteria": (
                    "Η αστυνομία αξιολογεί την υπόθεση και «Το Χαμόγελο "
                    "του Παιδιού» ενεργοποιεί την ειδοποίηση."
                ),
                "how_to_receive": "Και με γραπτό μήνυμα, από το 2024.",
            },
            "lt": {
                "criteria": "Policija įvertina atvejį, o „The Smile of the Child“ paskelbia pranešimą.",
                "how_to_receive": "Nuo 2024 m. ir trumpąja žinute.",
            },
            "ar": {
                "criteria": "تقيّم الشرطة الحالة، وتُطلق منظمة The Smile of the Child التنبيه.",
                "how_to_receive": "عبر الرسائل النصية أيضًا منذ عام 2024.",
            },
        },
    },
    {
        "key": "lt-amber-alert",
        "countries": ["lt"],
        "name": "Amber Alert",
        "named_after_child": True,
        "since": 2018,
        **RENATE,
        **year(2022),
        "words": {
            "en": {"how_to_receive": "On Facebook."},
            "es": {"how_to_receive": "En Facebook."},
            "fr": {"how_to_receive": "Sur Facebook."},
            "el": {"how_to_receive": "Στο Facebook."},
            "lt": {"how_to_receive": "„Facebook“ tinkle."},
            "ar": {"how_to_receive": "على فيسبوك."},
        },
    },
    {
        "key": "ec-alerta-emilia",
        "countries": ["ec"],
        "name": "Alerta Emilia",
        "named_after_child": True,
        "since": 2018,
        "source_name": "El Telégrafo",
        "source_address": "https://eltelegrafo.com.ec/nacionales/nacionales/44/que-alerta-emilia-cuando-implementa-ecuador",
        **AS_SEEN,
        "words": {
            "en": {
                "how_to_receive": "On mobile phones, television, by e-mail; on Facebook within 160 kilometres.",
            },
            "es": {
                "how_to_receive": (
                    "En los móviles, en televisión y por correo electrónico; en Facebook, en un radio de "
                    "160 kilómetros."
                ),
            },
            "fr": {
                "how_to_receive": (
                    "Sur les téléphones portables, à la télévision, par courriel ; sur Facebook dans un rayon "
                    "de 160 kilomètres."
                ),
            },
            "el": {
                "how_to_receive": (
                    "Στα κινητά, στην τηλεόραση, με ηλεκτρονικό ταχυδρομείο· στο Facebook σε ακτίνα 160 χιλιομέτρων."
                ),
            },
            "lt": {
                "how_to_receive": (
                    "Mobiliuosiuose telefonuose, per televiziją, el. paštu; „Facebook“ tinkle 160 kilometrų spinduliu."
                ),
            },
            "ar": {
                "how_to_receive": (
                    "على الهواتف المحمولة والتلفزيون وبالبريد الإلكتروني، وعلى فيسبوك ضمن نطاق 160 كيلومترًا."
                ),
            },
        },
    },
    {
        "key": "jm-ananda-alert",
        "countries": ["jm"],
        "name": "Ananda Alert",
        "named_after_child": True,
        "since": 2009,
        "issued_by": "police",
        "source_name": "Jamaica Information Service",
        "source_address": "https://jis.gov.jm/emotional-launching-of-ananda-alert-jamaicas-response-to-missing-child-reports/",
        **year(2009),
        "words": {
            "en": {
                "how_to_receive": "In the media, on mobile phones, on billboards, in shops and in public buildings.",
                "how_to_report": "At the nearest police station.",
            },
            "es": {
                "how_to_receive": (
                    "En los medios, en los móviles, en vallas publicitarias, tiendas y edificios públicos."
                ),
                "how_to_report": "En la comisaría de policía más cercana.",
            },
            "fr": {
                "how_to_receive": (
                    "Dans les médias, sur les téléphones portables, sur des panneaux "
                    "publicitaires, dans les magasins et les bâtiments publics."
                ),
                "how_to_report": "Au poste de police le plus proche.",
            },
            "el": {
                "how_to_receive": (
                    "Στα μέσα ενημέρωσης, στα κινητά, σε διαφημιστικές πινακίδες, καταστήματα και δημόσια κτίρια."
                ),
                "how_to_report": "Στο πλησιέστερο αστυνομικό τμήμα.",
            },
            "lt": {
                "how_to_receive": (
                    "Žiniasklaidoje, mobiliuosiuose telefonuose, reklamos stenduose, "
                    "parduotuvėse ir viešuosiuose pastatuose."
                ),
                "how_to_report": "Artimiausioje policijos nuovadoje.",
            },
            "ar": {
                "how_to_receive": (
                    "في وسائل الإعلام، وعلى الهواتف المحمولة، وعلى اللوحات الإعلانية، وفي المتاجر والمباني العامة."
                ),
                "how_to_report": "في أقرب مركز شرطة.",
            },
        },
    },
    {
        "key": "ke-child-alert",
        "countries": ["ke"],
        "name": "Kenya Emergency Child Alert",
        "named_after_child": False,
        "since": 2024,
        "source_name": "HapaKenya",
        "source_address": "https://hapakenya.com/",
        "as_of": date(2024, 3, 19),
        "as_of_precision": "day",
    },
    {
        # The parents’ written consent, which older pages still name, fell away on 15 August 2025.
        "key": "pl-child-alert",
        "countries": ["pl"],
        "name": "Child Alert",
        "named_after_child": False,
        "issued_by": "police",
        "source_name": "Komenda Główna Policji, zarządzenie nr 48",
        "source_address": (
            "https://www.inforlex.pl/wersje-fragmentu/tresc,U27.2018.016.0000077,-1,ZARZADZENIE-NR-48-KOMENDANTA-"
            "GLOWNEGO-POLICJI-z-dnia-28-czerwca-2018-r-w-sprawie-prowadzenia-przez-Policje-poszukiwania-osoby-"
            "zaginionej-oraz.html?dok=4298641&nr=20&rodzaj=18"
        ),
        "as_of": date(2025, 8, 15),
        "as_of_precision": "day",
        "words": {
            "en": {
                "criteria": (
                    "Four conditions together: the child is under 18; there is good reason to think that the child has "
                    "been deprived of liberty by a crime and that life and health are in direct danger; an alert "
                    "can really help to find the child; there is enough information for one."
                )
            },
            "es": {
                "criteria": (
                    "Cuatro condiciones a la vez: es menor de 18 años; hay motivos fundados para pensar que ha sido "
                    "privado de libertad por un delito y que su vida y su salud corren peligro directo; la alerta "
                    "puede ayudar de verdad a encontrarlo; hay información suficiente para emitirla."
                )
            },
            "fr": {
                "criteria": (
                    "Quatre conditions réunies : l’enfant a moins de 18 ans ; il y a de bonnes raisons de penser qu’il "
                    "a été privé de liberté par un crime ou un délit et que sa vie et sa santé sont directement en "
                    "danger ; l’alerte peut vraiment aider à le retrouver ; il y a assez d’informations pour la lancer."
                )
            },
            "el": {
                "criteria": (
                    "Τέσσερις προϋποθέσεις μαζί: το παιδί είναι κάτω των 18 ετών· υπάρχει βάσιμη υποψία ότι στερήθηκε "
                    "την ελευθερία του από έγκλημα και ότι η ζωή και η υγεία του κινδυνεύουν άμεσα· η ειδοποίηση "
                    "μπορεί πραγματικά να βοηθήσει να βρεθεί· υπάρχουν αρκετές πληροφορίες για να εκδοθεί."
                )
            },
            "lt": {
                "criteria": (
                    "Keturios sąlygos kartu: vaikui dar nėra 18 metų; pagrįstai manoma, kad dėl nusikaltimo jam atimta "
                    "laisvė ir kad jo gyvybei bei sveikatai gresia tiesioginis pavojus; pranešimas gali iš tikrųjų "
                    "padėti jį rasti; pranešimui pakanka informacijos."
                )
            },
            "ar": {
                "criteria": (
                    "أربعة شروط مجتمعة: أن يكون عمر الطفل أقل من 18 عامًا، وأن توجد أسباب وجيهة للاعتقاد بأنه حُرم من "
                    "حريته بفعل جريمة وأن حياته وصحته في خطر مباشر، وأن يكون التنبيه قادرًا فعلًا على المساعدة في "
                    "العثور عليه، وأن تكفي المعلومات لإصداره."
                )
            },
        },
    },
    {
        "key": "ar-alerta-sofia",
        "countries": ["ar"],
        "name": "Alerta Sofía",
        "named_after_child": True,
        "issued_by": "ministry",
        "source_name": "Ministerio de Justicia (Argentina)",
        "source_address": "https://justicia.ar/novedades/3330/2026/02/alerta-sofia-que-es-y-como-funciona",
        "as_of": date(2026, 2, 19),
        "as_of_precision": "day",
        "words": {
            "en": {
                "criteria": (
                    "The child is under 18 and at “imminent high risk”, and there is an official report. The court or "
                    "prosecutor who leads the investigation asks for the alert."
                ),
                "how_to_receive": "In the media, on social networks and on mobile phones.",
            },
            "es": {
                "criteria": (
                    "Es menor de 18 años, está en «alto riesgo inminente» y existe una denuncia oficial. La pide la "
                    "autoridad judicial a cargo de la investigación."
                ),
                "how_to_receive": "En los medios de comunicación, en las redes sociales y en los móviles.",
            },
            "fr": {
                "criteria": (
                    "L’enfant a moins de 18 ans, il est en « risque élevé imminent » et un signalement officiel a été "
                    "fait. L’autorité judiciaire chargée de l’enquête demande l’alerte."
                ),
                "how_to_receive": "Dans les médias, sur les réseaux sociaux et sur les téléphones portables.",
            },
            "el": {
                "criteria": (
                    "Το παιδί είναι κάτω των 18 ετών και σε «άμεσο υψηλό κίνδυνο» και υπάρχει επίσημη καταγγελία. Την "
                    "ειδοποίηση τη ζητεί η δικαστική αρχή που διεξάγει την έρευνα."
                ),
                "how_to_receive": "Στα μέσα ενημέρωσης, στα κοινωνικά δίκτυα και στα κινητά.",
            },
            "lt": {
                "criteria": (
                    "Vaikui dar nėra 18 metų, jam gresia „neišvengiama didelė rizika“ ir gautas oficialus pranešimas. "
                    "Paskelbti prašo tyrimui vadovaujanti teisminė institucija."
                ),
                "how_to_receive": "Žiniasklaidoje, socialiniuose tinkluose ir mobiliuosiuose telefonuose.",
            },
            "ar": {
                "criteria": (
                    "أن يكون عمر الطفل أقل من 18 عامًا وأن يكون في «خطر كبير ووشيك»، وأن يوجد بلاغ رسمي. وتطلب التنبيهَ "
                    "السلطةُ القضائية المكلّفة بالتحقيق."
                ),
                "how_to_receive": "في وسائل الإعلام، وعلى شبكات التواصل الاجتماعي، وعلى الهواتف المحمولة.",
            },
        },
    },
]

FACTS: list[dict[str, Any]] = [
    {
        "key": "alert-countries-icmec",
        "value": "19",
        "unit": "count",
        "source_name": "ICMEC",
        "source_address": "https://icmec.org/global-missing-childrens-center/imcd",
        **AS_SEEN,
        "also_reported": [
            {"value": "24", **FRAMEWORK_2016},
            {
                "value": "27",
                **year(2021),
                "source_name": "NCMEC",
                "source_address": "https://www.missingkids.org/gethelpnow/amber",
            },
            {
                "value": "31",
                **year(2022),
                **COMEC,
            },
        ],
        "words": {
            "en": {
                "statement": "countries have developed emergency child alerts with ICMEC as their partner",
                "scope": (
                    "Countries with which ICMEC says it has partnered to develop emergency alerts. Other published "
                    "numbers count different things."
                ),
            },
            "es": {
                "statement": "países han creado alertas de emergencia por menores con ICMEC como socio",
                "scope": (
                    "Países con los que ICMEC dice haber colaborado para crear alertas de emergencia. Otras cifras "
                    "publicadas cuentan cosas distintas."
                ),
            },
            "fr": {
                "statement": "pays ont mis en place des alertes d’urgence pour enfants avec l’ICMEC comme partenaire",
                "scope": (
                    "Pays avec lesquels l’ICMEC dit avoir travaillé pour mettre en place des alertes d’urgence. "
                    "Les autres chiffres publiés comptent autre chose."
                ),
            },
            "el": {
                "statement": "χώρες ανέπτυξαν συστήματα έκτακτης ειδοποίησης για παιδιά με εταίρο το ICMEC",
                "scope": (
                    "Χώρες με τις οποίες το ICMEC αναφέρει ότι συνεργάστηκε για την ανάπτυξη έκτακτων ειδοποιήσεων. "
                    "Άλλοι δημοσιευμένοι αριθμοί μετρούν διαφορετικά πράγματα."
                ),
            },
            "lt": {
                "statement": "šalių kartu su ICMEC sukūrė skubių pranešimų apie dingusius vaikus sistemas",
                "scope": (
                    "Šalys, su kuriomis ICMEC, kaip pats teigia, kūrė skubius pranešimus. Kiti skelbiami skaičiai "
                    "reiškia ką kita."
                ),
            },
            "ar": {
                "statement": (
                    "دولة طوّرت تنبيهات طارئة بشأن الأطفال بالشراكة "
                    "مع المركز الدولي للأطفال المفقودين والمستغلين"
                ),
                "scope": (
                    "الدول التي يقول المركز إنه تعاون معها لتطوير تنبيهات طارئة. أما الأعداد الأخرى المنشورة فتحسب "
                    "أمورًا مختلفة."
                ),
            },
        },
    },
    {
        "key": "alert-countries-2016",
        "value": "24",
        "unit": "count",
        **FRAMEWORK_2016,
        "words": {
            "en": {
                "statement": "countries use rapid emergency child alerts",
                "scope": (
                    "Countries anywhere in the world, whoever helped them, with an alert for a missing child at "
                    "immediate risk, whatever it is called there."
                ),
            },
            "es": {
                "statement": "países utilizan alertas rápidas de emergencia por menores",
                "scope": (
                    "Países de todo el mundo, los haya ayudado quien los haya ayudado, con una alerta para menores "
                    "desaparecidos en riesgo inmediato, se llame como se llame allí."
                ),
            },
            "fr": {
                "statement": "pays utilisent des alertes rapides d’urgence pour enfants",
                "scope": (
                    "Pays du monde entier, quelle que soit l’aide reçue, qui ont une alerte pour les enfants disparus "
                    "en danger immédiat, quel que soit son nom."
                ),
            },
            "el": {
                "statement": "χώρες χρησιμοποιούν ταχείες έκτακτες ειδοποιήσεις για παιδιά",
                "scope": (
                    "Χώρες σε όλο τον κόσμο, όποιος κι αν τις βοήθησε, με ειδοποίηση για εξαφανισμένο παιδί σε άμεσο "
                    "κίνδυνο, όπως κι αν ονομάζεται εκεί."
                ),
            },
            "lt": {
                "statement": "šalys naudoja skubius pranešimus apie dingusius vaikus",
                "scope": (
                    "Šalys visame pasaulyje, kad ir kas joms padėjo, turinčios pranešimą apie dingusį vaiką, kuriam "
                    "gresia tiesioginis pavojus, kad ir kaip jis ten vadinamas."
                ),
            },
            "ar": {
                "statement": "دولة تستخدم تنبيهات طارئة وسريعة بشأن الأطفال",
                "scope": (
                    "دول من أنحاء العالم كافة، أيًّا كان من ساعدها، لديها تنبيه بشأن طفل مفقود معرّض لخطر مباشر، أيًّا "
                    "كان اسمه هناك."
                ),
            },
        },
    },
    {
        "key": "alert-countries-2021",
        "value": "27",
        "unit": "count",
        "source_name": "NCMEC",
        "source_address": "https://www.missingkids.org/gethelpnow/amber",
        **year(2021),
        "words": {
            "en": {
                "statement": (
                    "countries besides the United States use AMBER Alerts, by the count of NCMEC, the "
                    "centre of the United States"
                ),
                "scope": (
                    "Counted from the United States, which is not among them: the same kind of count as "
                    "that of 2022, a year earlier."
                ),
            },
            "es": {
                "statement": (
                    "países, además de Estados Unidos, usan alertas AMBER según el recuento de NCMEC, el "
                    "centro de Estados Unidos"
                ),
                "scope": (
                    "Contado desde Estados Unidos, que no figura entre ellos: el mismo tipo de recuento "
                    "que el de 2022, un año antes."
                ),
            },
            "fr": {
                "statement": (
                    "pays, outre les États-Unis, utilisent des alertes AMBER selon le décompte de NCMEC, "
                    "le centre des États-Unis"
                ),
                "scope": (
                    "Compté depuis les États-Unis, qui n’en font pas partie : le même type de décompte "
                    "que celui de 2022, un an plus tôt."
                ),
            },
            "el": {
                "statement": (
                    "χώρες εκτός των ΗΠΑ έχουν AMBER Alert κατά την καταμέτρηση του NCMEC, του κέντρου των ΗΠΑ"
                ),
                "scope": (
                    "Μέτρηση από τις ΗΠΑ, που δεν περιλαμβάνονται: ίδιο είδος μέτρησης με του 2022, έναν "
                    "χρόνο νωρίτερα."
                ),
            },
            "lt": {
                "statement": ("šalys, neskaitant JAV, turi „AMBER Alert“, kaip skaičiuoja JAV centras NCMEC"),
                "scope": (
                    "Skaičiuota iš JAV, pačios JAV neįskaičiuotos: toks pat skaičiavimas kaip 2022 m., "
                    "tik metais anksčiau."
                ),
            },
            "ar": {
                "statement": (
                    "دولة إلى جانب الولايات المتحدة تستخدم نظام تنبيه AMBER، بحسب إحصاء NCMEC، المركز الأمريكي"
                ),
                "scope": (
                    "إحصاء من الولايات المتحدة لا يشملها هي نفسها: النوع نفسه من الإحصاء الذي أُجري في "
                    "2022، قبل ذلك بعام."
                ),
            },
        },
    },
    {
        "key": "alert-countries-2022",
        "value": "31",
        "unit": "count",
        **COMEC,
        **year(2022),
        "words": {
            "en": {
                "statement": "countries use the AMBER Alert system outside the United States",
                "scope": "Counted from the United States, which is not among them.",
            },
            "es": {
                "statement": "países utilizan el sistema de alerta AMBER fuera de Estados Unidos",
                "scope": "Contado desde Estados Unidos, que no está entre ellos.",
            },
            "fr": {
                "statement": "pays utilisent le système d’alerte AMBER hors des États-Unis",
                "scope": "Compté depuis les États-Unis, qui n’en font pas partie.",
            },
            "el": {
                "statement": "χώρες χρησιμοποιούν το σύστημα AMBER Alert εκτός των ΗΠΑ",
                "scope": "Μέτρηση από τις ΗΠΑ, που δεν περιλαμβάνονται.",
            },
            "lt": {
                "statement": "šalis naudoja „AMBER Alert“ sistemą už JAV ribų",
                "scope": "Skaičiuota iš JAV, kurios į šį skaičių neįeina.",
            },
            "ar": {
                "statement": "دولة تستخدم نظام تنبيه AMBER خارج الولايات المتحدة",
                "scope": "إحصاء من الولايات المتحدة، وهي ليست من بينها.",
            },
        },
    },
    {
        "key": "alert-countries-eu",
        "value": "16",
        "unit": "count",
        "source_name": "European Commission",
        "source_address": "https://ec.europa.eu/justice/fundamental-rights/rights-child/alert-mechanism/index_en.htm",
        **AS_SEEN,
        "words": {
            "en": {
                "statement": "countries of the European Union had a child alert when the Union had 28 members",
                "scope": (
                    "Members of the Union alone, the United Kingdom still among them. Other sources count more, or "
                    "count all of Europe."
                ),
            },
            "es": {
                "statement": (
                    "países de la Unión Europea tenían una alerta por menores cuando la Unión tenía 28 miembros"
                ),
                "scope": (
                    "Solo miembros de la Unión, con el Reino Unido aún entre ellos. Otras fuentes cuentan más, o "
                    "cuentan toda Europa."
                ),
            },
            "fr": {
                "statement": "pays de l’Union européenne avaient une alerte enfants quand l’Union comptait 28 membres",
                "scope": (
                    "Membres de l’Union seulement, le Royaume-Uni en faisait encore partie. D’autres sources en "
                    "comptent davantage, ou comptent toute l’Europe."
                ),
            },
            "el": {
                "statement": "χώρες της Ευρωπαϊκής Ένωσης είχαν ειδοποίηση για παιδιά όταν η Ένωση είχε 28 μέλη",
                "scope": (
                    "Μόνο μέλη της Ένωσης, μαζί ακόμη και το Ηνωμένο Βασίλειο. Άλλες πηγές μετρούν περισσότερες ή "
                    "μετρούν όλη την Ευρώπη."
                ),
            },
            "lt": {
                "statement": "Europos Sąjungos šalių turėjo pranešimus apie vaikus, kai Sąjungoje buvo 28 narės",
                "scope": (
                    "Tik Sąjungos narės, tarp jų dar ir Jungtinė Karalystė. Kiti šaltiniai priskaičiuoja daugiau arba "
                    "skaičiuoja visą Europą."
                ),
            },
            "ar": {
                "statement": "دولة في الاتحاد الأوروبي كان لديها تنبيه بشأن الأطفال حين كان الاتحاد يضم 28 عضوًا",
                "scope": (
                    "أعضاء الاتحاد فقط، وكانت المملكة المتحدة لا تزال بينهم. وتذكر مصادر أخرى عددًا أكبر، أو تحسب "
                    "أوروبا كلها."
                ),
            },
        },
    },
    {
        "key": "hotline-countries",
        "value": "32",
        "unit": "count",
        **MISSING_CHILDREN_EUROPE,
        "source_address": ("https://missingchildreneurope.eu/hotline-116-000/"),
        **AS_SEEN,
        "words": {
            "en": {
                "statement": "European countries answer on 116\u00a0000 when a child is missing",
                "scope": (
                    "Countries in which the hotline for missing children "
                    "runs on this number. It is free of charge."
                ),
            },
            "es": {
                "statement": "países europeos responden en el 116\u00a0000 cuando desaparece un menor",
                "scope": (
                    "Países en los que la línea para menores desaparecidos funciona con este número. Es gratuita."
                ),
            },
            "fr": {
                "statement": "pays européens répondent au 116\u00a0000 quand un enfant disparaît",
                "scope": "Pays où la ligne pour enfants disparus fonctionne sous ce numéro. L’appel est gratuit.",
            },
            "el": {
                "statement": "ευρωπαϊκές χώρες απαντούν στο 116\u00a0000 όταν χάνεται ένα παιδί",
                "scope": (
                    "Χώρες όπου η γραμμή για τα εξαφανισμένα παιδιά λειτουργεί με αυτόν τον αριθμό. "
                    "Η κλήση είναι δωρεάν."
                ),
            },
            "lt": {
                "statement": "Europos šalys atsiliepia numeriu 116\u00a0000, kai dingsta vaikas",
                "scope": "Šalys, kuriose dingusių vaikų linija veikia šiuo numeriu. Skambutis nemokamas.",
            },
            "ar": {
                "statement": "دولة أوروبية تردّ على الرقم 116\u00a0000 عند فقدان طفل",
                "scope": "الدول التي يعمل فيها خط الأطفال المفقودين على هذا الرقم. الاتصال مجاني.",
            },
        },
    },
    {
        "key": "hotline-third-party-2016",
        "kinds": ["third_party_abduction"],
        "value": "1",
        "unit": "less_than_percent",
        **MISSING_CHILDREN_EUROPE,
        "source_address": (
            "https://missingchildreneurope.eu/News&press/Post/1119/Missing-children-in-Europe-Children-running-away-from-difficult-home-situations-on-the-rise"
        ),
        **year(2016),
        "words": {
            "en": {
                "statement": (
                    "of the cases of European hotlines for missing children "
                    "in 2016 were abductions by a third party"
                ),
                "scope": (
                    "A third party is a person who is not a parent or guardian. Cases of "
                    "the hotlines of the 116\u00a0000 network."
                ),
            },
            "es": {
                "statement": (
                    "de los casos de las líneas europeas para menores desaparecidos en 2016 fueron secuestros "
                    "por terceros"
                ),
                "scope": (
                    "Un tercero es quien no es madre, padre ni tutor. Casos de las líneas de la red 116\u00a0000."
                ),
            },
            "fr": {
                "statement": (
                    "des cas suivis en 2016 par les lignes européennes pour enfants disparus étaient des enlèvements "
                    "par un tiers"
                ),
                "scope": (
                    "Un tiers est une personne qui n’est ni parent ni représentant légal. "
                    "Cas des lignes du réseau 116\u00a0000."
                ),
            },
            "el": {
                "statement": (
                    "των υποθέσεων των ευρωπαϊκών γραμμών για εξαφανισμένα παιδιά το 2016 ήταν αρπαγές από τρίτους"
                ),
                "scope": (
                    "Τρίτος είναι όποιος δεν είναι γονέας ή κηδεμόνας. Υποθέσεις των γραμμών του δικτύου 116\u00a0000."
                ),
            },
            "lt": {
                "statement": "Europos dingusių vaikų linijų 2016 m. atvejų sudarė trečiųjų asmenų įvykdyti pagrobimai",
                "scope": "Trečiasis asmuo – ne vienas iš tėvų ir ne globėjas. 116\u00a0000 tinklo linijų atvejai.",
            },
            "ar": {
                "statement": "من حالات خطوط الأطفال المفقودين الأوروبية عام 2016 كانت اختطافًا على يد طرف ثالث",
                "scope": "الطرف الثالث شخص غير الوالدين أو الوصي. حالات خطوط شبكة 116\u00a0000.",
            },
        },
    },
    {
        "key": "hotline-runaways-2018",
        "kinds": ["runaway"],
        "value": "58.2",
        "unit": "percent",
        **MISSING_CHILDREN_EUROPE,
        "source_address": (
            "https://missingchildreneurope.eu/News&press/Post/1249/15-more-missing-children-supported-by-the-European-network-of-missing-children-hotlines"
        ),
        **year(2018),
        "also_reported": [
            {"value": "50", **year(2013), **MISSING_CHILDREN_EUROPE},
            {"value": "57", **year(2016), **MISSING_CHILDREN_EUROPE},
        ],
        "words": {
            "en": {
                "statement": (
                    "of the cases of European hotlines for missing "
                    "children in 2018 were children who ran away"
                ),
                "scope": (
                    "Children who ran away or were pushed out of home, in the "
                    "cases of 26 of the network’s 32 hotlines."
                ),
            },
            "es": {
                "statement": (
                    "de los casos de las líneas europeas para menores desaparecidos en 2018 eran menores que se "
                    "fueron de casa"
                ),
                "scope": (
                    "Menores que se fueron o fueron echados de casa, en los "
                    "casos de 26 de las 32 líneas de la red."
                ),
            },
            "fr": {
                "statement": (
                    "des cas suivis en 2018 par les lignes européennes "
                    "pour enfants disparus étaient des fugues"
                ),
                "scope": "Enfants partis ou chassés de chez eux, dans les cas de 26 des 32 lignes du réseau.",
            },
            "el": {
                "statement": (
                    "των υποθέσεων των ευρωπαϊκών γραμμών για εξαφανισμένα παιδιά το 2018 αφορούσαν παιδιά που "
                    "έφυγαν από το σπίτι"
                ),
                "scope": (
                    "Παιδιά που έφυγαν ή διώχτηκαν από το σπίτι, στις υποθέσεις 26 από τις 32 γραμμές του δικτύου."
                ),
            },
            "lt": {
                "statement": "Europos dingusių vaikų linijų 2018 m. atvejų sudarė iš namų pabėgę vaikai",
                "scope": "Vaikai, kurie pabėgo arba buvo išvaryti iš namų; 26 iš 32 tinklo linijų atvejai.",
            },
            "ar": {
                "statement": "من حالات خطوط الأطفال المفقودين الأوروبية عام 2018 كانت لأطفال غادروا المنزل هربًا",
                "scope": "أطفال هربوا من المنزل أو طُردوا منه، في حالات 26 خطًا من أصل 32 في الشبكة.",
            },
        },
    },
    {
        "key": "hotline-cross-border-2023",
        "value": "14",
        "unit": "percent",
        **MISSING_CHILDREN_EUROPE,
        "source_address": ("https://missingchildreneurope.eu/missing-puzzle-piece/"),
        **year(2023),
        "words": {
            "en": {
                "statement": "of the cases of European hotlines for missing children in 2023 crossed a border",
                "scope": "Cases that concerned more than one country.",
            },
            "es": {
                "statement": (
                    "de los casos de las líneas europeas para menores desaparecidos en 2023 cruzaron una frontera"
                ),
                "scope": "Casos que afectaban a más de un país.",
            },
            "fr": {
                "statement": (
                    "des cas suivis en 2023 par les lignes européennes pour "
                    "enfants disparus dépassaient une frontière"
                ),
                "scope": "Cas qui concernaient plus d’un pays.",
            },
            "el": {
                "statement": (
                    "των υποθέσεων των ευρωπαϊκών γραμμών για εξαφανισμένα "
                    "παιδιά το 2023 ξεπέρασαν τα σύνορα μιας χώρας"
                ),
                "scope": "Υποθέσεις που αφορούσαν περισσότερες από μία χώρες.",
            },
            "lt": {
                "statement": "Europos dingusių vaikų linijų 2023 m. atvejų peržengė valstybės sieną",
                "scope": "Atvejai, susiję su daugiau nei viena šalimi.",
            },
            "ar": {
                "statement": "من حالات خطوط الأطفال المفقودين الأوروبية عام 2023 تجاوزت حدود دولة واحدة",
                "scope": "حالات تتعلق بأكثر من دولة.",
            },
        },
    },
    {
        "key": "helpline-countries-116111",
        "value": "30",
        "unit": "count",
        "source_name": "Child Helpline International",
        "source_address": "https://childhelplineinternational.org/author/ronja-ulvfot",
        **year(2024),
        "words": {
            "en": {
                "statement": "European countries have a child helpline on 116\u00a0111",
                "scope": (
                    "For children and young people who want to talk to "
                    "someone. In 2022 these were 23 of the 27 states "
                    "of the European Union and 7 other European countries."
                ),
            },
            "es": {
                "statement": "países europeos tienen una línea de ayuda a la infancia en el 116\u00a0111",
                "scope": (
                    "Para niños, niñas y jóvenes que quieren hablar con alguien. En 2022 eran 23 de los 27 Estados "
                    "de la Unión Europea y otros 7 países europeos."
                ),
            },
            "fr": {
                "statement": "pays européens ont une ligne d’écoute pour enfants au 116\u00a0111",
                "scope": (
                    "Pour les enfants et les jeunes qui veulent parler à "
                    "quelqu’un. En 2022, c’étaient 23 des 27 États "
                    "de l’Union européenne et 7 autres pays européens."
                ),
            },
            "el": {
                "statement": "ευρωπαϊκές χώρες έχουν γραμμή βοήθειας για παιδιά στο 116\u00a0111",
                "scope": (
                    "Για παιδιά και νέους που θέλουν να μιλήσουν με κάποιον. Το 2022 ήταν 23 από τα 27 κράτη της "
                    "Ευρωπαϊκής Ένωσης και 7 άλλες ευρωπαϊκές χώρες."
                ),
            },
            "lt": {
                "statement": "Europos šalių turi vaikų pagalbos liniją numeriu 116\u00a0111",
                "scope": (
                    "Vaikams ir jaunimui, norintiems su kuo nors pasikalbėti. 2022 m. tai buvo 23 iš 27 Europos "
                    "Sąjungos valstybių ir dar 7 Europos šalys."
                ),
            },
            "ar": {
                "statement": "دولة أوروبية لديها خط مساعدة للأطفال على الرقم 116\u00a0111",
                "scope": (
                    "للأطفال واليافعين الذين يريدون التحدث مع أحد. في عام 2022 كانت 23 من أصل 27 دولة في الاتحاد "
                    "الأوروبي و7 دول أوروبية أخرى."
                ),
            },
        },
    },
    {
        "key": "alerts-europe-2018-recovered",
        "value": "97",
        "unit": "percent",
        "source_name": "AMBER Alert Europe",
        "source_address": "https://www.amberalert.eu/news/2018-97-percent-of-amber-alerts-had-successful-outcome-in-europe",
        **year(2018),
        "words": {
            "en": {
                "statement": "of the children for whom Europe issued an AMBER Alert in 2018 were safely recovered",
                "scope": "26 alerts for 30 children.",
            },
            "es": {
                "statement": (
                    "de los menores por los que se emitió una alerta AMBER en "
                    "Europa en 2018 aparecieron sanos y salvos"
                ),
                "scope": "26 alertas por 30 menores.",
            },
            "fr": {
                "statement": (
                    "des enfants pour lesquels une alerte AMBER a été lancée en Europe en 2018 ont été retrouvés "
                    "sains et saufs"
                ),
                "scope": "26 alertes pour 30 enfants.",
            },
            "el": {
                "statement": "των παιδιών για τα οποία εκδόθηκε AMBER Alert στην Ευρώπη το 2018 βρέθηκαν ασφαλή",
                "scope": "26 ειδοποιήσεις για 30 παιδιά.",
            },
            "lt": {
                "statement": "vaikų, dėl kurių 2018 m. Europoje paskelbtas „AMBER Alert“, rasti saugūs",
                "scope": "26 pranešimai dėl 30 vaikų.",
            },
            "ar": {
                "statement": "من الأطفال الذين صدر بشأنهم تنبيه AMBER في أوروبا عام 2018 عُثر عليهم سالمين",
                "scope": "26 تنبيهًا بشأن 30 طفلًا.",
            },
        },
    },
    {
        "key": "lt-disappearances-2023",
        "value": "2212",
        "unit": "count",
        "source_name": "RENATE",
        "source_address": "https://renate-europe.net/category/latest-news/page/2",
        **year(2023),
        "words": {
            "en": {
                "statement": "disappearances of minors were registered in Lithuania in 2023",
                "scope": "What is counted are disappearances, not children.",
            },
            "es": {
                "statement": "desapariciones de menores se registraron en Lituania en 2023",
                "scope": "Se cuentan desapariciones, no menores.",
            },
            "fr": {
                "statement": "disparitions de mineurs ont été enregistrées en Lituanie en 2023",
                "scope": "On compte des disparitions, pas des enfants.",
            },
            "el": {
                "statement": "εξαφανίσεις ανηλίκων καταγράφηκαν στη Λιθουανία το 2023",
                "scope": "Μετρώνται εξαφανίσεις, όχι παιδιά.",
            },
            "lt": {
                "statement": "nepilnamečių dingimo atvejų užregistruota Lietuvoje 2023 m.",
                "scope": "Skaičiuojami dingimo atvejai, ne vaikai.",
            },
            "ar": {
                "statement": "حالة اختفاء قاصرين سُجّلت في ليتوانيا عام 2023",
                "scope": "ما يُحسب هو حالات الاختفاء لا الأطفال.",
            },
        },
    },
]

COUNTRIES: list[str] = sorted({code for row in [*HELPLINES, *ALERT_SYSTEMS] for code in row["countries"]})
