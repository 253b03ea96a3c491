"""How much happens in a source: where it stands still or is silent, edits leave no trace to be found."""

import array
import json
import math
from dataclasses import dataclass
from pathlib import Path

from .cache import Cache, Output, ffmpeg
from .footage import Source

STEP = 0.125
"""Seconds between two samples."""
WIDTH, HEIGHT = 32, 18
SAMPLE_RATE = 8_000
STILL = 1.5
"""Mean absolute grey levels of 255 between two moments below which they look alike; noise of a codec stays below it."""
SILENT = -50.0
"""dB of full scale below which a step holds no speech or music."""


@dataclass(frozen=True)
class Activity:
    """One thumbnail (32x18 grey) and one loudness (dB of full scale) for each eighth of a second."""

    thumbnails: list[bytes]
    loudness: list[float]
    damaged: bool = False
    """Whether its decoder complained: what it shows then depends on where decoding begins, so there is no one truth."""

    def difference(self, one: float, other: float) -> float:
        """Mean absolute grey levels between the pictures at two times."""
        first, second = self._thumbnail(one), self._thumbnail(other)
        return sum(abs(a - b) for a, b in zip(first, second)) / len(first)

    def motion(self, start: float, end: float) -> float:
        """The median difference between pictures half a second apart."""
        steps = range(round(start / STEP), max(round(start / STEP) + 1, round((end - 0.5) / STEP)))
        found = sorted(self.difference(step * STEP, step * STEP + 0.5) for step in steps)
        return found[len(found) // 2]

    def audible(self, start: float, end: float) -> float:
        """The share of steps that are louder than silence."""
        steps = self.loudness[round(start / STEP) : round(end / STEP)]
        return sum(level > SILENT for level in steps) / len(steps) if steps else 0.0

    def apart(self, other: "Activity") -> float:
        """The median difference of what both show at the same times."""
        steps = range(min(len(self.thumbnails), len(other.thumbnails)))
        found = sorted(
            sum(abs(a - b) for a, b in zip(self.thumbnails[step], other.thumbnails[step])) / (WIDTH * HEIGHT)
            for step in steps
        )
        return found[len(found) // 2] if found else 255.0

    def _thumbnail(self, time: float) -> bytes:
        return self.thumbnails[min(max(0, round(time / STEP)), len(self.thumbnails) - 1)]


def measure(cache: Cache, source: Source) -> Activity:
    def make(path: Path) -> None:
        pictures = _pictures(source.path)
        loudness = _loudness(source.path) if source.has_sound else []
        stored = {"pictures": pictures.data.hex(), "damaged": pictures.complaints != "", "loudness": loudness}
        path.write_text(json.dumps(stored))

    recipe = ["activity 2", source.name, source.byte_count, STEP, WIDTH, HEIGHT]
    stored = json.loads(cache.file("activity", source.slug, ".json", recipe, make).read_text())
    pictures = bytes.fromhex(stored["pictures"])
    size = WIDTH * HEIGHT
    return Activity(
        [pictures[at : at + size] for at in range(0, len(pictures), size)], stored["loudness"], stored["damaged"]
    )


def _pictures(path: Path) -> Output:
    filters = f"fps={1 / STEP}:start_time=0,scale={WIDTH}:{HEIGHT}:flags=area,format=gray"
    return ffmpeg("-i", str(path), "-an", "-vf", filters, "-f", "rawvideo", "-")


def _loudness(path: Path) -> list[float]:
    pcm = array.array("h", ffmpeg("-i", str(path), "-vn", "-ac", "1", "-ar", str(SAMPLE_RATE), "-f", "s16le", "-").data)
    size = round(STEP * SAMPLE_RATE)
    return [round(level(pcm[at : at + size]), 1) for at in range(0, len(pcm) - size + 1, size)]


def level(samples: array.array) -> float:
    """dB of full scale of 16-bit samples."""
    power = sum(sample * sample for sample in samples) / max(1, len(samples))
    return 10 * math.log10(power / 32768**2 + 1e-10)
