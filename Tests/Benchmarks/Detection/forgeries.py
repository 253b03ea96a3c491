"""Forges the unaltered clips that train and calibrate by another hand than corpus.py's, and cuts face crops out of what comes of it.

    forgeries.py MEDIA OUT [--looks N]

Mouths of another moment and faces of another source's people, by the kit that measures the comparison of pictures (../kit/forging.py).
The mouths also come on a grid of so many rows for the whole face, as generators of lips draw them. Whatever is cut, unaltered too, was
encoded anew by x264 at quality 23. Writes OUT/NNNN.jpg and OUT/forgeries.tsv: file, path, split, source, made (unaltered, lips, lips-160,
lips-96, lips-64, swap), donor, look, rows of the face; `forged_report.py` makes figures of it. Needs ../kit/requirements.txt and ffmpeg.
"""

import argparse
import csv
import random
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))
import cv2
import numpy as np
from kit import faces as tracks
from kit import film, forging
from kit.geometry import Box

import faces

LONGEST = 6.0
LENGTHS = (2.5, 1.6, 1.0)
GRIDS = (None, 160, 96, 64)
SMALLEST = 64
# Of each clip so many swaps are made, with donors of different sources.
SWAPS = 2


@dataclass
class Clip:
    row: dict
    rate: float
    frames: np.ndarray
    track: tracks.Track


def ffmpeg(*arguments, feed=None):
    command = ["ffmpeg", "-nostdin", "-v", "error", *map(str, arguments)]
    return subprocess.run(command, input=feed, stdout=subprocess.PIPE, check=True).stdout


def stretch(path):
    """The longest stretch with one large face: where it begins, how long it is, and the face; nothing where there is none."""
    film, sightings = cv2.VideoCapture(str(path)), []
    rate, number = film.get(cv2.CAP_PROP_FPS) or 25, 0
    step = max(round(rate / 2), 1)
    while film.grab():
        if number % step == 0:
            picture = film.retrieve()[1]
            high, wide = picture.shape[:2]
            boxes = [Box(*(box / [wide, high, wide, high])) for _, box, _ in faces.found(picture) if box[3] >= SMALLEST]
            sightings.append(tracks.Sighting(number / rate, boxes))
        number += 1
    found = tracks.longest(sightings)
    return found and (found.start, min(found.end - found.start, LONGEST), found.face, rate, high, wide)


def opened(media, row):
    found = stretch(media / row["path"])
    if found is None or found[1] < 1.7:
        return None
    start, length, face, rate, high, wide = found
    high, wide = high // 2 * 2, wide // 2 * 2
    data = ffmpeg("-ss", start, "-t", length, "-i", media / row["path"], "-an", "-vf", f"crop={wide}:{high}:0:0",
                  "-f", "rawvideo", "-pix_fmt", "yuv444p", "-")
    frames = np.frombuffer(data, np.uint8).reshape(-1, 3, high, wide)
    track = tracks.track(frames, face)
    return track and Clip(row, rate, frames, track)


def on_grid(planes, box, rows):
    """The planes as drawn with so many rows for the whole face."""
    scale = rows / box[3]
    if scale >= 1:
        return planes
    size = planes.shape[2], planes.shape[1]
    smaller = tuple(max(round(side * scale), 1) for side in size)
    return np.stack([cv2.resize(cv2.resize(plane, smaller, interpolation=cv2.INTER_AREA), size, interpolation=cv2.INTER_CUBIC)
                     for plane in planes])


def lips(clip, rows, seed):
    """Frames with the mouth of another moment, and from where to where; nothing where no moment is unlike enough."""
    def drawn(planes, box):
        return on_grid(planes, box, rows) if rows else planes

    for length in LENGTHS:
        frames = clip.frames.copy()
        made = forging.lip_sync(frames, clip.track, clip.rate, length, random.Random(seed), drawn)
        if made:
            return frames, made
    return None


def swaps(clip, clips):
    """Frames with another's face, from where to where, and whose; of each other source one at most."""
    span, used = min(len(clip.frames), round(2.5 * clip.rate)), set()
    for donor in random.Random(clip.row["path"]).sample(clips, len(clips)):
        if donor.row["source"] in used | {clip.row["source"]} or len(used) == SWAPS:
            continue
        frames = clip.frames.copy()
        made = forging.swap(frames, clip.track, donor.frames, donor.track, 0, span)
        if made:
            used.add(donor.row["source"])
            yield frames, made, donor.row["path"]


def cut(clip, frames, first, end, looks):
    """(look, rows, crop) of the followed face, out of what x264 leaves of the frames."""
    _, _, high, wide = frames.shape
    given = ["-f", "rawvideo", "-pix_fmt", "yuv444p", "-s", f"{wide}x{high}", "-r", clip.rate, "-i", "-"]
    coded = ffmpeg(*given, "-c:v", "libx264", "-crf", 23, "-pix_fmt", "yuv420p", "-threads", 1, "-f", "matroska", "-",
                   feed=np.ascontiguousarray(frames[first:end]).tobytes())
    pictures = np.frombuffer(ffmpeg("-i", "-", "-f", "rawvideo", "-pix_fmt", "yuv444p", "-", feed=coded), np.uint8)
    pictures = pictures.reshape(-1, 3, high, wide)
    # At either end a forgery fades in and out.
    for number in np.linspace(forging.FADE, len(pictures) - forging.FADE - 1, looks).astype(int):
        picture, box = film.colours(pictures[number]), clip.track.boxes[first + number]
        near = [face for face in faces.found(picture) if np.abs(face[1][:2] + face[1][2:] / 2 - box[:2] - box[2:] / 2).max() < box[3] / 3]
        if near and near[0][1][3] >= SMALLEST:
            yield int(number), int(near[0][1][3]), faces.crop(picture, near[0][2], zoom=1)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("media", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--looks", type=int, default=12)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with open(Path(__file__).with_name("split.tsv"), newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["split"] != "test" and row["kind"] == "real"]
    clips = [clip for clip in (opened(options.media, row) for row in rows) if clip]
    written = 0
    with open(options.out / "forgeries.tsv", "w") as table:
        print("file", "path", "split", "source", "made", "donor", "look", "rows", sep="\t", file=table)

        def keep(clip, frames, made, what, donor=""):
            nonlocal written
            for look, high, crop in cut(clip, frames, made.first, made.end, options.looks):
                name = f"{written:04}.jpg"
                written += 1
                cv2.imwrite(str(options.out / name), crop, [cv2.IMWRITE_JPEG_QUALITY, 95])
                row = [clip.row[key] for key in ("path", "split", "source")]
                print(name, *row, what, donor, look, high, sep="\t", file=table, flush=True)

        for clip in clips:
            tall = np.median(clip.track.boxes[:, 3])
            made = None
            for grid in GRIDS:
                found = lips(clip, grid, seed=1) if grid is None or tall > grid else None
                if found:
                    frames, made = found
                    keep(clip, frames, made, f"lips-{grid}" if grid else "lips")
            for frames, made, donor in swaps(clip, clips):
                keep(clip, frames, made, "swap", donor)
            # As many frames as the last forgery has: what is forged is compared by clips.
            if made:
                keep(clip, clip.frames, made, "unaltered")
            print(clip.row["path"], len(clip.frames), "frames", round(tall), "rows", written, "crops", flush=True)


if __name__ == "__main__":
    main()
