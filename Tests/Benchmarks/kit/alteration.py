"""A part of the picture that was replaced: the truth of it, and how a report is held against it."""

from dataclasses import dataclass

from .geometry import Box, Move

BESIDE = 0.5
"""Seconds around the true stretch in which a reported one still counts as overlapping it."""
LIKE = 0.2
"""Intersection over union from which a reported box is the true one, wherever its centre lies."""


@dataclass(frozen=True)
class Alteration:
    """`kind`: mouth, face, sign, photo or pair (a real deepfake). Seconds of the clip; boxes as fractions of its frame:
    `box` is what was replaced, in the middle of its travel, `reach` all of the face or object through its travel.
    `face_height`: of the face that was altered, as a fraction of the frame's height; none for signs. `covered`: the
    share of the box that the chain's captions and logos hide, or its cropping leaves out."""

    kind: str
    start: float
    end: float
    box: Box
    reach: Box
    face_height: float | None = None
    covered: float = 0.0

    def through(self, moves: list[Move], covers: tuple[Box, ...] = ()) -> "Alteration":
        """The same after the steps of a chain and under what that lays over the picture."""
        x, y = self.reach.centre
        face = Box(x, y - (self.face_height or 0) / 2, 0, self.face_height or 0).moved(moves)
        whole = self.box.moved(moves)
        return Alteration(
            self.kind,
            self.start,
            self.end,
            whole.clipped(),
            self.reach.moved(moves).clipped(),
            None if self.face_height is None else face.height,
            whole.hidden(covers),
        )

    def truth(self) -> dict:
        height = {} if self.face_height is None else {"faceHeight": round(self.face_height, 4)}
        return {
            "kind": self.kind,
            "clip": [round(self.start, 3), round(self.end, 3)],
            "box": self.box.words(),
            "reach": self.reach.words(),
            **height,
            "covered": round(self.covered, 3),
        }

    def overlaps(self, difference: dict) -> bool:
        """In time."""
        start, end = difference["clip"]["start"], difference["clip"]["end"]
        return start <= self.end + BESIDE and end >= self.start - BESIDE

    def meets(self, box: Box) -> bool:
        """Whether a reported box is over what was altered: its centre lies there, or it covers much the same."""
        return self.reach.holds(box.centre) or self.box.overlap(box) >= LIKE


def reported_box(difference: dict) -> Box:
    """Of a difference without one, the whole frame."""
    box = difference.get("box", {"x": 0, "y": 0, "width": 1, "height": 1})
    return Box(box["x"], box["y"], box["width"], box["height"])


@dataclass(frozen=True)
class Judgement:
    """`found`: some picture difference in the true stretch and place; `seen`: in the true stretch anywhere. `overlap`:
    of the best box, intersection over union. `edge_error`: seconds that the worse end lies off. `alarms`: the
    others."""

    found: bool
    seen: bool
    overlap: float | None
    edge_error: float | None
    subjects: list[str]
    alarms: list[str]


def judge(truth: Alteration | None, differences: list[dict]) -> Judgement:
    """`differences`: those of the picture."""
    timely = [difference for difference in differences if truth and truth.overlaps(difference)]
    hits = [difference for difference in timely if truth.meets(reported_box(difference))]
    best = max(hits, key=lambda hit: truth.box.overlap(reported_box(hit)), default=None)
    edges = [max(abs(hit["clip"]["start"] - truth.start), abs(hit["clip"]["end"] - truth.end)) for hit in hits]
    return Judgement(
        found=bool(hits),
        seen=bool(timely),
        overlap=None if best is None else round(truth.box.overlap(reported_box(best)), 3),
        edge_error=round(min(edges), 3) if edges else None,
        subjects=sorted({hit.get("subject", "-") for hit in hits}),
        alarms=[_words(difference) for difference in differences if difference not in hits],
    )


def _words(difference: dict) -> str:
    where = f"{difference.get('subject', difference['kind'])}"
    return f"{where} {difference['clip']['start']:.2f}-{difference['clip']['end']:.2f}"
