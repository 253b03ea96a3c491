"""Chooses the weights and limits of the comparison of faces: `python3 fit.py truth.jsonl measurements.tsv`.

Weights of `MouthModel` are fitted, and its thresholds and `FaceLimits.lastingDoubt` read off, on the people of the half
`even`; what they find is stated on the half `odd`. Needs numpy."""

import hashlib
import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

LENGTHS = (4, 9)
MOMENT = 120.0
"""Milliseconds between two moments."""
RISE = {4: 1.0, 9: 0.5}
"""`MouthModel.rise` by length."""
INSIDE = 0.7
"""Share of a window, or of what was replaced where that is shorter, that must overlap for the window to count as replaced."""


@dataclass
class Clip:
    name: str
    half: str
    kind: str
    amount: float | None
    """Seconds replaced."""
    span: tuple[float, float] | None
    """Milliseconds of the clip that were replaced."""
    windows: dict = field(default_factory=lambda: defaultdict(list))
    """Length and face to rows of start, end, relative, excess, unexplained."""
    lasting: list = field(default_factory=list)


def load(truth: Path, measurements: Path) -> list[Clip]:
    clips = {}
    for line in truth.read_text().splitlines():
        row = json.loads(line)
        if row["experiment"] != "picture":
            continue
        half = ("even", "odd")[hashlib.sha256(row["notes"]["person"].encode()).digest()[0] % 2]
        altered = row["altered"]
        kind = "benign" if row["group"] == "benign" else altered["kind"] if altered else "other"
        span = tuple(1000 * second for second in altered["clip"]) if altered else None
        clips[row["clip"]] = Clip(row["clip"], half, kind, row["notes"].get("amount"), span)
    for line in measurements.read_text().splitlines():
        word, name, *values = line.split("\t")
        if word == "window":
            face, length, *numbers = values
            clips[name].windows[int(length), face].append([float(number) for number in numbers])
        elif word == "lasting":
            clips[name].lasting.append(float(values[2]))
    return list(clips.values())


def inside(clip: Clip, rows: np.ndarray) -> np.ndarray:
    start, end = rows[:, 0] - MOMENT / 2, rows[:, 1] + MOMENT / 2
    shared = np.minimum(end, clip.span[1]) - np.maximum(start, clip.span[0])
    return shared / np.minimum(end - start, clip.span[1] - clip.span[0]) >= INSIDE


def weights(clips: list[Clip], length: int) -> np.ndarray:
    """Logistic regression, every clip with the same weight, both kinds with the same weight in all."""
    parts = []
    for clip in clips:
        every = [np.array(rows) for (long, _), rows in clip.windows.items() if long == length]
        if clip.kind == "mouth":
            every = [rows[inside(clip, rows)] for rows in every]
        elif clip.kind != "benign":
            continue
        count = sum(len(rows) for rows in every)
        parts += [(rows[:, 2:], float(clip.kind == "mouth"), 1 / count) for rows in every if len(rows)]
    values = np.concatenate([rows for rows, _, _ in parts])
    replaced = np.concatenate([np.full(len(rows), label) for rows, label, _ in parts])
    share = np.concatenate([np.full(len(rows), weight) for rows, _, weight in parts])
    share = np.where(replaced > 0, share / share[replaced > 0].sum(), share / share[replaced == 0].sum())
    centre, scale = values.mean(0), values.std(0)
    inputs = np.c_[(values - centre) / scale, np.ones(len(values))]
    solution = np.zeros(inputs.shape[1])
    ridge = 0.02 * np.diag([1] * len(centre) + [1e-6])
    for _ in range(60):
        odds = 1 / (1 + np.exp(-np.clip(inputs @ solution, -30, 30)))
        gradient = inputs.T @ (share * (odds - replaced)) + ridge @ solution
        curvature = (inputs * (share * odds * (1 - odds))[:, None]).T @ inputs + ridge
        solution -= np.linalg.solve(curvature, gradient)
    return solution[:-1] / scale


def scores(clip: Clip, length: int, weight: np.ndarray, replaced: bool) -> float:
    """The highest score of a window, before the threshold; of those that were replaced alone where asked."""
    best = -np.inf
    for (long, _), rows in clip.windows.items():
        if long == length:
            table = np.array(rows)
            odds = table[:, 2:] @ weight
            risen = odds + RISE[length] * (odds - np.sort(odds)[(len(odds) - 1) // 2])
            best = max([best, *risen[inside(clip, table) if replaced else slice(None)]])
    return best


def main(truth: str, measurements: str) -> None:
    clips = load(Path(truth), Path(measurements))
    halves = {half: [clip for clip in clips if clip.half == half] for half in ("even", "odd")}
    above = defaultdict(lambda: -np.inf)
    for length in LENGTHS:
        weight = weights(halves["even"], length)
        benign = sorted(scores(clip, length, weight, False) for clip in halves["even"] if clip.kind == "benign")
        benign = [score for score in benign if np.isfinite(score)]
        print(f"{length} moments: relative, excess, unexplained {np.round(weight, 2)}")
        print(f"  benign, even, {len(benign)} clips: highest {np.round(benign[::-1][:4], 2)}")
        for clip in clips:
            found = scores(clip, length, weight, clip.kind == "mouth")
            above[clip.name] = max(above[clip.name], found - benign[-1])
    compared = [above[clip.name] for clip in halves["even"] if clip.kind == "benign" and np.isfinite(above[clip.name])]
    print(f"above the threshold, benign, even, quantiles .9 .95 .97: {np.round(np.quantile(compared, (0.9, 0.95, 0.97)), 2)}")
    for kind in ("benign", "mouth"):
        for amount in sorted({clip.amount or 0 for clip in halves["odd"] if clip.kind == kind}):
            mine = [clip for clip in halves["odd"] if clip.kind == kind and (clip.amount or 0) == amount]
            # A benign clip whose faces were not compared cannot alarm; a replaced mouth that was not compared is missed.
            found = [above[clip.name] > 0 for clip in mine if kind == "mouth" or np.isfinite(above[clip.name])]
            print(f"odd, {kind} {amount or ''}: {sum(found)} of {len(found)} above")
    for half, mine in halves.items():
        for kind in ("benign", "face", "pair"):
            highest = [max(clip.lasting) for clip in mine if clip.kind == kind and clip.lasting]
            if highest:
                quantiles = np.round(np.quantile(highest, (0, 0.05, 0.5, 0.9, 0.95, 0.99, 1)), 2)
                print(f"lasting, {half}, {kind}, {len(highest)} clips, quantiles 0 .05 .5 .9 .95 .99 1: {quantiles}")


if __name__ == "__main__":
    main(*sys.argv[1:])
