"""Look-ups of footage that nobody registered: none may be attributed.

The registered sources are split into two halves that share no footage. Each half is registered in a home of its own;
every clip of the other half, plain windows of all footage, and synthetic pictures and sounds are looked up there."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from . import chains
from .cache import Cache, ffmpeg
from .cases import Case, Plan, Size, chance
from .footage import Source

WINDOW = 5.0

SLATES = {
    "black": ("color=black:size=640x360:rate=25", "anullsrc=sample_rate=44100"),
    "white": ("color=white:size=640x360:rate=25", "anullsrc=sample_rate=44100"),
    "grey, noise": ("color=gray:size=640x360:rate=25", "anoisesrc=sample_rate=44100:amplitude=0.3:seed=3"),
    "bars, tone": ("smptehdbars=size=640x360:rate=25", "sine=frequency=1000:sample_rate=44100"),
    "old bars, tone": ("smptebars=size=640x480:rate=25", "sine=frequency=440:sample_rate=44100"),
    "RGB test": ("rgbtestsrc=size=640x360:rate=25", "sine=frequency=220:sample_rate=44100"),
    "test pattern": ("testsrc=size=640x360:rate=25", "sine=frequency=1000:beep_factor=4:sample_rate=44100"),
    "test pattern 2": ("testsrc2=size=640x360:rate=25", "anoisesrc=color=pink:sample_rate=44100:seed=4"),
    "gradients": ("gradients=size=640x360:rate=25:seed=5", "anoisesrc=color=brown:sample_rate=44100:seed=5"),
    "cellular automaton": ("cellauto=size=320x240:rate=25:seed=6", "anullsrc=sample_rate=44100"),
    "game of life": ("life=size=320x240:rate=25:seed=7:mold=10", "aevalsrc='0.3*sin(2*PI*t*(200+100*t))'"),
    "mandelbrot": ("mandelbrot=size=320x240:rate=25", "aevalsrc='0.3*sin(2*PI*(220+5*sin(2*PI*5*t))*t)'"),
    "snow": ("nullsrc=size=320x240:rate=25,geq=random(1)*255:128:128", "anoisesrc=sample_rate=44100:seed=8"),
    "fade from black": ("testsrc2=size=640x360:rate=25,fade=in:0:100", "sine=frequency=330,afade=in:0:4"),
    "slate": (
        "color=navy:size=640x360:rate=25,drawtext=font='DejaVu Sans':text='SCENE 4  TAKE 2':fontcolor=white:fontsize=48"
        ":x=(w-tw)/2:y=h/2",
        "sine=frequency=1000",
    ),
}


def halves(registered: list[Source], groups: dict[str, str]) -> tuple[list[Source], list[Source]]:
    """Two sets of sources that share no footage."""
    leaders = sorted({groups[source.name] for source in registered})
    chance("halves").shuffle(leaders)
    first = set(leaders[::2])
    return (
        [source for source in registered if groups[source.name] in first],
        [source for source in registered if groups[source.name] not in first],
    )


def plans(cache: Cache, sources: list[Source], size: Size) -> list[Plan]:
    """Synthetic clips, and plain windows of all footage, with sound, without and alone."""
    windows = [
        partial(_window, cache, source, start, tracks)
        for source in sources
        if source.duration >= WINDOW
        for start in _starts(source.duration)
        for tracks in (("both", "picture", "sound") if source.has_sound else ("picture",))
    ]
    chance("windows").shuffle(windows)
    slates = [partial(_slate, cache, name, tracks) for name in SLATES for tracks in ("both", "picture", "sound")]
    return slates + windows[: size.windows]


def foreign_to(cases: list[Case], half: list[Source], groups: dict[str, str], number: int) -> list[Case]:
    """The cases none of whose footage is in `half`, as look-ups that must find nothing there."""
    held = {groups[source.name] for source in half}
    return [
        replace(
            case,
            experiment="unknown",
            timeline=None,
            expected=frozenset(),
            spans=(),
            spliced=None,
            notes={**case.notes, "half": number},
        )
        for case in cases
        if case.experiment != "picture" and not {groups[name] for name in shown(case)} & held
    ]


def shown(case: Case) -> list[str]:
    """Names of the recordings that a clip shows; none of a synthetic one."""
    if case.timeline is not None:
        return [passage.source.name for passage in case.timeline.passages]
    return [case.notes["of"]] if "of" in case.notes else []


def _starts(duration: float) -> list[float]:
    return [step * WINDOW for step in range(int(duration / WINDOW))]


def _window(cache: Cache, source: Source, start: float, tracks: str) -> Case:
    wide, high = chains.shrunk(source.width, source.height, 240)
    arguments = ["-ss", f"{start:.3f}", "-t", f"{WINDOW:.3f}", "-i", str(source.path)]
    if tracks != "sound":
        arguments += [
            "-map",
            "0:v:0",
            "-vf",
            f"scale={wide}:{high}",
            "-threads",
            "1",
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-crf",
            "26",
            "-pix_fmt",
            "yuv420p",
        ]
    if tracks != "picture":
        arguments += ["-map", "0:a:0", "-ac", "1", "-c:a", "aac", "-b:a", "48k"]
    recipe = [source.byte_count, *arguments[:4], *arguments[5:]]
    path = cache.file("unknown", source.slug, ".mp4", recipe, lambda made: ffmpeg(*arguments, str(made)))
    return Case("unknown", "window", "footage", tracks, path, None, notes={"of": source.name, "start": start})


def _slate(cache: Cache, name: str, tracks: str) -> Case:
    picture, sound = SLATES[name]
    arguments: list[str] = []
    if tracks != "sound":
        arguments += ["-f", "lavfi", "-i", picture]
    if tracks != "picture":
        arguments += ["-f", "lavfi", "-i", sound]
    arguments += ["-t", "8", *chains.h264(28).split(), "-threads", "1", "-c:a", "aac", "-b:a", "64k"]
    path = cache.file(
        "unknown",
        name.replace(" ", "_").replace(",", ""),
        ".mp4",
        arguments,
        lambda made: ffmpeg(*arguments, str(made)),
    )
    return Case("unknown", name, "synthetic", tracks, path, None)
