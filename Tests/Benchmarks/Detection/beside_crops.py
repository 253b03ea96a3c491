"""The faces' score beside the original, on the pairs of DFDC: one of a pair is altered, the original matched to it as a JPEG.

    beside_crops.py PAIRS.csv FACES NETWORK SCORES.json [--pairs N]

The first N pairs (150) of the part `select`. Matched: the original at the altered crop's side and the JPEG quality at which it takes as
many bytes. Single crops. What was scored is kept in SCORES.json; `beside_report.py crops` makes figures of it.
"""

import argparse
import json
from pathlib import Path

import cv2

import corpus
from beside import scorer

# Steps of (side, JPEG quality).
CHAINS = {"q 30": [(224, 30)], "half": [(112, 60)], "twice": [(160, 40), (112, 70)]}


def altered(image, steps):
    """An image through the steps, the side of the last one, and how many bytes it took there."""
    for side, quality in steps:
        small = cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA)
        image = corpus.compressed(small, quality)
    return cv2.resize(image, (corpus.SIZE, corpus.SIZE)), side, len(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, quality])[1])


def matched(image, side, wanted):
    """The image at a side and the lowest JPEG quality at which it takes so many bytes."""
    small = cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA)
    low, high = 2, 98
    while low < high:
        middle = (low + high) // 2
        enough = len(cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, middle])[1]) >= wanted
        low, high = (low, middle) if enough else (middle + 1, high)
    return cv2.resize(corpus.compressed(small, low), (corpus.SIZE, corpus.SIZE))


def compared(score, real, fake):
    """Scores of both, and by chain of each altered one and of the original matched to it."""
    entry = {"real": score(corpus.plain(real)), "fake": score(corpus.plain(fake)), "chains": {}}
    for name, steps in CHAINS.items():
        some = [altered(image, steps) for image in (real, fake)]
        entry["chains"][name] = [[score(corpus.plain(image)), score(corpus.plain(matched(real, *how)))] for image, *how in some]
    return entry


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("table", type=Path)
    parser.add_argument("faces", type=Path)
    parser.add_argument("network")
    parser.add_argument("scores", type=Path)
    parser.add_argument("--pairs", type=int, default=150)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    known = json.loads(options.scores.read_text()) if options.scores.exists() else {}
    score = scorer(options.network)
    for number, (original, *jpegs) in enumerate(corpus.pairs(options.table, options.faces)["select"][:options.pairs]):
        # An original may have several swaps.
        if (name := f"{original} {number}") not in known:
            known[name] = compared(score, *(corpus.opened(jpeg) for jpeg in jpegs))
            options.scores.write_text(json.dumps(known))


if __name__ == "__main__":
    main()
