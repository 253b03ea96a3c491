"""The API of `vericlip serve` against its own description: requests that /openapi.json allows and requests that it does not, made and
checked by Schemathesis. A home with a recording, a server, clips that are verified and a batch are made first, so that half of the requests
name what is there.

Needs ffmpeg and the package of requirements.txt; the program is named by VERICLIP. Arguments go on to `st run`.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import urllib.request

PROGRAM = os.environ.get("VERICLIP", ".build/release/vericlip")
PATIENCE = 120

# What the description cannot say: which bytes are a fingerprint that is taken (422), how long a clip is (416).
REFUSED = ["2xx", "3xx", 401, 403, 404, 409, 416, 422, 429, 503]
SETTINGS = """
suppress-health-check = ["all"]
continue-on-failure = true
request-timeout = 120
max-stream-events = 3

[generation]
max-examples = 100

[checks.positive_data_acceptance]
expected-statuses = {refused}

{dictionaries}

[parameters]
{parameters}
"""


def run(*command: str) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def make_media(original: pathlib.Path, excerpt: pathlib.Path) -> None:
    sound = "aevalsrc=0.3*sin(2*PI*(200+90*sin(3*t)+40*floor(t))*t):s=16000:d=14"
    run("ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", "mandelbrot=s=320x180:r=25", "-f", "lavfi", "-i", sound, "-t", "14",
        "-c:v", "libx264", "-c:a", "aac", str(original))  # fmt: skip
    run("ffmpeg", "-nostdin", "-v", "error", "-ss", "3", "-t", "6", "-i", str(original), "-crf", "32", str(excerpt))


def ask(address: str, method: str = "GET", body: bytes | None = None) -> dict:
    request = urllib.request.Request(address, body, {"Content-Type": "application/octet-stream"}, method=method)
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return json.load(answer)


def what_is_there(server: str, clip: bytes) -> dict[str, list]:
    """Hands clips in, and tells by parameter what can be asked for."""
    batch = ask(f"{server}/v1/batches?name=day", "POST", b"")["id"]
    clips = [ask(f"{server}/v1/verifications?name=clip{n}.mp4&batch={batch}", "POST", clip)["id"] for n in range(2)]
    until = time.monotonic() + PATIENCE
    while any(ask(f"{server}/v1/verifications/{clip}")["state"] != "done" for clip in clips):
        if time.monotonic() > until:
            sys.exit("api_test: the clips were not verified in time")
        time.sleep(0.5)
    record = ask(f"{server}/v1/records/1")
    publisher = ask(f"{server}/v1/publishers")["publishers"][0]
    return {
        "verification": clips,
        "batch": [batch],
        "record": [1],
        "publisher": [publisher["id"]],
        "leaf": [record["leafHash"]],
        "fingerprint": [record["fingerprint"]["sha256"]],
    }


def settings(there: dict[str, list], operations: dict[str, dict]) -> str:
    """Half of the values of a path's parameter are of what is there."""
    named = {
        "/v1/verifications/{id}": ("id", "verification"),
        "/v1/batches/{batch}": ("batch", "batch"),
        "/v1/records/{record}": ("record", "record"),
        "/v1/publishers/{id}": ("id", "publisher"),
        "/v1/log/leaves/{hash}": ("hash", "leaf"),
        "/v1/fingerprints/{hash}": ("hash", "fingerprint"),
    }
    text = SETTINGS.format(
        refused=json.dumps(REFUSED),
        dictionaries="\n".join(f"[dictionaries.{name}]\nvalues = {json.dumps(values)}" for name, values in there.items()),
        parameters='"query.batch" = { dictionary = "batch", probability = 0.3 }',
    )
    for path, methods in operations.items():
        chosen = [value for start, value in named.items() if path.startswith(start)]
        # What is erased is not there for the next request.
        for method in set(methods) & {"get", "post"}:
            for name, dictionary in chosen:
                text += (
                    f'\n[[operations]]\ninclude-name = "{method.upper()} {path}"\n'
                    f'parameters = {{ "path.{name}" = {{ dictionary = "{dictionary}", probability = 0.5 }} }}\n'
                )
    return text


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        home, original, excerpt = folder / "home", folder / "original.mp4", folder / "excerpt.mp4"
        make_media(original, excerpt)
        run(PROGRAM, "init", "--home", str(home), "--name", "Test publisher")
        run(PROGRAM, "register", "--home", str(home), str(original), "--title", "Original")
        with open(folder / "server.log", "w") as errors:
            server = subprocess.Popen(
                [PROGRAM, "serve", "--home", str(home), "--port", "0"], stdout=subprocess.PIPE, stderr=errors, text=True
            )
        try:
            address = re.search(r"http://[^\s/]+", server.stdout.readline()).group()
            there = what_is_there(address, excerpt.read_bytes())
            operations = ask(f"{address}/openapi.json")["paths"]
            (folder / "schemathesis.toml").write_text(settings(there, operations))
            program = pathlib.Path(sys.executable).with_name("st")
            status = subprocess.run(
                [program, "--config-file", str(folder / "schemathesis.toml"), "run", f"{address}/openapi.json", *arguments],
                check=False, cwd=folder,
                env={**os.environ, "SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(pathlib.Path(__file__).parent)},
            ).returncode  # fmt: skip
            if server.poll() is not None:
                print("api_test: the server ended:\n" + (folder / "server.log").read_text()[:20000], file=sys.stderr)
                return 1
            return status
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
