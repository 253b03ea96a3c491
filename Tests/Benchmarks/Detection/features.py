"""Runs the eight-bit tower over the crops that train, and some pairs of the other splits, and keeps what it gives.

    features.py --tower ONNX --pairs CSV FACES --wild CROPS --out FOLDER [--drawn DRAWN] [--train PAIRS] [--redrawn PAIRS] [--threads N]

Goes on where it was stopped. FOLDER/names.tsv: split, kind, group (the original's name, the clip's path or the drawing's package), label (1
manipulated), shape (plain or altered); FOLDER/features.f16: as many rows of graft.FEATURES values of two bytes. Of the pairs that train,
every second is altered, both members alike; wild footage that trains comes plain and altered, every second drawing altered. Kind `redrawn`:
unaltered faces with redrawn mouths, in the shape of what they were made of. Without drawings, heads.py needs the head of an earlier
network.
"""

import argparse
import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cv2
import numpy as np
import onnx
import onnxruntime

import corpus
import graft
from redrawing import Forger

HELD_OUT = (("select", 490), ("calibration", 300), ("test", 400))
# So many pairs come first, so that heads can be fitted before all are done.
FIRST = 600
# Originals that lend their mouths.
LENDERS = 2600
CHUNK = 64


def jobs(pairs, wild, drawn, most, forged):
    """(split, kind, group, label, shape), what gives the picture, seed of the alteration or none."""
    train = [(n, *pair) for n, pair in enumerate(pairs["train"][:most])]

    def opening(jpeg):
        return lambda: corpus.opened(jpeg)

    def shape(seed):
        return "plain" if seed is None else "altered"

    def both(split, n, original, jpegs, seed):
        return [((split, "dfdc", original, label, shape(seed)), opening(jpeg), seed) for label, jpeg in enumerate(jpegs)]

    lips = Forger(pairs["train"][:LENDERS])

    def trained(some):
        return [job for n, original, *jpegs in some for job in both("train", n, original, jpegs, 50_000 + n if n % 2 else None)]

    def redrawn(careful, start, some):
        return [(("train", "redrawn", original, 1, shape(n % 2 or None)), lips.making(original, jpeg, start + n, careful=careful),
                 50_000 + n if n % 2 else None) for n, original, jpeg, _ in some]

    listed = trained(train[:FIRST])
    for n, row in enumerate(wild):
        # What calibrates and tests is judged by the program itself, not by these crops.
        if row["split"] == "train" and row["kind"] == "real":
            name = ("train", "real", row["path"], 0)
            listed += [((*name, "plain"), opening(row["jpeg"]), None), ((*name, "altered"), opening(row["jpeg"]), 90_000 + n)]
    for n, row in enumerate(drawn):
        listed.append((("train", "drawn", row["group"], 0, "altered" if n % 2 else "plain"), opening(row["jpeg"]),
                       120_000 + n if n % 2 else None))
    for (split, count), start in zip(HELD_OUT, (900_000, 920_000, 940_000)):
        forger = Forger(pairs[split][:count])
        for n, (original, *jpegs) in enumerate(pairs[split][:count]):
            listed += both(split, n, original, jpegs, None)
            listed.append(((split, "redrawn", original, 1, "plain"), forger.held_out(original, jpegs[0], start, n), None))
    listed += redrawn(False, 700_000, train[:forged]) + redrawn(True, 750_000, train[:forged * 4 // 5])
    return listed + trained(train[FIRST:])


def extractor(model):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return lambda image: session.run(None, {"pixel_values": corpus.normalized(image)[None]})[0][0]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tower", required=True)
    parser.add_argument("--pairs", nargs=2, required=True)
    parser.add_argument("--wild", required=True)
    parser.add_argument("--drawn")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--train", type=int, default=5000, help="most pairs that train")
    parser.add_argument("--redrawn", type=int, default=1614, help="most originals whose mouths are redrawn to train")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    cv2.setNumThreads(1)
    features = extractor(graft.whole(onnx.load(options.tower)))
    drawings = corpus.footage(options.drawn, "drawn.tsv") if options.drawn else []
    listed = jobs(corpus.pairs(*options.pairs), corpus.footage(options.wild, "crops.tsv"), drawings, options.train, options.redrawn)
    names, values = options.out / "names.tsv", options.out / "features.f16"
    done = len(names.read_text().splitlines()) if names.exists() else 0
    if values.exists():
        os.truncate(values, done * graft.FEATURES * 2)

    def work(job):
        _, picture, seed = job
        image = picture()
        return features(corpus.plain(image) if seed is None else corpus.altered(image, seed)).astype(np.float16)

    began, start = time.time(), done
    with ThreadPoolExecutor(options.threads) as pool, open(values, "ab") as rows, open(names, "a") as lines:
        for at in range(done, len(listed), CHUNK):
            some = listed[at:at + CHUNK]
            rows.write(np.stack(list(pool.map(work, some))).tobytes())
            rows.flush()
            lines.writelines("\t".join(map(str, name)) + "\n" for name, *_ in some)
            lines.flush()
            done += len(some)
            print(f"{done} of {len(listed)}, {(done - start) / (time.time() - began):.1f} a second", flush=True)


if __name__ == "__main__":
    main()
