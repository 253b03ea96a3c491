"""Weights of `DetailModel`: `python3 fit_detail.py measurements.tsv truth.jsonl...`.

Logistic regression on the people of the half `even`: faces of unaltered clips against mouths that were replaced, as they come or by
somebody who knows the codes (`kit.aware --truth`). Prints the weights, and the highest score of each clip by kind, of both halves; the
threshold and the scale of `DetailModel` were chosen by eye from these. Needs numpy."""

import hashlib
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

MIDDLE = (1200.0, 3800.0)
"""Milliseconds of a clip of `kit.aware`, of five seconds, that were replaced in all likelihood."""
RIDGE = 0.02


def kind(row: dict) -> str:
    return f"aware {row['name']}" if row["group"] == "aware" else row["group"]


def half(row: dict) -> str:
    return ("even", "odd")[hashlib.sha256(row["notes"]["person"].encode()).digest()[0] % 2]


def replaced(row: dict) -> tuple[float, float] | None:
    """Milliseconds of the clip in which a mouth was replaced; nothing where that is not known or not one of these."""
    if kind(row) in ("aware above", "aware plain"):
        return MIDDLE
    if row["group"].startswith("lip-sync"):
        start, end = row["altered"]["clip"]
        return 1000 * start, 1000 * end
    return None


def samples(truth: dict, faces: dict) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Measurements, whether replaced, and weights by which each face counts once and both kinds alike."""
    rows, labels, weights = [], [], []
    for (clip, _), moments in faces.items():
        row, span = truth[clip], replaced(truth[clip])
        if half(row) != "even" or (span is None and row["group"] != "benign"):
            continue
        if span:
            moments = [moment for moment in moments if span[0] <= moment[0] <= span[1]]
        rows += [moment[1:4] for moment in moments]
        labels += [span is not None] * len(moments)
        weights += [1 / max(len(moments), 1)] * len(moments)
    labels, weights = np.array(labels, float), np.array(weights)
    for label in (0, 1):
        weights[labels == label] /= weights[labels == label].sum()
    return np.array(rows), labels, weights


def fit(rows: np.ndarray, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    spread = rows.std(0)
    design = np.c_[(rows - rows.mean(0)) / spread, np.ones(len(rows))]
    ridge = RIDGE * np.diag([1, 1, 1, 1e-6])
    found = np.zeros(4)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(design @ found, -30, 30)))
        slope = design.T @ (weights * (chance - labels)) + ridge @ found
        bend = (design.T * (weights * chance * (1 - chance))) @ design + ridge
        found -= np.linalg.solve(bend, slope)
    return found[:3] / spread


def main(measurements: str, *truths: str) -> int:
    lines = [json.loads(line) for path in truths for line in Path(path).read_text().splitlines()]
    truth = {row["clip"]: row for row in lines if row["experiment"] == "picture"}
    faces = defaultdict(list)
    for line in Path(measurements).read_text().splitlines():
        word, clip, *values = line.split("\t")
        if word == "detail":
            faces[clip, values[0]].append([float(value) for value in values[1:]])
    rows, labels, weights = samples(truth, faces)
    model = fit(rows, labels, weights)
    print(f"relative, excess, unexplained: {np.round(model, 2)} from {len(rows)} moments")
    highest = defaultdict(list)
    for (clip, _), moments in faces.items():
        highest[kind(truth[clip]), half(truth[clip])].append((np.array(moments)[:, 1:4] @ model).max())
    for name, scores in sorted(highest.items()):
        print(*name, len(scores), "faces, lowest, median, highest", np.round(np.quantile(scores, [0, 0.5, 1]), 2))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
