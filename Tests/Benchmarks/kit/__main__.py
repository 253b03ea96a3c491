"""Command line of the kit: `python3 -m kit FOLDER`. See docs/measuring.md."""

import argparse
import json
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import activity, cost, deepfakes, dubbing, footage, retrieval, tables, timing, unknown
from .cache import Cache
from .cases import FULL, QUICK, Case, Size, build, write_truth
from .footage import Source
from .scoring import score
from .tool import Vericlip

EXPERIMENTS = ("retrieval", "time", "sound", "unknown", "deepfakes", "cost")
SCORED_AT_HOME = ("retrieval", "time", "sound", "deepfakes")
"""Experiments whose clips are looked up in the home that knows all originals."""


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="measure", description="Measures vericlip on a folder of videos.")
    parser.add_argument("folder", type=Path, help="videos, with a MANIFEST.tsv where there is one")
    parser.add_argument("--program", type=Path, default=Path(".build/release/vericlip"), help="the vericlip to measure")
    parser.add_argument("--cache", type=Path, default=Path(".cache/measure"), help="where generated clips and results stay")
    parser.add_argument("--quick", action="store_true", help="a sample of all experiments, some 20 minutes on 2 cores")
    parser.add_argument("--only", action="append", choices=EXPERIMENTS, help="this experiment (may be given again)")
    parser.add_argument("--jobs", type=int, default=2, help="clips made and looked up at a time")
    parser.add_argument("--make", action="store_true", help="make the clips and truth.jsonl, and stop")
    parser.add_argument("--markdown", type=Path, help="write the summary table to this file")
    return parser.parse_args(arguments)


def main(arguments: list[str]) -> int:
    options = parse(arguments)
    cache = Cache(options.cache)
    sources = footage.load(options.folder)
    if not sources:
        say(f"{options.folder} holds no video")
        return 2
    sources = undamaged(cache, sources, options.jobs)
    wanted = options.only or list(EXPERIMENTS)
    size = QUICK if options.quick else FULL
    registered, strangers = footage.divide(sources)
    say(f"{len(registered)} originals, {len(strangers)} files that stay unknown")
    cases = make(cache, sources, registered, strangers, wanted, size, options.jobs)
    write_truth(options.cache / "truth.jsonl", cases)
    if options.make:
        return 0
    rows = measure(options, cache, sources, registered, cases, wanted, size)
    results = options.cache / "results.jsonl"
    results.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    say(f"every result: {results}")
    print(f"{tables.summary(rows)}\n\n{tables.details(rows)}")
    if options.markdown:
        options.markdown.write_text(tables.summary(rows) + "\n", encoding="utf-8")
    return 0


def undamaged(cache: Cache, sources: list[Source], jobs: int) -> list[Source]:
    """The sources whose picture decodes without complaint; the others are named, and left out."""
    with ThreadPoolExecutor(jobs) as pool:
        seen = pool.map(lambda source: activity.measure(cache, source), sources)
    kept = []
    for source, measured in zip(sources, seen):
        if measured.damaged:
            say(f"left out, its decoder complains: {source.name}")
        else:
            kept.append(source)
    return kept


def make(
    cache: Cache, sources: list[Source], registered: list[Source], strangers: list[Source], wanted: list[str], size: Size,
    jobs: int
) -> list[Case]:
    plans = []
    if "retrieval" in wanted:
        plans += retrieval.plans(cache, registered, size)
    if "sound" in wanted:
        plans += dubbing.plans(cache, registered, size)
    if "time" in wanted:
        plans += timing.plans(cache, registered, strangers, size)
    if "unknown" in wanted:
        plans += unknown.plans(cache, sources, size)
    say(f"making {len(plans)} clips, or finding them in {cache.folder}")
    made = build(plans, jobs, say)
    return made + (deepfakes.cases(sources, registered) if "deepfakes" in wanted else [])


def measure(
    options: argparse.Namespace, cache: Cache, sources: list[Source], registered: list[Source], cases: list[Case],
    wanted: list[str], size: Size
) -> list[dict]:
    homes = options.cache / "homes"
    shutil.rmtree(homes, ignore_errors=True)
    groups = footage.groups(sources)
    known = Vericlip(options.program, homes / "all")
    say(f"registering {len(registered)} originals")
    known.register(registered)
    rows = look_up(known, [case for case in cases if case.experiment in SCORED_AT_HOME], groups, options.jobs)
    if "unknown" in wanted:
        halves = unknown.halves(registered, groups)
        for number, half in enumerate((halves.first, halves.second)):
            home = Vericlip(options.program, homes / f"half{number}")
            home.register(half)
            foreign = unknown.foreign_to(cases, half, groups, number)
            rows += look_up(home, foreign, groups, options.jobs)
    if "cost" in wanted:
        rows += costs(options, cache, known, registered, size)
    return rows


def look_up(home: Vericlip, cases: list[Case], groups: dict[str, str], jobs: int) -> list[dict]:
    say(f"{len(cases)} look-ups in {home.home}")
    reports = home.look_up([case.path for case in cases], jobs)
    names = home.names()
    rows = []
    for case in cases:
        report = reports.get(case.path)
        judged = score(case, report, names, groups)
        seconds = report["clip"].get("duration", 0) if report else 0
        rows.append({**case.truth(), "home": str(home.home), "clip_seconds": seconds, **judged.row()})
    return rows


def costs(
    options: argparse.Namespace, cache: Cache, known: Vericlip, registered: list[Source], size: Size
) -> list[dict]:
    longest = max((source for source in registered if source.has_sound), key=lambda source: source.duration)
    say("timing")
    rows = [cost.speed(options.program, cost.material(cache, longest, height), size.runs) for height in (720, 1080)]
    excerpt = cost.material(cache, longest, 360).clip
    rows += [cost.matching(options.program, known, excerpt, size.runs), cost.sizes(list(known.registered.values()))]
    return [{**row, "notes": {}} for row in rows]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
