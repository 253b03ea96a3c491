"""Cuts drawn and rendered faces out of the pictures of Debian's packages, for what tells them from filmed ones.

    drawn.py PACKAGES OUT

PACKAGES holds a folder for each package, as `dpkg -x` unpacks it. Writes OUT/NNNN.jpg, as crops.py does, and OUT/drawn.tsv: file, group,
path, rows of the face. Pictures whose path speaks of people come first; of a package 1,200 pictures are looked at, and 250 faces kept,
none twice. Look through them: what is a photograph has to go.
"""

import hashlib
import random
import sys
from pathlib import Path

import cv2
import numpy as np

import faces

PICTURES, FACES = 1200, 250
SMALLEST = 40
SUFFIXES = {".png", ".jpg", ".jpeg", ".webp", ".bmp", ".tga"}
PEOPLE = ("portrait", "face", "avatar", "people", "person", "character", "leader", "cartoon", "crew", "hero", "dialog", "soldier", "npc", "head")


def pictures(package):
    files = [file for file in package.rglob("*") if file.suffix.lower() in SUFFIXES and file.is_file() and file.stat().st_size > 6000]
    random.Random(1).shuffle(files)
    return sorted(files, key=lambda file: not any(word in str(file.relative_to(package.parent)).lower() for word in PEOPLE))[:PICTURES]


def opened(path):
    """A BGR picture, what is transparent in a colour of its own; nothing where it is too small, too large or of another kind."""
    image = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    if image is None or image.dtype != np.uint8 or min(image.shape[:2]) < 80 or max(image.shape[:2]) > 6000:
        return None
    if image.ndim == 2:
        image = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
    if image.shape[2] == 4:
        share = image[..., 3:] / 255
        behind = np.frombuffer(hashlib.md5(path.name.encode()).digest()[:3], np.uint8)
        image = (image[..., :3] * share + behind * (1 - share)).astype(np.uint8)
    if max(image.shape[:2]) < 300:  # a portrait without a margin
        image = cv2.copyMakeBorder(image, 40, 40, 40, 40, cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(image)


def found(package):
    """(path, rows, crop), none twice."""
    seen = set()
    for path in pictures(package):
        image = opened(path)
        for _, box, points in [] if image is None else faces.found(image)[:3]:
            if box[3] < SMALLEST or len(seen) == FACES:
                continue
            crop = faces.crop(image, points, zoom=1)
            coarse = cv2.resize(cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY), (12, 12), interpolation=cv2.INTER_AREA) // 24
            if coarse.tobytes() not in seen:
                seen.add(coarse.tobytes())
                yield path, int(box[3]), crop


def main():
    packages, out = map(Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    number = 0
    with open(out / "drawn.tsv", "w") as table:
        print("file", "group", "path", "rows", sep="\t", file=table)
        for package in sorted(packages.iterdir()):
            # Campaigns of one game are one group.
            group = package.name.split("-")[0]
            for path, rows, crop in found(package):
                name = f"{number:04}.jpg"
                number += 1
                cv2.imwrite(str(out / name), crop, [cv2.IMWRITE_JPEG_QUALITY, 95])
                print(name, group, path.relative_to(packages), rows, sep="\t", file=table, flush=True)


if __name__ == "__main__":
    main()
