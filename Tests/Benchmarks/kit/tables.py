"""Results as Markdown tables: a summary for the README, and every experiment in detail."""

import statistics
from collections import Counter
from functools import partial
from itertools import groupby
from typing import Callable, Iterable

from . import deepfakes, dubbing, failures, picture_tables

Rows = list[dict]


def markdown(head: list[str], lines: Iterable[list[object]]) -> str:
    shown = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return "\n".join(shown + ["| " + " | ".join(str(cell) for cell in line) + " |" for line in lines])


def share(hits: int, count: int) -> str:
    return f"{100 * hits / count:.1f} % ({hits}/{count})" if count else "-"


def percentile(values: list[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def spread(values: list[float], unit: str = "s") -> str:
    """Median and 99th percentile of absolute values."""
    sizes = [abs(value) for value in values]
    return f"{statistics.median(sizes):.3f} / {percentile(sizes, 0.99):.3f} {unit}" if sizes else "-"


def chosen(rows: Rows, experiment: str, **wanted: object) -> Rows:
    return [
        row
        for row in rows
        if row["experiment"] == experiment
        and all(row.get(key, row["notes"].get(key)) == value for key, value in wanted.items())
    ]


def split(rows: Rows, key: Callable[[dict], tuple]) -> list[tuple[tuple, Rows]]:
    """Rows by key, in the order in which the keys first come."""
    order = {found: number for number, found in reversed(list(enumerate(key(row) for row in rows)))}
    ordered = sorted(rows, key=lambda row: order[key(row)])
    return [(found, list(members)) for found, members in groupby(ordered, key=key)]


def recall(rows: Rows) -> str:
    return share(sum(row["found"] and row["placed"] for row in rows), len(rows))


def relations(rows: Rows) -> str:
    return ", ".join(f"{name} {count}" for name, count in Counter(row["relation"] for row in rows).most_common())


def source_errors(rows: Rows) -> list[float]:
    """Of moving pictures only: where nothing moves, no time is better than another."""
    return [error for row in rows if not row["notes"].get("still") for error in row["source_errors"]]


def retrieval(rows: Rows) -> str:
    def line(key: tuple, members: Rows) -> list[object]:
        counted = [row for row in members if row["tracks"] != "sound" or row["notes"]["speech"]]
        return [
            *key,
            recall(counted),
            sum(bool(row["wrong"]) for row in members),
            spread(source_errors(members)),
            sum(bool(row["timeline_alarms"]) for row in members),
            relations(members),
        ]

    mine = chosen(rows, "retrieval")
    return markdown(
        [
            "chain",
            "tracks",
            "excerpt s",
            "found at the right time",
            "wrong attributions",
            "source time error, median / p99",
            "timeline alarms",
            "relation",
        ],
        [
            line(key, members)
            for key, members in split(mine, lambda row: (row["name"], row["tracks"], row["notes"]["length"]))
        ],
    )


def unknown(rows: Rows) -> str:
    mine = chosen(rows, "unknown")
    return markdown(
        ["footage", "tracks", "look-ups", "false attributions", "relation"],
        [
            [*key, len(members), sum(bool(row["wrong"]) for row in members), relations(members)]
            for key, members in split(mine, lambda row: (row["group"], row["tracks"]))
        ],
    )


def timing(rows: Rows) -> str:
    def line(key: tuple, members: Rows) -> list[object]:
        looked_for = [row for row in members if row["edit_found"] is not None and not row["notes"]["traceless"]]
        return [
            *key,
            len(members),
            share(sum(row["edit_found"] for row in looked_for), len(looked_for)),
            spread([error for row in looked_for for error in row["edge_errors"]]),
            spread([100 * row["speed_error"] for row in members if row["speed_error"] is not None], "%"),
            sum(bool(row["timeline_alarms"]) for row in members),
            relations(members),
        ]

    mine = chosen(rows, "time")
    return markdown(
        [
            "edit",
            "rendering",
            "clips",
            "found",
            "joint error, median / p99",
            "speed error, median / p99",
            "other alarms",
            "relation",
        ],
        [line(key, members) for key, members in split(mine, lambda row: (row["name"], row["notes"]["rendering"]))],
    )


def replaced_sound(rows: Rows) -> str:
    mine = [row for row in chosen(rows, "sound") if row["group"] != "benign"]
    return markdown(
        ["replaced", "sound chain", "clips", "found", "ends off by, median / p99", "within 0.15 s"],
        [
            [
                *key,
                len(members),
                share(sum(row["edit_found"] for row in members), len(members)),
                spread([error for row in members for error in row["edge_errors"]]),
                share(
                    sum(error <= 0.15 for row in members for error in row["edge_errors"]),
                    sum(len(row["edge_errors"]) for row in members),
                ),
            ]
            for key, members in split(mine, lambda row: (row["group"], row["name"]))
        ],
    )


def benign_sound(rows: Rows) -> str:
    mine = chosen(rows, "sound", group="benign")
    return markdown(
        ["sound chain", "minutes", "alarms", "alarms in 10 minutes"],
        [
            [*key, f"{minutes(members):.1f}", alarms(members), f"{10 * alarms(members) / minutes(members):.1f}"]
            for key, members in split(mine, lambda row: (row["name"],))
        ],
    )


def minutes(rows: Rows) -> float:
    return sum(row["clip_seconds"] for row in rows) / 60


def alarms(rows: Rows) -> int:
    return sum(len(row["sound_alarms"]) for row in rows)


def cost(rows: Rows) -> str:
    lines = []
    for row in rows:
        if row["experiment"] == "cost":
            figures = [
                f"{key} {value}" for key, value in row.items() if key not in ("experiment", "name", "notes", "ratios")
            ]
            lines.append([row["name"], ", ".join(figures)])
    return markdown(["what", "measured"], lines)


def pairs(rows: Rows) -> str:
    mine = chosen(rows, "deepfakes")
    return markdown(
        ["manipulated clip", "original found", "relation", "confidence", "certified"],
        [
            [
                row["name"],
                "yes" if row["found"] else "no",
                row["relation"],
                row["confidence"] or "-",
                "YES" if deepfakes.certifies(row) else "no",
            ]
            for row in mine
        ],
    )


def failed(rows: Rows) -> str:
    return markdown(
        ["experiment", "what", "tracks", "fault", "clip"],
        [
            [
                row["experiment"],
                f"{row['name']} {row['group']}",
                row["tracks"],
                "; ".join(failures.faults(row)),
                row["clip"],
            ]
            for row in rows
            if failures.faults(row)
        ],
    )


def summary(rows: Rows) -> str:
    """The figures that the project promises, in one table."""
    lines: list[list[object]] = []
    found = chosen(rows, "retrieval")
    for group, words in (
        ("plain", "transcodes, letterbox, mirror, logo, frame rate"),
        ("hard", "caption bar, 10 % crop, screen recording, twice coded"),
    ):
        for tracks, title in (("both", "picture and sound"), ("picture", "picture alone")):
            for length, members in split(
                chosen(found, "retrieval", group=group, tracks=tracks), lambda row: (row["notes"]["length"],)
            ):
                lines.append([f"found, {length[0]:.0f} s, {title}: {words}", recall(members)])
    if speech := chosen(found, "retrieval", tracks="sound", speech=True):
        lines.append(["found, sound alone (AAC 32k, Opus 24k, MP3 48k, room)", recall(speech)])
    if strangers := chosen(rows, "unknown"):
        lines.append(
            [
                "false attributions of unregistered footage",
                f"{sum(bool(row['wrong']) for row in strangers)} in {len(strangers)} look-ups",
            ]
        )
    if found:
        lines.append(["source time error, median / p99", spread(source_errors(found))])
        lines.append(
            [
                "false timeline alarms on benign chains",
                share(sum(bool(row["timeline_alarms"]) for row in found), len(found)),
            ]
        )
    edits = [row for row in chosen(rows, "time") if row["edit_found"] is not None and not row["notes"]["traceless"]]
    if edits:
        lines.append(["edits of the timeline found", share(sum(row["edit_found"] for row in edits), len(edits))])
    for group, members in split(
        [row for row in chosen(rows, "sound") if row["group"] != "benign"], lambda row: (row["group"],)
    ):
        lines.append(
            [
                f"{group[0] if group[0] == dubbing.PAIR else f'sound of the same speaker, {group[0]}'}: found",
                share(sum(row["edit_found"] for row in members), len(members)),
            ]
        )
    if benign := chosen(rows, "sound", group="benign"):
        lines.append(
            [
                "sound alarms in 10 minutes of benign sound",
                f"{10 * alarms(benign) / minutes(benign):.1f} (of {minutes(benign):.0f} minutes)",
            ]
        )
    lines += picture_tables.summary(rows)
    if faked := chosen(rows, "deepfakes"):
        lines.append(
            [
                "deepfakes of registered originals certified",
                f"{sum(deepfakes.certifies(row) for row in faked)} of {len(faked)}",
            ]
        )
    lines += _costs(rows)
    return markdown(["measured", "result"], lines)


def _costs(rows: Rows) -> list[list[object]]:
    lines: list[list[object]] = []
    for row in rows:
        if row["experiment"] != "cost":
            continue
        if "ratio" in row:
            each = ", ".join(f"{ratio:.2f}" for ratio in row["ratios"])
            lines.append([f"CPU of fingerprinting / bare decoding, {row['name']}", f"{row['ratio']:.2f} ({each})"])
            each = ", ".join(f"{ratio:.2f}" for ratio in row["ratiosWithoutFaces"])
            faceless = f"{row['ratioWithoutFaces']:.2f} ({each}) / {row['ratioWithoutFacesLong']:.2f}"
            lines.append([f"the same without faces, {row['name']}, 30 s / 2 min", faceless])
            lines.append([f"peak memory, {row['name']}, 30 s / 2 min", f"{row['peakMB']} / {row['peakMBLong']} MB"])
        elif "verifyRatio" in row:
            each = ", ".join(f"{ratio:.2f}" for ratio in row["ratios"])
            lines.append([f"CPU / bare decoding, {row['name']}", f"{row['verifyRatio']:.2f} ({each})"])
        elif "detectorsRatio" in row:
            pairs = zip(row["ratios"], row["ratiosWithoutDetectors"])
            each = ", ".join(f"{ratio:.2f} / {bare:.2f}" for ratio, bare in pairs)
            figures = f"{row['detectorsRatio']:.2f} / {row['ratioWithoutDetectors']:.2f} ({each})"
            lines.append([f"CPU / bare decoding, {row['name']} / none", figures])
        elif "mean" in row:
            lines.append(["fingerprint, mean / p95 / max", f"{row['mean']} / {row['p95']} / {row['max']} bytes/s"])
        else:
            lines.append([row["name"], f"{row['extraWall']:.2f} s"])
    return lines


PICTURES = (
    ("Replaced pictures", picture_tables.simulated),
    ("Replaced pictures by chain", picture_tables.by_chain),
    ("Real deepfakes", picture_tables.real),
    ("Untouched pictures", picture_tables.untouched),
)


def _picture(table: Callable[[Rows], tuple[list[str], list[list[object]]]], rows: Rows) -> str:
    return markdown(*table(rows))


def details(rows: Rows) -> str:
    parts = (
        ("Retrieval", retrieval),
        *((title, partial(_picture, table)) for title, table in PICTURES),
        ("Unregistered footage", unknown),
        ("Edited timelines", timing),
        ("Replaced sound", replaced_sound),
        ("Benign sound", benign_sound),
        ("Cost", cost),
        ("Deepfakes", pairs),
        ("Failures", failed),
    )
    return "\n\n".join(f"### {title}\n\n{table(rows)}" for title, table in parts if table(rows).count("\n") > 1)
