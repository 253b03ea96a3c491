"""Where faces are: a coarse look at whole recordings, and a track through every frame of a clip."""

import json
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from yuface import detect

from . import film
from .cache import Cache
from .footage import Source
from .geometry import Box

SCAN_RATE = 2.0
"""Pictures a second that are looked at."""
SCAN_WIDTH = 480
SCAN_UNTIL = 40.0
"""Seconds of a recording that are looked at."""
SURE = 0.8
"""Confidence of the detector (0 to 1) above which a face counts."""
VIEW = 256
"""Side of the square that a face is looked for in while it is tracked, with the face less than half as wide."""
SMOOTHING = 2.0
"""Standard deviation, in frames, over which positions are averaged: the detector answers in whole pixels."""
LEAP = 0.35
"""Overlap below which two boxes half a second apart are not one face."""


@dataclass(frozen=True)
class Sighting:
    """The faces at `time`, largest first."""

    time: float
    faces: list[Box]


@dataclass(frozen=True)
class Stretch:
    """Seconds through which one face is seen without a break, its middle position, and its height as a fraction."""

    start: float
    end: float
    face: Box


@dataclass(frozen=True)
class Track:
    """A face in every frame: points (frames, 4, 2) are both eyes, nose and middle of the mouth; boxes (frames, 4) are
    x, y, width, height. Pixels."""

    points: np.ndarray
    boxes: np.ndarray


def scan(cache: Cache, source: Source) -> list[Sighting]:
    def make(path: Path) -> None:
        pictures, _ = film.samples(source, SCAN_RATE, SCAN_WIDTH, min(SCAN_UNTIL, source.duration))
        found = [[vars(face) for face in _faces(picture)] for picture in pictures]
        path.write_text(json.dumps(found))

    recipe = ["faces", source.name, source.byte_count, SCAN_RATE, SCAN_WIDTH, SCAN_UNTIL, SURE]
    stored = json.loads(cache.file("faces", source.slug, ".json", recipe, make).read_text())
    return [Sighting(number / SCAN_RATE, [Box(**face) for face in faces]) for number, faces in enumerate(stored)]


def longest(sightings: list[Sighting]) -> Stretch | None:
    """The longest stretch with one main face that never leaps."""
    best: list[tuple[float, Box]] = []
    current: list[tuple[float, Box]] = []
    for sighting in sightings:
        face = sighting.faces[0] if sighting.faces else None
        if face is None or current and face.overlap(current[-1][1]) < LEAP:
            current = []
        if face is not None:
            current.append((sighting.time, face))
        best = max(best, current, key=len)[:]
    if not best:
        return None
    return Stretch(best[0][0], best[-1][0] + 1 / SCAN_RATE, middle([face for _, face in best]))


def during(sightings: list[Sighting], start: float, end: float) -> list[list[Box]]:
    """All faces of each look between two times."""
    return [sighting.faces for sighting in sightings if start <= sighting.time < end]


def middle(boxes: list[Box]) -> Box:
    return Box(*map(float, np.median([list(vars(box).values()) for box in boxes], axis=0)))


def track(frames: np.ndarray, near: Box) -> Track | None:
    """Follows the face that `near` (fractions of the frame) holds in some frame; none where it is lost for long."""
    count, _, high, wide = frames.shape
    seen: dict[int, np.ndarray] = {}
    box = np.array([near.x * wide, near.y * high, near.width * wide, near.height * high])
    for number in range(0, count, 2):
        found = _look(frames[number], box)
        if found is not None:
            seen[number] = found
            box = found[:4]
    if len(seen) < 0.85 * len(range(0, count, 2)) or _longest_gap(sorted(seen), count) > 12:
        return None
    kept = sorted(seen)
    values = np.array([seen[number] for number in kept])
    every = np.stack([np.interp(range(count), kept, values[:, column]) for column in range(values.shape[1])], axis=1)
    smooth = _smoothed(every)
    marks = smooth[:, 4:].reshape(count, 5, 2)
    points = np.concatenate([marks[:, :3], marks[:, 3:].mean(axis=1, keepdims=True)], axis=1)
    return Track(points, smooth[:, :4])


def _smoothed(values: np.ndarray) -> np.ndarray:
    reach = round(3 * SMOOTHING)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / SMOOTHING) ** 2)
    weights /= weights.sum()
    padded = np.pad(values, ((reach, reach), (0, 0)), mode="edge")
    return np.stack([np.convolve(column, weights, "valid") for column in padded.T], axis=1)


def _longest_gap(seen: list[int], count: int) -> int:
    return int(max(np.diff([-1, *seen, count])))


def _look(planes: np.ndarray, box: np.ndarray) -> np.ndarray | None:
    """Box and five marks (14 numbers, pixels of the frame) of the face nearest to `box`."""
    middle, side = box[:2] + box[2:] / 2, 2.3 * max(box[2:])
    scale = VIEW / side
    placed = np.array([[scale, 0, VIEW / 2 - scale * middle[0]], [0, scale, VIEW / 2 - scale * middle[1]]])
    how = cv2.INTER_AREA if scale < 0.5 else cv2.INTER_LINEAR
    view = np.stack([cv2.warpAffine(plane, placed, (VIEW, VIEW), flags=how) for plane in planes])
    confidences, boxes, marks = detect(np.ascontiguousarray(film.colours(view)), conf=0.5)
    best = None
    for confidence, found, points in zip(confidences, boxes, marks):
        found, points = found.astype(float), points.astype(float)
        off = np.hypot(*(found[:2] + found[2:] / 2 - VIEW / 2))
        if off < 0.25 * VIEW and found[3] > 0.2 * VIEW and (best is None or off < best[0]):
            best = (off, found, points)
    if best is None:
        return None
    _, found, points = best
    corner = middle - VIEW / 2 / scale
    where = found[:2] / scale + corner
    return np.concatenate([where, found[2:] / scale, (points.reshape(5, 2) / scale + corner).ravel()])


def _faces(picture: np.ndarray) -> list[Box]:
    high, wide = picture.shape[:2]
    confidences, boxes, _ = detect(np.ascontiguousarray(picture), conf=SURE)
    found = [Box(x / wide, y / high, w / wide, h / high) for x, y, w, h in boxes.astype(float).tolist()]
    return sorted(found, key=lambda face: -face.area)
