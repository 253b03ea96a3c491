"""Who is there to be altered: recordings with one face that can be followed, at its own size or in a made scene."""

from dataclasses import dataclass

from . import clips, faces, scenes
from .cache import Cache
from .cases import chance
from .faces import Sighting
from .footage import Source, groups
from .geometry import Box
from .people import half, people, speaks_openly
from .scenes import Moment

LENGTH = 5.0
"""Seconds of each clip."""
SHORTEST = 4.8
STREET = 250
"""Lines that footage without faces must have to stand behind a person."""
LARGEST_ZOOM = 1.3
"""Factor up to which a person's picture may be enlarged."""


@dataclass(frozen=True)
class Person:
    """A recording with one main face from `start` to `end`; `group` is who it is."""

    source: Source
    group: str
    start: float
    end: float
    face: Box


class Cast:
    def __init__(self, cache: Cache, sources: list[Source], registered: list[Source]):
        self.cache = cache
        self.group = people(sources)
        self.sources = {source.name: source for source in sources}
        self.registered = registered
        self.seen: dict[str, list[Sighting]] = {source.name: faces.scan(cache, source) for source in sources}
        self.people = self._people(groups(sources))
        self.streets = [
            source
            for source in registered
            if source.width > source.height >= STREET
            and source.duration >= scenes.LENGTH + 1
            and sum(bool(sighting.faces) for sighting in self.seen[source.name]) < 0.2 * len(self.seen[source.name])
        ]

    def fitting(self, size: float | None) -> list[Person]:
        """People whose face can be shown at `size`, a fraction of the frame's height; none: as it is. Shuffled."""
        able = [
            person
            for person in self.people
            if size is None or scenes.zoom(person.source, person.face, size) <= LARGEST_ZOOM
        ]
        chance("people", size).shuffle(able)
        return able if size is None or self.streets else []

    def moment(self, person: Person, size: float | None) -> Moment:
        """A passage of the person's recording, or of the scene of that size, which is made where it is missing."""
        luck = chance("moment", person.source.name, size)
        length = min(LENGTH if size is None else scenes.LENGTH, person.end - person.start)
        start = person.start + luck.uniform(0, max(0, person.end - person.start - length))
        start = clips.frame_grid(person.source.frame_rate, min(start, max(0, person.source.duration - length - 0.05)))
        own = Moment(
            person.source, start, min(length, person.source.duration - start), self._face(person, start, length)
        )
        if size is None:
            return own
        made = scenes.scene(self.cache, own, luck.choice(self.streets), size)
        length = min(LENGTH, made.length)
        late = clips.frame_grid(made.source.frame_rate, (made.length - length) / 2)
        return Moment(made.source, late, length, made.face)

    def donors(self, person: Person, face_pixels: float) -> list[Person]:
        """Others of the same half, with faces large enough to be put over one of `face_pixels` lines."""
        able = [
            other
            for other in self.people
            if other.group != person.group
            and half(other.group) == half(person.group)
            and speaks_openly(other.source)
            and other.face.height * min(other.source.height, 720) >= 0.6 * face_pixels
        ]
        chance("donors", person.source.name).shuffle(able)
        return able

    def faces_between(self, source: Source, start: float, end: float) -> list[list[Box]]:
        return faces.during(self.seen[source.name], start, end)

    def _face(self, person: Person, start: float, length: float) -> Box:
        seen = [found[0] for found in self.faces_between(person.source, start, start + length) if found]
        return faces.middle(seen) if seen else person.face

    def _people(self, footage: dict[str, str]) -> list[Person]:
        """One recording of each footage."""
        found: dict[str, Person] = {}
        for source in self.registered:
            stretch = faces.longest(self.seen[source.name])
            if stretch and stretch.end - stretch.start >= SHORTEST and footage[source.name] not in found:
                person = Person(source, self.group[source.name], stretch.start, stretch.end, stretch.face)
                found[footage[source.name]] = person
        return list(found.values())
