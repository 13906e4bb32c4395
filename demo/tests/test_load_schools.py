from __future__ import annotations

import pytest

from demo.load_partners import load_partners
from demo.load_schools import load_schools
from demo.loader import Loader
from facts.models import Country
from schools.models import Contact, School


@pytest.mark.django_db
def test_one_school_is_verified_one_waits_and_a_second_run_adds_nobody(home_page: object) -> None:
    for code in ("lt", "gr"):
        Country.objects.get_or_create(code=code)
    load_partners()
    Loader(print).logins()
    for _run in range(2):
        load_schools()
    assert sorted(School.objects.values_list("country", "standing")) == [("gr", "asked"), ("lt", "verified")]
    assert Contact.objects.count() == 2
