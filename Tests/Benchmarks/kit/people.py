"""Who is seen: recordings of one person or scene form a group, and groups are dealt into two halves, so that what was
chosen on one half can be stated on the other."""

import hashlib
from pathlib import Path

from .footage import Source, joined, listed, shared_footage

SAME_PEOPLE = Path(__file__).with_name("same-people.tsv")
COVERED_MOUTHS = Path(__file__).with_name("covered-mouths.tsv")
HALVES = ("even", "odd")


def people(sources: list[Source]) -> dict[str, str]:
    """Name of each source to the first name of its group: the same footage, or the same person elsewhere."""
    return joined(sources, shared_footage() + listed(SAME_PEOPLE))


def speaks_openly(source: Source) -> bool:
    """Whether the mouth is there to be seen, as far as anybody has noted otherwise."""
    return (source.name,) not in listed(COVERED_MOUTHS)


def half(group: str) -> str:
    """`even` or `odd`, by nothing but the group's name."""
    return HALVES[hashlib.sha256(group.encode()).digest()[0] % 2]
