"""Figures of what `beside.py` and `beside_crops.py` scored.

    beside_report.py null SCORES.json [CROPS.json]                 how far unaltered copies score from their originals
    beside_report.py crops CROPS.json                              pairs of DFDC
    beside_report.py held SCORES.json plain=LIMIT matched=LIMIT    clips against limits that were fixed before

A clip counts with FEWEST looks and more in which its face has ROWS rows; the value of a clip is the mean of its looks' differences.
"""

import json
import sys
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).parents[1]))
from kit.picture_tables import interval

ROWS, FEWEST = 64, 4
BESIDE = ("plain", "matched", "both")
STATISTICS = {
    "mean": lambda d: d.mean(),
    "t": lambda d: d.mean() / (d.std(ddof=1) / len(d) ** 0.5 + 0.05),
    "share above": lambda d: (d > 0).mean() + 1e-6 * d.mean(),
}


def differences(entry, beside):
    """Of each look with a large face: clip less original, as it is (plain), coded alike (matched), or whichever scores higher (both)."""
    original = np.maximum(entry["plain"], entry["matched"]) if beside == "both" else np.array(entry[beside])
    return (np.array(entry["clip"]) - original)[np.array(entry["rows"]) >= ROWS]


def wilson(hits, of):
    if not of:
        return "0 of 0"
    low, high = interval(hits, of)
    return f"{hits} of {of} ({100 * low:.0f}-{100 * high:.0f} %)"


def judged(scores):
    """Entries with enough looks."""
    return [entry for entry in scores.values() if len(differences(entry, "plain")) >= FEWEST]


def spread(values):
    return (f"deviation {values.std():.2f}; 5, 50, 95 %: " + ", ".join(f"{q:+.2f}" for q in np.quantile(values, (0.05, 0.5, 0.95)))
            + f"; highest {values.max():+.2f}")


def by_source(entries, values):
    """The highest value of each source."""
    found = {}
    for entry, value in zip(entries, values, strict=True):
        found[entry["source"]] = max(found.get(entry["source"], -9e9), value)
    return found


def null(scores, pairs=None):
    all_of_it = judged(scores)
    # A copy that is the file itself differs by nothing from it, and tells nothing.
    entries = [entry for entry in all_of_it if entry["chain"] != "as it is"]
    sources = sorted({e["source"] for e in entries})
    print(f"{len(entries)} copies of {len(sources)} sources; {len(scores) - len(all_of_it)} of all {len(scores)} have too few looks")
    both = {beside: np.array([differences(e, beside).mean() for e in entries]) for beside in BESIDE}
    for beside, values in both.items():
        print(f"{beside}: {spread(values)}; each source's highest:", ", ".join(
            f"{v:+.2f}" for v in sorted(by_source(entries, values).values())))
        held = np.array([e["split"] == "calibration" for e in entries])
        print(f"  never trained with ({held.sum()} copies): {spread(values[held])}")
    draws = [np.concatenate([np.flatnonzero([e["source"] == s for e in entries]) for s in pick]) for pick in
             np.random.default_rng(1).choice(sources, (1000, len(sources)))]
    ratios = [both["matched"][d].std() / both["plain"][d].std() for d in draws]
    print(f"spread matched / plain {both['matched'].std() / both['plain'].std():.2f} "
          f"[{np.quantile(ratios, 0.025):.2f}, {np.quantile(ratios, 0.975):.2f}] (sources drawn anew)")
    for chain in dict.fromkeys(e["chain"] for e in all_of_it):
        of = [e for e in all_of_it if e["chain"] == chain]
        print(f"  {chain} ({len(of)}):", "; ".join(
            f"{b} {np.mean([differences(e, b).mean() for e in of]):+.2f}, highest {max(differences(e, b).mean() for e in of):+.2f}"
            for b in both), f"; bits got/wanted {np.median([e['got'] / e['rate'] for e in of]):.2f}")
    if pairs:
        power(entries, pairs)


def power(entries, pairs):
    """Which statistic would find a swap: the looks of a copy, raised by what one swap of DFDC scores above its original, both altered
    alike; the limit is above every copy of all other sources."""
    random = np.random.default_rng(2)
    gains = [chain[1][0] - chain[0][0] for one in pairs.values() for chain in one["chains"].values()]
    for beside in BESIDE:
        for name, statistic in STATISTICS.items():
            found = []
            for entry in entries:
                limit = max(statistic(differences(e, beside)) for e in entries if e["source"] != entry["source"])
                found += [statistic(differences(entry, beside) + gain) > limit for gain in random.choice(gains, 100)]
            limit = max(statistic(differences(e, beside)) for e in entries)
            print(f"{beside}, {name}: limit over all {limit:+.2f}, a swap found {np.mean(found):.2f}")


def crops(scores):
    ones = list(scores.values())
    plain = np.array([one["fake"] - one["real"] for one in ones])
    print(f"{len(ones)} pairs as they are: above the original {wilson((plain > 0).sum(), len(ones))}, median {np.median(plain):+.2f}")
    for chain in ones[0]["chains"]:
        real, fake = (np.array([one["chains"][chain][n] for one in ones]) for n in (0, 1))
        before = np.array([one["real"] for one in ones])
        for name, unaltered, altered in (("plain", real[:, 0] - before, fake[:, 0] - before),
                                         ("matched", real[:, 0] - real[:, 1], fake[:, 0] - fake[:, 1])):
            limits = np.quantile(unaltered, (0.95, 0.98))
            print(f"{chain}, {name}: unaltered {spread(unaltered)}; swaps above the original {(altered > 0).mean():.3f}, above 95 and 98 % "
                  f"of the unaltered {(altered > limits[0]).mean():.3f}, {(altered > limits[1]).mean():.3f}")


def held(scores, *limits):
    limits = {name: float(value) for name, value in (limit.split("=") for limit in limits)}
    hits = {}
    for entry in scores.values():
        values = {beside: differences(entry, beside) for beside in limits}
        enough = len(next(iter(values.values()))) >= FEWEST
        means = {beside: d.mean() if len(d) else float("nan") for beside, d in values.items()}
        print(entry["source"], entry["kind"], entry["chain"],
              f"{max(map(len, values.values()))} looks, rows {np.median(entry['rows'] or [0]):.0f}",
              *(f"{b} {v:+.2f}{' ABOVE' if v > limits[b] else ''}" for b, v in means.items()), "" if enough else "(too few)", sep="; ")
        if enough and not (entry["kind"] == "real" and entry["chain"] == "as it is"):
            for b, v in means.items():
                hits.setdefault((entry["kind"], b), []).append((v > limits[b], v > 0, entry["source"]))
    for (kind, b), some in hits.items():
        print(f"{kind}, {b}: above the limit {wilson(sum(h for h, *_ in some), len(some))}, above the original "
              f"{wilson(sum(u for _, u, _ in some), len(some))}, {len({s for *_, s in some})} sources, with one above the limit "
              f"{len({s for h, _, s in some if h})}")


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    {"null": null, "crops": crops, "held": held}[what](*(json.loads(Path(r).read_text()) if r.endswith(".json") else r for r in rest))
