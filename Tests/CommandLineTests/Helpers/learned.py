"""Writes what a home would have learned of a person's face, with made numbers: learned.py HOME NAME RECORD STATEMENT.json"""

import hashlib
import json
import os
import sys

home, name, record, statement = sys.argv[1:]
with open(statement) as file:
    fingerprint = json.load(file)["fingerprint"]["sha256"]
folder = f"{home}/private/people"
os.makedirs(folder, exist_ok=True)
recording = {"record": int(record), "fingerprint": fingerprint, "face": [0.1] * 128}
with open(f"{folder}/{hashlib.sha256(name.encode()).hexdigest()[:32]}.json", "w") as file:
    json.dump({"schema": "vericlip.person/1", "name": name, "recordings": [recording]}, file)
