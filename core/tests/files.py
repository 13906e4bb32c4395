"""Files as people and attackers send them, made on the spot. Also used by whoever needs a picture in a test."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pillow_heif
from PIL import ExifTags, Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

#: Stands in every piece of metadata, so that one search finds what was left behind.
SECRET = "Anna Smith, class 4b"
POLYGLOT_TAIL = b"<html><script>alert(1)</script></html>"


def photo(size: tuple[int, int] = (600, 400), mode: str = "RGB") -> Image.Image:
    """A picture with something on it: left half one colour, right half another."""
    picture = Image.new("RGB", size, (220, 60, 60))
    ImageDraw.Draw(picture).rectangle((size[0] // 2, 0, size[0], size[1]), fill=(60, 60, 220))
    return picture if mode == "RGB" else picture.convert(mode)


def as_file(picture: Image.Image, kind: str, **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **how)
    return file.getvalue()


def jpeg(size: tuple[int, int] = (600, 400)) -> bytes:
    return as_file(photo(size), "JPEG", quality=90)


def png(size: tuple[int, int] = (600, 400)) -> bytes:
    return as_file(photo(size), "PNG")


def exif(orientation: int = 1) -> Image.Exif:
    data = Image.Exif()
    data[ExifTags.Base.Artist] = SECRET
    data[ExifTags.Base.Orientation] = orientation
    data.get_ifd(ExifTags.IFD.GPSInfo).update(
        {
            ExifTags.GPS.GPSLatitudeRef: "N",
            ExifTags.GPS.GPSLatitude: (54.0, 41.0, 0.0),
            ExifTags.GPS.GPSProcessingMethod: SECRET.encode(),
        }
    )
    return data


def iptc() -> bytes:
    """The segment in which press photographers write who made a picture (80), where (90), and what it shows (120)."""
    text = SECRET.encode()
    said = b"".join(struct.pack(">BBBH", 0x1C, 2, field, len(text)) + text for field in (80, 90, 120))
    resource = b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(said)) + said + b"\0" * (len(said) % 2)
    segment = b"Photoshop 3.0\0" + resource
    return b"\xff\xed" + struct.pack(">H", len(segment) + 2) + segment


def jpeg_with_everything(orientation: int = 1) -> bytes:
    """EXIF with a place, XMP, IPTC, a comment, a colour profile, a page of HTML after the end."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture = as_file(
        photo(),
        "JPEG",
        exif=exif(orientation),
        xmp=f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode(),
        comment=SECRET,
        icc_profile=profile,
    )
    return picture[:2] + iptc() + picture[2:] + POLYGLOT_TAIL + SECRET.encode()


def png_with_everything() -> bytes:
    text = PngInfo()
    text.add_text("Author", SECRET)
    text.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta>{SECRET}</x:xmpmeta>")
    return as_file(photo(), "PNG", pnginfo=text, exif=exif()) + SECRET.encode()


def webp_with_everything() -> bytes:
    return as_file(photo(), "WEBP", exif=exif(), xmp=f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode())


def heic_with_everything() -> bytes:
    pillow_heif.register_heif_opener()
    return as_file(photo(), "HEIF", exif=exif(), xmp=f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode())


def cmyk_jpeg() -> bytes:
    return as_file(photo(mode="CMYK"), "JPEG")


def see_through_png() -> bytes:
    picture = Image.new("RGBA", (300, 200), (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((50, 50, 150, 150), fill=(200, 0, 0, 255))
    return as_file(picture, "PNG")


def sixteen_bit_png() -> bytes:
    """Grey in 65536 steps: black on the left, the middle grey on the right."""
    picture = Image.new("I;16", (200, 100), 0)
    picture.paste(32896, (100, 0, 200, 100))
    return as_file(picture, "PNG")


def palette_png() -> bytes:
    return as_file(photo(mode="P"), "PNG")


def two_frame_jpeg() -> bytes:
    """What phones make: a second picture (a depth map) behind the first."""
    return as_file(photo(), "MPO", save_all=True, append_images=[photo((100, 100))])


def moving(kind: str) -> bytes:
    frames = [photo(), Image.new("RGB", (600, 400), "white")]
    return as_file(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def swapped_profile() -> bytes:
    """A colour profile that calls red blue and blue red."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    count = int.from_bytes(profile[128:132], "big")
    table = profile[132 : 132 + 12 * count]
    swapped = table.replace(b"rXYZ", b"----").replace(b"bXYZ", b"rXYZ").replace(b"----", b"bXYZ")
    return profile[:132] + swapped + profile[132 + 12 * count :]


def png_header_of(width: int, height: int, data: bytes = b"") -> bytes:
    """A PNG that says it is this large."""
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
        + _chunk(b"IDAT", data)
        + _chunk(b"IEND", b"")
    )


def bomb_png() -> bytes:
    """100 million pixels in about 12 KB."""
    width, height = 10_000, 10_000
    packer = zlib.compressobj(9)
    row = b"\x00" + bytes(width // 8)
    rows = b"".join(packer.compress(row * 1000) for _ in range(height // 1000)) + packer.flush()
    return png_header_of(width, height, rows)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


SVG_WITH_SCRIPT = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(400)

#: Name sent, bytes, and the code of the refusal they must meet.
BAD_PICTURES: dict[str, tuple[str, Any, str]] = {
    "a JPEG that was cut off": ("half.jpg", lambda: jpeg()[:1500], "damaged"),
    "a PNG that was cut off": ("half.png", lambda: png()[:600], "damaged"),
    "a PNG with a broken stream": ("broken.png", lambda: png_header_of(64, 64, b"\x00broken"), "damaged"),
    "a WebP that was cut off": ("half.webp", lambda: as_file(photo(), "WEBP")[:120], "damaged"),
    "a HEIC that was cut off": ("half.heic", lambda: heic_with_everything()[:900], "damaged"),
    "a bomb of 100 megapixels": ("bomb.png", bomb_png, "too_many_pixels"),
    "a header of 30000 by 30000": ("huge.png", lambda: png_header_of(30_000, 30_000), "too_many_pixels"),
    "a program with another name": ("holiday.jpg", lambda: EXE, "not_a_picture"),
    "an SVG with a script": ("logo.svg", lambda: SVG_WITH_SCRIPT, "not_a_picture"),
    "an SVG called PNG": ("logo.png", lambda: SVG_WITH_SCRIPT, "not_a_picture"),
    "a GIF": ("dance.gif", lambda: as_file(photo(), "GIF"), "not_a_picture"),
    "a TIFF called JPEG": ("scan.jpg", lambda: as_file(photo(), "TIFF"), "not_a_picture"),
    "a moving WebP": ("dance.webp", lambda: moving("WEBP"), "moving"),
    "a moving PNG": ("dance.png", lambda: moving("PNG"), "moving"),
    "nothing at all": ("empty.jpg", lambda: b"", "empty"),
}

GOOD_PICTURES: dict[str, tuple[str, Any, str]] = {
    "a photo": ("IMG_0001.JPG", jpeg, ".jpg"),
    "a photo that says where it was taken": ("IMG_0002.jpeg", jpeg_with_everything, ".jpg"),
    "a photo with a page of HTML behind it": ("evil.php.jpg", lambda: jpeg() + POLYGLOT_TAIL, ".jpg"),
    "a photo with a second one inside": ("portrait.jpg", two_frame_jpeg, ".jpg"),
    "a photo in printer's colours": ("poster.jpg", cmyk_jpeg, ".jpg"),
    "a HEIC from a phone": ("IMG_0003.HEIC", heic_with_everything, ".jpg"),
    "a PNG called JPEG": ("mascot.jpg", png_with_everything, ".png"),
    "a drawing that is see-through": ("flower.png", see_through_png, ".png"),
    "a grey scan of 16 bits": ("scan.png", sixteen_bit_png, ".png"),
    "a PNG with a palette": ("icon.png", palette_png, ".png"),
    "a WebP": ("card.webp", webp_with_everything, ".webp"),
    "a photo with no ending": ("photo", jpeg, ".jpg"),
}
