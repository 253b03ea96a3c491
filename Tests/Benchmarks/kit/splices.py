"""Sound replaced by the same speaker: another stretch of the same file, at the same level, with soft edges."""

import array
import random
from dataclasses import dataclass

from .activity import level

SAMPLE_RATE = 44_100
CHANNELS = 2
EDGE = 0.005
"""Seconds of cross-fade at either end."""
QUIETEST = -38.0
"""dB of full scale that both the replaced and the replacing stretch must have, in each quarter of a second."""
LIKENESS = 0.5
"""Normalised correlation above which two stretches count as the same sound."""
GAIN_LIMIT = 4.0
"""Factor: a replacement is never made louder or softer by more."""
ATTEMPTS = 100
"""Pairs of stretches tried before a clip is given up."""


@dataclass(frozen=True)
class Splice:
    """Seconds in the clip where sound was replaced, and where in the clip the replacement was taken from."""

    start: float
    end: float
    taken_from: float


def choose(pcm: bytes, length: float, chance: random.Random) -> Splice | None:
    """A loud stretch and a loud, different replacement a second or more away; none where the clip has no such pair."""
    mono = array.array("h", pcm)[::CHANNELS]
    total = len(mono) / SAMPLE_RATE
    for _ in range(ATTEMPTS):
        start = round(chance.uniform(1.0, total - length - 1.0), 3)
        origin = round(chance.uniform(0.2, total - length - 0.2), 3)
        if abs(start - origin) < length + 1.0:
            continue
        replaced, replacing = _stretch(mono, start, length), _stretch(mono, origin, length)
        if _quietest(replaced) < QUIETEST or _quietest(replacing) < QUIETEST:
            continue
        if abs(_correlation(replaced, replacing)) < LIKENESS:
            return Splice(start, start + length, origin)
    return None


def apply(pcm: bytes, splice: Splice) -> bytes:
    """The PCM with the replacement in place, its level matched."""
    samples = array.array("h", pcm)
    begin, end = (round(time * SAMPLE_RATE) * CHANNELS for time in (splice.start, splice.end))
    origin = round(splice.taken_from * SAMPLE_RATE) * CHANNELS
    replacing = samples[origin : origin + end - begin]
    gain = 10 ** ((level(samples[begin:end]) - level(replacing)) / 20)
    gain = min(max(gain, 1 / GAIN_LIMIT), GAIN_LIMIT)
    edge = round(EDGE * SAMPLE_RATE) * CHANNELS
    for offset, sample in enumerate(replacing):
        weight = min(1.0, offset / edge, (len(replacing) - 1 - offset) / edge)
        mixed = weight * gain * sample + (1 - weight) * samples[begin + offset]
        samples[begin + offset] = round(min(max(mixed, -32768), 32767))
    return samples.tobytes()


def _stretch(mono: array.array, start: float, length: float) -> array.array:
    return mono[round(start * SAMPLE_RATE) : round((start + length) * SAMPLE_RATE)]


def _quietest(samples: array.array) -> float:
    quarter = SAMPLE_RATE // 4
    return min(level(samples[at : at + quarter]) for at in range(0, max(1, len(samples) - quarter + 1), quarter))


def _correlation(one: array.array, other: array.array) -> float:
    cross = sum(a * b for a, b in zip(one[::4], other[::4]))
    energies = sum(a * a for a in one[::4]) * sum(b * b for b in other[::4])
    return cross / energies**0.5 if energies else 0.0
