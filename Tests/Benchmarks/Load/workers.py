"""How many clips a number of workers verify in a time, and what keeps them from more.

    python3 Tests/Benchmarks/Load/workers.py [--workers 1 2 4] [--clips 24] [--clip FILE --recording FILE] [--program .build/release/vericlip]

Starts a PostgreSQL server of its own, a registry in it, and `vericlip serve --workers`; then, for each number of workers, hands in
the clips by HTTP and waits until all are done, with so many `vericlip work --jobs 1` on this machine. Without --clip and --recording it
makes 30 s of moving picture and sound at 360 lines. For each number: clips a minute, and the processor time of workers, server and
database, in seconds a clip. Exit status 1 where a clip got another verdict than the others, or none.
"""

import argparse
import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")


def made(folder: Path) -> tuple[Path, Path]:
    """A recording, and a copy of its middle as it is passed on."""
    recording, clip = folder / "recording.mp4", folder / "clip.mp4"
    picture = "testsrc2=s=1280x720:r=25:d=60,rotate='0.2*sin(t/3)':ow=iw:oh=ih,noise=alls=12:allf=t"
    sound = "aevalsrc='0.3*sin(2*PI*400*t+60*sin(3.1*t))*(0.6+0.4*sin(5.3*t))+0.3*sin(2*PI*900*t+140*sin(1.7*t))':d=60"
    run = ["ffmpeg", "-nostdin", "-v", "error"]
    subprocess.run(
        run + ["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", sound, "-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac",
               recording], check=True)
    subprocess.run(
        run + ["-ss", "15", "-t", "30", "-i", recording, "-vf", "scale=-2:360", "-c:v", "libx264", "-crf", "30", "-c:a", "aac",
               "-b:a", "64k", clip], check=True)
    return recording, clip


def processor_seconds(roots: list[int]) -> float:
    """Of these processes and of all that they have started, those included that have ended."""
    children: dict[int, list[int]] = {}
    ticks: dict[int, int] = {}
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            fields = Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        children.setdefault(int(fields[1]), []).append(int(entry))
        ticks[int(entry)] = sum(int(field) for field in fields[11:15])
    total, waiting = 0, list(roots)
    while waiting:
        process = waiting.pop()
        total += ticks.get(process, 0)
        waiting += children.get(process, [])
    return total / TICKS


class Server:
    """`vericlip serve --workers`, asked over HTTP."""

    def __init__(self, program: Path, home: Path):
        self.process = subprocess.Popen(
            [program, "serve", "--workers", "--port", "0", "--home", home], stdout=subprocess.PIPE, text=True)
        self.port = int(re.search(r":(\d+)/", self.process.stdout.readline())[1])

    def ask(self, method: str, path: str, body: bytes | None = None) -> dict:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request(method, path, body)
        return json.loads(connection.getresponse().read())


def measure(program: Path, home: Path, server: Server, database: int, clip: bytes, clips: int, count: int) -> bool:
    ids = [server.ask("POST", f"/v1/verifications?name={count}-{number}", clip)["id"] for number in range(clips)]
    before = [processor_seconds([process]) for process in (server.process.pid, database)]
    began = time.monotonic()
    workers = [
        subprocess.Popen([program, "work", "--jobs", "1", "--home", home], stdout=subprocess.DEVNULL) for _ in range(count)]
    verdicts: dict[str, str] = {}
    while len(verdicts) < len(ids):
        for id in ids:
            if id not in verdicts:
                answer = server.ask("GET", f"/v1/verifications/{id}")
                if answer["state"] in ("done", "failed"):
                    verdicts[id] = answer.get("headline") or answer.get("failure")
        time.sleep(0.1)
    seconds = time.monotonic() - began
    after = [processor_seconds([process]) for process in (server.process.pid, database)]
    spent = processor_seconds([worker.pid for worker in workers])
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.wait()
    print(
        f"{count} workers: {clips} clips in {seconds:.1f} s, {60 * clips / seconds:.0f} a minute; processor time a clip: "
        f"workers {spent / clips:.2f} s, server {(after[0] - before[0]) / clips:.3f} s, "
        f"database {(after[1] - before[1]) / clips:.3f} s; of {os.cpu_count()} processors "
        f"{(spent + after[0] - before[0] + after[1] - before[1]) / seconds:.2f} were busy", flush=True)
    found = set(verdicts.values())
    print(f"  {' / '.join(map(str, found))}", flush=True)
    return len(found) == 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--clips", type=int, default=24)
    parser.add_argument("--clip", type=Path)
    parser.add_argument("--recording", type=Path)
    parser.add_argument("--program", default=".build/release/vericlip")
    options = parser.parse_args()
    program = Path(options.program).resolve()
    helper = Path(__file__).parents[2] / "CommandLineTests/Helpers/postgresql.sh"
    folder = Path(tempfile.mkdtemp(prefix="vericlip-load-"))
    database = subprocess.Popen(["sh", helper], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    server = None
    try:
        address = database.stdout.readline().strip()
        number = int(next(Path(re.search(r"%2Ftmp%2F[^/]*", address)[0].replace("%2F", "/")).glob("data/postmaster.pid"))
                     .read_text().split()[0])
        recording, clip = (options.recording, options.clip) if options.clip and options.recording else made(folder)
        home = folder / "home"
        run = lambda *arguments: subprocess.run([program, *arguments, "--home", home], check=True, capture_output=True)
        run("init", "--name", "Load", "--registry", address)
        run("register", recording)
        server = Server(program, home)
        agree = [
            measure(program, home, server, number, clip.read_bytes(), options.clips, count) for count in options.workers]
        return 0 if all(agree) else 1
    finally:
        if server:
            server.process.terminate()
            server.process.wait()
        database.stdin.close()
        database.wait()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
