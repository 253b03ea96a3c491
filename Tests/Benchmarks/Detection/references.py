"""Writes models/unaltered.tsv: what the detectors make of the unaltered clips that calibrate (split.tsv), for `ConformalRule`.

    references.py VERICLIP MEDIA > ../../../models/unaltered.tsv

VERICLIP is the program, built as it ships; its own looks and gates decide, so that a clip's score is what a user's clip would get. Nothing
is trained with these clips. A cell is empty where a detector did not judge the clip. Run again whenever a detector changes.
"""

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

DETECTORS = ("face", "mouth", "lips-and-sound")


def scores(program, media, rows, detector):
    """{path: score or nothing}."""
    with tempfile.TemporaryDirectory() as folder:
        labels, out = Path(folder, "labels.tsv"), Path(folder, "scores.tsv")
        lines = ["path\tlabel\tsource"] + [f"{row['path']}\tunaltered\t{row['source']}" for row in rows]
        labels.write_text("\n".join(lines) + "\n")
        subprocess.run([program, "detectors", "evaluate", media, "--labels", labels, "--detector", detector, "--scores", out],
                       check=True, stdout=subprocess.DEVNULL)
        with open(out, newline="") as file:
            return {row["path"]: row["score"] for row in csv.DictReader(file, delimiter="\t")}


def main():
    program, media = sys.argv[1:]
    with open(Path(__file__).with_name("split.tsv"), newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["split"] == "calibration" and row["kind"] == "real"]
    found = {detector: scores(program, media, rows, detector) for detector in DETECTORS}
    print("clip", "source", "political", *DETECTORS, sep="\t")
    for row in rows:
        values = [found[detector][row["path"]] for detector in DETECTORS]
        print(row["path"].rsplit("/", 1)[1], row["source"], row["political"],
              *(f"{float(value):.4f}" if value else "" for value in values), sep="\t")


if __name__ == "__main__":
    main()
