"""The files, each made when it is asked for. Names say what a person would."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

import pillow_heif
from PIL import ExifTags, Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from core.tests import files as plain

from . import profiles

SECRET = plain.SECRET
#: Large enough for the first look, small enough to be decoded quickly.
SIZE = (480, 420)
Made = Callable[[], bytes]


def picture(size: tuple[int, int] = SIZE) -> Image.Image:
    return plain.photo(size)


def png_with(*chunks: tuple[bytes, bytes], size: tuple[int, int] = SIZE) -> bytes:
    """A whole PNG with more pieces before its pixels."""
    whole = plain.png(size)
    return whole[:33] + b"".join(plain._chunk(kind, data) for kind, data in chunks) + whole[33:]


def jpeg_with(*segments: tuple[int, bytes], size: tuple[int, int] = SIZE) -> bytes:
    whole = plain.jpeg(size)
    more = b"".join(bytes([0xFF, kind]) + struct.pack(">H", len(data) + 2) + data for kind, data in segments)
    return whole[:2] + more + whole[2:]


# --- Bombs --------------------------------------------------------------------------------------------------------


def zeros(megabytes: int) -> bytes:
    """So many megabytes, packed into a thousandth."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1024 * 1024)) for _ in range(megabytes)) + packer.flush()


def huge_webp() -> bytes:
    """Says that it is 16384 by 16384, and has forty bytes."""
    bits = (16383) | (16383 << 14)
    data = b"\x2f" + struct.pack("<I", bits) + bytes(40)
    body = b"WEBPVP8L" + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def huge_jpeg() -> bytes:
    """Says that it is 65500 by 65500."""
    whole = bytearray(plain.jpeg(SIZE))
    place = whole.index(b"\xff\xc0")
    whole[place + 5 : place + 9] = struct.pack(">HH", 65_500, 65_500)
    return bytes(whole)


def many_scans() -> bytes:
    """A progressive JPEG whose refinement comes four hundred times."""
    whole = plain.as_file(picture(), "JPEG", progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * 400 + whole[-2:]


def pixels_of_nothing() -> bytes:
    """A PNG of 49 megapixels in colour, all zero, in less than 200 KB: just small enough to have to be decoded."""
    width, height = 7000, 7000
    packer = zlib.compressobj(9)
    row = bytes(width * 3 + 1)
    rows = b"".join(packer.compress(row * 100) for _ in range(height // 100)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        plain._chunk(kind, data) for kind, data in ((b"IHDR", head), (b"IDAT", rows), (b"IEND", b""))
    )


BOMBS: dict[str, Made] = {
    "a PNG of 100 megapixels in 12 KB": plain.bomb_png,
    "a PNG that says it is 2^31 wide": lambda: plain.png_header_of(2**31 - 1, 2**31 - 1),
    "a PNG of no height": lambda: plain.png_header_of(500, 0),
    "a WebP of 268 megapixels in 70 bytes": huge_webp,
    "a JPEG of 4290 megapixels": huge_jpeg,
    "a JPEG of four hundred scans": many_scans,
    "64 MB of text in a PNG, iTXt": lambda: png_with((b"iTXt", b"Author\0\1\0\0\0" + zeros(64))),
    "64 MB of text in a PNG, zTXt": lambda: png_with((b"zTXt", b"Author\0\0" + zeros(64))),
    "64 MB of colour profile in a PNG": lambda: png_with((b"iCCP", b"profile\0\0" + zeros(64))),
    "ten times 6 MB of text in a PNG": lambda: png_with(*[(b"zTXt", b"A\0\0" + zeros(6))] * 10),
    "a thousand pieces of nothing in a PNG": lambda: png_with(*[(b"prIv", b"")] * 1100),
}
#: Takes a second and most of the memory allowed: at full size only.
HEAVY: dict[str, Made] = {"49 megapixels of nothing": pixels_of_nothing}


# --- Broken, disguised --------------------------------------------------------------------------------------------


def with_zip_behind() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("run.html", f"<script>alert('{SECRET}')</script>")
    return plain.jpeg(SIZE) + archive.getvalue()


def heic(**how: object) -> bytes:
    pillow_heif.register_heif_opener()
    return plain.as_file(picture(), "HEIF", **how)


def noise(kind: str) -> bytes:
    """The first bytes are right, all the others are not."""
    rng = random.Random(kind)
    head = {"jpeg": b"\xff\xd8\xff\xe0", "png": b"\x89PNG\r\n\x1a\n", "webp": b"RIFF\x10\x27\0\0WEBPVP8 "}
    return head.get(kind, b"\0\0\0\x18ftypheic\0\0\0\0mif1heic") + rng.randbytes(9000)


def half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    """Every hundredth byte after the first half kilobyte is another one."""
    damaged = bytearray(content)
    for place in range(512, len(damaged), 100):
        damaged[place] ^= 0xFF
    return bytes(damaged)


def psd() -> bytes:
    return b"8BPS\0\1" + bytes(6) + struct.pack(">HIIHH", 3, 420, 480, 8, 3) + bytes(2000)


DISGUISED: dict[str, Made] = {
    "a JPEG with a page of HTML in it": lambda: jpeg_with((0xFE, plain.POLYGLOT_TAIL)) + plain.POLYGLOT_TAIL,
    "a JPEG with an archive behind it": with_zip_behind,
    "a JPEG that is a PDF as well": lambda: (
        jpeg_with((0xFE, b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj")) + b"%%EOF"
    ),
    "a GIF called JPEG": lambda: plain.as_file(picture(), "GIF"),
    "an SVG called JPEG": lambda: plain.SVG_WITH_SCRIPT,
    "a TIFF called JPEG": lambda: plain.as_file(picture(), "TIFF"),
    "a BMP called JPEG": lambda: plain.as_file(picture(), "BMP"),
    "an EPS called JPEG": lambda: plain.as_file(picture(), "EPS"),
    "a PSD called JPEG": psd,
    "an AVIF called JPEG": lambda: plain.as_file(picture(), "AVIF"),
    "a JPEG 2000 called JPEG": lambda: b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(500),
    "a program called JPEG": lambda: plain.EXE,
    "a moving PNG": lambda: plain.moving("PNG"),
    "a moving WebP": lambda: plain.moving("WEBP"),
    "nothing": lambda: b"",
    "one byte": lambda: b"\xff",
    "words": lambda: b"Bitte schickt uns die Bilder! " * 50,
    **{
        f"half a {kind}": (lambda kind=kind: half(plain.as_file(picture(), kind)))
        for kind in ("JPEG", "PNG", "WEBP")
    },
    "half a HEIC": lambda: half(heic()),
    **{
        f"a {kind} with noise in it": (lambda kind=kind: noise(kind))
        for kind in ("jpeg", "png", "webp", "heic")
    },
    **{
        f"a {kind} with bytes flipped": (lambda kind=kind: flipped(plain.as_file(picture(), kind)))
        for kind in ("PNG", "WEBP")
    },
    "a HEIC with bytes flipped": lambda: flipped(heic()),
}
#: What a phone or a scanner may well send: it is a drawing, and is taken.
GOOD: dict[str, Made] = {
    "a photo of a phone with a second one inside": lambda: plain.as_file(
        picture(), "MPO", save_all=True, append_images=[plain.photo((200, 200))]
    ),
    "a JPEG with a broken colour profile": lambda: plain.as_file(
        picture(), "JPEG", icc_profile=b"no profile"
    ),
    "a PNG with a broken colour profile": lambda: png_with(
        (b"iCCP", b"profile\0\0" + zlib.compress(b"no profile"))
    ),
    "grey of sixteen bits": lambda: plain.as_file(Image.new("I;16", SIZE, 40_000), "PNG"),
    "a palette": lambda: plain.as_file(picture().convert("P"), "PNG"),
    "printer's colours": lambda: plain.as_file(picture().convert("CMYK"), "JPEG"),
    "see-through": lambda: plain.as_file(Image.new("RGBA", SIZE, (20, 90, 200, 90)), "PNG"),
}


# --- Metadata -----------------------------------------------------------------------------------------------------


def exif_of_everything() -> bytes:
    data = plain.exif()
    data[ExifTags.Base.ImageDescription] = data[ExifTags.Base.Copyright] = SECRET
    data[0x9C9B] = SECRET.encode("utf-16-le")  # XPTitle
    inner = data.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.MakerNote] = SECRET.encode() * 3
    inner[ExifTags.Base.UserComment] = b"ASCII\0\0\0" + SECRET.encode()
    inner[ExifTags.Base.BodySerialNumber] = SECRET
    return data.tobytes()


def xmp() -> bytes:
    return f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><creator>{SECRET}</creator></x:xmpmeta>'.encode()


def thumbnail_inside() -> bytes:
    """EXIF with a small picture of its own, as cameras write, and a comment in that."""
    small = plain.as_file(plain.photo((160, 120)), "JPEG", comment=SECRET)
    first = struct.pack("<HHHII", 1, 0x0112, 3, 1, 1)
    entries = struct.pack("<HHHII", 3, 0x0103, 3, 1, 6)
    start = 8 + len(first) + 4 + 2 + 12 * 3 + 4
    entries += struct.pack("<HHII", 0x0201, 4, 1, start) + struct.pack("<HHII", 0x0202, 4, 1, len(small))
    tiff = (
        b"II*\0" + struct.pack("<I", 8) + first + struct.pack("<I", 8 + len(first) + 4) + entries + bytes(4)
    )
    return jpeg_with((0xE1, b"Exif\0\0" + tiff + small))


def jpeg_of_everything() -> bytes:
    whole = plain.as_file(
        picture(),
        "JPEG",
        exif=exif_of_everything(),
        xmp=xmp(),
        comment=SECRET,
        icc_profile=profiles.profile("sRGB", SECRET),
    )
    more = b"".join(
        bytes([0xFF, kind]) + struct.pack(">H", len(SECRET) + 2) + SECRET.encode()
        for kind in (0xEC, 0xEB, 0xE5, 0xEF)
    )
    return whole[:2] + plain.iptc() + more + whole[2:] + SECRET.encode()


def png_of_everything() -> bytes:
    text = PngInfo()
    text.add_text("Author", SECRET)
    text.add_text("Comment", SECRET * 9, zip=True)
    text.add_itxt("XML:com.adobe.xmp", xmp().decode(), zip=True)
    text.add_itxt("Title", SECRET)
    text.add(b"prIv", SECRET.encode())
    return (
        plain.as_file(
            picture(),
            "PNG",
            pnginfo=text,
            exif=exif_of_everything(),
            icc_profile=profiles.profile("sRGB", SECRET),
        )
        + SECRET.encode()
    )


def webp_of_everything() -> bytes:
    how = {"exif": exif_of_everything(), "xmp": xmp(), "icc_profile": profiles.profile("sRGB", SECRET)}
    return plain.as_file(picture(), "WEBP", **how) + SECRET.encode()


def heic_of_everything() -> bytes:
    return (
        heic(exif=exif_of_everything(), xmp=xmp(), icc_profile=profiles.profile("sRGB", SECRET))
        + SECRET.encode()
    )


PLANTED: dict[str, Made] = {
    "JPEG": jpeg_of_everything,
    "PNG": png_of_everything,
    "WebP": webp_of_everything,
    "HEIC": heic_of_everything,
    "a camera's thumbnail": thumbnail_inside,
}


# --- On their side ------------------------------------------------------------------------------------------------

CORNERS = ((220, 40, 40), (40, 160, 60), (40, 70, 210), (235, 200, 40))
#: What has to be done to a picture so that a viewer that heeds this orientation shows it upright.
UNDO = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}
KINDS = ("JPEG", "PNG", "WEBP", "HEIF")


def four_corners() -> Image.Image:
    upright = Image.new("RGB", (520, 420), "white")
    pen = ImageDraw.Draw(upright)
    for place, colour in zip(((0, 0), (260, 0), (0, 210), (260, 210)), CORNERS, strict=True):
        pen.rectangle((*place, place[0] + 259, place[1] + 209), fill=colour)
    return upright


def lying(kind: str, orientation: int) -> bytes:
    """Four coloured corners, stored so that they are upright only for whoever heeds the orientation."""
    pillow_heif.register_heif_opener()
    stored = four_corners()
    if orientation in UNDO:
        stored = stored.transpose(UNDO[orientation])
    data = Image.Exif()
    data[ExifTags.Base.Orientation] = orientation
    return plain.as_file(stored, kind, exif=data.tobytes())


# --- Colours ------------------------------------------------------------------------------------------------------

#: Of skin, leaves, sky, crayons and greys; all of them within sRGB.
PATCHES = [
    (115, 82, 68), (194, 150, 130), (98, 122, 157), (87, 108, 67), (133, 128, 177), (103, 189, 170), (214, 126, 44),
    (80, 91, 166), (193, 90, 99), (94, 60, 108), (157, 188, 64), (224, 163, 46), (56, 61, 150), (70, 148, 73),
    (175, 54, 60), (231, 199, 31), (187, 86, 149), (243, 243, 242), (160, 160, 160), (52, 52, 52),
]  # fmt: skip
ACROSS, PATCH = 5, 110


def patches(colours: list[tuple[int, int, int]]) -> Image.Image:
    sheet = Image.new("RGB", (ACROSS * PATCH, len(colours) // ACROSS * PATCH))
    for number, colour in enumerate(colours):
        sheet.paste(colour, _box(number))
    return sheet


def _box(number: int) -> tuple[int, int, int, int]:
    left, top = number % ACROSS * PATCH, number // ACROSS * PATCH
    return left, top, left + PATCH, top + PATCH


def colours_of(sheet: Image.Image) -> list[tuple[int, int, int]]:
    """The middle of each patch."""
    scale = sheet.width / (ACROSS * PATCH)
    return [
        sheet.getpixel((int((left + PATCH / 2) * scale), int((top + PATCH / 2) * scale)))  # type: ignore[misc]
        for left, top, _right, _bottom in map(_box, range(len(PATCHES)))
    ]


def in_space(name: str, kind: str) -> bytes:
    colours = [profiles.in_space(colour, name) for colour in PATCHES]
    return plain.as_file(
        patches(colours), kind, icc_profile=profiles.profile(name), quality=96, subsampling=0
    )


def for_printers() -> bytes:
    """Without a profile: what ink of each colour leaves of white, as browsers reckon it."""
    return plain.as_file(patches(PATCHES).convert("CMYK"), "JPEG", quality=96, subsampling=0)


COLOURED: dict[str, Made] = {
    "sRGB": lambda: in_space("sRGB", "JPEG"),
    "Display P3, JPEG": lambda: in_space("Display P3", "JPEG"),
    "Display P3, PNG": lambda: plain.as_file(
        patches([profiles.in_space(colour, "Display P3") for colour in PATCHES]),
        "PNG",
        icc_profile=profiles.profile("Display P3"),
    ),
    "Adobe RGB": lambda: in_space("Adobe RGB", "JPEG"),
    "CMYK": for_printers,
}

#: What a file may be called.
NAMES = [
    "../../../etc/passwd.jpg", "..\\..\\boot.ini.jpg", "a" * 300 + ".jpg", "anna\u202egpj.exe", "🎨🧒.jpg", "", ".jpg",
    "%00.jpg", "drawing.php.jpg", "<script>alert(1)</script>.jpg", "Anna Smith, class 4b.jpg", "con.jpg", "a\nb.jpg",
    "nul\x00byte.jpg", "Ἄννα.jpg", "\ufeff.jpg", "'; DROP TABLE gallery_entry; --.jpg",
]  # fmt: skip
