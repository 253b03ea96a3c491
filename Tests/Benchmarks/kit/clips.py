"""Clips from timelines: a near-lossless master first, then picture and sound chains on it.

The master (H.264 at CRF 10, PCM sound, short side at most 720) lets many chains share one decoding and one cutting.
Sound edits happen on the master's PCM, so that every encoder comes after the edit.
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Callable

from . import chains
from .cache import Cache, Output, ffmpeg
from .chains import PictureChain, SoundChain
from .timeline import Passage, Timeline

MASTER_SHORT_SIDE = 720
SAMPLE_RATE = 44_100
EARLY = 0.001
"""Seconds that a cut starts before the frame it wants, so that rounding never drops that frame."""

SoundEdit = Callable[[bytes], bytes]
"""From 16-bit stereo PCM at 44.1 kHz to the same number of samples."""


@dataclass(frozen=True)
class Master:
    path: Path
    timeline: Timeline
    width: int
    height: int
    has_sound: bool

    @property
    def rate(self) -> float:
        return float(self.timeline.main.frame_rate)


def frame_grid(source_rate: Fraction, time: float) -> float:
    """`time` moved to the nearest multiple of the frame duration."""
    return float(round(time * source_rate) / source_rate)


def slug(name: str) -> str:
    return "".join(
        letter for letter in name.replace(" ", "_").replace("%", "pc") if letter.isalnum() or letter in "._-"
    )


def master(cache: Cache, timeline: Timeline, edit: SoundEdit | None = None, edit_recipe: object = None) -> Master:
    """The near-lossless clip of `timeline`; `edit` works on its sound; `edit_recipe` tells edits apart."""
    source = timeline.main
    width, height = chains.shrunk(source.width, source.height, MASTER_SHORT_SIDE)
    has_sound = all(passage.source.has_sound for passage in timeline.passages)
    recipe = [_words(timeline), edit_recipe, width, height]

    def make(path: Path) -> None:
        if edit is None:
            _assemble(path, timeline, width, height, has_sound)
            return
        untouched = master(cache, timeline)
        pcm = ffmpeg("-i", str(untouched.path), "-vn", "-f", "s16le", "-ac", "2", "-ar", str(SAMPLE_RATE), "-").data
        ffmpeg(
            "-i",
            str(untouched.path),
            "-f",
            "s16le",
            "-ac",
            "2",
            "-ar",
            str(SAMPLE_RATE),
            "-i",
            "-",
            "-map",
            "0:v",
            "-map",
            "1:a",
            "-c:v",
            "copy",
            "-c:a",
            "pcm_s16le",
            str(path),
            feed=edit(pcm),
        )

    path = cache.file("masters", source.slug, ".mkv", recipe, make)
    return Master(path, timeline, width, height, has_sound)


def picture(cache: Cache, made: Master, chain: PictureChain) -> Path:
    """The picture alone, through `chain`."""

    def make(path: Path) -> None:
        width, height, given = made.width, made.height, made.path
        for number, step in enumerate(chain.steps):
            last = number == len(chain.steps) - 1
            result = path if last else path.with_name(f"step{number}-{path.name}")
            graph = step.graph(width, height, made.rate).replace("[in]", "[0:v]", 1)
            ffmpeg(
                "-i",
                str(given),
                "-filter_complex",
                graph,
                "-map",
                "[out]",
                "-an",
                *step.encoder.split(),
                "-threads",
                "1",
                str(result),
            )
            if given != made.path:
                given.unlink()
            given = result

    recipe = [made.path.name, [(step.graph(made.width, made.height, made.rate), step.encoder) for step in chain.steps]]
    return cache.file("picture", f"{made.timeline.main.slug}-{slug(chain.name)}", ".mp4", recipe, make)


def sound(cache: Cache, made: Master, chain: SoundChain) -> Path:
    """The sound alone, through `chain`."""
    label = f"{made.timeline.main.slug}-{slug(chain.name)}"
    recipe = [made.path.name, [(step.filters, step.encoder) for step in chain.steps]]
    return cache.file("sound", label, chain.suffix, recipe, lambda path: _sound(path, made, chain))


def clip(
    cache: Cache, made: Master, picture_chain: PictureChain, sound_chain: SoundChain | None, seen: Path | None = None
) -> Path:
    """Picture and sound in one file; the picture alone where there is no sound to be had. `seen`: a picture made
    already, for sound edits that leave it as it is."""
    seen = seen or picture(cache, made, picture_chain)
    if sound_chain is None or not made.has_sound:
        return seen
    recipe = [made.path.name, seen.name, [(step.filters, step.encoder) for step in sound_chain.steps]]
    label = f"{made.timeline.main.slug}-{slug(picture_chain.name)}-{slug(sound_chain.name)}"
    return cache.file("clips", label, ".mp4", recipe, lambda path: _sound(path, made, sound_chain, seen))


def _sound(path: Path, made: Master, chain: SoundChain, seen: Path | None = None) -> None:
    """Encodes the sound, step by step; the last step joins the picture `seen`."""
    given = made.path
    for number, step in enumerate(chain.steps):
        last = number == len(chain.steps) - 1
        result = path if last else path.with_name(f"step{number}-{path.stem}.mp4")
        with_picture = ["-i", str(seen), "-map", "1:v", "-c:v", "copy"] if last and seen else ["-vn"]
        ffmpeg(
            "-i",
            str(given),
            *with_picture,
            "-filter_complex",
            step.filters.replace("[in]", "[0:a]", 1),
            "-map",
            "[out]",
            *step.encoder.split(),
            str(result),
        )
        if given != made.path:
            given.unlink()
        given = result


def _assemble(path: Path, timeline: Timeline, width: int, height: int, has_sound: bool) -> None:
    """Seeks to each passage. Files that cannot be entered in the middle (the decoder complains) are decoded whole."""
    if _join(path, timeline, width, height, has_sound, seeks=True).complaints:
        _join(path, timeline, width, height, has_sound, seeks=False)


def _join(path: Path, timeline: Timeline, width: int, height: int, has_sound: bool, seeks: bool) -> Output:
    inputs, graph, labels = [], [], []
    rate = timeline.main.frame_rate
    for number, passage in enumerate(timeline.passages):
        begin, length = max(0, passage.start - EARLY), passage.end - passage.start + 1
        if seeks:
            inputs += ["-ss", f"{begin:.6f}", "-t", f"{length:.6f}"]
            cut = sound_cut = ""
        else:
            cut = f"trim=start={begin:.6f}:duration={length:.6f},setpts=PTS-{begin:.6f}/TB,"
            sound_cut = f"a{cut.replace('setpts', 'asetpts')}"
        inputs += ["-i", str(passage.source.path)]
        frames = round(passage.duration * rate)
        fit = f"scale={width}:{height}:force_original_aspect_ratio=decrease,pad={width}:{height}:-1:-1,setsar=1"
        graph.append(
            f"[{number}:v:0]{cut}setpts=(PTS-{EARLY}/TB)/{passage.speed},fps={rate}:start_time=0,"
            f"trim=end_frame={frames},{fit},format=yuv420p[v{number}]"
        )
        labels.append(f"[v{number}]")
        if has_sound:
            samples = round(frames / rate * SAMPLE_RATE)
            graph.append(
                f"[{number}:a:0]{sound_cut}aformat=channel_layouts=stereo,aresample={SAMPLE_RATE}:async=1:first_pts=0,"
                f"{_stretch(passage)}asetpts=PTS-STARTPTS,apad=whole_len={samples},atrim=end_sample={samples}"
                f"[a{number}]"
            )
            labels.append(f"[a{number}]")
    sounds = 1 if has_sound else 0
    graph.append(f"{''.join(labels)}concat=n={len(timeline.passages)}:v=1:a={sounds}[v]{'[a]' * sounds}")
    return ffmpeg(
        *inputs,
        "-filter_complex",
        ";".join(graph),
        "-map",
        "[v]",
        *(["-map", "[a]"] if has_sound else []),
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-crf",
        "10",
        "-threads",
        "1",
        "-c:a",
        "pcm_s16le",
        str(path),
    )


def _stretch(passage: Passage) -> str:
    """The sound filter of a change of speed: with its pitch kept, or as from a tape or film that runs faster."""
    if math.isclose(passage.speed, 1):
        return ""
    if passage.keeps_pitch:
        return f"atempo={passage.speed},"
    return f"asetrate={round(SAMPLE_RATE * passage.speed)},aresample={SAMPLE_RATE},"


def _words(timeline: Timeline) -> list:
    return [
        (
            passage.source.name,
            passage.source.byte_count,
            round(passage.start, 6),
            round(passage.end, 6),
            passage.speed,
            passage.keeps_pitch,
        )
        for passage in timeline.passages
    ]
