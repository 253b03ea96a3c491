"""Calibrates the faces' score on the pairs of DFDC set aside for it, and tells what is left of its error on those that test.

    calibration.py --network face-2.onnx --pairs CSV FACES [--calibration PAIRS] [--test PAIRS] [--cache NPZ]

Prints Platt's line (slope and shift of `FaceModel.face`), the log-odds below which 98 of 100 unaltered faces of the calibration part lie,
and of the test part: AUC, the expected calibration error over fifths of the scale, what it would be on average for a score that is
calibrated perfectly, and accuracy where only the surest are judged. Single crops; both of a pair count.
"""

import argparse
from pathlib import Path

import cv2
import numpy as np
import onnxruntime
from sklearn.metrics import roc_auc_score

import corpus


def scored(network, pairs):
    """Rows of log-odds: unaltered, manipulated."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
    rows = []
    for number, (_, *jpegs) in enumerate(pairs):
        images = [corpus.normalized(corpus.plain(corpus.opened(jpeg)))[None] for jpeg in jpegs]
        rows.append([float(session.run(["face/score"], {"pixel_values": image})[0].ravel()[0]) for image in images])
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


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--network", required=True)
    parser.add_argument("--pairs", nargs=2, required=True)
    parser.add_argument("--calibration", type=int, default=400)
    parser.add_argument("--test", type=int, default=500)
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    if options.cache and options.cache.exists():
        rows = dict(np.load(options.cache))
    else:
        pairs = corpus.pairs(*options.pairs)
        rows = {part: scored(options.network, pairs[part][:count]) for part, count in
                (("calibration", options.calibration), ("test", options.test))}
        if options.cache:
            np.savez(options.cache, **rows)
    y = {part: np.tile([0, 1], len(some)) for part, some in rows.items()}
    slope, shift = platt(rows["calibration"].ravel(), y["calibration"])
    print(f"calibration: {len(rows['calibration'])} pairs, slope {slope:.3f}, shift {shift:.3f}, even odds at {-shift / slope:.3f}, "
          f"98 of 100 unaltered faces below {np.quantile(rows['calibration'][:, 0], 0.98):.3f}")
    x = rows["test"].ravel()
    p = 1 / (1 + np.exp(-(slope * x + shift)))
    random = np.random.default_rng(1)
    by_chance = [error(p, random.random(len(p)) < p) for _ in range(1000)]
    print(f"test: {len(rows['test'])} pairs, AUC {roc_auc_score(y['test'], x):.4f}, above its original "
          f"{np.mean(rows['test'][:, 1] > rows['test'][:, 0]):.4f}, calibration error {error(p, y['test']):.4f}; of a perfect score "
          f"{np.mean(by_chance):.4f} on average, {np.quantile(by_chance, 0.95):.4f} at most in 95 of 100")
    surest = np.argsort(-abs(p - 0.5))
    right = ((p >= 0.5) == y["test"])[surest]
    print("accuracy of the surest", ", ".join(f"{share} %: {right[:len(p) * share // 100].mean():.3f}" for share in range(100, 20, -10)))


if __name__ == "__main__":
    main()
