"""Fits the linear heads on what the tower gave (features.py), and scores every split.

    heads.py FEATURES OUT.onnx-part [--keep EARLIER.onnx-part] [--scores TSV]

Three numbers come out of the network. The first, of swapped faces, is the mean of linear discriminants on three sets of features, each
brought to unit spread over what trains; the second, of drawn and rendered faces, is a logistic regression; the third, of redrawn mouths, a
linear discriminant again. All are linear, so the ONNX part holds a vector for each, and the nodes that pool the tower's tokens. With --keep
the first two are those of an earlier part; what it pools stands first in graft.PARTS. Sets, shrinkage, penalty and weights were fixed
before what is scored here was looked at, save the part `select` of DFDC.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper
from sklearn.metrics import roc_auc_score

import graft

SHRINKAGE = 0.1
PENALTY = 1e-2
# How much all wild footage together counts beside all pairs of DFDC. Wild footage has no manipulated members here.
WILD = 0.25


def discriminant(x, y, w):
    """Weights over standardised features; the scatter within both sides shrinks towards its mean."""
    w = (w / w.sum()).astype(np.float32)
    means = [(x[y == c] * w[y == c, None]).sum(0) / w[y == c].sum() for c in (0, 1)]
    centred = (x - np.where(y[:, None] == 1, means[1], means[0])) * np.sqrt(w)[:, None]
    scatter = (1 - SHRINKAGE) * (centred.T @ centred)
    scatter[np.diag_indices_from(scatter)] += SHRINKAGE * (centred ** 2).sum() / len(scatter)
    return np.linalg.solve(scatter, means[1] - means[0])


def regression(x, y, w):
    """Seven steps of Newton's method on the penalised logistic loss: weights and bias."""
    w = w / w.sum()
    ones = np.hstack([x, np.ones((len(x), 1))])
    beta, ridge = np.zeros(ones.shape[1]), np.full(ones.shape[1], PENALTY)
    ridge[-1] = 0
    for _ in range(7):
        p = 1 / (1 + np.exp(-np.clip(ones @ beta, -30, 30)))
        gradient = ones.T @ (w * (p - y)) + ridge * beta
        hessian = (ones * (w * np.maximum(p * (1 - p), 1e-4))[:, None]).T @ ones + np.diag(ridge + 1e-9)
        beta -= np.linalg.solve(hessian, gradient)
    return beta[:-1], beta[-1]


def shared(groups, total):
    """A weight for each row: every group counts alike, all together `total`."""
    counts = {group: (groups == group).sum() for group in set(groups)}
    return np.array([total / len(counts) / counts[group] for group in groups])


def swapped(x, kind, group, label, trains):
    """Vector and bias of the first number."""
    weight, wild = np.ones(trains.sum()), kind[trains] != "dfdc"
    weight[wild] = shared(group[trains][wild], WILD * (~wild).sum())
    mean, deviation = x[trains].mean(0), x[trains].std(0) + 1e-4
    total = np.zeros(x.shape[1])
    for parts in graft.SETS:
        where = graft.places(parts)
        z = (x[trains][:, where] - mean[where]) / deviation[where]
        vector = discriminant(z, label[trains], weight)
        total[where] += vector / (z @ vector).std() / len(graft.SETS)
    vector = total / deviation
    return vector, -float((mean * vector).sum())


def redrawn(x, kind, label, trains):
    """Vector and bias of the third number, over redrawn mouths and the unaltered faces of DFDC; a swap is neither the one nor the other."""
    where, unaltered = graft.places(graft.REDRAWN), trains & (kind == "dfdc") & (label == 0)
    mean, deviation = x[unaltered][:, where].mean(0), x[unaltered][:, where].std(0) + 1e-4
    rows = unaltered | (trains & (kind == "redrawn"))
    z, y = (x[rows][:, where] - mean) / deviation, label[rows]
    found = discriminant(z, y, 1 / np.bincount(y)[y])
    vector = np.zeros(x.shape[1])
    vector[where] = found / (z @ found).std() / deviation
    return vector, -float((mean * vector[where]).sum())


def kept(part):
    """Vectors and biases of an earlier part; whatever it pools stands first here."""
    model = onnx.load(part)
    numbers = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    weights, biases = numbers["face/weights"], numbers["face/biases"]
    columns = np.zeros((graft.FEATURES, len(biases)), np.float32)
    columns[:len(weights)] = weights
    return list(zip(columns.T[:2], biases[:2]))


def drawn(x, kind, group, trains):
    """Vector and bias of the second number; every package of drawings counts alike, all as much as what was filmed."""
    rows, where = trains | (kind == "drawn"), graft.places(graft.DRAWN)
    is_drawn = kind[rows] == "drawn"
    weight = np.ones(rows.sum())
    weight[is_drawn] = shared(group[rows][is_drawn], (~is_drawn).sum())
    some = x[rows][:, where]
    mean, deviation = some.mean(0), some.std(0) + 1e-4
    beta, bias = regression(((some - mean) / deviation).astype(np.float64), is_drawn, weight)
    vector = np.zeros(x.shape[1])
    vector[where] = beta / deviation
    return vector, bias - float((mean * vector[where]).sum())


def ranked(name, numbers, wrong, right):
    both = np.r_[numbers[wrong], numbers[right]]
    print(f"{name}: AUC {roc_auc_score(np.r_[np.ones(wrong.sum()), np.zeros(right.sum())], both):.4f} of {wrong.sum()} and {right.sum()}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("features", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--scores", type=Path)
    options = parser.parse_args()
    names = [line.split("\t") for line in (options.features / "names.tsv").read_text().splitlines()]
    x = np.fromfile(options.features / "features.f16", np.float16).reshape(-1, graft.FEATURES)[:len(names)].astype(np.float32)
    split, kind, group, label, shape = (np.array(column) for column in zip(*names))
    label = label.astype(int)
    trains = (split == "train") & np.isin(kind, ["dfdc", "real"])
    print(f"trains on {((kind == 'dfdc') & trains).sum() // 2} pairs, {len(set(group[trains & (kind != 'dfdc')]))} wild clips, "
          f"{(kind == 'drawn').sum()} drawings and {((kind == 'redrawn') & (split == 'train')).sum()} redrawn mouths")
    columns = kept(options.keep) if options.keep else [swapped(x, kind, group, label, trains), drawn(x, kind, group, trains)]
    columns.append(redrawn(x, kind, label, split == "train"))
    weights = np.stack([vector for vector, _ in columns], 1).astype(np.float32)
    scores = x @ weights + np.array([bias for _, bias in columns], np.float32)
    for s in ("train", "select", "calibration", "test"):
        here = (split == s) & (shape == "plain")
        unaltered = here & (kind == "dfdc") & (label == 0)
        if unaltered.any():
            ranked(f"DFDC {s}, swapped", scores[:, 0], here & (kind == "dfdc") & (label == 1), unaltered)
            ranked(f"DFDC {s}, mouths", scores[:, 2], here & (kind == "redrawn"), unaltered)
    options.out.write_bytes(graft.tail(weights, [bias for _, bias in columns]))
    if options.scores:
        rows = ["split\tkind\tgroup\tlabel\tshape\tscore\tdrawn\tredrawn"] + [
            "\t".join([*name, *(f"{number:.4f}" for number in row)]) for name, row in zip(names, scores)]
        options.scores.write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
