#!/usr/bin/env python3
"""Measures how fast the Content Credentials of a large MP4 are read, against `openssl speed`, and in how much memory.

    speed.py FILE [--megabytes 1500] [--runs 3]

FILE is an MP4 with Content Credentials whose last box is `mdat`. A copy of it is made whose `mdat` is padded to the given size:
its hash then no longer fits, and costs what one that fits costs. The copy is read once before it is measured, so that the disk does
not count. Prints the rate of the whole child (start, parsing, signatures, hash), that of `openssl speed`, which counts processor
time, and the most memory.
"""

import argparse
import os
import re
import resource
import shutil
import subprocess
import tempfile
import time

from child import EXECUTABLE, credentials, request


def padded(path, size, folder):
    copy = os.path.join(folder, "padded.mp4")
    shutil.copy(path, copy)
    with open(copy, "r+b") as file:
        offset, total = 0, os.path.getsize(copy)
        while True:
            file.seek(offset)
            header = file.read(16)
            is_long = header[:4] == b"\0\0\0\1"
            length = int.from_bytes(header[8:] if is_long else header[:4], "big")
            if length < 8:
                raise SystemExit(f"{path}: a box of a length that this script does not read")
            if offset + length == total:
                break
            offset += length
        if header[4:8] != b"mdat":
            raise SystemExit(f"{path}: its last box is not mdat")
        file.seek(offset + (8 if is_long else 0))
        file.write((size - offset).to_bytes(8 if is_long else 4, "big"))
        file.seek(total)
        block = os.urandom(1 << 20)
        while file.tell() < size:
            file.write(block[:size - file.tell()])
    return copy


def openssl_rate(runs):
    rates = []
    for _ in range(runs):
        output = subprocess.run(["openssl", "speed", "-seconds", "2", "-bytes", "1048576", "-evp", "sha256"],
                                capture_output=True, text=True, check=True).stdout
        rates.append(float(re.search(r"^sha256\s+([\d.]+)k", output, re.M | re.I).group(1)) * 1000)
    return rates


def processor_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def median(values):
    return sorted(values)[len(values) // 2]


def rate(values):
    return f"{median(values) / 1e6:5.0f} MB/s ({min(values) / 1e6:.0f} to {max(values) / 1e6:.0f})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--megabytes", type=int, default=1500)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = padded(arguments.file, arguments.megabytes * 1_000_000, folder)
        size = os.path.getsize(path)
        report = credentials(path)
        if not any(status["code"].startswith("assertion.bmffHash.mis") for status in report["statuses"]):
            raise SystemExit(f"{arguments.file}: its hash was not checked ({report.get('reason')})")
        elapsed, busy = [], []
        for _ in range(arguments.runs):
            start, before = time.monotonic(), processor_time()
            with open(path, "rb") as file:
                subprocess.run([EXECUTABLE, request()], stdin=file, stdout=subprocess.DEVNULL, check=True)
            elapsed.append(size / (time.monotonic() - start))
            busy.append(size / (processor_time() - before))
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        bound = openssl_rate(arguments.runs)
        print(f"{size / 1e9:.2f} GB, medians of {arguments.runs} runs:")
        print(f"  openssl speed sha256      {rate(bound)} of processor time")
        print(f"  Content Credentials       {rate(busy)} of processor time, ratio {median(busy) / median(bound):.2f}")
        print(f"                            {rate(elapsed)} elapsed, ratio {median(elapsed) / median(bound):.2f} "
              f"(load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors)")
        print(f"  most memory of any child  {memory * 1024 / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
