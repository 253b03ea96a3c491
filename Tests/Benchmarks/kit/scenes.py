"""Recordings in which a face is as small as one likes: a person's picture stands in a wide scene of other footage.

Each is an original of its own, registered in a home of its size: two sizes of one recording share their sound, and
would be each other's twins."""

from dataclasses import dataclass
from pathlib import Path

from . import clips
from .cache import Cache, ffmpeg
from .cases import chance
from .footage import Source, probe
from .geometry import Box
from .timeline import excerpt

WIDTH, HEIGHT = 1280, 720
LENGTH = 6.0
SIZES = (0.40, 0.25, 0.16, 0.10)
"""Face heights, as fractions of the scene's height."""
WIDEST = 0.55
"""Of the scene's width, what the person's picture may take."""
MARGIN = 0.04
"""Of the scene's width, between the person's picture and the frame's edge."""


@dataclass(frozen=True)
class Moment:
    """`length` seconds of a recording from `start`, with the middle position of its main face."""

    source: Source
    start: float
    length: float
    face: Box


def zoom(source: Source, face: Box, size: float) -> float:
    """By what factor a recording is scaled for its face to be `size` of the scene's height."""
    return size * HEIGHT / (face.height * source.height)


def scene(cache: Cache, moment: Moment, street: Source, size: float) -> Moment:
    """The moment before `street`, with a face of `size`; as long as it was."""
    source, face = moment.source, moment.face
    factor = zoom(source, face, size)
    wide, high = round(source.width * factor), round(source.height * factor)
    across, down = _even(min(wide, WIDEST * WIDTH)), _even(min(high, HEIGHT))
    left = round(min(max(0, face.centre[0] * wide - across / 2), wide - across))
    top = round(min(max(0, face.centre[1] * high - 0.45 * down), high - down))
    luck = chance("scene", source.name, size)
    x = luck.choice((round(MARGIN * WIDTH), WIDTH - across - round(MARGIN * WIDTH)))
    # With the face halfway up, or as near to it as the picture reaches: no caption or logo covers it there.
    y = round(min(max(0, 0.48 * HEIGHT - (face.centre[1] * high - top)), HEIGHT - down))
    entry = round(luck.uniform(0, max(0.0, street.duration - moment.length - 0.5)), 2)
    picture = (
        f"[0:v]scale={WIDTH}:{HEIGHT}:force_original_aspect_ratio=increase,crop={WIDTH}:{HEIGHT},setsar=1,"
        f"fps={source.frame_rate}:start_time=0[street];"
        f"[1:v]scale={wide}:{high},crop={across}:{down}:{left}:{top},setsar=1,"
        f"fps={source.frame_rate}:start_time=0[person];"
        f"[street][person]overlay=x={x}:y={y}:shortest=1,format=yuv420p[out]"
    )
    behind = ["-ss", f"{entry}", "-t", f"{moment.length + 0.3:.3f}"]
    before = ["-ss", f"{moment.start:.3f}", "-t", f"{moment.length:.3f}"]
    sound = ["-map", "1:a:0", "-c:a", "aac", "-b:a", "128k"] if source.has_sound else []
    encoder = "-c:v libx264 -preset veryfast -crf 14 -threads 1".split()
    recipe = [source.name, source.byte_count, street.name, street.byte_count, behind, before, picture]

    def make(path: Path) -> None:
        inputs = [*behind, "-i", str(street.path), *before, "-i", str(source.path)]
        if ffmpeg(*inputs, "-filter_complex", picture, "-map", "[out]", *sound, *encoder, str(path)).complaints:
            # This file cannot be entered in the middle; the near-lossless copy of its moment was decoded whole.
            copy = clips.master(cache, excerpt(source, moment.start, moment.length)).path
            inputs = [*behind, "-i", str(street.path), "-i", str(copy)]
            ffmpeg(*inputs, "-filter_complex", picture, "-map", "[out]", *sound, *encoder, str(path))

    path = cache.file("scenes", f"{round(100 * size)}-{source.slug}", ".mp4", recipe, make)
    made = probe(path, f"scenes/{path.stem}")
    placed = Box(
        (face.x * wide - left + x) / WIDTH,
        (face.y * high - top + y) / HEIGHT,
        face.width * wide / WIDTH,
        face.height * high / HEIGHT,
    )
    return Moment(made, 0, made.duration, placed)


def _even(size: float) -> int:
    return int(size) // 2 * 2
