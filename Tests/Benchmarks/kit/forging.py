"""Manipulated pictures: a mouth from another moment, another person's face, a sign or photo put over something.

Frames are those of `film`; every function alters its frames in place and leaves all pixels alone that it does not say
it alters."""

import math
import random
from dataclasses import dataclass
from typing import Callable

import cv2
import numpy as np

from .faces import Track
from .geometry import Box, union

MOUTH = (0.26, 0.18, 0.03)
"""Half width and half height of the replaced ellipse, and how far below the mouth's middle it lies, in face boxes."""
FACE = (0.40, 0.46, 0.02)
"""The same of a swapped face, from the middle of its box: from brow to chin."""
FEATHER = 0.3
"""Share of an ellipse's radius over which the replacement fades out."""
FADE = 2
"""Frames at either end over which it fades in time."""
UNLIKE = 5.0
"""Mean grey levels by which a replaced mouth must differ from the one that it covers, overall brightness aside."""
MOVING = 2.0
"""Mean standard deviation over time, in grey levels, that the mouth must have on one of both sides."""
POSE = 0.16
"""Mean distance of eyes, nose and mouth after they are laid on each other, in eye distances, up to which poses
agree."""
SWAP_POSE = 0.2
"""The same between two people, whose faces differ in shape besides."""
APART = 0.6
"""Seconds between a mouth and the moment that it is taken from, at least."""
TRIES = 60
"""Moments, or places, that are tried."""
LIT = 30.0
"""Mean grey level that a place must have to take a sign: black bars are no place."""
SAME_PLACE = 6.0
"""Mean grey levels by which a place may change from second to second and still take a sign: the camera stands still."""
SMALLEST_BOARD = 32
"""Pixels of width below which a sign is no sign any more."""
CONTRAST = 20.0
"""Mean grey levels by which a sign or photo must differ from what it covers."""
SLOGANS = ("VOTE NO", "STOP WAR", "TAX CUT", "NO DEAL")


@dataclass(frozen=True)
class Forgery:
    """Frames `first` to `end`; boxes as fractions of the frame; `contrast`: mean grey levels between both versions."""

    first: int
    end: int
    box: Box
    reach: Box
    face_height: float | None
    contrast: float


def lip_sync(
    frames: np.ndarray,
    track: Track,
    rate: float,
    length: float,
    chance: random.Random,
    drawn: Callable[[np.ndarray, np.ndarray], np.ndarray] = lambda planes, box: planes,
) -> Forgery | None:
    """Replaces the mouth for `length` seconds by that of another moment, as `drawn` makes it of that moment's planes and the box of the
    face that it is for; none where no moment is unlike enough."""
    count, span = len(frames), round(length * rate)
    mouths = np.stack([_mouth(planes[0], points) for planes, points in zip(frames, track.points)])
    for _ in range(TRIES):
        first = chance.randrange(round(0.4 * rate), max(round(0.4 * rate) + 1, count - span - round(0.3 * rate)))
        shift = chance.randrange(-first, count - first - span + 1) if count > first + span else -first
        if abs(shift) < APART * rate or first + span > count:
            continue
        here, there = slice(first, first + span), slice(first + shift, first + span + shift)
        apart = mouths[there] - mouths[here]
        unlike = np.abs(apart - apart.mean(axis=(1, 2), keepdims=True)).mean()
        moving = max(mouths[here].std(axis=0).mean(), mouths[there].std(axis=0).mean())
        fits = [_fit(track.points[n + shift], track.points[n])[1] for n in range(first, first + span, 3)]
        if unlike < UNLIKE or moving < MOVING or np.mean(fits) > POSE:
            continue
        donors = {number + shift: frames[number + shift].copy() for number in range(first, first + span)}

        def taken(number: int) -> tuple[np.ndarray, np.ndarray]:
            return drawn(donors[number + shift], track.boxes[number]), track.points[number + shift]

        return _replace(frames, track, taken, first, span, MOUTH, 3)
    return None


def swap(
    frames: np.ndarray, track: Track, donor: np.ndarray, donor_track: Track, first: int, span: int
) -> Forgery | None:
    """Puts the donor's face over the tracked one; none where both are never seen from the same side."""
    count = len(donor)
    fits = [
        _fit(donor_track.points[n % count], track.points[n])[1] for n in range(first, min(first + span, len(frames)), 5)
    ]
    if np.mean(fits) > SWAP_POSE:
        return None
    smaller = float(np.median(track.boxes[:, 3]) / np.median(donor_track.boxes[:, 3]))

    def taken(number: int) -> tuple[np.ndarray, np.ndarray]:
        planes, points = donor[number % count], donor_track.points[number % count]
        if smaller > 0.7:
            return planes, points
        shrunk = np.stack(
            [cv2.resize(plane, None, fx=smaller, fy=smaller, interpolation=cv2.INTER_AREA) for plane in planes]
        )
        return shrunk, points * smaller

    return _replace(frames, track, taken, first, span, FACE, None)


def board(
    frames: np.ndarray,
    avoided: list[Box],
    first: int,
    span: int,
    width: float,
    photo: np.ndarray | None,
    chance: random.Random,
) -> Forgery | None:
    """Covers a still place with a sign, or with the planes of `photo`, `width` of the frame wide, under the light that
    falls there; none where no place stands still, or the picture is too small."""
    _, _, high, wide = frames.shape
    across = round(width * wide)
    down = round(across * (0.5 if photo is None else 0.72))
    if across < SMALLEST_BOARD:
        return None
    best = None
    for _ in range(TRIES):
        x, y = chance.randrange(4, wide - across - 4), chance.randrange(4, max(5, round(0.8 * high) - down))
        place = Box(x / wide, y / high, across / wide, down / high)
        if down >= 0.75 * high or any(place.overlap(face) > 0 for face in avoided):
            continue
        seen = frames[first : first + span : max(1, span // 6), 0, y : y + down, x : x + across].astype(np.float32)
        change = np.abs(np.diff(seen, axis=0)).mean()
        if seen.mean() < LIT:
            continue
        if best is None or change < best[0]:
            best = (change, x, y, place)
    if best is None or best[0] > SAME_PLACE:
        return None
    _, x, y, place = best
    under = np.median(frames[first : first + span : max(1, span // 6), :, y : y + down, x : x + across], axis=0)
    patch = _sign(under, chance) if photo is None else _photo(under, photo)
    light = cv2.GaussianBlur(under[0].astype(np.float32), (0, 0), down / 4)
    patch[0] *= np.clip(light / max(1.0, light.mean()), 0.8, 1.25)
    patch = np.stack([cv2.GaussianBlur(plane, (0, 0), 0.7) for plane in patch])
    edge = np.pad(np.ones((down - 2, across - 2), np.float32), 1, constant_values=0.5)
    altered = 0.0
    for number in range(first, first + span):
        here = frames[number, :, y : y + down, x : x + across]
        mixed = np.clip(edge * patch + (1 - edge) * here, 16, 240).astype(np.uint8)
        altered += float(np.abs(mixed[0].astype(np.float32) - here[0]).mean()) / span
        frames[number, :, y : y + down, x : x + across] = mixed
    return Forgery(first, first + span, place, place, None, altered) if altered >= CONTRAST else None


def _sign(under: np.ndarray, chance: random.Random) -> np.ndarray:
    """Planes of a sign with a slogan: light on dark ground, dark on light."""
    _, down, across = under.shape
    ground, ink = (205, 40) if under[0].mean() < 125 else (55, 215)
    luma = np.full((down, across), ground, np.uint8)
    words = chance.choice(SLOGANS)
    (wide, high), _ = cv2.getTextSize(words, cv2.FONT_HERSHEY_DUPLEX, 1, 2)
    size = min(0.86 * across / wide, 0.5 * down / high)
    where = (round((across - wide * size) / 2), round((down + high * size) / 2))
    cv2.putText(luma, words, where, cv2.FONT_HERSHEY_DUPLEX, size, ink, max(1, round(2 * size)), cv2.LINE_AA)
    return np.stack([luma, np.full_like(luma, 128), np.full_like(luma, 128)]).astype(np.float32)


def _photo(under: np.ndarray, photo: np.ndarray) -> np.ndarray:
    """The middle of another picture, in the place's shape."""
    _, down, across = under.shape
    _, high, wide = photo.shape
    part = min(wide / across, high / down) * 0.9
    x, y = round((wide - across * part) / 2), round((high - down * part) / 2)
    cut = photo[:, y : y + round(down * part), x : x + round(across * part)]
    return np.stack([cv2.resize(plane, (across, down), interpolation=cv2.INTER_AREA) for plane in cut]).astype(
        np.float32
    )


def _replace(
    frames: np.ndarray,
    track: Track,
    taken: Callable[[int], tuple[np.ndarray, np.ndarray]],
    first: int,
    span: int,
    shape: tuple[float, float, float],
    anchor: int | None,
) -> Forgery:
    """Lays `taken(frame)`, planes and points, over the ellipse `shape` of each face, around point `anchor` or the
    box."""
    _, _, high, wide = frames.shape
    end = min(first + span, len(frames))
    boxes, altered = [], []
    for number in range(first, end):
        face = track.boxes[number]
        middle = track.points[number][anchor] if anchor is not None else face[:2] + face[2:] / 2
        radii = face[2:] * shape[:2]
        centre = middle + np.array([0, shape[2] * face[3]])
        low = np.maximum(0, np.floor(centre - 1.2 * radii)).astype(int)
        top = np.minimum([wide, high], np.ceil(centre + 1.2 * radii)).astype(int)
        planes, points = taken(number)
        matrix = _fit(points, track.points[number])[0]
        matrix[:, 2] -= low
        size = (int(top[0] - low[0]), int(top[1] - low[1]))
        patch = np.stack(
            [
                cv2.warpAffine(plane, matrix, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
                for plane in planes
            ]
        ).astype(np.float32)
        here = frames[number, :, low[1] : top[1], low[0] : top[0]]
        down, across = np.mgrid[low[1] : top[1], low[0] : top[0]]
        away = np.hypot((across - centre[0]) / radii[0], (down - centre[1]) / radii[1])
        weight = np.clip((1 + FEATHER / 2 - away) / FEATHER, 0, 1)
        fade = min(1.0, (number - first + 1) / (FADE + 1), (end - number) / (FADE + 1))
        matched = _matched(patch, here, away, whole=anchor is None)
        mixed = np.clip(here + fade * weight * (matched - here), 0, 255).astype(np.uint8)
        inside = away < 1
        altered.append(float(np.abs(mixed[0].astype(np.float32) - here[0])[inside].mean()))
        frames[number, :, low[1] : top[1], low[0] : top[0]] = mixed
        boxes.append([*(centre - radii), *(2 * radii)])
    mean = np.mean(boxes, axis=0) / [wide, high, wide, high]
    seen = track.boxes[first:end]
    reach = union(Box(x / wide, y / high, w / wide, h / high) for x, y, w, h in seen.tolist())
    face_height = float(seen[:, 3].mean() / high)
    return Forgery(first, end, Box(*map(float, mean)), reach, face_height, float(np.mean(altered)))


def _matched(patch: np.ndarray, here: np.ndarray, away: np.ndarray, whole: bool) -> np.ndarray:
    """The patch in the colours of its place: those of the rim, or, of a whole face, mean and spread of all of it."""
    ring = away < 1 if whole else (away > 0.9) & (away < 1.2)
    result = np.empty_like(patch)
    for plane, (given, wanted) in enumerate(zip(patch, here)):
        gain = np.clip(wanted[ring].std() / max(1.0, given[ring].std()), 0.7, 1.4) if whole and plane == 0 else 1.0
        if whole:
            result[plane] = (given - given[ring].mean()) * gain + wanted[ring].mean()
        else:
            result[plane] = given + np.median(wanted[ring] - given[ring])
    return result


def _fit(given: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, float]:
    """The similarity (2x3) that lays points on others best, and the mean distance left, in eye distances."""
    one, other = given - given.mean(axis=0), wanted - wanted.mean(axis=0)
    power = (one**2).sum()
    a = (one * other).sum() / power
    b = (one[:, 0] * other[:, 1] - one[:, 1] * other[:, 0]).sum() / power
    turn = np.array([[a, -b], [b, a]])
    left = np.hypot(*(one @ turn.T - other).T).mean() / math.dist(wanted[0], wanted[1])
    return np.column_stack([turn, wanted.mean(axis=0) - turn @ given.mean(axis=0)]), float(left)


def _mouth(luma: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The mouth in a frame of its own (24 by 16 grey levels), wherever and however large it is."""
    canonical = np.array([[4.0, -14.0], [20.0, -14.0], [12.0, -3.0], [12.0, 7.0]])
    matrix = _fit(points, canonical)[0]
    return cv2.warpAffine(luma, matrix, (24, 16), flags=cv2.INTER_AREA).astype(np.float32)
