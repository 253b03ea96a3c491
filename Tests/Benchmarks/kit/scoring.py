"""A report held against the truth: what was found, where, and what was said that is not so."""

from dataclasses import asdict, dataclass, field
from statistics import median

from .alteration import judge
from .cases import Case

PLACED = 0.5
"""Seconds that a segment may lie off its true source time and still count as the right place. The error itself is in
its own table."""
NEAR = 0.5
"""Seconds that a reported joint may lie off the true one and still count as that joint."""
BESIDE = 0.3
"""Seconds around a true stretch in which a report of it may begin or end."""


@dataclass
class Score:
    """`source_errors`: seconds at both ends of each segment of the right recording. `edge_errors`: seconds between what
    was reported and the true joints, or the ends of the replaced sound. `wrong`: recordings named without reason.
    `picture`: the differences of the picture, judged; `picture_reasons`: why parts of it were not checked."""

    relation: str = "none"
    confidence: str | None = None
    reason: str | None = None
    found: bool = False
    placed: bool = False
    wrong: list[str] = field(default_factory=list)
    source_errors: list[float] = field(default_factory=list)
    edit_found: bool | None = None
    edge_errors: list[float] = field(default_factory=list)
    speed_error: float | None = None
    timeline_alarms: list[str] = field(default_factory=list)
    sound_alarms: list[str] = field(default_factory=list)
    adjustments: list[str] = field(default_factory=list)
    picture: dict | None = None
    picture_reasons: list[str] = field(default_factory=list)

    def row(self) -> dict:
        return asdict(self)


def score(case: Case, report: dict | None, names: dict[str, str], groups: dict[str, str]) -> Score:
    """`names`: record to source; `groups`: source to the group of files that hold the same footage."""
    if report is None:
        return Score()
    result = Score(
        relation=report["relation"],
        confidence=report.get("confidence"),
        reason=report.get("reason"),
        adjustments=report.get("adjustments", []),
    )
    true_groups = (
        set()
        if case.timeline is None
        else {
            groups[passage.source.name] for passage in case.timeline.passages if passage.source.name in names.values()
        }
    )
    named = {names.get(source["record"], source["record"]) for source in report.get("sources", [])}
    result.found = bool(named) and any(groups.get(name) in true_groups for name in named)
    result.wrong = sorted(name for name in named if groups.get(name) not in true_groups)
    if case.timeline is not None:
        _place(result, case, report, names, groups, true_groups)
        _judge_timeline(result, case, _differences(report, "timeline"))
        _judge_sound(result, case, _differences(report, "sound"))
    result.picture = asdict(judge(case.altered, _differences(report, "picture")))
    reasons = {reason for segment in report.get("segments", []) for reason in segment.get("pictureReasons", [])}
    result.picture_reasons = sorted(reasons)
    return result


def _place(result: Score, case: Case, report: dict, names: dict, groups: dict, true_groups: set) -> None:
    speeds, unsure = [], False
    for segment in report.get("segments", []):
        name = names.get(segment.get("record"))
        if "source" not in segment or groups.get(name) not in true_groups:
            continue
        unsure = unsure or not any(passage.source.name == name for passage in case.timeline.passages)
        for end in ("start", "end"):
            error = case.timeline.source_time_error(name, segment["clip"][end], segment["source"][end])
            if error is not None:
                result.source_errors.append(round(error, 4))
        length = segment["clip"]["end"] - segment["clip"]["start"]
        speeds.append((length, segment.get("speed", 1.0)))
    # A twin's true times are not known: it counts as found, and gives no error.
    result.placed = unsure or bool(result.source_errors) and median(map(abs, result.source_errors)) <= PLACED
    if speeds:
        result.speed_error = round(max(speeds)[1] / case.speed - 1, 4)


def _judge_timeline(result: Score, case: Case, differences: list[dict]) -> None:
    errors = []
    for difference in differences:
        start, end = difference["clip"]["start"], difference["clip"]["end"]
        near = [span for span in case.spans if start <= span[1] + NEAR and end >= span[0] - NEAR]
        if not near:
            result.timeline_alarms.append(_words(difference))
        elif difference["kind"] in case.expected:
            errors += [_edge_error(span, start, end) for span in near]
    if case.expected:
        result.edit_found = bool(errors)
        result.edge_errors = [round(error, 3) for error in errors]


def _edge_error(span: tuple[float, float], start: float, end: float) -> float:
    """Of a joint, the distance to the nearer end of what was reported; of a stretch, the worse of both ends."""
    if span[0] == span[1]:
        return min(abs(start - span[0]), abs(end - span[0]))
    return max(abs(start - span[0]), abs(end - span[1]))


def _judge_sound(result: Score, case: Case, differences: list[dict]) -> None:
    if case.notes.get("music"):
        differences = [difference for difference in differences if difference["kind"] != "added"]
    hits = []
    for difference in differences:
        start, end = difference["clip"]["start"], difference["clip"]["end"]
        if case.spliced and start <= case.spliced[1] + BESIDE and end >= case.spliced[0] - BESIDE:
            hits.append(max(abs(start - case.spliced[0]), abs(end - case.spliced[1])))
        else:
            result.sound_alarms.append(_words(difference))
    if case.spliced:
        result.edit_found = bool(hits)
        result.edge_errors = [round(min(hits), 3)] if hits else []


def _differences(report: dict, track: str) -> list[dict]:
    return [difference for difference in report.get("differences", []) if difference["track"] == track]


def _words(difference: dict) -> str:
    return f"{difference['kind']} {difference['clip']['start']:.2f}-{difference['clip']['end']:.2f}"
