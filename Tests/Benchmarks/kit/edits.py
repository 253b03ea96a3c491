"""Edits of the timeline: the passages that make the edited clip, and what a report should say of it."""

import random
from dataclasses import dataclass

from .activity import STILL, Activity
from .clips import frame_grid
from .footage import Source
from .timeline import Passage, Timeline


@dataclass(frozen=True)
class Edit:
    """`expected`: the timeline kinds of which one must be reported; none for what must not alarm. `spans`: where in the
    clip (a joint has no length). `traceless`: before and after the joint the picture looks alike, so that it may pass
    unseen."""

    name: str
    timeline: Timeline
    expected: frozenset[str]
    spans: tuple[tuple[float, float], ...]
    speed: float = 1.0
    traceless: bool = False


CUTS = (0.4, 0.8, 2.0)
FOREIGN = (1.0, 2.0)
NAMES = (
    tuple(f"cut {gap} s" for gap in CUTS)
    + ("reordered", "looped")
    + tuple(f"foreign {n:.0f} s" for n in FOREIGN)
    + ("0.75x", "PAL +4 %, pitch kept", "PAL +4 %, pitch moved")
)
NEEDED = 12.0
"""Seconds of source that every edit fits into."""


def edit(name: str, source: Source, activity: Activity, foreign: Source, chance: random.Random) -> Edit:
    """The edit `name` of a passage of `source` chosen by `chance`; all times on the frame grid of `source`."""

    def on_grid(time: float) -> float:
        return frame_grid(source.frame_rate, time)

    start = on_grid(chance.uniform(0, max(0, source.duration - NEEDED - 0.2)))

    def play(begin: float, end: float, speed: float = 1.0, keeps_pitch: bool = True) -> Passage:
        return Passage(source, on_grid(start + begin), on_grid(start + end), speed, keeps_pitch)

    if name.startswith("cut"):
        gap = float(name.split()[1])
        return _joined(name, "cut", [play(0, 4.2), play(4.2 + gap, 8.4 + gap)], activity)
    if name == "reordered":
        return _joined(name, "reordered", [play(0, 3), play(6, 9), play(3, 6)], activity)
    if name == "looped":
        return _joined(name, "repeated", [play(0, 5), play(2.5, 8)], activity)
    if name.startswith("foreign"):
        length = float(name.split()[1])
        begin = frame_grid(foreign.frame_rate, chance.uniform(0, max(0, foreign.duration - length - 0.2)))
        passages = (play(0, 4), Passage(foreign, begin, begin + on_grid(length)), play(4, 8))
        timeline = Timeline(passages)
        return Edit(name, timeline, frozenset({"inserted"}), (tuple(timeline.joints()),))
    if name == "0.75x":
        timeline = Timeline((play(0, 8, 0.75),))
        return Edit(name, timeline, frozenset({"speed"}), ((0, timeline.duration),), 0.75)
    timeline = Timeline((play(0, 10, 25 / 24, keeps_pitch=name.endswith("kept")),))
    return Edit(name, timeline, frozenset(), (), 25 / 24)


def _joined(name: str, kind: str, passages: list[Passage], activity: Activity) -> Edit:
    timeline = Timeline(tuple(passages))
    jumps = [activity.difference(before.end, after.start) for before, after in zip(passages, passages[1:])]
    spans = tuple((joint, joint) for joint in timeline.joints())
    return Edit(name, timeline, frozenset({kind}), spans, traceless=max(jumps) < STILL)
