"""Sound replaced by the same speaker and then encoded; and the same sound chains without any edit."""

from functools import partial
from pathlib import Path

from . import chains, clips, splices
from .cache import Cache, ffmpeg
from .cases import Case, Plan, Size, Turns, chance, long_enough, seeded_excerpt
from .chains import SoundChain
from .footage import SOUND_ALONE, Source
from .timeline import excerpt

LENGTHS = (0.25, 0.5, 1.0)
EXCERPT = 10.0
PAIR = "sound altered throughout (real pair)"


def plans(cache: Cache, sources: list[Source], size: Size) -> list[Plan]:
    able = long_enough(sources, EXCERPT, with_sound=True)
    taken = Turns(able, "dubbing").take(size.per_sound_chain)
    edited: list[Plan] = [
        partial(_edited, cache, source, length, chain)
        for source in taken
        for length in LENGTHS
        for chain in chains.SPLICE_SOUND_CHAINS
    ]
    benign: list[Plan] = [
        partial(_benign, cache, source, chain) for source in taken for chain in chains.BENIGN_SOUND_CHAINS
    ]
    return edited + benign


def pairs(sources: list[Source], registered: list[Source]) -> list[Case]:
    """Files that were made from a registered one by altering its sound alone, all through."""
    originals = {source.name: source for source in registered}
    return [
        Case(
            "sound",
            "as it is",
            PAIR,
            "both",
            source.path,
            excerpt(originals[source.pair_of], 0, min(source.duration, originals[source.pair_of].duration)),
            spliced=(0.0, source.duration),
            notes={"of": source.name},
        )
        for source in sources
        if source.pair_of in originals and source.manipulation.startswith(SOUND_ALONE)
    ]


def _edited(cache: Cache, source: Source, length: float, chain: SoundChain) -> Case | None:
    timeline = seeded_excerpt(source, EXCERPT)
    untouched = clips.master(cache, timeline)
    splice = splices.choose(_pcm(untouched.path), length, chance("splice", source.name, length))
    if splice is None:
        return None
    recipe = [splice.start, splice.end, splice.taken_from]
    edited = clips.master(cache, timeline, lambda pcm: splices.apply(pcm, splice), recipe)
    path = clips.clip(cache, edited, chains.SMALL, chain, seen=clips.picture(cache, untouched, chains.SMALL))
    return Case(
        "sound",
        chain.name,
        f"{length} s replaced",
        "both",
        path,
        timeline,
        spliced=(splice.start, splice.end),
        notes={"length": length, "takenFrom": splice.taken_from},
    )


def _benign(cache: Cache, source: Source, chain: SoundChain) -> Case:
    timeline = seeded_excerpt(source, EXCERPT)
    path = clips.clip(cache, clips.master(cache, timeline), chains.SMALL, chain)
    return Case("sound", chain.name, "benign", "both", path, timeline, notes={"music": chain.adds_music})


def _pcm(path: Path) -> bytes:
    return ffmpeg(
        "-i", str(path), "-vn", "-f", "s16le", "-ac", str(splices.CHANNELS), "-ar", str(splices.SAMPLE_RATE), "-"
    ).data
