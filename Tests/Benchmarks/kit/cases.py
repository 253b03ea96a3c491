"""One look-up each: the clip, what it is made of, and what a report should say."""

import json
import random
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable, Iterable

from .alteration import Alteration
from .cache import FFmpegError
from .footage import Source
from .timeline import Timeline, excerpt


@dataclass(frozen=True)
class Case:
    """`name`: the chain or the edit. `tracks`: both, picture or sound. `timeline`: none where nothing of it is known.
    `expected`: the timeline kinds of which one must be reported at `spans` (clip seconds). `spliced`: where the sound
    was replaced. `altered`: which part of the picture was. `home`: where it is looked up. `notes`: what tables sort by,
    and what speaks against counting the case."""

    experiment: str
    name: str
    group: str
    tracks: str
    path: Path
    timeline: Timeline | None
    expected: frozenset[str] = frozenset()
    spans: tuple[tuple[float, float], ...] = ()
    speed: float = 1.0
    spliced: tuple[float, float] | None = None
    altered: Alteration | None = None
    home: str = "all"
    notes: dict = field(default_factory=dict, hash=False)

    def truth(self) -> dict:
        """The case as a JSON line."""
        placed = (
            []
            if self.timeline is None
            else [
                {
                    "clip": [round(start, 3), round(end, 3)],
                    "name": passage.source.name,
                    "path": str(passage.source.path),
                    "source": [round(passage.start, 3), round(passage.end, 3)],
                    "speed": passage.speed,
                }
                for start, end, passage in self.timeline.placed()
            ]
        )
        return {
            "experiment": self.experiment,
            "name": self.name,
            "group": self.group,
            "tracks": self.tracks,
            "clip": str(self.path),
            "passages": placed,
            "expected": sorted(self.expected),
            "spans": self.spans,
            "spliced": self.spliced,
            "altered": self.altered.truth() if self.altered else None,
            "home": self.home,
            "notes": self.notes,
        }


Plan = Callable[[], Case | None]
"""Makes the clip (or finds it in the cache); none where the footage does not allow it."""


@dataclass(frozen=True)
class Size:
    """How much is measured: sources for each picture chain, sound chain and edit, windows of unknown footage, paired
    runs of the timing; people for each manipulation, chains for each of those, sources for each benign chain."""

    per_chain: int
    per_sound_chain: int
    per_edit: int
    windows: int
    runs: int
    per_forgery: int
    renditions: int
    per_benign: int


QUICK = Size(per_chain=6, per_sound_chain=8, per_edit=3, windows=1000, runs=5, per_forgery=1, renditions=2, per_benign=3)
MEDIUM = Size(
    per_chain=18, per_sound_chain=24, per_edit=12, windows=1000, runs=9, per_forgery=4, renditions=2, per_benign=18
)
FULL = Size(
    per_chain=1000,
    per_sound_chain=1000,
    per_edit=1000,
    windows=1000,
    runs=9,
    per_forgery=1000,
    renditions=6,
    per_benign=1000,
)


def chance(*words: object) -> random.Random:
    """Random numbers that depend on nothing but `words`."""
    return random.Random("/".join(str(word) for word in words))


def long_enough(sources: Iterable[Source], length: float, with_sound: bool = False) -> list[Source]:
    return [source for source in sources if source.duration >= 0.98 * length and (source.has_sound or not with_sound)]


def seeded_excerpt(source: Source, length: float) -> Timeline:
    """An excerpt at a position that only the source's name and `length` decide."""
    room = max(0.0, source.duration - length)
    start = float(
        round(chance("excerpt", source.name, length).uniform(0, room) * source.frame_rate) / source.frame_rate
    )
    return excerpt(source, max(0.0, min(start, room)), min(length, source.duration))


class Turns:
    """Deals sources out in a shuffled order, each hand going on where the last ended, so that few cases meet many."""

    def __init__(self, sources: list[Source], seed: str):
        self._sources = list(sources)
        chance("turns", seed).shuffle(self._sources)
        self._at = 0

    def take(self, count: int) -> list[Source]:
        count = min(count, len(self._sources))
        taken = [self._sources[(self._at + step) % len(self._sources)] for step in range(count)]
        self._at += count
        return taken


def build(plans: list[Plan], workers: int, say: Callable[[str], None], truth: Path) -> list[Case]:
    """Makes all clips, `workers` at a time; a recipe that ffmpeg refuses is named and left out. `truth` has a line for
    each clip as soon as it is there."""

    writing = threading.Lock()
    truth.parent.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(workers) as pool, truth.open("w", encoding="utf-8", buffering=1) as lines:

        def attempt(plan: Plan) -> Case | None:
            try:
                case = plan()
            except FFmpegError as error:
                say(f"left out: {error}")
                return None
            if case is not None:
                with writing:
                    lines.write(json.dumps(case.truth()) + "\n")
            return case

        made = []
        for number, case in enumerate(pool.map(attempt, plans), 1):
            if number % 50 == 0:
                say(f"{number} of {len(plans)} clips")
            if case is not None:
                made.append(case)
    return made


def write_truth(path: Path, cases: list[Case]) -> None:
    path.write_text("".join(json.dumps(case.truth()) + "\n" for case in cases), encoding="utf-8")
