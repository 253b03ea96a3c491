"""One measurement: the clips of the chosen experiments, made, looked up and judged."""

import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from . import activity, cost, deepfakes, dubbing, footage, people, retrieval, timing, unknown
from .cache import Cache
from .cases import Case, Size, build
from .footage import Source
from .scoring import score
from .tool import ToolError, Vericlip

EXPERIMENTS = ("retrieval", "time", "sound", "picture", "unknown", "deepfakes", "cost", "detectors")
SCORED_AT_HOME = ("retrieval", "time", "sound", "deepfakes")
"""Experiments whose clips are looked up in the home that knows all originals."""


def pictures(cases: list[Case]) -> dict[str, list[Case]]:
    """The cases of the experiment `picture` by the home that they are looked up in."""
    homes: dict[str, list[Case]] = {}
    for case in cases:
        if case.experiment == "picture":
            homes.setdefault(case.home, []).append(case)
    return homes


def originals(cases: list[Case]) -> list[Source]:
    """What must be registered for them, once each."""
    found = {passage.source.name: passage.source for case in cases for passage in case.timeline.passages}
    return [found[name] for name in sorted(found)]


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", file=sys.stderr, flush=True)


@dataclass
class Session:
    """`wanted`: which experiments. `jobs`: clips made, and looked up, at a time. `half`: `even` or `odd` for clips of
    that half of the people and scenes alone, else `all`."""

    program: Path
    cache: Cache
    sources: list[Source]
    wanted: list[str]
    size: Size
    jobs: int
    half: str = "all"

    def __post_init__(self) -> None:
        self.sources = self._undamaged()
        self.groups = footage.groups(self.sources)
        self.people = people.people(self.sources)
        self.registered, self.strangers = footage.divide(self.sources)
        say(f"{len(self.registered)} originals, {len(self.strangers)} files that stay unknown")

    def make(self) -> list[Case]:
        """The clips of all experiments; those of an earlier run are found in the cache."""
        plans = []
        if "retrieval" in self.wanted:
            plans += retrieval.plans(self.cache, self.registered, self.size)
        if "sound" in self.wanted:
            plans += dubbing.plans(self.cache, self.registered, self.size)
        if "time" in self.wanted:
            plans += timing.plans(self.cache, self.registered, self.strangers, self.size)
        if "picture" in self.wanted:
            # Needs packages that the rest does without.
            from . import picture

            plans += picture.plans(self.cache, self.sources, self.registered, self.size)
        if "unknown" in self.wanted:
            plans += unknown.plans(self.cache, self.sources, self.size)
        say(f"making {len(plans)} clips, or finding them in {self.cache.folder}")
        cases = build(plans, self.jobs, say, self.cache.folder / "truth.jsonl")
        if "sound" in self.wanted:
            cases += dubbing.pairs(self.sources, self.registered)
        if "deepfakes" in self.wanted:
            cases += deepfakes.cases(self.sources, self.registered)
        return [case for case in cases if self._is_wanted(case)]

    def measure(self, cases: list[Case]) -> list[dict]:
        """A row for each look-up and each cost."""
        rows: list[dict] = []
        if not {"unknown", "picture", "detectors"}.issuperset(self.wanted):
            known = self._home("all", self.registered)
            rows += self._look_up(known, [case for case in cases if case.experiment in SCORED_AT_HOME])
        for name, clips in pictures(cases).items():
            home = self._home(name, originals(clips))
            rows += self._look_up(home, clips)
        if "unknown" in self.wanted:
            for number, half in enumerate(unknown.halves(self.registered, self.groups)):
                home = self._home(f"half{number}", half)
                rows += self._look_up(home, unknown.foreign_to(cases, half, self.groups, number))
        if "cost" in self.wanted:
            rows += self._costs(known)
        if "detectors" in self.wanted:
            rows += self._detectors()
        return rows

    def _is_wanted(self, case: Case) -> bool:
        if self.half == "all":
            return True
        person = case.notes.get("person") or next((self.people[name] for name in unknown.shown(case)), None)
        return person is None or people.half(person) == self.half

    def _home(self, name: str, sources: list[Source]) -> Vericlip:
        folder = self.cache.folder / "homes" / name
        shutil.rmtree(folder, ignore_errors=True)
        home = Vericlip(self.program, folder)
        say(f"registering {len(sources)} originals in {folder}")
        home.register(sources)
        return home

    def _look_up(self, home: Vericlip, cases: list[Case]) -> list[dict]:
        say(f"{len(cases)} look-ups in {home.home}")
        reports = home.look_up([case.path for case in cases], self.jobs)
        names = home.names()
        # A made scene is a group of its own: its home holds nothing else of the same person.
        groups = {**{name: name for name in names.values()}, **self.groups}
        rows = []
        for case in cases:
            report = reports.get(case.path)
            seconds = report["clip"].get("duration", 0) if report else 0
            judged = score(case, report, names, groups)
            rows.append({**case.truth(), "home": str(home.home), "clip_seconds": seconds, **judged.row()})
        return rows

    def _costs(self, known: Vericlip) -> list[dict]:
        say("timing")
        materials = {
            height: [cost.material(self.cache, source, height) for source in cost.sources(self.registered, height)]
            for height in (360, 720, 1080)
        }
        rows = [cost.speed(self.program, materials[height], self.size.runs) for height in (720, 1080)]
        rows.append(cost.verifying(self.program, materials[720], self.size.runs))
        rows.append(cost.matching(self.program, known, materials[360][0].clip, self.size.runs))
        rows.append(cost.sizes(list(known.registered.values())))
        return [{**row, "notes": {}} for row in rows]

    def _detectors(self) -> list[dict]:
        say("timing detectors")
        speeches = cost.sources(self.registered, 720)
        materials = [cost.material(self.cache, source, 720, cost.EXAMINED) for source in speeches]
        try:
            return [{**cost.detecting(self.program, materials, self.size.runs), "notes": {}}]
        except ToolError as error:
            say(f"left out: {error}")
            return []

    def _undamaged(self) -> list[Source]:
        """The sources whose picture decodes without complaint; the others are named, and left out."""
        with ThreadPoolExecutor(self.jobs) as pool:
            measured = list(pool.map(lambda source: activity.measure(self.cache, source), self.sources))
        for source, seen in zip(self.sources, measured):
            if seen.damaged:
                say(f"left out, its decoder complains: {source.name}")
        return [source for source, seen in zip(self.sources, measured) if not seen.damaged]
