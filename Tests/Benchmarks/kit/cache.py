"""Generated clips: made once, found again by their recipe, so that a second run starts at once."""

import hashlib
import json
import subprocess
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

GENERATION = 1
"""Raised whenever a recipe's words stay the same while its outcome changes."""


class FFmpegError(Exception):
    """ffmpeg refused a recipe; its message says which and why."""


@dataclass(frozen=True)
class Output:
    """What ffmpeg wrote to standard output, and its complaints about damaged input."""

    data: bytes
    complaints: str


def ffmpeg(*arguments: str, feed: bytes | None = None) -> Output:
    """Runs ffmpeg on one thread, for the same bytes on every machine."""
    command = [
        "ffmpeg",
        "-nostdin",
        "-v",
        "error",
        "-y",
        "-threads",
        "1",
        "-filter_threads",
        "1",
        "-filter_complex_threads",
        "1",
        *arguments,
    ]
    if feed is not None:
        command.remove("-nostdin")
    done = subprocess.run(command, input=feed, capture_output=True)
    if done.returncode != 0:
        raise FFmpegError(f"{' '.join(command)}\n{done.stderr.decode(errors='replace')[-800:]}")
    return Output(done.stdout, done.stderr.decode(errors="replace"))


class Cache:
    """A folder of files named `label-digest.suffix`, the digest being that of the recipe."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._locks: dict[Path, threading.Lock] = {}
        self._guard = threading.Lock()

    def file(self, kind: str, label: str, suffix: str, recipe: object, make: Callable[[Path], object]) -> Path:
        """The file of `recipe` (anything JSON can hold), made by `make` where missing. Half-made files never stay."""
        words = json.dumps([GENERATION, recipe], sort_keys=True, default=str)
        digest = hashlib.sha256(words.encode()).hexdigest()[:10]
        path = self.folder / kind / f"{label}-{digest}{suffix}"
        with self._lock(path):
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                partial = path.with_name(f"partial-{path.name}")
                make(partial)
                partial.rename(path)
        return path

    def _lock(self, path: Path) -> threading.Lock:
        with self._guard:
            return self._locks.setdefault(path, threading.Lock())
