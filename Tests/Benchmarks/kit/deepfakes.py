"""Manipulated files whose originals are registered: whatever is said of them, it must not certify them."""

from .cases import Case
from .footage import Source
from .timeline import excerpt

CERTIFYING = {"same", "edited"}


def cases(sources: list[Source], registered: list[Source]) -> list[Case]:
    originals = {source.name: source for source in registered}
    return [
        Case(
            "deepfakes",
            source.slug,
            "pair",
            "both" if source.has_sound else "picture",
            source.path,
            excerpt(originals[source.pair_of], 0, min(source.duration, originals[source.pair_of].duration)),
            notes={"of": source.name},
        )
        for source in sources
        if source.label == "manipulated" and source.pair_of in originals
    ]


def certifies(row: dict) -> bool:
    """Whether the report would let a reader take the manipulated clip for the original."""
    return row["relation"] in CERTIFYING and row["confidence"] == "match"
