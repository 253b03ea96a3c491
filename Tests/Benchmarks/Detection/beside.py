"""The faces' score beside the signed original: how much higher does a clip score than the footage it was made from?

    beside.py wild train+calibration MEDIA NETWORK SCORES.json     unaltered footage through chains: the null
    beside.py wild test MEDIA NETWORK SCORES.json                  the same of the test split, once
    beside.py pairs test MEDIA NETWORK SCORES.json                 manipulated clips and their originals, once
    beside.py CLIP ORIGINAL START NETWORK SCORES.json              any clip; its first moment is the original's at START seconds

Every face is scored in the clip, in the original as it is ("plain"), and in the original scaled and coded as the clip is ("matched": size,
bits a second, distance of key frames). SCORES.json keeps what was scored; `beside_report.py` makes figures of it.
"""

import csv
import json
import sys
import tempfile
from pathlib import Path

import cv2
import numpy as np

import corpus
import crops
import faces
import recode
from calibration import session

SECONDS, LOOKS, SMALLEST = 4, 8, 40
# Steps of (filter, quality), one encoding each.
CHAINS = {
    "as it is": [],
    "crf 23": [("null", 23)],
    "crf 30": [("null", 30)],
    "crf 36": [("null", 36)],
    "480p": [("scale=-2:480", 28)],
    "360p": [("scale=-2:360", 32)],
    "240p": [("scale=-2:240", 34)],
    "twice": [("scale=-2:360", 30), ("scale=-2:480", 28)],
    "cropped": [("crop=iw*.9:ih*.9,scale=trunc(iw/.9/2)*2:trunc(ih/.9/2)*2", 28)],
    "caption": [("drawbox=0:ih*.85:iw:ih*.15:black:fill", 28)],
    "brighter": [("eq=brightness=.04:gamma=1.1", 28)],
    "soft": [("gblur=.8,unsharp=5:5:1", 28)],
}
# Left out where the clip is not higher.
HEIGHTS = {"480p": 480, "360p": 360, "240p": 240}
# Manipulated clips of split.tsv whose original is there frame by frame (MANIFEST.tsv).
ALIGNED = ("GipalLee", "result_video1", "519_515", "result_voice", "elon")
PAIR_CHAINS = ("as it is", "crf 30", "360p", "240p")


def stretch(path):
    """Where the SECONDS begin in which faces are oftenest large enough; None where there is none of 1 s."""
    seen = [time for time, picture in crops.looks(path, 40) if any(box[3] >= 64 for _, box, _ in faces.found(picture)[:1])]
    length = recode.shape(path)[3]
    starts = np.arange(0, max(length - SECONDS, 0) + 0.01, 0.5)
    counts = [sum(start <= time < start + SECONDS for time in seen) for start in starts]
    return float(starts[np.argmax(counts)]) if max(counts) >= max(min(SECONDS, length) * 10 / length, 1) else None


def thumbs(path):
    """Frames at 32 x 18, grey, of one mean and spread."""
    film, found = cv2.VideoCapture(str(path)), []
    while (read := film.read())[0]:
        small = cv2.resize(cv2.cvtColor(read[1], cv2.COLOR_BGR2GRAY), (32, 18), interpolation=cv2.INTER_AREA).astype(float)
        found.append((small - small.mean()) / (small.std() + 1))
    return np.array(found)


def shift(clip, original):
    """By how many frames the original runs late, up to 12, and how far the pictures then differ (0: not at all)."""
    a, b = thumbs(clip), thumbs(original)
    middle = np.arange(12, min(len(a), len(b)) - 12)
    return min(((float(abs(a[middle] - b[middle + by]).mean()), by) for by in range(-12, 13)), key=lambda one: (one[0], abs(one[1])))


def nearest(found, place, shape):
    """The face whose middle lies at a place of the picture (shares of its sides), within 15 %."""
    middles = [(box[:2] + box[2:] / 2) / shape[1::-1] for _, box, _ in found]
    near = [(abs(middle - place).max(), n) for n, middle in enumerate(middles)]
    return found[min(near)[1]] if near and min(near)[0] < 0.15 else None


def looked(original, others):
    """Of each look, the largest face of the original and the same in the other films: rows and crops, film by film."""
    films = [list(crops.looks(path, LOOKS)) for path in (original, *others)]
    for pictures in zip(*([picture for _, picture in film] for film in films), strict=False):
        first = next(iter(faces.found(pictures[0])), None)
        if first is None or first[1][3] < 64:
            continue
        place = (first[1][:2] + first[1][2:] / 2) / pictures[0].shape[1::-1]
        same = [first] + [nearest(faces.found(picture), place, picture.shape) for picture in pictures[1:]]
        if all(face is not None and face[1][3] >= SMALLEST for face in same):
            yield [(int(face[1][3]), faces.crop(picture, face[2])) for face, picture in zip(same, pictures, strict=True)]


def compared(score, original, clip, rate, gop, folder):
    """Rows of the face and scores, of the clip, the original, and the original coded alike."""
    alike = Path(folder, "alike.mp4")
    recode.matched(original, clip, rate, gop, alike)
    looks = list(looked(original, (clip, alike)))
    kinds = [[score(look[n][1]) for look in looks] for n in range(3)]
    return {"rows": [look[1][0] for look in looks], "plain": kinds[0], "clip": kinds[1], "matched": kinds[2],
            "rate": rate, "got": recode.coded(alike, 0, recode.shape(alike)[3])[0], "gop": gop, "size": recode.shape(clip)[:2]}


def through(score, clip, original, start, names, entry, keep):
    """A clip through chains, beside its original (the same file where it is unaltered)."""
    with tempfile.TemporaryDirectory() as folder:
        cuts = [Path(folder, "clip.mp4"), Path(folder, "original.mp4")]
        recode.cut(clip, start, SECONDS, cuts[0])
        recode.cut(original, start, SECONDS, cuts[1])
        away, by = shift(*cuts) if clip != original else (0.0, 0)
        if by:
            recode.cut(original, start + by / recode.shape(original)[2], SECONDS, cuts[1])
        for name in names:
            if HEIGHTS.get(name, 0) >= recode.shape(cuts[0])[1]:
                continue
            made = recode.chained(CHAINS[name], cuts[0], folder)
            seconds = recode.shape(made)[3]
            rate, gop = recode.coded(made, 0, seconds) if CHAINS[name] else recode.coded(clip, start, seconds)
            keep(f"{entry['path']}|{name}", entry | {"chain": name, "away": away, "by": by}
                 | compared(score, cuts[1], made, rate, gop, folder))


def one(score, clip, original, start, keep):
    """Any clip, whose first moment is the original's at `start`."""
    with tempfile.TemporaryDirectory() as folder:
        cuts = [Path(folder, "clip.mp4"), Path(folder, "original.mp4")]
        recode.cut(clip, 0, SECONDS, cuts[0])
        recode.cut(original, start, SECONDS, cuts[1])
        entry = {"path": clip, "source": Path(clip).name, "split": "", "kind": "any", "chain": "as it is"}
        keep(clip, entry | compared(score, cuts[1], cuts[0], *recode.coded(clip, 0, recode.shape(cuts[0])[3]), folder))


def original_of(media, path):
    with open(Path(media, "MANIFEST.tsv"), newline="") as file:
        return next(row["pair_of"] for row in csv.DictReader(file, delimiter="\t") if row["path"] == path)


def wild(score, what, splits, media, keep, known):
    with open(Path(__file__).with_name("split.tsv"), newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["split"] in splits.split("+")]
    pair, taken = what == "pairs", set()
    if pair:
        rows = [row for row in rows if row["kind"] != "real" and any(mark in row["path"] for mark in ALIGNED)]
    else:
        # One clip of a source, a political one before others: of several they would be no more than one observation.
        rows = sorted((row for row in rows if row["kind"] == "real"), key=lambda row: row["political"] == "no")
    for row in rows:
        path = Path(media, row["path"])
        if (not pair and row["source"] in taken) or (start := stretch(path)) is None:
            continue
        taken.add(row["source"])
        names = [name for name in (PAIR_CHAINS if pair else CHAINS) if f"{row['path']}|{name}" not in known]
        original = Path(media, original_of(media, row["path"])) if pair else path
        entry = {key: row[key] for key in ("path", "split", "kind", "source", "political")}
        if names:
            through(score, path, original, start, names, entry, keep)


def scorer(network):
    run, scored = session(network), {}

    def score(image):
        # The original's looks come again with every chain.
        if (name := image.tobytes()) not in scored:
            scored[name] = float(run.run(["face/score"], {"pixel_values": corpus.normalized(image)[None]})[0][0, 0])
        return scored[name]

    return score


def main():
    what, *places, network, scores = sys.argv[1:]
    cv2.setNumThreads(1)
    known = json.loads(Path(scores).read_text()) if Path(scores).exists() else {}

    def keep(name, entry):
        known[name] = entry
        Path(scores).write_text(json.dumps(known))
        print(name, flush=True)

    if what in ("wild", "pairs"):
        wild(scorer(network), what, *places, keep, known)
    else:
        one(scorer(network), what, *places, keep)


if __name__ == "__main__":
    main()
