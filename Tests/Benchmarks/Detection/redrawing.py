"""Faces with redrawn mouths, made of unaltered ones: what generators of lips leave behind, by none of them.

Another mouth (the same moved, or another person's) in the lower face, drawn on a coarse grid, smoothed or sharpened, a little off in
colour, pasted with a soft or a hard edge.
"""

import random

import cv2
import numpy as np

import faces
from corpus import SIZE, compressed, opened
from faces import TEMPLATE, laid

# So many others are looked at for a mouth that fits.
DONORS = 40
# How far the seeds of careful work are from those of other work.
CAREFUL = 50_000
# Pixels that are put about a crop, so that the detector sees a face with something around it.
AROUND = 40


class Forger:
    """Redraws mouths; whoever lends a mouth is among `lenders`, pairs of DFDC."""

    def __init__(self, lenders):
        self.lenders, self.known = lenders, {}

    def seen(self, name, jpeg):
        """Where the five points lie, as crops of DFDC do not lie on the template, and the face's colour."""
        if name not in self.known:
            image = opened(jpeg)
            points = found(image)
            self.known[name] = points, skin(image, points)
        return self.known[name]

    def making(self, name, jpeg, seed, careful=False):
        """What gives the picture with its mouth redrawn."""
        def make():
            me, r = self.seen(name, jpeg), random.Random(seed)
            some = [pair for pair in (self.lenders[r.randrange(len(self.lenders))] for _ in range(DONORS)) if pair[0] != name]
            lender = some[akin(me, [self.seen(*pair[:2]) for pair in some])]
            return redrawn(opened(jpeg), me[0], (opened(lender[1]), self.seen(*lender[:2])[0]), seed, careful)[0]
        return make

    def held_out(self, name, jpeg, start, number):
        """What gives a picture to choose, calibrate or test by: every second is redrawn with care."""
        careful = number % 2 == 1
        return self.making(name, jpeg, start + number + (CAREFUL if careful else 0), careful=careful)


def found(image):
    around = cv2.copyMakeBorder(image, AROUND, AROUND, AROUND, AROUND, cv2.BORDER_REPLICATE)
    seen = faces.found(around)
    return seen[0][2] - AROUND if seen else TEMPLATE


def skin(image, points):
    """The mean colour between the eyes and the chin."""
    (left, top), (right, bottom) = np.clip(points[[0, 4]].astype(int), [0, 0], [SIZE - 2, SIZE - 2])
    return image[top:max(bottom, top + 1), left:max(right, left + 1)].reshape(-1, 3).mean(0)


def akin(one, others):
    """Which of the others' (points, colour) is seen most as this one is: from the same side, of the same complexion."""
    def away(other):
        matrix = laid(other[0], one[0])
        left = np.hypot(*(other[0] @ matrix[:, :2].T + matrix[:, 2] - one[0]).T).mean()
        return left / 4 + np.abs(other[1] - one[1]).mean() / 20
    return min(range(len(others)), key=lambda n: away(others[n]))


def redrawn(image, points, donor, seed, careful=False):
    """The lower face as a generator of lips leaves it: other lips, on a coarse grid, smoothed or sharpened, pasted back.

    `points` are where eyes, nose and corners of the mouth lie; `donor` is another crop with its points. Careful work has a finer grid, a
    soft edge about the mouth alone, and its surroundings' colour. Gives the picture and how coarse the grid is: its pixels for one of
    the picture's, 1 where nothing is lost.
    """
    r = random.Random(seed)
    placed = laid(TEMPLATE, points)
    face = cv2.warpAffine(image, placed, (SIZE, SIZE), flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)
    lips = moved(face, r) if r.random() < 0.65 else taken(face, *donor)
    lips, grid = coarsened(lips, r, careful)
    if careful:
        about = slice(124, 192), slice(64, 160)
        lips = lips + np.median((face[about] * 1.0 - lips[about]).reshape(-1, 3), 0)
    elif r.random() < 0.7:
        lips = lips * r.uniform(0.95, 1.05) + np.array([r.uniform(-6, 6) for _ in range(3)])
    inverse = dict(dsize=(SIZE, SIZE), flags=cv2.INTER_LINEAR)
    lips = cv2.warpAffine(np.clip(lips, 0, 255).astype(np.uint8), placed, borderMode=cv2.BORDER_REPLICATE, **inverse)
    mask = cv2.warpAffine(region(r, careful), placed, **inverse)[..., None]
    return np.clip(image * (1 - mask) + lips * mask, 0, 255).astype(np.uint8), grid


def region(r, careful):
    """What is pasted, on the template: an ellipse about the mouth, all below the nose, the jaw, or the lower half of the face's box."""
    mask, kind = np.zeros((SIZE, SIZE), np.float32), "mouth" if careful else r.choice(["mouth", "nose", "jaw", "box"])
    if kind == "mouth":
        cv2.ellipse(mask, (112, 158 + r.randint(-3, 6)), (r.randint(42, 62), r.randint(24, 40)), 0, 0, 360, 1, -1)
    elif kind == "nose":
        cv2.ellipse(mask, (112, 165), (r.randint(58, 80), r.randint(48, 62)), 0, 0, 360, 1, -1)
        mask[:r.randint(116, 132)] = 0
    elif kind == "jaw":
        jaw = [(45, 118), (56, 172), (84, 206), (112, 216), (140, 206), (168, 172), (179, 118), (145, 122), (112, 128), (79, 122)]
        cv2.fillPoly(mask, [np.array(jaw) + [0, r.randint(-4, 6)]], 1)
    else:
        mask[r.randint(104, 126):r.randint(200, 224), r.randint(28, 52):r.randint(172, 196)] = 1
    hard = r.random() < 0.3 and not careful
    return cv2.GaussianBlur(mask, (0, 0), r.uniform(0.4, 1) if hard else r.uniform(2, 9))


def moved(face, r):
    """The same mouth opened or closed, and made wider or narrower: chin and lower lip move, nose and cheeks stay."""
    y, x = np.mgrid[:SIZE, :SIZE].astype(np.float32)
    line = TEMPLATE[3, 1] + r.uniform(-4, 4)
    beside = np.exp(-((x - 112) / r.uniform(40, 60)) ** 2)
    below = 1 / (1 + np.exp(-(y - line) / r.uniform(2, 6))) * np.exp(-np.maximum(y - 190, 0) / 20)
    down = r.choice([-1, 1]) * r.uniform(5, 16) * beside * below
    across = r.uniform(-0.12, 0.12) * (x - 112) * np.exp(-((y - line) / 25) ** 2 - ((x - 112) / 60) ** 2)
    return cv2.remap(face, np.float32(x + across), np.float32(y - down), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def taken(face, donor, points):
    """The donor's face in the colours of this one's lower half."""
    matrix = laid(points, TEMPLATE)
    other = cv2.warpAffine(donor, matrix, (SIZE, SIZE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE).astype(np.float32)
    here, there = (some[125:195, 60:164].reshape(-1, 3).astype(np.float32) for some in (face, other))
    return (other - there.mean(0)) * np.clip(here.std(0) / (there.std(0) + 1), 0.6, 1.6) + here.mean(0)


def coarsened(lips, r, careful):
    """Drawn on another grid and brought back; then smoothed, or sharpened as by what enhances faces."""
    lips = np.clip(lips, 0, 255).astype(np.uint8)
    grid = min(np.exp(r.uniform(np.log(0.5 if careful else 0.35), np.log(1.6 if careful else 1.3))), 1.0)
    if grid < 1:
        side = round(SIZE * grid)
        small = cv2.resize(lips, (side, side), interpolation=cv2.INTER_AREA)
        if r.random() < 0.2:
            small = compressed(small, r.randint(50, 90))
        lips = cv2.resize(small, (SIZE, SIZE), interpolation=r.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC]))
    how = r.random()
    if careful and how < 0.7:
        lips = cv2.GaussianBlur(lips, (0, 0), r.uniform(0.3, 0.8)) if how < 0.3 else lips
    elif how < 0.3:
        lips = cv2.GaussianBlur(lips, (0, 0), r.uniform(0.4, 1.2))
    elif how < 0.45:
        lips = cv2.bilateralFilter(lips, 7, r.uniform(10, 40), 4)
    elif how < 0.7:
        lips = lips * 1.0 + r.uniform(0.3, 1.2) * (lips - cv2.GaussianBlur(lips, (0, 0), r.uniform(0.8, 2)) * 1.0)
    return np.clip(lips, 0, 255), grid
