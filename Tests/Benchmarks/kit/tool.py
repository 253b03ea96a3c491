"""The tool under measurement, driven only by its public command line."""

import json
import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from .footage import Source

SAMPLING = 0.01
"""Seconds between two looks at the memory of the running tool."""


class ToolError(Exception):
    """The tool gave no usable answer; the message holds what it said."""


@dataclass(frozen=True)
class Run:
    """What one command gave and what it cost: CPU seconds of it and all its children, peak memory in bytes of the
    largest process and of the command itself."""

    output: str
    complaints: str
    code: int
    cpu: float
    wall: float
    peak: int
    own_peak: int


def run(command: list[str], feed: str = "") -> Run:
    """Runs `command` to its end and asks the kernel what it and its children used."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as complaints:
        given.write(feed.encode())
        given.seek(0)
        started = time.monotonic()
        process = subprocess.Popen(command, stdin=given, stdout=output, stderr=complaints)
        watch = MemoryWatch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        own_peak = watch.end()
        output.seek(0)
        complaints.seek(0)
        return Run(
            output.read().decode(errors="replace"),
            complaints.read().decode(errors="replace"),
            process.returncode,
            usage.ru_utime + usage.ru_stime,
            wall,
            usage.ru_maxrss * 1024,
            own_peak,
        )


class MemoryWatch:
    """Notes the peak memory of one process, its children apart, for as long as it lives."""

    def __init__(self, process: int):
        self._status = Path(f"/proc/{process}/status")
        self._peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        self._thread.start()

    def end(self) -> int:
        self._ended.set()
        self._thread.join()
        return self._peak

    def _look(self) -> None:
        while not self._ended.is_set():
            try:
                lines = self._status.read_text().splitlines()
            except OSError:
                return
            kilobytes = next((line.split()[1] for line in lines if line.startswith("VmHWM")), None)
            self._peak = max(self._peak, int(kilobytes or 0) * 1024)
            self._ended.wait(SAMPLING)


@dataclass(frozen=True)
class Registration:
    source: Source
    record: str
    duration: float
    fingerprint_bytes: int


class Vericlip:
    """One home of the tool: a registry of its own with its own keys."""

    def __init__(self, program: Path, home: Path):
        self.program = program
        self.home = home
        self.registered: dict[str, Registration] = {}
        home.mkdir(parents=True)
        self._ask("init", "--name", "Measuring kit")

    def register(self, sources: list[Source]) -> None:
        """Registers each source under its name, which is how reports are understood later."""
        for source in sources:
            done = self._ask("register", str(source.path), "--title", source.name, "--format", "json")
            answer = json.loads(done.output.splitlines()[-1])
            registration = Registration(source, answer["record"], answer["duration"], answer["fingerprint"]["bytes"])
            self.registered[registration.record] = registration

    def names(self) -> dict[str, str]:
        """Record to source name."""
        return {record: registration.source.name for record, registration in self.registered.items()}

    def look_up(self, clips: list[Path], jobs: int) -> dict[Path, dict]:
        """A report for each clip; clips that the tool answered nothing for are missing."""
        listing = "".join(f"{clip}\n" for clip in clips)
        command = self._command("lookup", "--format", "ndjson", "--jobs", str(jobs), "-")
        done = run(command, listing)
        reports = [json.loads(line) for line in done.output.splitlines() if line.startswith("{")]
        by_name = {clip.name: clip for clip in clips}
        found = {by_name[Path(report["clip"]["name"]).name]: report for report in reports}
        if clips and not found:
            raise ToolError(f"{' '.join(command)}: exit {done.code}\n{done.complaints[-800:]}")
        return found

    def verify(self, clip: Path, detectors: str = "measured") -> Run:
        """One verification on one thread; its exit code is the verdict."""
        return run(self._command("verify", str(clip), "--format", "json", "--threads", "1", "--detectors", detectors))

    def scan_into(self, source: Path, threads: int, faces: bool = True) -> Run:
        """One registration, for what it costs."""
        without = [] if faces else ["--no-faces"]
        return self._ask("register", str(source), "--format", "json", "--threads", str(threads), *without)

    def _command(self, verb: str, *arguments: str) -> list[str]:
        return [str(self.program), verb, "--home", str(self.home), *arguments]

    def _ask(self, verb: str, *arguments: str) -> Run:
        done = run(self._command(verb, *arguments))
        if done.code != 0:
            raise ToolError(f"{' '.join(self._command(verb, *arguments))}: exit {done.code}\n{done.complaints[-800:]}")
        return done
