"""What went wrong, look-up by look-up, so that each failure can be looked at."""

from . import dubbing, picture_tables

SOURCE_TIME_LIMIT = 0.25
"""Seconds that a segment's end may lie off its true source time."""
EDGE_LIMIT = 0.15
"""Seconds that the ends of replaced sound may lie off."""


def faults(row: dict) -> list[str]:
    """In words; empty where all is as it should be."""
    if row["experiment"] == "cost":
        return []
    notes = row["notes"]
    found = [f"named {name}" for name in row["wrong"]]
    if row["relation"] == "none":
        found.append("no answer")
    if row["experiment"] == "retrieval" and not (row["tracks"] == "sound" and not notes["speech"]):
        if not row["found"]:
            found.append("not found")
        elif not row["placed"]:
            found.append("at the wrong time")
    if row["edit_found"] is False and not notes.get("traceless"):
        found.append("edit not found")
    if row["experiment"] in ("retrieval", "time"):
        found += [f"timeline alarm {alarm}" for alarm in row["timeline_alarms"]]
    if row["experiment"] in ("retrieval", "sound"):
        found += [f"sound alarm {alarm}" for alarm in row["sound_alarms"]]
    if row["experiment"] == "picture":
        found += _picture_faults(row)
    worst = max(map(abs, row["source_errors"]), default=0)
    if row["experiment"] == "retrieval" and row["placed"] and worst > SOURCE_TIME_LIMIT and not notes["still"]:
        found.append(f"source time off by {worst:.2f} s")
    if (
        row["experiment"] == "sound"
        and row["group"] != dubbing.PAIR
        and max(row["edge_errors"], default=0) > EDGE_LIMIT
    ):
        found.append(f"ends off by {max(row['edge_errors']):.2f} s")
    return found


def _picture_faults(row: dict) -> list[str]:
    faults: list[str] = []
    if row["picture"] is None:
        return faults
    if row["altered"] and not picture_tables.hidden(row) and not row["picture"]["found"]:
        faults.append("replaced picture not found" if not row["picture"]["seen"] else "replaced picture misplaced")
    if row["group"] != "benign" and row["relation"] in ("same", "edited") and row["confidence"] == "match":
        faults.append("certified")
    if row["group"] == "benign":
        faults += [f"picture alarm {alarm}" for alarm in row["picture"]["alarms"]]
        if row["relation"] in ("changed", "mixed"):
            faults.append(row["relation"])
    return faults
