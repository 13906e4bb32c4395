"""Pictures: what an editor may send, what is kept of it, and what a reader gets."""

from __future__ import annotations

import html
import io
import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template, TemplateSyntaxError
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection, UploadedFile

from core import uploads
from core.images.cleaning import clean_picture
from core.images.forms import SENTENCES
from core.images.models import SiteImage, copies_folder
from core.images.renditions import WIDTHS, make_renditions, prefetch_renditions
from core.tests import files
from edge import memo

#: Nothing is remembered inside a transaction, so what is about remembering needs a real one.
committed = pytest.mark.django_db(transaction=True, serialized_rollback=True)

SENTENCE_STARTS = {code: str(sentence).split("%(")[0][:40] for code, sentence in SENTENCES.items()}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    memo.forget_everything()


@pytest.fixture
def editor(client: Client, db: None) -> Client:
    client.force_login(get_user_model().objects.create_superuser(email="lead@example.org", password="x"))
    return client


def stored(content: bytes | None = None, name: str = "anna_smith_class4b.jpg", **fields: Any) -> SiteImage:
    return SiteImage.objects.create(
        title="A meadow", file=ContentFile(content or files.jpeg(), name=name), **fields
    )


def picture_in(content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def send(client: Client, way: str, name: str, content: bytes) -> tuple[str, SiteImage | None]:
    """One of the four ways a picture gets in. Returns what the editor is told, and the picture if it was taken."""
    file = SimpleUploadedFile(name, content)
    before = set(SiteImage.objects.values_list("pk", flat=True))
    collection = Collection.get_first_root_node().pk
    if way == "alone":
        data = {"title": "A meadow", "file": file, "collection": collection}
        response = client.post(reverse("wagtailimages:add"), data)
    elif way == "several at once":
        data = {"title": name, "files[]": file, "collection": collection}
        response = client.post(
            reverse("wagtailimages:add_multiple"), data, headers={"X-Requested-With": "XMLHttpRequest"}
        )
    elif way == "in a chooser":
        data = {
            "image-chooser-upload-title": "A meadow",
            "image-chooser-upload-file": file,
            "image-chooser-upload-collection": collection,
        }
        response = client.post(reverse("wagtailimages_chooser:create"), data)
    else:
        image = stored()
        before = set()
        data = {"title": "A meadow", "file": file, "collection": collection}
        response = client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
        changed = SiteImage.objects.get(pk=image.pk)
        assert response.status_code in (200, 302)
        return told(response), changed if changed.file.name != image.file.name else None
    assert response.status_code in (200, 302)
    return told(response), SiteImage.objects.exclude(pk__in=before).first()


def told(response: Any) -> str:
    """The sentences in a page, in a chooser's answer, or in the answer to one of several uploads."""
    if response.headers.get("Content-Type", "").startswith("application/json"):
        answer = response.json()
        return html.unescape(answer.get("error_message", "") + answer.get("htmlFragment", ""))
    return html.unescape(response.content.decode())


WAYS = ("alone", "several at once", "in a chooser", "in place of another")


# --- What is kept of a picture -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", files.GOOD_PICTURES)
def test_a_picture_is_kept_without_a_trace_of_where_it_comes_from(kind: str) -> None:
    _name, make, ending = files.GOOD_PICTURES[kind]

    picture = clean_picture(make())

    assert picture.ending == ending
    assert files.SECRET.encode() not in picture.content
    assert b"script" not in picture.content
    kept = picture_in(picture.content)
    assert dict(kept.getexif()) == {}
    assert (
        set(kept.info)
        - {"jfif", "jfif_version", "jfif_unit", "jfif_density", "loop", "background", "timestamp", "duration"}
        == set()
    )
    assert kept.mode in ("RGB", "RGBA")


def test_the_test_files_hold_what_must_go() -> None:
    """Otherwise the test above would pass whatever the cleaning did."""
    for content in (
        files.jpeg_with_everything(),
        files.png_with_everything(),
        files.webp_with_everything(),
        files.heic_with_everything(),
    ):
        assert files.SECRET.encode() in content


def test_a_photo_taken_sideways_stands_upright() -> None:
    picture = picture_in(clean_picture(files.jpeg_with_everything(orientation=6)).content)

    assert picture.size == (400, 600)
    red, _green, blue = picture.getpixel((200, 50))
    assert red > 150 > blue


def test_colours_of_a_wide_gamut_are_turned_into_those_of_the_web() -> None:
    """A profile with red and blue swapped shows that it was used, and that it is gone."""
    swapped = files.as_file(files.photo(), "PNG", icc_profile=files.swapped_profile())

    red, _green, blue = picture_in(clean_picture(swapped).content).getpixel((50, 50))

    assert blue > red


def test_a_grey_scan_of_16_bits_keeps_its_greys() -> None:
    picture = picture_in(clean_picture(files.sixteen_bit_png()).content)

    assert picture.getpixel((10, 10)) == (0, 0, 0)
    assert picture.getpixel((190, 10)) == (128, 128, 128)


def test_what_is_see_through_stays_so() -> None:
    picture = picture_in(clean_picture(files.see_through_png()).content)

    assert picture.getpixel((0, 0))[3] == 0
    assert picture.getpixel((100, 100)) == (200, 0, 0, 255)


def test_a_very_large_photo_is_kept_smaller() -> None:
    large = files.as_file(Image.new("RGB", (6000, 4000), "navy"), "JPEG")

    picture = clean_picture(large)

    assert (picture.width, picture.height) == (4096, 2731)


# --- What is refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kind", files.BAD_PICTURES)
def test_a_bad_picture_is_refused_with_a_sentence(editor: Client, kind: str, way: str) -> None:
    name, make, code = files.BAD_PICTURES[kind]

    message, image = send(editor, way, name, make())

    assert image is None
    assert SENTENCE_STARTS[code] in message
    assert not UploadedFile.objects.exists()


@pytest.mark.parametrize("way", WAYS)
def test_a_good_picture_is_taken_under_a_name_of_our_own(editor: Client, way: str) -> None:
    message, image = send(editor, way, "anna_smith_class4b.php.jpg", files.jpeg_with_everything())

    assert image is not None, message
    assert re.fullmatch(r"original_images/[0-9a-f]{32}\.jpg", image.file.name)
    assert (image.width, image.height) == (600, 400)
    with image.file.open() as kept:
        assert files.SECRET.encode() not in kept.read()
    assert "anna" not in image.title.lower()


def test_the_content_and_not_the_name_says_what_a_picture_is(editor: Client) -> None:
    _message, image = send(editor, "alone", "mascot.jpg", files.png())

    assert image is not None
    assert image.file.name.endswith(".png")


def test_several_at_once_are_not_called_by_the_names_of_their_files(editor: Client) -> None:
    _message, image = send(editor, "several at once", "anna_smith_class4b.jpg", files.jpeg())

    assert image is not None
    assert image.title.startswith("Picture without a name, ")


def test_a_title_that_a_person_wrote_is_kept_even_if_the_file_is_called_so(editor: Client) -> None:
    _message, image = send(editor, "alone", "A meadow", files.jpeg())

    assert image is not None
    assert image.title == "A meadow"


def test_a_picture_of_too_many_bytes_is_refused(editor: Client, settings: Any) -> None:
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 1000

    message, image = send(editor, "alone", "large.jpg", files.jpeg())

    assert image is None
    assert "This picture has" in message


def test_a_mistake_elsewhere_never_keeps_the_file_as_it_came(editor: Client) -> None:
    """Wagtail would store it uncleaned, and make a picture of it once the other field is put right."""
    Collection.get_first_root_node().add_child(name="A partner’s")

    response = editor.post(
        reverse("wagtailimages:add_multiple"),
        {
            "title": "A meadow",
            "files[]": SimpleUploadedFile("a.jpg", files.jpeg_with_everything()),
            "collection": 999_999,
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )

    assert response.json() == {
        "success": False,
        "error_message": "Put right what is marked, then choose the file again.",
    }
    assert not UploadedFile.objects.exists()
    assert not SiteImage.objects.exists()


def test_a_picture_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "TIME_TO_READ", 0.001)

    with pytest.raises(uploads.Unreadable) as refused:
        clean_picture(files.jpeg())

    assert refused.value.code == "too_hard"


def test_pictures_are_read_one_at_a_time() -> None:
    with uploads.one_at_a_time(), pytest.raises(uploads.Unreadable) as refused, uploads.one_at_a_time(wait=0):
        pass

    assert refused.value.code == "busy"


def test_an_editor_who_changes_only_the_title_need_not_send_the_picture_again(editor: Client) -> None:
    image = stored()

    response = editor.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {"title": "A field", "collection": Collection.get_first_root_node().pk},
    )

    assert response.status_code == 302
    image.refresh_from_db()
    assert image.title == "A field"


def test_the_name_of_a_file_is_not_offered_as_its_title(editor: Client) -> None:
    response = editor.get(reverse("wagtailimages:add"))

    assert "data-w-sync-target-value" not in response.content.decode()


@pytest.mark.django_db
def test_a_picture_has_no_words_of_its_own() -> None:
    assert SiteImage(title="Anna on the swing").default_alt_text == ""


# --- What a reader gets --------------------------------------------------------------------------------------


def rendered(image: SiteImage | None, arguments: str = 'alt="A meadow"') -> str:
    return Template("{% load pictures %}{% picture image " + arguments + " %}").render(
        Context({"image": image})
    )


@pytest.mark.django_db
def test_a_reader_gets_copies_in_every_width_up_to_the_pictures_own() -> None:
    markup = rendered(stored(files.jpeg((1000, 500))), 'alt="A meadow" sizes="50vw" class="card"')

    avif, webp = re.findall(r'<source type="image/(?:avif|webp)" srcset="([^"]+)" sizes="50vw">', markup)
    for source in (avif, webp):
        assert [part.split()[1] for part in source.split(", ")] == ["320w", "640w", "960w", "1000w"]
    image = re.search(r"<img [^>]+>", markup)
    assert image is not None
    assert [part.split()[1] for part in re.search(r'srcset="([^"]+)"', image[0])[1].split(", ")] == [
        "320w",
        "640w",
        "960w",
    ]
    assert 'width="1000" height="500" alt="A meadow" loading="lazy" decoding="async" class="card"' in image[0]


@pytest.mark.django_db
@pytest.mark.parametrize(("content", "fallback"), [(files.jpeg, "jpeg"), (files.see_through_png, "png")])
def test_old_browsers_get_a_format_they_know(content: Any, fallback: str) -> None:
    image = stored(content(), name=f"x.{fallback}")

    src = re.search(r'<img src="([^"]+)"', rendered(image))

    assert src is not None
    name = src[1].removeprefix("/media/")
    with default_storage.open(name) as file:
        picture = Image.open(file)
        assert picture.format == fallback.upper()
        assert picture.mode == ("RGB" if fallback == "jpeg" else "RGBA")


@pytest.mark.django_db
def test_the_address_of_a_copy_says_nothing_of_the_clients_file() -> None:
    assert "anna" not in rendered(stored())


@pytest.mark.django_db
def test_words_of_a_picture_cannot_break_out_of_their_place() -> None:
    markup = Template("{% load pictures %}{% picture image alt=words %}").render(
        Context({"image": stored(), "words": '"><script>alert(1)</script>'})
    )

    assert "<script" not in markup


@pytest.mark.django_db
def test_a_picture_needs_words_or_the_decision_that_it_has_none() -> None:
    with pytest.raises(TemplateSyntaxError, match="alt"):
        rendered(stored(), "")
    assert 'alt=""' in rendered(stored(), 'alt=""')


def test_no_picture_is_no_markup() -> None:
    assert rendered(None) == ""


@pytest.mark.django_db
def test_a_page_stands_even_if_a_pictures_file_is_lost(caplog: pytest.LogCaptureFixture) -> None:
    image = stored()
    default_storage.delete(image.file.name)

    assert rendered(image) == ""
    assert "cannot be shown" in caplog.text


@pytest.mark.django_db
def test_the_large_picture_at_the_top_is_fetched_first() -> None:
    assert 'fetchpriority="high"' in rendered(stored(), 'alt="" loading="eager"')


@pytest.mark.django_db
def test_a_poster_is_the_copy_that_fits() -> None:
    image = stored(files.jpeg((1000, 500)))
    template = Template("{% load pictures %}{% picture_url image width=700 %}")

    assert template.render(Context({"image": image})).endswith("/width-640.format-jpeg.jpg")


@committed
def test_a_picture_seen_again_costs_no_query(django_assert_num_queries: Any, settings: Any) -> None:
    settings.CONTENT_VERSION_CHECK_SECONDS = 60
    image = stored()
    first = rendered(image)
    again = SiteImage.objects.get(pk=image.pk)

    with django_assert_num_queries(0):
        assert rendered(again) == first


@committed
def test_a_replaced_picture_is_shown_at_once_and_its_copies_are_gone(client: Client, settings: Any) -> None:
    settings.CONTENT_VERSION_CHECK_SECONDS = 60
    client.force_login(get_user_model().objects.create_superuser(email="lead@example.org", password="x"))
    image = stored()
    before = rendered(image)
    folder = copies_folder(image.file.name)
    default_storage.save(f"{folder}/made-by-another-process.jpg", ContentFile(b"x"))

    client.post(
        reverse("wagtailimages:edit", args=[image.pk]),
        {
            "title": "A field",
            "file": SimpleUploadedFile("b.jpg", files.jpeg((500, 500))),
            "collection": Collection.get_first_root_node().pk,
        },
    )

    after = rendered(SiteImage.objects.get(pk=image.pk))
    assert 'width="500" height="500"' in after
    assert not set(re.findall(r"/media/\S+", before)) & set(re.findall(r"/media/\S+", after))
    assert not default_storage.exists(folder)


@committed
def test_a_deleted_picture_leaves_no_file_behind() -> None:
    image = stored()
    make_renditions(image)
    folder = copies_folder(image.file.name)
    default_storage.save(f"{folder}/made-by-another-process.jpg", ContentFile(b"x"))
    original = image.file.name

    image.delete()

    assert not default_storage.exists(original)
    assert not default_storage.exists(folder)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_pictures_costs_one_query(django_assert_num_queries: Any, count: int) -> None:
    for _number in range(count):
        make_renditions(stored())
    images = list(SiteImage.objects.all())

    with django_assert_num_queries(1):
        prefetch_renditions(images)
        for image in images:
            assert rendered(image)


@pytest.mark.django_db
def test_copies_are_made_ahead_in_every_width_and_only_once() -> None:
    image = stored(files.jpeg((2400, 1200)))

    make_renditions(image)
    make_renditions(image)

    specs = sorted(image.renditions.values_list("filter_spec", flat=True))
    assert specs == sorted(
        [f"width-{width}|format-{kind}" for width in WIDTHS for kind in ("avif", "webp")]
        + [f"width-{width}|format-jpeg" for width in (320, 640, 960)]
    )
