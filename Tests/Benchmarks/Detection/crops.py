"""Cuts face crops out of the footage of split.tsv, for training and for quick measuring.

    crops.py MEDIA OUT [--looks N]

Writes OUT/NNNN.jpg (224 x 224, at the template's own scale) and OUT/crops.tsv: file, path, split, kind, source, political, time in
seconds, rows of the face in the film. The largest face of each look alone, and none of fewer than 40 rows.
"""

import argparse
import csv
from pathlib import Path

import cv2

import faces

SMALLEST = 40


def looks(path, count):
    """(time, picture) of `count` moments spread evenly."""
    film = cv2.VideoCapture(str(path))
    total, rate = int(film.get(cv2.CAP_PROP_FRAME_COUNT)), film.get(cv2.CAP_PROP_FPS) or 25
    wanted = sorted({int(total * (i + 0.5) / count) for i in range(count)})
    for number in range(total):
        if not film.grab() or not wanted:
            return
        if number == wanted[0]:
            wanted.pop(0)
            good, picture = film.retrieve()
            if good:
                yield number / rate, picture


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("media", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--looks", type=int, default=16)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with open(Path(__file__).with_name("split.tsv"), newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    number = 0
    with open(options.out / "crops.tsv", "w") as table:
        print("file", "path", "split", "kind", "source", "political", "time", "rows", sep="\t", file=table)
        for row in rows:
            if row["kind"] == "excluded":
                continue
            for time, picture in looks(options.media / row["path"], options.looks):
                face = next(iter(faces.found(picture)), None)
                if face is None or face[1][3] < SMALLEST:
                    continue
                name = f"{number:04}.jpg"
                number += 1
                cv2.imwrite(str(options.out / name), faces.crop(picture, face[2], zoom=1), [cv2.IMWRITE_JPEG_QUALITY, 93])
                print(name, row["path"], row["split"], row["kind"], row["source"], row["political"], f"{time:.2f}",
                      int(face[1][3]), sep="\t", file=table, flush=True)


if __name__ == "__main__":
    main()
