"""What was found of replaced pictures, with 95 % intervals and the number of people behind each figure."""

import math
import statistics
from typing import Callable, Iterable

Rows = list[dict]

UNCOVERED = 0.05
"""Share of a face below which it counts as uncovered."""
TALL_ENOUGH = 32
"""Lines that the smallest face of a benign clip must have for `possible` to count against the program."""
TOO_SMALL = 24
"""Lines below which a deepfake's face may be `possible` instead of `changed`."""
HIDDEN = 0.5
"""Share of a replaced part from which, under a caption or outside the frame, nobody can be asked to find it."""
ON_TIME = 0.5
"""Seconds by which the ends of what is named may lie off."""
HEIGHTS = ((0.32, "≥ 32 %"), (0.20, "20–32 %"), (0.13, "13–20 %"), (0.0, "< 13 %"))
"""Of the clip's frame, the height of the altered face."""


def interval(hits: int, count: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    z = 1.96
    share, spread = hits / count, z * z / count
    middle = (share + spread / 2) / (1 + spread)
    half = z / (1 + spread) * math.sqrt(share * (1 - share) / count + z * z / (4 * count * count))
    # At 0 and 1 the two terms are equal but for rounding.
    return (0.0 if hits == 0 else max(0.0, middle - half), 1.0 if hits == count else min(1.0, middle + half))


def share(rows: Rows, hit: Callable[[dict], bool]) -> str:
    """Hits of all, the interval in per cent, and of how many people or scenes."""
    if not rows:
        return "-"
    hits = sum(map(hit, rows))
    low, high = interval(hits, len(rows))
    return f"{hits}/{len(rows)} ({100 * low:.0f}–{100 * high:.0f} %; {groups(rows)})"


def groups(rows: Rows) -> int:
    return len({row["notes"]["person"] for row in rows})


def found(row: dict) -> bool:
    return bool(row["picture"]) and row["picture"]["found"]


def timed(row: dict) -> bool:
    """Whether one difference names all of the time, each end within half a second."""
    return found(row) and row["picture"]["edge_error"] <= ON_TIME


def certified(row: dict) -> bool:
    return row["relation"] in ("same", "edited") and row["confidence"] == "match"


def alarming(row: dict) -> bool:
    return row["relation"] in ("changed", "mixed")


def possible(row: dict) -> bool:
    return row["confidence"] == "possible"


def face_height(row: dict) -> str:
    height = (row["altered"] or {}).get("faceHeight")
    return "-" if height is None else next(words for least, words in HEIGHTS if height >= least)


def hidden(row: dict) -> bool:
    return row["altered"] is not None and row["altered"]["covered"] >= HIDDEN


def forgeries(rows: Rows) -> Rows:
    return [row for row in _mine(rows) if row["altered"] and row["altered"]["kind"] != "pair" and not hidden(row)]


def pairs(rows: Rows) -> Rows:
    return [row for row in _mine(rows) if row["group"] == "real pair"]


def benign(rows: Rows) -> Rows:
    return [row for row in _mine(rows) if row["group"] == "benign"]


def tall_faced(rows: Rows) -> Rows:
    """Whose faces are all tall enough, and none of them hidden in part by a caption, a logo or the edge of a crop."""
    return [
        row
        for row in benign(rows)
        if row["notes"]["smallestFace"] >= TALL_ENOUGH and row["notes"].get("coveredFace", 0) < UNCOVERED
    ]


Line = list[object]


def simulated(rows: Rows) -> tuple[list[str], list[Line]]:
    """By manipulation and face height, all chains together."""
    mine = forgeries(rows)
    head = [
        "manipulation",
        "face height",
        "found in time and place",
        "`changed`",
        "certified",
        "box overlap",
        "ends off by",
    ]
    keys = _keys(mine, lambda row: (row["group"], face_height(row)))
    return head, [[*key, *_figures(members)] for key, members in keys]


def by_chain(rows: Rows) -> tuple[list[str], list[Line]]:
    mine = forgeries(rows)
    head = ["chain", "manipulation", "found in time and place", "`changed`", "certified", "box overlap", "ends off by"]
    keys = _keys(mine, lambda row: (row["name"], _family(row["group"])))
    return head, [[*key, *_figures(members)] for key, members in keys]


def real(rows: Rows) -> tuple[list[str], list[Line]]:
    """Each deepfake through every chain."""
    head = ["deepfake", "clips", "`changed`", "`possible`", "of these under 24 lines", "certified", "box over the face"]
    lines = []
    for (source,), members in _keys(pairs(rows), lambda row: (row["notes"]["of"],)):
        unsure = [row for row in members if possible(row) and not alarming(row)]
        small = sum(row["notes"].get("facePixels", 0) < TOO_SMALL for row in unsure)
        sure = sum(row["relation"] == "changed" for row in members)
        seen = sum(map(found, members))
        lines.append([source, len(members), sure, len(unsure), small, sum(map(certified, members)), seen])
    return head, lines


def untouched(rows: Rows) -> tuple[list[str], list[Line]]:
    head = ["chain", "`changed` or `mixed`", "picture alarms", f"`possible`, faces ≥ {TALL_ENOUGH} lines", "reasons"]
    lines = []
    for (chain,), members in _keys(benign(rows), lambda row: (row["name"],)):
        reasons = sorted({reason for row in members for reason in row["picture_reasons"]})
        lines.append(
            [
                chain,
                share(members, alarming),
                sum(bool(row["picture"] and row["picture"]["alarms"]) for row in members),
                share(tall_faced(members), possible),
                ", ".join(reasons) or "-",
            ]
        )
    return head, lines


def summary(rows: Rows) -> list[Line]:
    """Each figure as hits/clips (95 % interval; people or scenes)."""
    lines: list[Line] = []
    mine = forgeries(rows)
    for (group, height), members in _keys(mine, lambda row: (_family(row["group"]), face_height(row))):
        where = "" if height == "-" else f", face {height} of the height"
        lines.append([f"{group}{where}: found in time and place", share(members, found)])
    if mine:
        lines.append(["these certified (`same` or `edited`, `match`)", share(mine, certified)])
    if faked := pairs(rows):
        lines.append(["real deepfakes: `changed`", share(faked, lambda row: row["relation"] == "changed")])
        lines.append(["real deepfakes: `possible`", share(faked, lambda row: possible(row) and not alarming(row))])
        lines.append(["real deepfakes certified", share(faked, certified)])
        lines.append(["real deepfakes: box over the face", share(faked, found)])
        lines.append([f"real deepfakes: all of their time named, within {ON_TIME} s", share(faked, timed)])
    if clean := benign(rows):
        lines.append(["benign clips `changed` or `mixed`", share(clean, alarming)])
        unsure = share(tall_faced(clean), possible)
        lines.append([f"benign clips with faces ≥ {TALL_ENOUGH} lines `possible`", unsure])
    return lines


def _figures(rows: Rows) -> Line:
    overlaps = [row["picture"]["overlap"] for row in rows if found(row)]
    edges = [row["picture"]["edge_error"] for row in rows if found(row)]
    return [
        share(rows, found),
        sum(row["relation"] == "changed" for row in rows),
        sum(map(certified, rows)),
        f"{statistics.median(overlaps):.2f}" if overlaps else "-",
        f"{statistics.median(edges):.2f} s" if edges else "-",
    ]


def _family(group: str) -> str:
    """Lip-syncs of a single word apart from longer ones."""
    if not group.startswith("lip-sync"):
        return "sign or photo" if group in ("sign", "photo") else group
    return "lip-sync ≥ 1.2 s" if float(group.split()[1]) >= 1.2 else "lip-sync 0.4–0.6 s"


def _mine(rows: Rows) -> Rows:
    return [row for row in rows if row["experiment"] == "picture"]


def _keys(rows: Rows, key: Callable[[dict], tuple]) -> Iterable[tuple[tuple, Rows]]:
    """Rows by key, sorted."""
    found: dict[tuple, Rows] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return sorted(found.items(), key=lambda pair: [_rank(word) for word in pair[0]])


def _rank(word: str) -> tuple[int, str]:
    order = [words for _, words in HEIGHTS]
    return (order.index(word) if word in order else 0, word)
