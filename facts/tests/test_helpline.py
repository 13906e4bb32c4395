from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from accounts.models import User
from core import clock
from facts.domain import verify
from facts.forms import HelplineForm
from facts.models import Country, Helpline
from facts.viewsets import HelplineViewSet

from .factories import HelplineFactory

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("number", "tel"),
    [
        ("116 000", "tel:116000"),
        ("112", "tel:112"),
        ("1-800-843-5678", "tel:18008435678"),
        ("(02) 5551.2345", "tel:0255512345"),
        ("", ""),
    ],
)
def test_tel_is_dialled_as_at_home_and_never_has_a_plus(number: str, tel: str) -> None:
    assert HelplineFactory.build(number=number).tel == tel


def test_a_number_with_a_plus_is_refused_as_a_home_number() -> None:
    with pytest.raises(ValidationError) as refused:
        HelplineFactory.build(number="+370 5 248 3373").full_clean()

    assert list(refused.value.message_dict) == ["number"]


@pytest.mark.parametrize("prefixed", ["+44116123", "+44 116 123", "+370 116123"])
def test_a_country_code_before_a_short_code_is_refused(prefixed: str) -> None:
    """An open data set lists 116 123 as +44116123, which rings in Leicester."""
    helpline = HelplineFactory.build(number="116 123", international_number=prefixed)

    with pytest.raises(ValidationError) as refused:
        helpline.full_clean()

    assert list(refused.value.message_dict) == ["international_number"]


def test_a_full_number_that_merely_ends_like_the_short_code_is_accepted() -> None:
    helpline = HelplineFactory.build(number="112", international_number="+370 5 248 3112")

    helpline.full_clean()

    assert helpline.international_tel == "tel:+37052483112"


def test_a_helpline_that_leads_nowhere_is_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        HelplineFactory.build(number="", web_address="").full_clean()

    assert list(refused.value.message_dict) == ["number"]


def test_ages_the_wrong_way_round_are_refused() -> None:
    with pytest.raises(ValidationError) as refused:
        HelplineFactory.build(ages_min=18, ages_max=5).full_clean()

    assert list(refused.value.message_dict) == ["ages_max"]


@pytest.mark.parametrize("channels", [["carrier-pigeon"], "phone", [["phone"]], {"phone": 1}])
def test_channels_outside_the_list_are_refused(channels: object) -> None:
    with pytest.raises(ValidationError) as refused:
        HelplineFactory.build(channels=channels).full_clean()

    assert list(refused.value.message_dict) == ["channels"]


def test_only_text_message_services_have_an_sms_address() -> None:
    assert HelplineFactory.build(channels=["phone"]).sms == ""
    assert HelplineFactory.build(channels=["phone", "sms"]).sms == "sms:116000"


def test_title_falls_back_on_the_kind_of_operator() -> None:
    assert HelplineFactory.build(name="SOS 1056").title == "SOS 1056"
    assert HelplineFactory.build(operator="Child Focus").title == "Child Focus"
    assert HelplineFactory.build(operator="", operator_type="police").title == "Police"


@pytest.mark.parametrize(
    ("fields", "byline"),
    [
        (
            {"name": "SOS 1056", "operator": "The Smile of the Child"},
            "The Smile of the Child · Non-governmental organisation",
        ),
        ({"operator": "Child Focus"}, "Non-governmental organisation"),
        ({"operator": "", "operator_type": "police"}, ""),
    ],
)
def test_the_byline_repeats_nothing_of_the_title(fields: dict[str, str], byline: str) -> None:
    assert HelplineFactory.build(**fields).byline == byline


@pytest.mark.parametrize(
    ("dates", "stale", "sentence"),
    [
        (
            {"source_date": TODAY, "source_date_precision": "seen"},
            False,
            "Not yet verified by a person; seen on 23 November 2026 at Missing Children Europe.",
        ),
        (
            {"source_date": date(2017, 1, 1), "source_date_precision": "about_year"},
            True,
            "Not yet verified by a person; date of the source: about 2017 (Missing Children Europe).",
        ),
        ({"verified_on": TODAY - timedelta(days=365)}, False, "Verified on 23 November 2025."),
        ({"verified_on": TODAY - timedelta(days=366)}, True, "Not verified since 22 November 2025."),
        # Having been called long ago is not undone by a source that still lists the number.
        (
            {"verified_on": date(2020, 5, 1), "source_date": TODAY},
            True,
            "Not verified since 1 May 2020.",
        ),
    ],
)
def test_freshness_says_how_far_to_rely_on_it(dates: dict, stale: bool, sentence: str) -> None:
    helpline = HelplineFactory.build(**dates)

    assert helpline.is_stale(TODAY) is stale
    assert helpline.freshness_on(TODAY) == sentence


def test_the_limit_is_a_setting(settings: Any) -> None:
    helpline = HelplineFactory.build(verified_on=TODAY - timedelta(days=31))
    settings.HELPLINE_VERIFIED_DAYS = 30

    assert helpline.is_stale(TODAY)


def test_verify_records_who_and_when() -> None:
    keeper = User.objects.create_user("keeper@example.org")
    helpline = HelplineFactory.create()

    verify(helpline, keeper, clock.today())

    helpline.refresh_from_db()
    assert (helpline.verified_on, helpline.verified_by) == (clock.today(), keeper)


def test_verify_refuses_a_day_to_come() -> None:
    helpline = HelplineFactory.create()

    with pytest.raises(ValidationError):
        verify(helpline, User.objects.create_user("keeper@example.org"), clock.today() + timedelta(days=1))

    helpline.refresh_from_db()
    assert helpline.verified_on is None


def test_a_country_that_a_helpline_serves_cannot_be_deleted() -> None:
    """Without its last country the helpline would serve the whole world."""
    helpline = HelplineFactory.create(countries=["lt"])

    with pytest.raises(ProtectedError):
        Country.objects.get(pk="lt").delete()

    assert not Helpline.objects.get(pk=helpline.pk).serves_everywhere


def posted(helpline: Helpline, **changes: object) -> HelplineForm:
    """The admin's form, sent as it stands but for ``changes``."""
    form_class = HelplineViewSet()._edit_handler.get_form_class()
    unchanged = form_class(instance=helpline, for_user=None)
    data = {
        name: field.prepare_value(unchanged.get_initial_for_field(field, name))
        for name, field in unchanged.fields.items()
    }
    data = {name: "" if value is None else value for name, value in data.items()}
    data["countries"] = [country.pk for country in helpline.countries.all()]
    data |= {"words-TOTAL_FORMS": 0, "words-INITIAL_FORMS": 0, **changes}
    return form_class(data, instance=helpline, for_user=None)


def test_a_new_number_has_not_been_verified() -> None:
    helpline = HelplineFactory.create(verified_on=TODAY)

    form = posted(helpline, number="116 111")

    assert form.is_valid(), form.errors
    assert form.save().verified_on is None


def test_correcting_the_source_keeps_the_verification() -> None:
    helpline = HelplineFactory.create(verified_on=TODAY)

    form = posted(helpline, source_name="MCE")

    assert form.is_valid(), form.errors
    assert form.save().verified_on == TODAY


def test_the_form_refuses_a_home_number_without_a_country() -> None:
    form = posted(HelplineFactory.create(), countries=[])

    assert list(form.errors) == ["countries"]
