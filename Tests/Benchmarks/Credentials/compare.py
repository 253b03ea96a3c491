#!/usr/bin/env python3
"""Compares what vericlip-analyze says of Content Credentials with what c2pa-python, the reference, says: state and failure codes.

Files are compared as they are and with single bits flipped; the flips are seeded, and most lie in the manifest. Needs the Python
package c2pa-python, which nothing else here needs: pip install c2pa-python==0.38.1

    compare.py [--flips N] [--seed S] [--trust PEM] FILE...

A manifest that lies elsewhere is read from FILE.c2pa, where there is one, by both; fixtures.py makes some.

Prints one line for each disagreement and a table; exits with 1 where this reader calls valid what the reference does not.
"""

import argparse
import collections
import io
import json
import os
import random
import sys
import tempfile
from pathlib import Path

import c2pa

from child import credentials

# What a signer's key may be for; by itself the reference allows e-mail alone.
SIGNING_USES = ["1.3.6.1.4.1.62558.2.1", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36", "1.3.6.1.4.1.311.76.59.1.9"]


def reference(data, kind, trust, store):
    """State and failure codes, or None where the reference gives an error instead of a report."""
    settings = {"verify": {"verify_trust": True}, "trust": {"trust_config": "\n".join(SIGNING_USES)}}
    if trust:
        settings["trust"]["trust_anchors"] = Path(trust).read_text()
    try:
        with c2pa.Context.from_dict(settings) as context, c2pa.Reader(
                kind, io.BytesIO(data), manifest_data=store, context=context) as reader:
            report = json.loads(reader.json())
    except Exception as error:  # the reference has one kind of error for everything
        return None if "ManifestNotFound" not in str(error) else ("none", frozenset())
    results = report["validation_results"]
    failures = {entry["code"] for entry in results["activeManifest"]["failure"]}
    for delta in results.get("ingredientDeltas", []):
        failures |= {entry["code"] for entry in delta["validationDeltas"]["failure"]}
    return report["validation_state"].lower(), frozenset(failures)


def ours(data, trust, store):
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        report = credentials(file.name, trust, store)
    statuses = report["statuses"] + [status for item in report["ingredients"] for status in item["statuses"]]
    return report["state"], frozenset(status["code"] for status in statuses if is_failure(status["code"])), report.get("reason")


def is_failure(code):
    good = ("match", "validated", "trusted", "insideValidity")
    noted = ("signingCredential.ocsp.skipped", "ingredient.unknownProvenance")
    return not (code.split(".")[-1] in good or code in noted or code.startswith("timeStamp.")
                or code.endswith("additionalExclusionsPresent"))


def manifest_range(data):
    """Roughly where the manifest lies: from the first superbox of C2PA to the end of the last signature."""
    start = data.find(b"jumdc2pa")
    return (start, min(len(data), start + int.from_bytes(data[max(0, start - 12):start - 8], "big"))) if start > 0 else (0, len(data))


def mutants(data, flips, random):
    yield "as it is", data
    start, end = manifest_range(data)
    for number in range(flips):
        inside = random.random() < 0.8
        bit = random.randrange(8 * start, 8 * end) if inside else random.randrange(8 * len(data))
        copy = bytearray(data)
        copy[bit // 8] ^= 1 << bit % 8
        yield f"bit {bit}", bytes(copy)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flips", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--trust")
    parser.add_argument("files", nargs="+")
    arguments = parser.parse_args()
    count, dangerous = collections.Counter(), 0
    for path in arguments.files:
        data = Path(path).read_bytes()
        store = f"{path}.c2pa" if os.path.exists(f"{path}.c2pa") else None
        manifest = Path(store).read_bytes() if store else None
        kind = "image/jpeg" if data.startswith(b"\xff\xd8") else "video/mp4"
        for name, mutant in mutants(data, arguments.flips, random.Random(f"{arguments.seed} {os.path.basename(path)}")):
            theirs = reference(mutant, kind, arguments.trust, manifest)
            state, codes, reason = ours(mutant, arguments.trust, store)
            holds = state in ("valid", "trusted")
            if theirs is None:
                outcome = "reference gives an error, we say valid" if holds else "reference gives an error, we do not say valid"
                dangerous += holds
            elif theirs == (state, codes):
                outcome = "same state and codes"
            elif theirs[0] == state:
                outcome = "same state, other codes"
            else:
                outcome = f"{theirs[0]} there, {state} here"
                dangerous += holds and theirs[0] not in ("valid", "trusted")
            count[outcome] += 1
            if outcome not in ("same state and codes", "reference gives an error, we do not say valid"):
                print(os.path.basename(path), name, outcome, sorted(theirs[1]) if theirs else "", sorted(codes), reason, sep=" | ")
    for outcome, number in count.most_common():
        print(f"{number:6}  {outcome}")
    sys.exit(1 if dangerous else 0)


if __name__ == "__main__":
    main()
