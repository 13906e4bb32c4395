from .alert_system import AlertSystem, AlertSystemWords
from .alert_systems_page import AlertSystemsPage
from .country import Country
from .fact import AlsoReported, Fact, FactWords
from .help_page import HelpPage
from .helpline import Helpline, HelplineWords, ServedCountry

__all__ = [
    "AlertSystem",
    "AlertSystemWords",
    "AlertSystemsPage",
    "AlsoReported",
    "Country",
    "Fact",
    "FactWords",
    "HelpPage",
    "Helpline",
    "HelplineWords",
    "ServedCountry",
]
