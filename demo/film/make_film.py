"""Makes `the-long-way-home.mp4` anew: `python -m demo.film.make_film`. Needs ffmpeg; the site itself does not."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from demo.film.scenes import Bench, Call, Home, Road, Station, Window
from demo.film.stage import SIZE, ease

CHAPTER = 12  # seconds, five times
RATE = 12  # frames a second
OVERLAP = 0.7  # seconds in which one chapter melts into the next
NIGHT = (16, 28, 74)

HERE = Path(__file__).parent


def frames() -> Iterator[Image.Image]:
    night = Station(0.0)
    scenes: list[Callable[[float], Image.Image]] = [
        Window().frame,
        Road().frame,
        Bench(night).frame,
        Call(night).frame,
        Home(night).frame,
    ]
    for number in range(len(scenes) * CHAPTER * RATE):
        chapter, rest = divmod(number, CHAPTER * RATE)
        time = rest / RATE
        picture = scenes[chapter](time)
        if number < RATE:
            picture = Image.blend(Image.new("RGB", SIZE, NIGHT), picture, ease(number / RATE, 0, 1))
        if chapter + 1 < len(scenes) and time > CHAPTER - OVERLAP:
            picture = Image.blend(picture, scenes[chapter + 1](0.0), ease(time, CHAPTER - OVERLAP, CHAPTER))
        yield picture


def encode(target: Path) -> None:
    """H.264 that any telephone plays."""
    command = [
        "ffmpeg", "-y", "-loglevel", "error",
        "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "{}x{}".format(*SIZE), "-r", str(RATE), "-i", "-",
        "-vf", "scale=out_color_matrix=bt709:out_range=tv",
        "-c:v", "libx264", "-profile:v", "main", "-pix_fmt", "yuv420p", "-preset", "veryslow", "-crf", "29.5",
        "-x264-params", "aq-mode=3:aq-strength=0.8:deblock=1,1:bframes=8:keyint=240",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-an",
        str(target),
    ]  # fmt: skip
    with subprocess.Popen(command, stdin=subprocess.PIPE) as ffmpeg:
        if ffmpeg.stdin is None:
            sys.exit("ffmpeg takes no frames")
        for picture in frames():
            ffmpeg.stdin.write(picture.tobytes())
    if ffmpeg.returncode:
        sys.exit(ffmpeg.returncode)


def pack(encoded: Path, target: Path) -> None:
    """The same pictures with their index in front, and nothing of who made them or with what."""
    command = [
        "ffmpeg", "-y", "-loglevel", "error", "-i", str(encoded), "-c", "copy",
        "-bsf:v", "filter_units=remove_types=6",  # where the encoder writes its name and settings
        "-map_metadata", "-1", "-map_metadata:s", "-1", "-fflags", "+bitexact", "-movflags", "+faststart",
        str(target),
    ]  # fmt: skip
    subprocess.run(command, check=True)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        encode(Path(folder) / "encoded.mp4")
        pack(Path(folder) / "encoded.mp4", HERE / "the-long-way-home.mp4")
