"""Fits the linear head on what the tower gave (features.py), and scores every split.

    heads.py FEATURES OUT.onnx-part [--scores TSV]

The head is the mean of six, each brought to unit spread over what trains: a linear discriminant with shrinkage and a ridge-penalised
logistic regression, on each of three sets of features. Sets, shrinkage, penalty and weights were fixed before anything was fitted, and
nothing is chosen by what is scored here. All six are linear, so their mean is one vector: the ONNX part holds it, and the nodes that
pool the tower's tokens.
"""

import argparse
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score

import graft

SHRINKAGE = 0.3
PENALTY = 1e-2
# How much all wild footage together counts beside all pairs of DFDC. Wild footage has no manipulated members here.
WILD = 0.25


def fitted(x, y, w):
    """Weights over standardised features: discriminant, regression."""
    w = w / w.sum()
    means = [(x[y == c] * w[y == c, None]).sum(0) / w[y == c].sum() for c in (0, 1)]
    centred = x - np.where(y[:, None] == 1, means[1], means[0])
    scatter = (centred * w[:, None]).T @ centred
    trace = np.trace(scatter) / len(scatter)
    discriminant = np.linalg.solve(scatter * (1 - SHRINKAGE) + SHRINKAGE * trace * np.eye(len(scatter)), means[1] - means[0])
    return discriminant, regression(x, y, w)


def regression(x, y, w):
    """Six steps of Newton's method on the penalised logistic loss."""
    ones = np.hstack([x, np.ones((len(x), 1))])
    beta, ridge = np.zeros(ones.shape[1]), np.full(ones.shape[1], PENALTY)
    ridge[-1] = 0
    for _ in range(6):
        p = 1 / (1 + np.exp(-np.clip(ones @ beta, -30, 30)))
        gradient = ones.T @ (w * (p - y)) + ridge * beta
        hessian = (ones * (w * np.maximum(p * (1 - p), 1e-4))[:, None]).T @ ones + np.diag(ridge + 1e-9)
        beta -= np.linalg.solve(hessian, gradient)
    return beta[:-1]


def weights(kind, group, trains):
    """Every clip of wild footage counts alike."""
    weight = np.ones(trains.sum())
    wild = kind[trains] != "dfdc"
    paths = group[trains][wild]
    counts = {path: (paths == path).sum() for path in set(paths)}
    weight[wild] = [WILD * (~wild).sum() / len(counts) / counts[path] for path in paths]
    return weight


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("features", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--scores", type=Path)
    options = parser.parse_args()
    names = [line.split("\t") for line in (options.features / "names.tsv").read_text().splitlines()]
    x = np.fromfile(options.features / "features.f16", np.float16).reshape(-1, graft.FEATURES)[:len(names)].astype(np.float32)
    split, kind, group, label, shape = (np.array(column) for column in zip(*names))
    label = label.astype(int)
    trains = (split == "train") & np.isin(kind, ["dfdc", "real"])
    print(f"trains on {((kind == 'dfdc') & trains).sum() // 2} pairs and {len(set(group[trains & (kind != 'dfdc')]))} wild clips")
    weight, y = weights(kind, group, trains), label[trains]
    mean, deviation = x[trains].mean(0), x[trains].std(0) + 1e-4
    total = np.zeros(x.shape[1])
    for parts in graft.SETS:
        where = np.concatenate([np.arange(graft.PARTS.index(part) * graft.WIDTH, (graft.PARTS.index(part) + 1) * graft.WIDTH) for part in parts])
        z = ((x[:, where] - mean[where]) / deviation[where]).astype(np.float64)
        for vector, name in zip(fitted(z[trains], y, weight), ("discriminant", "regression")):
            score = z @ vector
            m = (split == "calibration") & (kind == "dfdc")
            print(f"{' '.join(parts)}, {name}: DFDC calibration AUC {roc_auc_score(label[m], score[m]):.4f}")
            total[where] += vector / score[trains].std() / 6
    vector = total / deviation
    bias = -float((mean * vector).sum())
    score = x @ vector.astype(np.float32) + bias
    for s in ("train", "calibration", "test"):
        m = (split == s) & (kind == "dfdc") & (shape == "plain")
        real, fake = score[m & (label == 0)], score[m & (label == 1)]
        print(f"DFDC {s}: {len(real)} pairs, AUC {roc_auc_score(label[m], score[m]):.4f}, above its original {np.mean(fake > real):.4f}")
    options.out.write_bytes(graft.tail(vector, bias))
    if options.scores:
        rows = ["split\tkind\tgroup\tlabel\tshape\tscore"] + ["\t".join([*name, f"{value:.4f}"]) for name, value in zip(names, score)]
        options.scores.write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
