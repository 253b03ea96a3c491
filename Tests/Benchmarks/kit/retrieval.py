"""Excerpts of registered recordings through every chain: is the right recording found, at the right time?"""

from functools import partial

from . import activity, chains, clips
from .cache import Cache
from .cases import Case, Plan, Size, Turns, long_enough, seeded_excerpt
from .chains import PictureChain, SoundChain
from .footage import Source
from .timeline import Timeline

LENGTHS = {"plain": (5.0,), "hard": (5.0, 10.0)}
SOUND_LENGTHS = (5.0, 10.0)
AUDIBLE_SHARE = 0.6
"""Of an excerpt's sound, the share that must be louder than silence for it to count as speech or music."""


def plans(cache: Cache, sources: list[Source], size: Size) -> list[Plan]:
    turns = {length: Turns(long_enough(sources, length), f"picture {length}") for length in (5.0, 10.0)}
    made: list[Plan] = []
    for chain in chains.PICTURE_CHAINS:
        for length in LENGTHS[chain.group]:
            for source in turns[length].take(size.per_chain):
                for tracks in ("both", "picture") if source.has_sound else ("picture",):
                    made.append(partial(_picture_case, cache, source, length, chain, tracks))
    heard = {
        length: Turns(long_enough(sources, length, with_sound=True), f"sound {length}") for length in SOUND_LENGTHS
    }
    for sound_chain in chains.LOOKUP_SOUND_CHAINS:
        for length in SOUND_LENGTHS:
            for source in heard[length].take(size.per_sound_chain):
                made.append(partial(_sound_case, cache, source, length, sound_chain))
    return made


def _picture_case(cache: Cache, source: Source, length: float, chain: PictureChain, tracks: str) -> Case:
    timeline = seeded_excerpt(source, length)
    sound = chains.COMMON_SOUND if tracks == "both" else None
    path = clips.clip(cache, clips.master(cache, timeline), chain, sound)
    return Case(
        "retrieval", chain.name, chain.group, tracks, path, timeline, notes=_notes(cache, source, timeline, length)
    )


def _sound_case(cache: Cache, source: Source, length: float, chain: SoundChain) -> Case:
    timeline = seeded_excerpt(source, length)
    path = clips.sound(cache, clips.master(cache, timeline), chain)
    return Case(
        "retrieval", chain.name, "sound", "sound", path, timeline, notes=_notes(cache, source, timeline, length)
    )


def _notes(cache: Cache, source: Source, timeline: Timeline, length: float) -> dict:
    seen = activity.measure(cache, source)
    start, end = timeline.passages[0].start, timeline.passages[0].end
    audible = seen.audible(start, end)
    return {
        "length": length,
        "motion": round(seen.motion(start, end), 2),
        "still": seen.motion(start, end) < activity.STILL,
        "audible": round(audible, 2),
        "speech": audible >= AUDIBLE_SHARE,
    }
