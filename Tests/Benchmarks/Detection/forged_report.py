"""Figures of the faces that forgeries.py cut: do the scores find the work of another forger?

    forged_report.py NETWORK FORGERIES

For each way of forging, by the score of mouths and by that of swaps: AUC by clips (mean of a clip's crops) against the same clips unaltered,
with an interval over whole sources; AUC by crops; how many clips lie above their own original, and above the limits of `FaceModel`.
"""

import sys

import numpy as np
from sklearn.metrics import roc_auc_score

import corpus
from calibration import session

SCORES = {"mouths": (2, 0.673, 0.84), "swaps": (0, 0.027, 1.002)}


def auc(manipulated, unaltered):
    return roc_auc_score(np.r_[np.ones(len(manipulated)), np.zeros(len(unaltered))], np.r_[manipulated, unaltered])


def over_sources(forged, unaltered, source, draws=2000):
    """The interval of the AUC, sources drawn anew; clips by path."""
    sources, random, found = sorted(set(source.values())), np.random.default_rng(1), []
    for _ in range(draws):
        drawn = random.choice(sources, len(sources))
        sides = [[clips[path] for one in drawn for path in clips if source[path] == one] for clips in (forged, unaltered)]
        if all(sides):
            found.append(auc(*sides))
    return np.quantile(found, (0.025, 0.975))


def told(rows, numbers, lower, upper):
    source = {row["path"]: row["source"] for row in rows}
    made, path = (np.array([row[key] for row in rows]) for key in ("made", "path"))
    ways = list(dict.fromkeys(made))
    clips = {way: {one: numbers[(made == way) & (path == one)].mean() for one in dict.fromkeys(path[made == way])} for way in ways}
    unaltered = clips["unaltered"]
    for way in ways:
        values = np.array(list(clips[way].values()))
        print(f"  {way}: {len(values)} clips; above the limits {(values > lower).sum()}, {(values > upper).sum()}", end="")
        if way != "unaltered":
            both = [one for one in clips[way] if one in unaltered]
            low, high = over_sources(clips[way], unaltered, source)
            print(f"; AUC by clips {auc(values, list(unaltered.values())):.3f} [{low:.2f}, {high:.2f}], by crops "
                  f"{auc(numbers[made == way], numbers[made == 'unaltered']):.3f}; above the original "
                  f"{sum(clips[way][one] > unaltered[one] for one in both)} of {len(both)}", end="")
        print()


def main():
    network, folder = sys.argv[1:]
    run, rows = session(network), corpus.footage(folder, "forgeries.tsv")
    images = (corpus.normalized(corpus.plain(corpus.opened(row["jpeg"])))[None] for row in rows)
    scores = np.array([run.run(["face/score"], {"pixel_values": image})[0].ravel() for image in images])
    for name, (column, lower, upper) in SCORES.items():
        print(f"{name}: {len(rows)} crops, limits {lower} and {upper}")
        told(rows, scores[:, column], lower, upper)


if __name__ == "__main__":
    main()
