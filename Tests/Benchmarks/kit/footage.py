"""The footage to measure on: a folder of videos, with what its MANIFEST.tsv says where there is one."""

import csv
import json
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

VIDEO_SUFFIXES = {".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg", ".ts", ".mts", ".3gp", ".ogv"}
ORIGINAL_LABELS = {"authentic", "animation"}
SOUND_ALONE = "AUDIO"
"""How the manifest's `manipulation_type` begins where the picture was left as it was."""
SHARED_FOOTAGE = Path(__file__).with_name("shared-footage.tsv")


@dataclass(frozen=True)
class Source:
    """One file of the folder. Times are seconds from its presentation start."""

    path: Path
    name: str
    label: str
    pair_of: str | None
    duration: float
    width: int
    height: int
    frame_rate: Fraction
    has_sound: bool
    byte_count: int
    manipulation: str = ""

    @property
    def is_original(self) -> bool:
        return self.label in ORIGINAL_LABELS

    @property
    def slug(self) -> str:
        """A short name for file names: the folder and the stem."""
        path = Path(self.name)
        return f"{path.parent.name[:12]}-{path.stem[-24:]}".replace(" ", "_")


def load(folder: Path) -> list[Source]:
    """Every readable video under `folder`, in the order of their names."""
    notes = _manifest(folder)
    sources = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in VIDEO_SUFFIXES or (notes and name not in notes):
            continue
        note = notes.get(name, {})
        source = probe(
            path,
            name,
            note.get("label") or "authentic",
            note.get("pair_of") or None,
            note.get("manipulation_type") or "",
        )
        if source is not None:
            sources.append(source)
    return sources


def groups(sources: list[Source]) -> dict[str, str]:
    """Name of each source to the name of its group: files of one group hold the same footage, wholly or in part."""
    return joined(sources, shared_footage())


def joined(sources: list[Source], further: list[tuple[str, ...]]) -> dict[str, str]:
    """Name of each source to the first name of all that it belongs with, by pairs of the manifest and `further`."""
    leader = {source.name: source.name for source in sources}

    def find(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    pairs = [(source.name, source.pair_of) for source in sources if source.pair_of] + further
    for one, other in pairs:
        if one in leader and other in leader:
            first, second = sorted((find(one), find(other)))
            leader[second] = first
    return {name: find(name) for name in leader}


def divide(sources: list[Source]) -> tuple[list[Source], list[Source]]:
    """Who is registered, and who stays unknown. Unknown are the files that are no originals and share nothing with one;
    where there is none, a tenth of the originals."""
    group = groups(sources)
    registered = [source for source in sources if source.is_original]
    known = {group[source.name] for source in registered}
    strangers = [source for source in sources if group[source.name] not in known]
    if not strangers:
        held_back = {group[source.name] for source in registered[::10]}
        strangers = [source for source in registered if group[source.name] in held_back]
        registered = [source for source in registered if group[source.name] not in held_back]
    return registered, strangers


def _manifest(folder: Path) -> dict[str, dict[str, str]]:
    path = folder / "MANIFEST.tsv"
    if not path.exists():
        return {}
    with path.open(newline="", encoding="utf-8") as lines:
        return {row["path"]: row for row in csv.DictReader(lines, delimiter="\t")}


def shared_footage() -> list[tuple[str, ...]]:
    return listed(SHARED_FOOTAGE)


def listed(path: Path) -> list[tuple[str, ...]]:
    """The columns of each line, tab separated; lines that begin with # are passed over."""
    rows = path.read_text(encoding="utf-8").splitlines()
    return [tuple(row.split("\t")) for row in rows if row and not row.startswith("#")]


def probe(
    path: Path, name: str, label: str = "authentic", pair_of: str | None = None, manipulation: str = ""
) -> Source | None:
    """The video at `path`; none where it cannot be read or has no picture."""
    command = ["ffprobe", "-v", "error", "-show_format", "-show_streams", "-of", "json", str(path)]
    answer = subprocess.run(command, capture_output=True, text=True)
    if answer.returncode != 0:
        return None
    description = json.loads(answer.stdout)
    streams = description.get("streams", [])
    picture = next((stream for stream in streams if stream.get("codec_type") == "video"), None)
    sound = next((stream for stream in streams if stream.get("codec_type") == "audio"), None)
    if picture is None:
        return None
    width, height = _display_size(picture)
    return Source(
        path=path,
        name=name,
        label=label,
        pair_of=pair_of,
        duration=_common_duration(description, picture, sound),
        width=width,
        height=height,
        frame_rate=_frame_rate(picture),
        has_sound=sound is not None,
        byte_count=path.stat().st_size,
        manipulation=manipulation,
    )


def _common_duration(description: dict, *streams: dict | None) -> float:
    """How long all chosen streams last, so that an excerpt never runs over the end of one of them."""
    whole = float(description["format"].get("duration", 0))
    return min([whole] + [float(stream["duration"]) for stream in streams if stream and "duration" in stream])


def _display_size(picture: dict) -> tuple[int, int]:
    width, height = picture["width"], picture["height"]
    across, down = (int(part) for part in picture.get("sample_aspect_ratio", "1:1").split(":"))
    if across > 0 and down > 0:
        width = width * across / down
    turned = any(abs(int(data.get("rotation", 0))) % 180 == 90 for data in picture.get("side_data_list", []))
    return (round(height), round(width)) if turned else (round(width), round(height))


def _frame_rate(picture: dict) -> Fraction:
    for key in ("avg_frame_rate", "r_frame_rate"):
        numerator, denominator = (int(part) for part in picture.get(key, "0/0").split("/"))
        if numerator and denominator and numerator / denominator <= 120:
            return Fraction(numerator, denominator).limit_denominator(1001)
    return Fraction(25)
