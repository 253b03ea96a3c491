"""Pictures of which a part was replaced, real deepfakes of known originals, and untouched clips: what is said of each?

Needs the packages of requirements.txt."""

import json
from dataclasses import asdict, dataclass
from functools import partial
from itertools import count, cycle, islice
from pathlib import Path

from . import activity, chains, clips, faces, film, forging, scenes
from .alteration import Alteration
from .cache import Cache
from .cases import Case, Plan, Size, Turns, chance, seeded_excerpt
from .cast import LENGTH, Cast, Person
from .chains import PictureChain
from .clips import Master
from .footage import SOUND_ALONE, Source, probe
from .forging import Forgery
from .geometry import Box, union
from .people import speaks_openly
from .scenes import Moment
from .timeline import Timeline, excerpt

LIP_SYNC = (0.4, 0.6, 1.2, 3.0)
"""Seconds of mouth that are replaced."""
SWAPPED = (2.0, LENGTH)
"""Seconds of face that are replaced: a part of the clip, and all of it."""
BOARDS = (0.08, 0.12, 0.18)
"""Widths of signs and photos, as fractions of the frame's; they stay for `BOARD_LENGTH` seconds."""
BOARD_LENGTH = 2.4
CANDIDATES = 6
"""People tried for a manipulation before it is given up."""
SAME_TAKE = 3.5
"""Grey levels up to which a deepfake and its original are the same recording, frame by frame, and not two takes."""
AS_IT_IS = "as it is"
NATIVE = "native"
ORIGINALS = "originals"
"""The home of the folder's own recordings; made scenes have homes of their size."""


@dataclass(frozen=True)
class Want:
    """A manipulation: `amount` is seconds, or of a sign or photo the width; `size` the face height, none: as it is."""

    kind: str
    amount: float
    size: float | None

    @property
    def group(self) -> str:
        return {
            "mouth": f"lip-sync {self.amount} s",
            "face": "face swap",
            "sign": "sign",
            "photo": "photo",
        }[self.kind]


def wants() -> list[Want]:
    """Every manipulation that is made; the lengths of a swap take turns."""
    sizes = (None, *scenes.SIZES)
    return [
        *(Want("mouth", length, size) for length in LIP_SYNC for size in sizes),
        *(Want("face", SWAPPED[number % 2], size) for number, size in enumerate((*sizes, None))),
        *(Want(kind, width, None) for kind in ("sign", "photo") for width in BOARDS),
        *(Want(kind, 0.12, size) for kind, size in (("sign", 0.25), ("photo", 0.16))),
    ]


def plans(cache: Cache, sources: list[Source], registered: list[Source], size: Size) -> list[Plan]:
    cast = Cast(cache, sources, registered)
    return _mixed(_pairs(cast), _forgeries(cast, size), _benign(cast, size))


def _mixed(*several: list[Plan]) -> list[Plan]:
    """All plans, each list spread over the whole: what is made first is a sample of everything."""
    placed = [((at + 0.5) / len(plans), plan) for plans in several for at, plan in enumerate(plans)]
    return [plan for _, plan in sorted(placed, key=lambda pair: pair[0])]


def _pairs(cast: Cast) -> list[Plan]:
    """Deepfakes whose very original is registered; those of sound alone are another experiment's."""
    known = {source.name for source in cast.registered}

    def made_from_it(fake: Source) -> bool:
        original = cast.sources[fake.pair_of]
        return activity.measure(cast.cache, fake).apart(activity.measure(cast.cache, original)) < SAME_TAKE

    fakes = [
        source
        for source in cast.sources.values()
        if source.label == "manipulated" and source.pair_of in known and not source.manipulation.startswith(SOUND_ALONE)
        if made_from_it(source)
    ]
    return [partial(_pair, cast, fake, chain) for chain in (None, *chains.FORGERY_CHAINS) for fake in fakes]


def _pair(cast: Cast, fake: Source, chain: PictureChain | None) -> Case:
    original = cast.sources[fake.pair_of]
    stretch = faces.longest(cast.seen[fake.name])
    start = clips.frame_grid(fake.frame_rate, stretch.start if stretch and chain else 0.0)
    length = min(LENGTH if chain else 1000.0, fake.duration - start, original.duration - start)
    path = fake.path
    if chain:
        made = clips.master(cast.cache, excerpt(fake, start, length))
        path = clips.clip(cast.cache, made, chain, chains.COMMON_SOUND)
    seen = [found[0] for found in cast.faces_between(fake, start, start + length) if found]
    altered = None
    if seen:
        face = faces.middle(seen)
        altered = Alteration("pair", 0.0, length, face, union(seen), face.height)
        altered = altered.through(chain.moves, chain.covered) if chain else altered
    notes = {"manipulation": fake.manipulation, "of": fake.name, "size": NATIVE}
    return _case(cast, "real pair", chain, path, excerpt(original, start, length), altered, original, notes)


def _forgeries(cast: Cast, size: Size) -> list[Plan]:
    """Every manipulation with people in turn, where few are wanted; passing over those it does not work with."""
    turns = {at: cast.fitting(at) for at in (None, *scenes.SIZES)}
    starts = count()
    kinds = list(dict.fromkeys(want.kind for want in wants()))
    rounds: list[dict[str, list[Plan]]] = [{kind: [] for kind in kinds} for _ in range(size.renditions)]
    for want in wants():
        people = turns[want.size]
        # Each is tried with people of its own: nobody stands in for two.
        several = min(size.per_forgery, len(people))
        for candidates in (people[first::several][:CANDIDATES] for first in range(several)):
            for plans, chain in zip(rounds, _spread(next(starts), size.renditions)):
                plans[want.kind].append(partial(_rendition, cast, want, candidates, chain))
        # Who comes first for one manipulation comes last for the next of that size.
        turns[want.size] = people[1:] + people[:1]
    # A chain of each before the next chain: those of one manipulation would wait for it at the same time.
    return [plan for plans in rounds for plan in _mixed(*plans.values())]


def _spread(start: int, count: int) -> list[PictureChain]:
    """So many chains, evenly apart, the first of them at `start`: each round meets all chains."""
    every = chains.FORGERY_CHAINS
    return [every[(start + number * len(every) // count) % len(every)] for number in range(count)]


def _rendition(cast: Cast, want: Want, candidates: list[Person], chain: PictureChain) -> Case | None:
    for person in candidates:
        if want.kind == "mouth" and not speaks_openly(person.source):
            continue
        moment = cast.moment(person, want.size)
        made = forged(cast, want, person, moment)
        if made is None:
            continue
        master, forgery = made
        path = clips.clip(cast.cache, master, chain, chains.COMMON_SOUND)
        start, end = (number / master.rate for number in (forgery.first, forgery.end))
        truth = Alteration(want.kind, start, end, forgery.box, forgery.reach, forgery.face_height)
        notes = {
            "amount": want.amount,
            "size": want.size or NATIVE,
            "of": moment.source.name,
            "contrast": round(forgery.contrast, 1),
        }
        return _case(
            cast,
            want.group,
            chain,
            path,
            master.timeline,
            truth.through(chain.moves, chain.covered),
            person.source,
            notes,
        )
    return None


def forged(cast: Cast, want: Want, person: Person, moment: Moment) -> tuple[Master, Forgery] | None:
    """The manipulated clip before any chain, and the truth of it; none where this recording does not allow it."""
    untouched = clips.master(cast.cache, excerpt(moment.source, moment.start, moment.length))
    recipe = ["forged 1", asdict(want), untouched.path.name, vars(moment.face)]
    label = f"{want.kind}-{want.amount}-{moment.source.slug}"

    def video(frames=None) -> Path:
        heard = untouched.path if untouched.has_sound else None
        rate = untouched.timeline.main.frame_rate
        return cast.cache.file("forged", label, ".mkv", recipe, lambda path: film.write(path, frames, rate, heard))

    def make(path: Path) -> None:
        frames = film.read(untouched.path, untouched.width, untouched.height)
        forgery = _forge(cast, want, person, moment, frames, untouched.rate)
        if forgery is not None:
            video(frames=frames)
        path.write_text(json.dumps(asdict(forgery) if forgery else None))

    stored = json.loads(cast.cache.file("forged", label, ".json", recipe, make).read_text())
    if stored is None:
        return None
    forgery = Forgery(**{**stored, "box": Box(**stored["box"]), "reach": Box(**stored["reach"])})
    master = Master(video(), untouched.timeline, untouched.width, untouched.height, untouched.has_sound)
    return master, forgery


def _forge(cast: Cast, want: Want, person: Person, moment: Moment, frames, rate: float) -> Forgery | None:
    luck = chance("forgery", want, moment.source.name)
    track = faces.track(frames, moment.face)
    if track is None:
        return None
    if want.kind == "mouth":
        return forging.lip_sync(frames, track, rate, want.amount, luck)
    if want.kind == "face":
        span = min(round(want.amount * rate), len(frames))
        first = luck.randint(0, len(frames) - span)
        for donor in cast.donors(person, track.boxes[:, 3].mean())[:CANDIDATES]:
            other, seen = _frames(cast, cast.moment(donor, None))
            followed = faces.track(other, seen)
            forgery = followed and forging.swap(frames, track, other, followed, first, span)
            if forgery:
                return forgery
        return None
    span = min(round(BOARD_LENGTH * rate), len(frames))
    first = luck.randint(round(0.3 * rate), max(round(0.3 * rate), len(frames) - span - round(0.3 * rate)))
    high, wide = frames.shape[2:]
    avoided = [Box(x / wide, y / high, w / wide, h / high) for x, y, w, h in track.boxes[::5].tolist()]
    photo = None
    if want.kind == "photo":
        other = luck.choice(cast.donors(person, 0))
        photo = _frames(cast, cast.moment(other, None))[0][0]
    return forging.board(frames, avoided, first, min(span, len(frames) - first), want.amount, photo, luck)


def _frames(cast: Cast, moment: Moment):
    made = clips.master(cast.cache, excerpt(moment.source, moment.start, moment.length))
    return film.read(made.path, made.width, made.height), moment.face


def _benign(cast: Cast, size: Size) -> list[Plan]:
    """Originals through every chain, and made scenes through those of the manipulations."""
    turns = Turns(cast.registered, "benign")
    plans: list[Plan] = [
        partial(_untouched, cast, source, chain)
        for chain in (chains.UNTOUCHED, chains.MEDIUM, *chains.PICTURE_CHAINS)
        for source in turns.take(size.per_benign)
    ]
    endless = cycle(chains.FORGERY_CHAINS)
    return plans + [
        partial(_untouched_scene, cast, person, at, chain)
        for at in scenes.SIZES
        for person in cast.fitting(at)[: 3 * size.per_forgery]
        for chain in islice(endless, size.renditions // 2)
    ]


def _untouched(cast: Cast, source: Source, chain: PictureChain) -> Case:
    timeline = seeded_excerpt(source, LENGTH)
    path = clips.clip(cast.cache, clips.master(cast.cache, timeline), chain, chains.COMMON_SOUND)
    passage = timeline.passages[0]
    seen = cast.faces_between(source, passage.start, passage.end)
    notes = {"size": NATIVE, "of": source.name, **_face_notes(seen, chain, path)}
    return _case(cast, "benign", chain, path, timeline, None, source, notes)


def _untouched_scene(cast: Cast, person: Person, at: float, chain: PictureChain) -> Case:
    moment = cast.moment(person, at)
    timeline = excerpt(moment.source, moment.start, moment.length)
    path = clips.clip(cast.cache, clips.master(cast.cache, timeline), chain, chains.COMMON_SOUND)
    notes = {"size": at, "of": moment.source.name, **_face_notes([[moment.face]], chain, path)}
    return _case(cast, "benign", chain, path, timeline, None, person.source, notes)


def _face_notes(seen: list[list[Box]], chain: PictureChain, path: Path) -> dict:
    """Heights of the smallest and largest face, in lines of the clip, 0 where none is seen; and the largest share of a
    face that the chain hides or leaves out."""
    high = probe(path, path.name).height
    boxes = [face.moved(chain.moves) for found in seen for face in found]
    heights = [box.height * high for box in boxes]
    return {
        "smallestFace": round(min(heights, default=0)),
        "largestFace": round(max(heights, default=0)),
        "coveredFace": round(max((box.hidden(chain.covered) for box in boxes), default=0.0), 3),
    }


def _case(
    cast: Cast,
    group: str,
    chain: PictureChain | None,
    path: Path,
    timeline: Timeline,
    altered: Alteration | None,
    source: Source,
    notes: dict,
) -> Case:
    """`source`: the folder's recording of the person, whether in a made scene or not."""
    if altered and altered.face_height:
        notes["facePixels"] = round(altered.face_height * probe(path, path.name).height)
    notes["person"] = cast.group[source.name]
    size = notes["size"]
    return Case(
        "picture",
        chain.name if chain else AS_IT_IS,
        group,
        "both" if timeline.main.has_sound else "picture",
        path,
        timeline,
        altered=altered,
        home=ORIGINALS if size == NATIVE else f"scenes-{round(100 * size)}",
        notes=notes,
    )
