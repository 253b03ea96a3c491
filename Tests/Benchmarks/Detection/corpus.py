"""The pairs of DFDC and the crops of split.tsv's footage, and how they are altered for training."""

import csv
import random
import zlib
from pathlib import Path

import cv2
import numpy as np

SIZE = 224
ZOOM = 1.1
MEAN = np.array([0.48145466, 0.4578275, 0.40821073], np.float32)
DEVIATION = np.array([0.26862954, 0.26130258, 0.27577711], np.float32)
# Originals of clips that test: they never train.
KEPT_OUT = {"qefqgbtfhk"}


def part(original):
    number = zlib.crc32(original.encode()) % 100
    if original in KEPT_OUT:
        return "test"
    return "test" if number < 15 else "select" if number < 22 else "calibration" if number < 30 else "train"


def pairs(table, folder):
    """{part: [(original, real JPEG, manipulated JPEG)]}."""
    found = {}
    with open(table, newline="") as file:
        for row in csv.DictReader(file):
            if row["label"] == "fake":
                both = [Path(folder, name + ".jpg") for name in (row["original"], row["name"])]
                if all(path.exists() for path in both):
                    found.setdefault(part(row["original"]), []).append(
                        (row["original"], *(np.fromfile(path, np.uint8) for path in both)))
    return found


def footage(folder, table):
    """Rows of a table of crops, each with its picture."""
    with open(Path(folder, table), newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [row | {"jpeg": np.fromfile(Path(folder, row["file"]), np.uint8)} for row in rows]


def opened(jpeg):
    return cv2.imdecode(jpeg, cv2.IMREAD_COLOR)


def plain(image, zoom=ZOOM):
    """The middle, enlarged: what is seen outside training."""
    matrix = np.array([[zoom, 0, (1 - zoom) * SIZE / 2], [0, zoom, (1 - zoom) * SIZE / 2]])
    return cv2.warpAffine(image, matrix, (SIZE, SIZE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)


def normalized(image):
    return ((image[..., ::-1].astype(np.float32) / 255 - MEAN) / DEVIATION).transpose(2, 0, 1)


def compressed(image, quality):
    return cv2.imdecode(cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, quality])[1], cv2.IMREAD_COLOR)


def altered(image, seed):
    """Turned, scaled, compressed, recoloured, written over, as a clip may be; one seed alters both of a pair alike."""
    r, n = random.Random(seed), np.random.RandomState(seed % (1 << 32))
    zoom, angle = r.uniform(1.0, 1.22), r.gauss(0, 4)
    matrix = cv2.getRotationMatrix2D((SIZE / 2, SIZE / 2), angle, zoom)
    matrix[:, 2] += [r.uniform(-8, 8), r.uniform(-8, 8)]
    image = cv2.warpAffine(image, matrix, (SIZE, SIZE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REFLECT)
    if r.random() < 0.5:
        image = image[:, ::-1].copy()
    if r.random() < 0.1:
        image = cv2.bilateralFilter(image, 7, r.uniform(15, 50), 5)
    if r.random() < 0.15:
        image = cv2.GaussianBlur(image, (0, 0), r.uniform(0.4, 1.6))
    if r.random() < 0.2:
        image = recoloured(image, r)
    if r.random() < 0.12:
        written(image, r)
    if r.random() < 0.5:
        side = int(np.exp(r.uniform(np.log(56), np.log(200))))
        image = cv2.resize(image, (side, side), interpolation=cv2.INTER_AREA)
    if r.random() < 0.65:
        image = compressed(image, r.randint(18, 95))
    if image.shape[0] != SIZE:
        image = cv2.resize(image, (SIZE, SIZE), interpolation=r.choice([cv2.INTER_LINEAR, cv2.INTER_CUBIC]))
    if r.random() < 0.15:
        image = cv2.medianBlur(image, 3)
    if r.random() < 0.15:
        image = np.clip(image * 1.0 + r.uniform(0.3, 1.0) * (image - cv2.GaussianBlur(image, (0, 0), 1.5) * 1.0), 0, 255).astype(np.uint8)
    if r.random() < 0.15:
        image = np.clip(image + n.normal(0, r.uniform(1, 6), image.shape), 0, 255).astype(np.uint8)
    if r.random() < 0.2:
        image = compressed(image, r.randint(40, 95))
    return image


def recoloured(image, r):
    table = np.clip((np.arange(256) / 255) ** r.uniform(0.7, 1.4) * r.uniform(0.8, 1.2) * 255 + r.uniform(-15, 15), 0, 255)
    image = table.astype(np.uint8)[image]
    grey = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)[..., None].astype(np.float32)
    return np.clip(grey + (image - grey) * r.choice([0, r.uniform(0.4, 1.6), r.uniform(0.4, 1.6)]), 0, 255).astype(np.uint8)


def written(image, r):
    """Captions and graphics, as advertisements have them."""
    colour = tuple(r.randint(0, 255) for _ in range(3))
    x, y = r.randint(-40, 150), r.choice([r.randint(0, 40), r.randint(150, 224)])
    if r.random() < 0.5:
        cv2.rectangle(image, (x, y - 25), (x + r.randint(60, 220), y + 10), colour, -1)
    text = "".join(r.choice("ABCDEFGHIKLMNOPRSTUVWXYZ aeinrt") for _ in range(r.randint(3, 14)))
    cv2.putText(image, text, (x, y), r.choice([cv2.FONT_HERSHEY_DUPLEX, cv2.FONT_HERSHEY_SIMPLEX]), r.uniform(0.6, 1.6),
                tuple(255 - c for c in colour), r.randint(1, 3), cv2.LINE_AA)
