"""Asks vericlip-analyze, the confined child, about the Content Credentials of a file, as vericlip does."""

import json
import os
import struct
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
EXECUTABLE = os.environ.get("VERICLIP_ANALYZE", str(ROOT / ".build/release/vericlip-analyze"))
CREDENTIALS = 10
LIMITS = {
    "duration": 86_400_000, "pixels": 1 << 26, "memory": 3 << 30, "processorTime": 43_200, "silence": 60,
    "fingerprintBytes": 512 << 20, "pictureBytes": 192 << 20,
}


def request(trust=None, store=None):
    """The child's argument; `trust` is the path of a list of authorities, `store` that of a manifest that lies elsewhere."""
    asked = {"job": {"credentials": {}}, "threads": 1, "limits": LIMITS}
    paths = {"trustList": trust, "manifestStore": store}
    return json.dumps(asked | {name: os.path.abspath(path) for name, path in paths.items() if path})


def frames(output):
    while len(output) >= 5:
        kind, length = struct.unpack("<BI", output[:5])
        yield kind, output[5:5 + length]
        output = output[5 + length:]


def credentials(path, trust=None, store=None):
    with open(path, "rb") as file:
        result = subprocess.run([EXECUTABLE, request(trust, store)], stdin=file, capture_output=True, timeout=300)
    answers = [payload for kind, payload in frames(result.stdout) if kind == CREDENTIALS]
    if not answers:
        raise RuntimeError(f"{path}: the child ended with status {result.returncode} and no answer")
    return json.loads(answers[0])
