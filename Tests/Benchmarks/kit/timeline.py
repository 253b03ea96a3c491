"""What a clip is made of: passages of sources in clip order, and the true source time at each clip time."""

from dataclasses import dataclass
from typing import Iterator

from .footage import Source


@dataclass(frozen=True)
class Passage:
    """Seconds `start` to `end` of a source, played at `speed` (0.75 is slower); `keeps_pitch`: how the sound was
    stretched."""

    source: Source
    start: float
    end: float
    speed: float = 1.0
    keeps_pitch: bool = True

    @property
    def duration(self) -> float:
        """How long it lasts in the clip."""
        return (self.end - self.start) / self.speed

    def source_time(self, since_its_start: float) -> float:
        return self.start + since_its_start * self.speed


@dataclass(frozen=True)
class Timeline:
    passages: tuple[Passage, ...]

    @property
    def duration(self) -> float:
        return sum(passage.duration for passage in self.passages)

    @property
    def main(self) -> Source:
        return self.passages[0].source

    def placed(self) -> Iterator[tuple[float, float, Passage]]:
        """Each passage with its start and end in the clip."""
        at = 0.0
        for passage in self.passages:
            yield at, at + passage.duration, passage
            at += passage.duration

    def joints(self) -> list[float]:
        """Clip times where one passage follows another."""
        return [start for start, _, _ in self.placed()][1:]

    def source_time_error(
        self, source_name: str, clip_time: float, source_time: float, slack: float = 0.3
    ) -> float | None:
        """Seconds between `source_time` and the truth at `clip_time`: the nearest passage of that source that plays
        within `slack` seconds of it (a reported joint may lie a little off). Nil where none does."""
        errors = [
            source_time - passage.source_time(clip_time - start)
            for start, end, passage in self.placed()
            if passage.source.name == source_name and start - slack <= clip_time <= end + slack
        ]
        return min(errors, key=abs, default=None)


def excerpt(source: Source, start: float, length: float) -> Timeline:
    return Timeline((Passage(source, start, start + length),))
