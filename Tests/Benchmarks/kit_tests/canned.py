"""Sources and reports for the tests."""

from fractions import Fraction
from pathlib import Path

from kit.footage import Source

NAMES = {"1": "speech.mp4", "2": "rally.mp4"}
GROUPS = {"speech.mp4": "speech.mp4", "rally.mp4": "rally.mp4", "stranger.mp4": "stranger.mp4"}


def source(name: str, duration: float = 60, label: str = "authentic", pair_of: str | None = None) -> Source:
    return Source(Path(name), name, label, pair_of, duration, 640, 360, Fraction(25), True, 1000)


SPEECH = source("speech.mp4")
STRANGER = source("stranger.mp4", label="manipulated")


def segment(clip: tuple[float, float], at: float, record: str = "1", speed: float = 1.0) -> dict:
    return {
        "clip": {"start": clip[0], "end": clip[1]},
        "record": record,
        "source": {"start": at, "end": at + (clip[1] - clip[0]) * speed},
        "speed": speed,
    }


def difference(track: str, kind: str, start: float, end: float) -> dict:
    return {"track": track, "kind": kind, "clip": {"start": start, "end": end}}


def report(segments: list[dict], differences: tuple[dict, ...] = (), relation: str = "same") -> dict:
    records = dict.fromkeys(part["record"] for part in segments)
    return {
        "relation": relation,
        "confidence": "possible",
        "segments": segments,
        "differences": list(differences),
        "sources": [{"record": record} for record in records],
    }
