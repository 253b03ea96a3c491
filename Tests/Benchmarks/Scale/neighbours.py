"""Other systems beside our index: the same recordings, searched for the same clips, on this machine.

    python3 -m venv .cache/neighbours && .cache/neighbours/bin/pip install -r Tests/Benchmarks/Scale/requirements.txt
    .cache/neighbours/bin/python Tests/Benchmarks/Scale/neighbours.py --benchmark SCALE-BENCHMARK [--hours 1000] FILE …

Cuts a clip of 30 s out of every file that is long enough (from a third of it on; 360 lines, H.264 at CRF 32, without its sound, which only
ours would use), and the same clip cropped to four fifths of the picture, and lets scale-benchmark fill a registry with the files, six made-up recordings and so many hours made of both, look
everything up in our index, and write down the pictures of all of them. From these pictures, the grids that fingerprints hold, every
recording gets a code of 256 bits each second: the signs of its 256 lowest frequencies against their median, as PDQ makes them. FAISS keeps
the codes, as systems like vPDQ do, in a flat index and in an inverted file. Each of a clip's 30 codes votes for the recording of its
nearest one; the recording with most votes is what is found. Codes further away than 31 bits, the distance below which vPDQ calls two
pictures the same, vote in the first column of recall only.

The hours are stretches of 20 s of the real and made-up recordings, of which each bit of a code is flipped with probability one quarter (the
same mask for a stretch), as the bits of our keys are: near-repeats stay near, and no stretch is a copy.

Prints a table: the median processor time of one look-up, on one thread, after one that does not count, and how many clips were found; of
FAISS with and without that distance. --again searches what an earlier run left in --folder.
"""

import argparse
import json
import os
import statistics
import subprocess
import time
from pathlib import Path

import faiss
import numpy as np

SAMPLES_A_SECOND = 1000 / 120
STRETCH = 166
RECORDING_SECONDS = 600
THRESHOLD = 31
# Clips of registered made-up recordings, the first of all.
MADE = 6


def cosines(cells: int, orders: int) -> np.ndarray:
    """The rows of an orthonormal cosine transform, without the constant one."""
    cell = np.arange(cells)
    return np.array([np.cos(np.pi * (2 * cell + 1) * order / (2 * cells)) for order in range(1, orders + 1)])


def codes(pictures: np.ndarray) -> np.ndarray:
    """256 bits of each picture of (count, height, width), as 32 bytes."""
    # PDQ transforms 64 x 64 cells; the grid's own are as many steps of the same waves.
    rows, columns = cosines(pictures.shape[1], 16), cosines(pictures.shape[2], 16)
    spectrum = rows @ pictures.astype(np.float32) @ columns.T
    flat = spectrum.reshape(len(pictures), 256)
    return np.packbits(flat > np.median(flat, axis=1, keepdims=True), axis=1)


class Export:
    """What scale-benchmark wrote down."""

    def __init__(self, folder: Path):
        pictures = np.fromfile(folder / "pictures.bin", np.uint8)
        self.originals: list[np.ndarray] = []
        self.clips: list[tuple[np.ndarray, int | None]] = []
        for item in json.loads((folder / "pictures.json").read_text()):
            size = item["samples"] * item["height"] * item["width"]
            shape = (item["samples"], item["height"], item["width"])
            made = codes(pictures[item["offset"] : item["offset"] + size].reshape(shape))
            if item["isClip"]:
                self.clips.append((made[self.seconds(len(made))], item.get("record")))
            else:
                self.originals.append(made)
        self.stretches = np.fromfile(folder / "library.bin", "<u4").reshape(-1, 4)

    @staticmethod
    def seconds(samples: int) -> np.ndarray:
        """The sample of each second."""
        return np.rint(np.arange(int(samples / SAMPLES_A_SECOND)) * SAMPLES_A_SECOND).astype(int)

    def library(self, hours: int) -> tuple[np.ndarray, np.ndarray]:
        """Codes, and the recording of each: the originals as they are, and the hours that are made of them."""
        vectors = [original[self.seconds(len(original))] for original in self.originals]
        records = [np.full(len(part), number + 1) for number, part in enumerate(vectors)]
        end = len(self.originals) + 1 + hours * 3600 // RECORDING_SECONDS
        random = np.random.default_rng(1)
        steps = np.rint(np.arange(20) * SAMPLES_A_SECOND).astype(int)
        stretches = self.stretches[self.stretches[:, 0] < end]
        for number, original in enumerate(self.originals):
            own = stretches[stretches[:, 2] == number]
            places = np.minimum(own[:, 3:4].astype(int) + steps, len(original) - 1)
            masks = random.integers(0, 256, (2, len(own), 1, 32), np.uint8)
            vectors.append((original[places] ^ (masks[0] & masks[1])).reshape(-1, 32))
            records.append(np.repeat(own[:, 0], len(steps)))
        return np.concatenate(vectors), np.concatenate(records)


def look_up(index, records: np.ndarray, clips) -> tuple[float, int, int]:
    """Median seconds, and how many clips were found with and without the threshold."""
    times, near, nearest = [], 0, 0
    for code, record in clips:
        index.search(code, 1)
        began = time.process_time()
        distances, places = index.search(code, 1)
        times.append(time.process_time() - began)
        for isStrict in (True, False):
            voting = places[distances <= THRESHOLD] if isStrict else places[places >= 0]
            found, votes = np.unique(records[voting], return_counts=True)
            isFound = len(found) > 0 and found[votes.argmax()] == record
            near += isStrict and isFound
            nearest += not isStrict and isFound
    return statistics.median(times), near, nearest


def cut(file: Path, folder: Path) -> list[Path]:
    """Two clips of a file; none where it is too short."""
    probe = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", file]
    length = float(subprocess.run(probe, check=True, capture_output=True, text=True).stdout)
    if length < 32:
        return []
    made = []
    for kind, crop in (("whole", ""), ("cropped", "crop=iw*0.8:ih*0.8:iw*0.15:ih*0.05,")):
        made.append(folder / f"{file.stem}-{kind}.mp4")
        subprocess.run(
            ["ffmpeg", "-nostdin", "-v", "error", "-y", "-ss", str(min(length / 3, length - 31)), "-t", "30", "-i", file,
             "-vf", crop + "scale=-2:360", "-crf", "32", "-an", made[-1]], check=True)
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmark", default="scale-benchmark")
    parser.add_argument("--hours", type=int, default=1000)
    parser.add_argument("--folder", type=Path, default=Path(".cache/neighbours-work"))
    parser.add_argument("--again", action="store_true")
    parser.add_argument("files", nargs="*", type=Path)
    options = parser.parse_args()
    if not options.again:
        prepare(options)
    compare(options)


def prepare(options: argparse.Namespace) -> None:
    options.folder.mkdir(parents=True, exist_ok=True)
    pairs = {file: cut(file, options.folder) for file in options.files}
    files = [file for file, made in pairs.items() if made]
    # The whole clips in the order of their files, which tells scale-benchmark what each was taken from; then the cropped ones, so too.
    arguments = [part for file in files for part in ("--original", file)]
    arguments += [part for kind in (0, 1) for file in files for part in ("--clip", pairs[file][kind])]
    subprocess.run(
        [options.benchmark, *arguments, "--export", options.folder, str(options.hours)], check=True,
        stdout=(options.folder / "benchmark.txt").open("w"))


def compare(options: argparse.Namespace) -> None:
    export = Export(options.folder)
    registered = [number for number, (_, record) in enumerate(export.clips) if record is not None]
    made = [number for number in registered if number < MADE]
    own = [number for number in registered if number >= MADE]
    groups = {"made": made, "whole": own[: len(own) // 2], "cropped": own[len(own) // 2 :]}
    rows = []
    found = [line.split("\t") for line in (options.folder / "found.tsv").read_text().splitlines()[1:]]
    for search in ("direct", "cropped"):
        lines = {int(line[2]): line for line in found if line[1] == search and int(line[0]) == options.hours}
        if not lines:
            continue
        recall = [
            f"{sum(lines[number][3] == str(export.clips[number][1]) for number in group)}/{len(group)}"
            for group in groups.values()]
        rows.append((f"ours, {search}", statistics.median(float(lines[number][4]) for number in registered), recall))

    faiss.omp_set_num_threads(1)
    vectors, records = export.library(options.hours)
    flat = faiss.IndexBinaryFlat(256)
    flat.add(vectors)
    # The square root of the codes, as is usual; training for more than these takes longer than all else.
    lists = min(2048, 2 ** round(np.log2(np.sqrt(len(vectors)))))
    quantizer = faiss.IndexBinaryFlat(256)
    inverted = faiss.IndexBinaryIVF(quantizer, 256, lists)
    sample = vectors[np.random.default_rng(2).permutation(len(vectors))[: 40 * lists]]
    faiss.omp_set_num_threads(os.cpu_count())
    inverted.train(sample)
    inverted.add(vectors)
    faiss.omp_set_num_threads(1)
    indexes = [("FAISS flat", flat)]
    for probes in (1, 16, 64):
        indexes.append((f"FAISS inverted file, {lists} lists, {probes} probed", probes))
    for name, index in indexes:
        if isinstance(index, int):
            inverted.nprobe = index
            index = inverted
        recall, seconds = [], []
        for group in groups.values():
            median, near, nearest = look_up(index, records, [export.clips[number] for number in group])
            seconds += [median] * len(group)
            recall.append(f"{near} or {nearest}/{len(group)}")
        rows.append((name, statistics.median(seconds), recall))
    print(f"{options.hours} hours, {len(vectors)} codes of 256 bits ({len(vectors) * 32 / 1e6:.0f} MB), one thread")
    print(f"{'':48}{'look-up':>10}  " + "  ".join(f"{name:>12}" for name in groups))
    for name, seconds, recall in rows:
        print(f"{name:48}{seconds * 1000:7.1f} ms  " + "  ".join(f"{text:>12}" for text in recall))


if __name__ == "__main__":
    main()
