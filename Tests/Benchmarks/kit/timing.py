"""Edited timelines, plain and after 360p CRF 32: is each edit found, named and placed?"""

from functools import partial

from . import activity, chains, clips, edits
from .cache import Cache
from .cases import Case, Plan, Size, Turns, chance, long_enough
from .chains import PictureChain
from .footage import Source

RENDERINGS = (chains.UNTOUCHED, chains.SMALL)


def plans(cache: Cache, registered: list[Source], strangers: list[Source], size: Size) -> list[Plan]:
    turns = Turns(long_enough(registered, edits.NEEDED), "edits")
    return [
        partial(_case, cache, strangers, source, name, rendering)
        for name in edits.NAMES
        for source in turns.take(size.per_edit)
        for rendering in RENDERINGS
    ]


def _case(cache: Cache, strangers: list[Source], source: Source, name: str, rendering: PictureChain) -> Case:
    luck = chance("edit", name, source.name)
    foreign = luck.choice([other for other in strangers if other.has_sound or not source.has_sound] or strangers)
    made = edits.edit(name, source, activity.measure(cache, source), foreign, luck)
    path = clips.clip(cache, clips.master(cache, made.timeline), rendering, chains.COMMON_SOUND)
    notes = {"rendering": rendering.name, "traceless": made.traceless}
    return Case(
        "time",
        name,
        "edit",
        "both" if source.has_sound else "picture",
        path,
        made.timeline,
        made.expected,
        made.spans,
        made.speed,
        notes=notes,
    )
