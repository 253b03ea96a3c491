"""CPU time against bare decoding, memory, the time a match takes beyond scanning, and the size of fingerprints."""

import json
import statistics
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from . import chains
from .cache import Cache, ffmpeg
from .footage import Source
from .tool import Registration, Run, ToolError, Vericlip, run

SECONDS = 30
EXAMINED = 60
"""Seconds of a clip that detectors examine: more than the parts in which they follow lips."""
SOURCES = 3
"""Recordings that each size is measured on."""
LONGER = 4
"""How many times longer the file is that shows whether memory grows with length."""


@dataclass(frozen=True)
class Material:
    """A 30 s clip of one size, and the same played several times over."""

    name: str
    clip: Path
    long: Path


def sources(originals: list[Source], height: int) -> list[Source]:
    """The longest recordings that have this height by themselves, with sound rather than without: what was enlarged is decoded more cheaply
    than what a camera saw. The longest of all where none has."""
    longest = sorted(originals, key=lambda source: (source.has_sound, source.duration), reverse=True)
    filling = [source for source in longest if source.height >= height and source.width >= 1.7 * height]
    return filling[:SOURCES] or longest[:1]


def material(cache: Cache, source: Source, height: int, seconds: int = SECONDS) -> Material:
    wide = chains.even(height * 16 / 9)
    fit = f"scale={wide}:{height}:force_original_aspect_ratio=decrease,pad={wide}:{height}:-1:-1,setsar=1"
    sound = ["-c:a", "aac", "-b:a", "128k"] if source.has_sound else ["-an"]
    arguments = [
        "-stream_loop",
        "-1",
        "-i",
        str(source.path),
        "-t",
        str(seconds),
        "-vf",
        f"{fit},fps=30",
        *sound,
        *chains.h264(23).split(),
        "-threads",
        "2",
    ]
    recipe = [source.name, source.byte_count, *arguments[4:]]
    clip = cache.file("cost", f"{source.slug}-{height}p", ".mp4", recipe, lambda path: ffmpeg(*arguments, str(path)))
    long = cache.file(
        "cost",
        f"{source.slug}-{height}p-long",
        ".mp4",
        [recipe, LONGER],
        lambda path: ffmpeg("-stream_loop", str(LONGER - 1), "-i", str(clip), "-c", "copy", str(path)),
    )
    return Material(f"{height}p", clip, long)


def speed(program: Path, materials: list[Material], runs: int) -> dict:
    """Fingerprinting paired with bare single-threaded decoding, turn by turn in one run. The ratio is the median over the recordings of
    the median over the turns."""
    with_faces, faceless, longer = [], [], []
    for made in materials:
        turns = [
            (_decode(made.clip).cpu, _scan(program, made.clip).cpu, _scan(program, made.clip, faces=False).cpu)
            for _ in range(runs)
        ]
        with_faces.append(statistics.median(ours / bare for bare, ours, _ in turns))
        faceless.append(statistics.median(ours / bare for bare, _, ours in turns))
        # Starting two programs weighs less there.
        longer.append(_scan(program, made.long, faces=False).cpu / _decode(made.long).cpu)
    made = materials[0]
    single, double, long = _scan(program, made.clip), _scan(program, made.clip, threads=2), _scan(program, made.long)
    return {
        "experiment": "cost",
        "name": made.name,
        "runs": runs,
        "recordings": len(materials),
        "ratio": round(statistics.median(with_faces), 3),
        "ratios": [round(ratio, 3) for ratio in with_faces],
        "ratioWithoutFaces": round(statistics.median(faceless), 3),
        "ratiosWithoutFaces": [round(ratio, 3) for ratio in faceless],
        "ratioWithoutFacesLong": round(statistics.median(longer), 3),
        "wallOneThread": round(single.wall, 2),
        "wallTwoThreads": round(double.wall, 2),
        "peakMB": round(single.peak / 1e6),
        "peakMBLong": round(long.peak / 1e6),
        "ownPeakMB": round(single.own_peak / 1e6),
    }


def matching(program: Path, home: Vericlip, clip: Path, runs: int) -> dict:
    """What `verify` costs beyond scanning: a home that knows the recording against one that knows nothing."""
    with TemporaryDirectory() as folder:
        empty = Vericlip(program, Path(folder) / "home")
        knowing, ignorant = [], []
        for _ in range(runs):
            ignorant.append(empty.verify(clip))
            knowing.append(home.verify(clip))
    walls = [one.wall - other.wall for one, other in zip(knowing, ignorant)]
    cpus = [one.cpu - other.cpu for one, other in zip(knowing, ignorant)]
    return {
        "experiment": "cost",
        "name": "verify beyond scanning, 30 s 360p",
        "runs": runs,
        "extraWall": round(statistics.median(walls), 3),
        "extraCPU": round(statistics.median(cpus), 3),
        "wall": round(statistics.median(one.wall for one in knowing), 3),
        "peakMB": round(knowing[-1].peak / 1e6),
    }


def verifying(program: Path, materials: list[Material], runs: int) -> dict:
    """`verify` in all, of clips whose recordings are registered, paired with bare decoding turn by turn; medians as in `speed`."""
    medians = []
    for made in materials:
        with TemporaryDirectory() as folder:
            home = Vericlip(program, Path(folder) / "home")
            home.scan_into(made.clip, threads=1)
            medians.append(statistics.median(home.verify(made.clip).cpu / _decode(made.clip).cpu for _ in range(runs)))
    return {
        "experiment": "cost",
        "name": f"verify, {SECONDS} s {materials[0].name}",
        "runs": runs,
        "recordings": len(materials),
        "verifyRatio": round(statistics.median(medians), 3),
        "ratios": [round(ratio, 3) for ratio in medians],
    }


def detecting(program: Path, materials: list[Material], runs: int) -> dict:
    """`verify` in all of clips without a signed source, with all detectors and with none, paired with bare decoding turn by turn;
    medians as in `speed`."""
    with_all, with_none = [], []
    with TemporaryDirectory() as folder:
        empty = Vericlip(program, Path(folder) / "home")
        for made in materials:
            turns = [
                (_decode(made.clip).cpu, empty.verify(made.clip, "experimental"), empty.verify(made.clip, "none").cpu)
                for _ in range(runs)
            ]
            _check_judged(turns[0][1])
            with_all.append(statistics.median(ours.cpu / bare for bare, ours, _ in turns))
            with_none.append(statistics.median(ours / bare for bare, _, ours in turns))
    return {
        "experiment": "cost",
        "name": f"verify with all detectors, {EXAMINED} s {materials[0].name}",
        "runs": runs,
        "recordings": len(materials),
        "detectorsRatio": round(statistics.median(with_all), 3),
        "ratios": [round(ratio, 3) for ratio in with_all],
        "ratioWithoutDetectors": round(statistics.median(with_none), 3),
        "ratiosWithoutDetectors": [round(ratio, 3) for ratio in with_none],
    }


def _check_judged(done: Run) -> None:
    """What is not installed costs nothing, and says nothing of the cost."""
    missing = [one["name"] for one in json.loads(done.output)["detectors"] if one.get("reason") == "not-installed"]
    if missing:
        raise ToolError(f"{', '.join(missing)}: not installed; scripts/setup --detectors fetches it")


def sizes(registrations: list[Registration]) -> dict:
    rates = sorted(one.fingerprint_bytes / one.duration for one in registrations)
    total = sum(one.fingerprint_bytes for one in registrations) / sum(one.duration for one in registrations)
    return {
        "experiment": "cost",
        "name": "fingerprint bytes per second",
        "files": len(rates),
        "mean": round(total),
        "p95": round(rates[min(len(rates) - 1, int(0.95 * len(rates)))]),
        "max": round(rates[-1]),
    }


def _decode(clip: Path) -> Run:
    """Bare decoding on one thread."""
    return run(["ffmpeg", "-nostdin", "-v", "error", "-threads", "1", "-i", str(clip), "-f", "null", "-"])


def _scan(program: Path, clip: Path, threads: int = 1, faces: bool = True) -> Run:
    """Registering in a fresh home: scanning is all of it but some milliseconds."""
    with TemporaryDirectory() as folder:
        return Vericlip(program, Path(folder) / "home").scan_into(clip, threads, faces)
