"""Command line of the kit: `python3 -m kit FOLDER`. See docs/measuring.md."""

import argparse
import importlib.util
import json
import sys
from pathlib import Path

from . import footage, people, tables
from .cache import Cache
from .cases import FULL, MEDIUM, QUICK, Case, write_truth
from .session import EXPERIMENTS, Session, originals, pictures, say


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="measure", description="Measures vericlip on a folder of videos.")
    parser.add_argument("folder", type=Path, help="videos, with a MANIFEST.tsv where there is one")
    parser.add_argument("--program", type=Path, default=Path(".build/release/vericlip"), help="the vericlip to measure")
    parser.add_argument(
        "--cache", type=Path, default=Path(".cache/measure"), help="where generated clips and results stay"
    )
    sizes = parser.add_mutually_exclusive_group()
    sizes.add_argument("--quick", dest="size", action="store_const", const=QUICK, default=FULL, help="a small sample")
    sizes.add_argument("--medium", dest="size", action="store_const", const=MEDIUM, help="a sample of some hundred clips")
    parser.add_argument("--only", action="append", choices=EXPERIMENTS, help="this experiment (may be given again)")
    parser.add_argument("--jobs", type=int, default=2, help="clips made, and looked up, at a time")
    parser.add_argument("--make", action="store_true", help="make the clips and truth.jsonl, and stop")
    parser.add_argument(
        "--groups", choices=(*people.HALVES, "all"), default="all", help="this half of the people and scenes alone"
    )
    parser.add_argument("--markdown", type=Path, help="write the summary table to this file")
    return parser.parse_args(arguments)


def can_see_faces() -> bool:
    return all(importlib.util.find_spec(name) for name in ("cv2", "numpy", "yuface"))


def write_homes(path: Path, cases: list[Case]) -> None:
    """Which files the homes of the experiment `picture` hold, and the titles that they are registered under."""
    lines = [
        f"{home}\t{source.path}\t{source.name}\n"
        for home, clips in pictures(cases).items()
        for source in originals(clips)
    ]
    path.write_text("home\tpath\ttitle\n" + "".join(lines), encoding="utf-8")


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    sources = footage.load(options.folder)
    if not sources:
        say(f"{options.folder} holds no video")
        return 2
    wanted = options.only or list(EXPERIMENTS)
    if "picture" in wanted and not can_see_faces():
        say("the experiment picture needs the packages of Tests/Benchmarks/kit/requirements.txt")
        if options.only:
            return 2
        wanted.remove("picture")
    session = Session(
        options.program,
        Cache(options.cache),
        sources,
        wanted,
        options.size,
        options.jobs,
        options.groups,
    )
    cases = session.make()
    write_truth(options.cache / "truth.jsonl", cases)
    write_homes(options.cache / "homes.tsv", cases)
    if options.make:
        return 0
    rows = session.measure(cases)
    results = options.cache / "results.jsonl"
    results.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    say(f"every result: {results}")
    print(f"{tables.summary(rows)}\n\n{tables.details(rows)}")
    if options.markdown:
        options.markdown.write_text(tables.summary(rows) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
