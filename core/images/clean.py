"""Read one picture from standard input and write it anew to standard output. A program, not a module.

It runs alone (``python -I clean.py``), so that a picture made to break a decoder breaks this process and no other. It
takes its limits from itself before it looks at a single byte: memory, time, no new file, no socket. It answers with
one line of JSON, then the picture; or with a line that says why not.

Everything but the pixels is left behind: place, phone, date, comments, thumbnails, colour profile, and whatever was
hung on after the end. Colours become sRGB, and a picture that lay on its side is turned.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import sys
import warnings

import pillow_heif

# Some are used by Pillow alone, and would be loaded when first needed: by then no file can be opened.
from PIL import (  # noqa: F401
    ExifTags,
    Image,
    ImageCms,
    ImageOps,
    JpegImagePlugin,
    JpegPresets,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    TiffTags,
    WebPImagePlugin,
)

LARGEST_PIXELS = 50_000_000
#: The longest side of what is kept. Twice the widest copy a reader gets.
LONGEST_SIDE = 4096
MEMORY = 1280 * 1024 * 1024
CPU_SECONDS = 25

KEPT_AS = {"JPEG": "JPEG", "MPO": "JPEG", "HEIF": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
ENDINGS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
#: A second frame means movement here. In JPEG (MPO) and HEIF it is a depth map or another shot: phones send those.
MOVING = ("PNG", "WEBP")


class Refused(Exception):
    def __init__(self, code: str, **details: object) -> None:
        super().__init__(code)
        self.answer = {"error": code, **details}


def set_limits() -> None:
    """Every decoder is loaded by now, so no file has to be opened any more."""
    limits = [
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    ]
    for name, limit in limits:
        try:
            resource.setrlimit(name, (limit, limit))
        except (ValueError, OSError):
            # macOS knows no limit of memory. The others hold there, and so does the parent's clock.
            continue


def opened(content: bytes) -> Image.Image:
    """The header read, nothing decoded."""
    try:
        picture = Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP", "HEIF"))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused("too_many_pixels") from error
    except Image.UnidentifiedImageError as error:
        raise Refused("damaged" if looks_like_a_picture(content) else "not_a_picture") from error
    except Exception as error:
        raise Refused("damaged") from error
    if picture.width * picture.height > LARGEST_PIXELS:
        raise Refused("too_many_pixels")
    if picture.format in MOVING and getattr(picture, "n_frames", 1) > 1:
        raise Refused("moving")
    return picture


def looks_like_a_picture(content: bytes) -> bool:
    return content.startswith((b"\xff\xd8\xff", b"\x89PNG")) or content[8:12] in (b"WEBP", b"heic", b"mif1")


def small_enough(picture: Image.Image) -> Image.Image:
    """Decoded, at most LONGEST_SIDE long. A large JPEG is never decoded in full."""
    if max(picture.size) > LONGEST_SIDE:
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    picture.load()
    return picture


def upright(picture: Image.Image) -> Image.Image:
    ImageOps.exif_transpose(picture, in_place=True)
    return picture


def in_srgb(picture: Image.Image) -> Image.Image:
    """RGB, or RGBA where something shows through."""
    profile = picture.info.get("icc_profile")
    if picture.mode in ("I", "I;16", "I;16B", "I;16L"):
        # Sixteen bits of grey: a plain conversion would cut off all but the darkest.
        picture = picture.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        profile = None
    if picture.mode == "P" or "transparency" in picture.info:
        picture = picture.convert("RGBA")
    alpha = picture.getchannel("A") if picture.mode in ("RGBA", "LA", "PA") else None
    if picture.mode == "LA":
        picture = picture.convert("L")
    elif picture.mode not in ("RGB", "L", "CMYK"):
        picture = picture.convert("RGB")
    if profile:
        # A profile may be broken, or for another kind of picture. Then the colours are taken for sRGB, as a browser
        # takes them.
        with contextlib.suppress(ImageCms.PyCMSError, OSError):
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
            picture = converted or picture
    picture = picture.convert("RGB")
    if alpha is not None and alpha.getextrema() != (255, 255):
        picture.putalpha(alpha)
    return picture


def bare(picture: Image.Image) -> Image.Image:
    """The pixels in a new picture, to which nothing else was ever attached."""
    new = Image.new(picture.mode, picture.size)
    new.paste(picture)
    return new


def written(picture: Image.Image, kind: str) -> bytes:
    output = io.BytesIO()
    if kind == "JPEG":
        if picture.mode == "RGBA":
            on_white = Image.new("RGB", picture.size, "white")
            on_white.paste(picture, mask=picture.getchannel("A"))
            picture = on_white
        picture.save(output, "JPEG", quality=90, subsampling=0)
    elif kind == "WEBP":
        picture.save(output, "WEBP", quality=90, method=4)
    else:
        picture.save(output, "PNG")
    return output.getvalue()


def cleaned(content: bytes) -> tuple[dict[str, object], bytes]:
    picture = opened(content)
    kind = KEPT_AS[picture.format or ""]
    try:
        picture = bare(in_srgb(upright(small_enough(picture))))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused("too_many_pixels") from error
    except MemoryError as error:
        raise Refused("too_hard") from error
    except Exception as error:
        raise Refused("damaged") from error
    about = {"ending": ENDINGS[kind], "width": picture.width, "height": picture.height}
    return about, written(picture, kind)


def main() -> None:
    pillow_heif.register_heif_opener(thumbnails=False)
    Image.preinit()
    Image.MAX_IMAGE_PIXELS = LARGEST_PIXELS
    # Pillow only warns of a picture up to twice the limit.
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    content = sys.stdin.buffer.read()
    set_limits()
    picture = b""
    try:
        about, picture = cleaned(content)
    except Refused as refused:
        about = refused.answer
    sys.stdout.buffer.write(json.dumps(about).encode() + b"\n" + picture)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
