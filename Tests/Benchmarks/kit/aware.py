"""Somebody who knows what a fingerprint holds of a face: mouths of another moment that keep below it.

    python3 -m kit.aware FOLDER --program PROGRAM --cache FOLDER [--truth FILE]

replaces the mouths of the folder's people for three seconds in three ways, and prints what is said of each at CRF 23:
`plain`, as the experiment `picture` does; `between`, the frames nearest to the points of the record's grid left as they
were; `above`, what a code can hold of the change taken off it. `--truth` writes down which clip is which, for
`face-measurements` and `fit_detail.py`. Needs the packages of requirements.txt."""

import argparse
import json
import shutil
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from . import chains, clips, faces, film, footage, picture
from .cache import Cache
from .cases import MEDIUM
from .cast import Cast, Person
from .people import speaks_openly
from .session import Session
from .timeline import excerpt
from .tool import Vericlip

SECONDS = 3.0
GRID = 120.0
"""Milliseconds between two samples of a face in a record."""
SIDE, BAND = 24, 8
"""Cells of a code a side; it holds the frequencies whose sum is below the band (docs/fingerprint-v1.md)."""
COSINES = np.array(
    [
        [np.sqrt((1 if u == 0 else 2) / SIDE) * np.cos(np.pi * u * (x + 0.5) / SIDE) for x in range(SIDE)]
        for u in range(SIDE)
    ]
)
HELD = np.add.outer(np.arange(SIDE), np.arange(SIDE)) < BAND


def held(change: np.ndarray, box: np.ndarray) -> np.ndarray:
    """What a code over the box (pixels: left, top, width, height) holds of a change of the frame."""
    left, top, right, bottom = np.round([box[0], box[1], box[0] + box[2], box[1] + box[3]]).astype(int)
    margin = max(change.shape)
    wide = cv2.copyMakeBorder(change, margin, margin, margin, margin, cv2.BORDER_CONSTANT)
    place = np.s_[margin + top : margin + bottom, margin + left : margin + right]
    cells = cv2.resize(wide[place], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    cells = COSINES.T @ (COSINES @ cells @ COSINES.T * HELD) @ COSINES
    result = np.zeros_like(wide)
    result[place] = cv2.resize(cells, (right - left, bottom - top), interpolation=cv2.INTER_CUBIC)
    return result[margin : margin + change.shape[0], margin : margin + change.shape[1]]


def above(original: np.ndarray, forged: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """The forged frames, but with all that a code holds as in the original."""
    result = forged.copy()
    for number, box in enumerate(boxes[: len(result)]):
        change = forged[number, 0].astype(np.float32) - original[number, 0]
        if change.any():
            kept = original[number, 0] + change - held(change, box)
            result[number, 0] = np.clip(np.round(kept), 0, 255)
    return result


def between(original: np.ndarray, forged: np.ndarray, start: float, rate: float) -> np.ndarray:
    """The forged frames, but for those that a record of the original samples, which stay as they were."""
    times = 1000 * (start + np.arange(len(forged)) / rate)
    result = forged.copy()
    for point in np.arange(np.ceil(times[0] / GRID), times[-1] // GRID + 1) * GRID:
        number = int(np.argmin(np.abs(times - point)))
        result[number] = original[number]
    return result


def altered(cast: Cast, person: Person) -> dict[str, Path] | None:
    """A clip for each way; none where the recording does not allow it."""
    moment = cast.moment(person, None)
    made = picture.forged(cast, picture.Want("mouth", SECONDS, None), person, moment)
    if made is None:
        return None
    master = made[0]
    untouched = clips.master(cast.cache, excerpt(moment.source, moment.start, moment.length))

    def frames(way: str) -> np.ndarray:
        original, replaced = (film.read(each.path, each.width, each.height) for each in (untouched, master))
        if way == "between":
            return between(original, replaced, moment.start, master.rate)
        return above(original, replaced, faces.track(original, moment.face).boxes)

    def clip(way: str) -> Path:
        heard = untouched.path if untouched.has_sound else None
        rate = master.timeline.main.frame_rate
        path = cast.cache.file(
            "forged",
            f"{way}-{moment.source.slug}",
            ".mkv",
            ["aware 1", way, master.path.name],
            lambda path: film.write(path, frames(way), rate, heard),
        )
        return clips.clip(cast.cache, replace(master, path=path), chains.UNTOUCHED, chains.COMMON_SOUND)

    plain = clips.clip(cast.cache, master, chains.UNTOUCHED, chains.COMMON_SOUND)
    return {"plain": plain, "between": clip("between"), "above": clip("above")}


def truth(cast: Cast, source: footage.Source, found: dict[str, Path]) -> str:
    """Lines like those of the experiment `picture`."""
    rows = [
        {
            "experiment": "picture",
            "clip": str(path),
            "passages": [{"path": str(source.path)}],
            "group": "aware",
            "name": way,
            "altered": None,
            "notes": {"person": cast.group[source.name]},
        }
        for way, path in found.items()
    ]
    return "".join(json.dumps(row) + "\n" for row in rows)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="aware", description="Replaced mouths by somebody who knows the codes.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--program", type=Path, default=Path(".build/release/vericlip"))
    parser.add_argument("--cache", type=Path, default=Path(".cache/measure"))
    parser.add_argument("--truth", type=Path)
    options = parser.parse_args(arguments)
    session = Session(
        options.program, Cache(options.cache), footage.load(options.folder), ["picture"], MEDIUM, jobs=2
    )
    cast = Cast(session.cache, session.sources, session.registered)
    able = [person for person in cast.fitting(None) if speaks_openly(person.source)]
    made = {person.source: found for person in able if (found := altered(cast, person))}
    if options.truth:
        options.truth.write_text("".join(truth(cast, source, found) for source, found in made.items()))
    folder = options.cache / "homes" / "aware"
    shutil.rmtree(folder, ignore_errors=True)
    home = Vericlip(options.program, folder)
    home.register(list(made))
    reports = home.look_up([path for found in made.values() for path in found.values()], session.jobs)
    for way in ("plain", "between", "above"):
        said = Counter(words(reports.get(found[way])) for found in made.values())
        print(f"{way}: {dict(said)} of {len(made)}")
    return 0


def words(report: dict | None) -> str:
    if report is None:
        return "nothing"
    return "possible" if report.get("confidence") == "possible" else report["relation"]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
