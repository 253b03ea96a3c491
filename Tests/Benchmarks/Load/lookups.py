"""Many clients at once look up clips by their fingerprints: how long they wait, and whether anything is refused or lost.

    python3 Tests/Benchmarks/Load/lookups.py [--clients 200] [--recordings 20] [--registry postgresql://…]
                                             [--program .build/release/vericlip]

Makes recordings of sound and a registry of them in a folder of its own, or in the empty database that --registry names, serves it on this machine, and lets every client ask once, all
at the same moment, each with a connection of its own:

    candidates      POST /v1/candidates, as verify --registry asks: answered at once
    verifications   POST /v1/verifications with the fingerprint in place of the clip, then GET until it is done: a job each

Prints a line for each. Exit status 1 where a client met an error, a job was lost, or an answer was wrong.
"""

import argparse
import base64
import http.client
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

SECONDS = 60


def sound(path: Path, seed: int, seconds: int) -> None:
    """A sound that is unlike others of its kind."""
    a, b, c = 300 + 37 * seed, 800 + 53 * seed, 1700 + 29 * seed
    source = (
        f"aevalsrc='0.3*sin(2*PI*{a}*t+60*sin({3.1 + seed / 90}*t))*(0.6+0.4*sin(5.3*t))"
        f"+0.3*sin(2*PI*{b}*t+140*sin({1.7 + seed / 70}*t)+20*sin(11*t))*(0.5+0.5*sin(2.9*t))"
        f"+0.2*sin(2*PI*{c}*t+260*sin(2.3*t))*(0.5+0.5*sin(7.1*t))':d={seconds}"
    )
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", source, "-c:a", "aac", path], check=True)


class Answers:
    """What the clients met."""

    def __init__(self, clients: int):
        self.start = threading.Barrier(clients)
        self.lock = threading.Lock()
        self.seconds: list[float] = []
        self.failures: list[str] = []

    def run(self, port: int, ask, what) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=900)
        self.start.wait()
        began = time.monotonic()
        try:
            failure = ask(connection, what)
        except (OSError, http.client.HTTPException, ValueError, KeyError) as error:
            failure = repr(error)
        with self.lock:
            self.seconds.append(time.monotonic() - began)
            if failure:
                self.failures.append(failure)

    def line(self, name: str) -> str:
        ordered = sorted(self.seconds)
        rank = lambda share: ordered[min(len(ordered) - 1, int(share * len(ordered)))]
        return (
            f"{name}: {len(ordered)} clients, median {statistics.median(ordered):.2f} s, 95 % {rank(0.95):.2f} s, "
            f"99 % {rank(0.99):.2f} s, longest {ordered[-1]:.2f} s, {len(ordered) / ordered[-1]:.1f} a second, "
            f"{len(self.failures)} failures"
        )


def exchange(connection, method: str, path: str, body=None, media_type: str = "") -> tuple[int, dict]:
    connection.request(method, path, body, {"Content-Type": media_type} if media_type else {})
    reply = connection.getresponse()
    return reply.status, json.loads(reply.read())


def candidates(connection, clip) -> str | None:
    record, document = clip
    fingerprint = base64.b64decode(json.loads(document)["fingerprint"])
    status, answer = exchange(
        connection, "POST", "/v1/candidates", fingerprint, "application/vnd.vericlip.fingerprint")
    if status != 200:
        return f"status {status}: {answer}"
    found = [candidate["record"] for candidate in answer["candidates"]]
    return None if found[:1] == [record] else f"record {record} is not the first of {found}"


def verification(connection, clip) -> str | None:
    record, document = clip
    status, answer = exchange(
        connection, "POST", "/v1/verifications", document, "application/vnd.vericlip.clip-fingerprint+json")
    if status != 202:
        return f"status {status}: {answer}"
    while answer["state"] in ("queued", "running"):
        time.sleep(0.25)
        status, answer = exchange(connection, "GET", f"/v1/verifications/{answer['id']}")
        if status != 200:
            return f"lost: status {status}: {answer}"
    found = [segment["record"] for segment in answer.get("report", {}).get("segments", [])]
    return None if found == [record] else f"record {record}, but {answer['state']} with {found}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--recordings", type=int, default=20)
    parser.add_argument("--registry")
    parser.add_argument("--program", default=".build/release/vericlip")
    options = parser.parse_args()
    program = Path(options.program).resolve()
    folder = Path(tempfile.mkdtemp(prefix="vericlip-load-"))
    serving = None
    try:
        place = ["--registry", options.registry] if options.registry else []
        subprocess.run(
            [program, "init", "--name", "Load", "--home", folder / "home", *place], check=True, capture_output=True)
        clips = []
        for seed in range(options.recordings):
            file = folder / f"{seed}.m4a"
            sound(file, seed, SECONDS)
            subprocess.run([program, "register", file, "--home", folder / "home"], check=True, capture_output=True)
            clip = folder / f"clip-{seed}.m4a"
            subprocess.run(
                ["ffmpeg", "-nostdin", "-v", "error", "-ss", "12", "-t", "15", "-i", file, "-c:a", "aac", clip], check=True)
            document = subprocess.run([program, "fingerprint", clip], check=True, capture_output=True).stdout
            clips.append((str(seed + 1), document))
        serving = subprocess.Popen(
            [program, "serve", "--port", "0", "--home", folder / "home"],
            stdout=subprocess.PIPE, text=True)
        port = int(re.search(r":(\d+)/", serving.stdout.readline())[1])
        failed = False
        for name, ask in [("candidates", candidates), ("verifications", verification)]:
            answers = Answers(options.clients)
            threads = [
                threading.Thread(target=answers.run, args=(port, ask, clips[index % len(clips)]))
                for index in range(options.clients)
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            print(answers.line(name), flush=True)
            for failure in answers.failures[:5]:
                print(f"  {failure}", file=sys.stderr)
            failed = failed or bool(answers.failures)
        print(f"{'a database' if options.registry else 'a file'}: {options.recordings} recordings of {SECONDS} s, clips of 15 s of sound, {os.cpu_count()} processors")
        return 1 if failed else 0
    finally:
        if serving:
            serving.terminate()
            serving.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
