"""Colour profiles made by hand, and colours reckoned without the library that is under test."""

from __future__ import annotations

import struct

from PIL import ImageCms

Rgb = tuple[float, float, float]
Matrix = tuple[Rgb, Rgb, Rgb]

#: Primaries as seen under D50, as profiles have them: red, green, blue, each X, Y, Z.
PRIMARIES: dict[str, Matrix] = {
    "Display P3": ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)),
    "Adobe RGB": ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)),
    "sRGB": ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410)),
}
ADOBE_GAMMA = 563 / 256
WHITE = (0.9642, 1.0, 0.8249)


def profile(name: str, description: str = "") -> bytes:
    """That colour space as a file would bring it; ``description`` stands in it for people to read."""
    red, green, blue = (_xyz(primary) for primary in PRIMARIES[name])
    curve = _gamma(ADOBE_GAMMA) if name == "Adobe RGB" else _srgb_curve()
    text = (description or name).encode()
    described = b"desc" + bytes(4) + struct.pack(">I", len(text) + 1) + text + b"\0" + bytes(79)
    tags = {
        b"desc": described,
        b"cprt": b"text" + bytes(4) + (description or "nobody's").encode() + b"\0",
        b"wtpt": _xyz(WHITE),
        b"rXYZ": red,
        b"gXYZ": green,
        b"bXYZ": blue,
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, data = struct.pack(">I", len(tags)), b""
    start = 128 + 4 + 12 * len(tags)
    for tag, content in tags.items():
        content += bytes(-len(content) % 4)
        table += struct.pack(">4sII", tag, start + len(data), len(content))
        data += content
    head = struct.pack(">I4sI4s4s4s", start + len(data), b"none", 0x02400000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", 2027, 5, 25, 0, 0, 0, b"acsp") + bytes(28) + _xyz(WHITE)[8:]
    return head + bytes(128 - len(head)) + table + data


def _xyz(values: Rgb) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(value * 65536) for value in values))


def _gamma(value: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(value * 256)) + bytes(2)


def _srgb_curve() -> bytes:
    steps = [round(65535 * _linear(step / 1023)) for step in range(1024)]
    return b"curv" + bytes(4) + struct.pack(f">I{len(steps)}H", len(steps), *steps)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _bent(value: float) -> float:
    value = min(1.0, max(0.0, value))
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055


def in_space(colour: tuple[int, int, int], name: str) -> tuple[int, int, int]:
    """An sRGB colour as the numbers of another space."""
    x_y_z = xyz_of(colour)
    linear = _solved(PRIMARIES[name], x_y_z)
    if name == "Adobe RGB":
        bent = [min(1.0, max(0.0, value)) ** (1 / ADOBE_GAMMA) for value in linear]
    else:
        bent = [_bent(value) for value in linear]
    return tuple(round(255 * value) for value in bent)  # type: ignore[return-value]


def xyz_of(colour: tuple[int, int, int]) -> Rgb:
    linear = [_linear(value / 255) for value in colour]
    return tuple(  # type: ignore[return-value]
        sum(linear[number] * PRIMARIES["sRGB"][number][axis] for number in range(3)) for axis in range(3)
    )


def _solved(primaries: Matrix, wanted: Rgb) -> list[float]:
    """How much of each primary makes that colour (Cramer)."""
    columns = [list(primary) for primary in primaries]
    whole = _determinant(columns)
    return [
        _determinant([list(wanted) if place == number else column for place, column in enumerate(columns)])
        / whole
        for number in range(3)
    ]


def _determinant(columns: list[list[float]]) -> float:
    (a, d, g), (b, e, h), (c, f, i) = columns
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def difference(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """ΔE of 1976: from about 2 on, somebody who looks for it sees it."""
    return sum((a - b) ** 2 for a, b in zip(_lab(one), _lab(other), strict=True)) ** 0.5


def _lab(colour: tuple[int, int, int]) -> Rgb:
    scaled = [value / white for value, white in zip(xyz_of(colour), WHITE, strict=True)]
    x, y, z = (v ** (1 / 3) if v > 216 / 24389 else (24389 / 27 * v + 16) / 116 for v in scaled)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
