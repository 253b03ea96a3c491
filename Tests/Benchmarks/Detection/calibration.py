"""Calibrates the scores of faces and of mouths on the pairs of DFDC set aside for it, and tells their error on those that test.

    calibration.py --network face-3.onnx --pairs CSV FACES [--calibration PAIRS] [--test PAIRS] [--cache NPZ]

Of faces by swapped ones, of mouths by the same originals redrawn, every second with care: prints Platt's line (slope and shift in
`FaceModel`), the log-odds below which 98 of 100 unaltered faces of the calibration part lie, and of the test part: AUC, the expected
calibration error over fifths of the scale, what it would be on average for a score that is calibrated perfectly, and accuracy where only
the surest are judged. Single crops; both of a pair count.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from sklearn.metrics import roc_auc_score

import corpus
from redrawing import Forger


def session(network):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])


def scored(network, pairs, start):
    """Log-odds (swapped, drawn, redrawn) of each unaltered face, the same swapped, and the same with its mouth redrawn."""
    run, forger, rows = session(network), Forger(pairs), []
    for number, (original, *jpegs) in enumerate(pairs):
        redrawn = forger.held_out(original, jpegs[0], start, number)()
        images = [corpus.normalized(corpus.plain(image))[None] for image in (*map(corpus.opened, jpegs), redrawn)]
        rows.append([run.run(["face/score"], {"pixel_values": image})[0].ravel() for image in images])
        if number % 50 == 49:
            print(number + 1, "of", len(pairs), flush=True)
    return np.array(rows)


def platt(x, y):
    """Slope and shift of the log-odds, at even odds beforehand: Newton's method on the logistic loss."""
    a = np.stack([x, np.ones_like(x)], 1)
    beta = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-a @ beta))
        beta -= np.linalg.solve((a * (p * (1 - p))[:, None]).T @ a, a.T @ (p - y))
    return beta


def error(p, y):
    """Mean distance between score and share over the fifths, weighted: as Sources/Detection/Evaluation has it."""
    fifths = np.minimum((p * 5).astype(int), 4)
    return sum(abs(p[fifths == n].mean() - y[fifths == n].mean()) * (fifths == n).sum() for n in set(fifths)) / len(p)


def told(name, rows):
    """`rows`: for each part, pairs of log-odds, unaltered and manipulated."""
    y = {part: np.tile([0, 1], len(some)) for part, some in rows.items()}
    slope, shift = platt(rows["calibration"].ravel(), y["calibration"])
    high, even = np.quantile(rows["calibration"][:, 0], 0.98), -shift / slope
    print(f"{name}: calibrated on {len(rows['calibration'])} pairs, slope {slope:.3f}, shift {shift:.3f}, even odds at {even:.3f}, "
          f"below it {np.mean(rows['calibration'][:, 0] < even):.3f} of the unaltered faces; 98 of 100 below {high:.3f}, "
          f"calibrated {slope * high + shift:.3f}")
    x = rows["test"].ravel()
    p = 1 / (1 + np.exp(-(slope * x + shift)))
    random = np.random.default_rng(1)
    by_chance = [error(p, random.random(len(p)) < p) for _ in range(1000)]
    print(f"test: {len(rows['test'])} pairs, AUC {roc_auc_score(y['test'], x):.4f}, above its original "
          f"{np.mean(rows['test'][:, 1] > rows['test'][:, 0]):.4f}, calibration error {error(p, y['test']):.4f}; of a perfect score "
          f"{np.mean(by_chance):.4f} on average, {np.quantile(by_chance, 0.95):.4f} at most in 95 of 100; above the limit "
          f"{(rows['test'][:, 0] > high).sum()} unaltered and {(rows['test'][:, 1] > high).sum()} manipulated")
    surest = np.argsort(-abs(p - 0.5))
    right = ((p >= 0.5) == y["test"])[surest]
    print("accuracy of the surest", ", ".join(f"{share} %: {right[:len(p) * share // 100].mean():.3f}" for share in range(100, 20, -10)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", required=True)
    parser.add_argument("--pairs", nargs=2, required=True)
    parser.add_argument("--calibration", type=int, default=300)
    parser.add_argument("--test", type=int, default=400)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    if options.cache and options.cache.exists():
        rows = dict(np.load(options.cache))
    else:
        pairs = corpus.pairs(*options.pairs)
        rows = {part: scored(options.network, pairs[part][:count], start) for part, count, start in
                (("calibration", options.calibration, 920_000), ("test", options.test, 940_000))}
        if options.cache:
            np.savez(options.cache, **rows)
    told("faces", {part: some[:, :2, 0] for part, some in rows.items()})
    told("mouths", {part: some[:, ::2, 2] for part, some in rows.items()})


if __name__ == "__main__":
    main()
