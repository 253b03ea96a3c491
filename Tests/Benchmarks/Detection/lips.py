"""Fits how mouths move with speech, on the footage of split.tsv that trains, and calibrates on that which calibrates.

    lips.py MEDIA CACHE

The same steps as Sources/Detection/Lips and vericlip-analyze take: faces five times a second, what lies between them in between; how far
the mouth opens and how dark it is; four bands of sound; the one sum of each that goes best together. Prints the two sums, how well they
go together on sources left out, and the line from correlation to suspicion. Needs ffmpeg; CACHE keeps what was measured of each clip.
"""

import argparse
import csv
import subprocess
from pathlib import Path

import cv2
import numpy as np

import faces

RATE = 25
# Sounds are compared with up to a second before and after the lips.
REACH = 25
SIDE = 48
LOOK = 0.2
# Rows and columns of the crop: lower lip and chin, nose and cheeks, mouth, and all of the face.
LOWER, UPPER, MOUTH, FACE = (36, 47, 16, 32), (17, 29, 14, 34), (30, 42, 17, 31), (15, 48, 11, 37)
DARKEST = 24
# Bounds of the bands in 1,024ths of 8,000 Hz: 148, 500, 1000, 2000 and 3602 Hz.
BOUNDS = (19, 64, 128, 256, 461)
WINDOW, STEP = 100, 50
# Sound mostly reaches the file 0.08 s after the lips; so many steps about it are as it should be.
USUAL, NEAR = 2, 3
SMALLEST, STILL = 64, 0.25
# People who are seen speaking, with their own voices, in clips that train and calibrate; the others have music, or a mouth at rest.
SPEAKING = ("biden.mp4", "videos/obama.mp4", "videos/stanwin.mp4", "d6.mp4", "california_video1", "environmental_politics_video1",
            "security_and_foreign_policy_video1", "subtitleEffect/obama.mp4", "arianna.mp4", "short_hamilton_clip.mp4",
            "sex-gender-lgbtq_issues_video1", "social_security_video1")


def pictures(path):
    """(seconds, picture), at least a thirtieth apart."""
    said = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "frame=best_effort_timestamp_time",
                           "-of", "csv=p=0", path], capture_output=True, text=True, check=True).stdout
    times = [float(line.split(",")[0]) for line in said.split() if line[0].isdigit()]
    film, following = cv2.VideoCapture(str(path)), -1.0
    for time in times:
        good, picture = film.read()
        if not good:
            return
        if time >= following:
            following = time + 0.032
            rows = picture.shape[0]
            if rows > 720:
                picture = cv2.resize(picture, (picture.shape[1] * 720 // rows, 720), interpolation=cv2.INTER_AREA)
            yield time, rows, picture


def overlap(a, b):
    across = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    down = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    return across * down / (a[2] * a[3] + b[2] * b[3] - across * down) if across > 0 and down > 0 else 0


def crop(picture, points):
    """The face on the template, 48 x 48, as luma."""
    target = faces.TEMPLATE * SIDE / faces.SIZE
    def matrix(points):
        mean, wanted = points.mean(0), target.mean(0)
        a, b = points - mean, target - wanted
        real = (a * b).sum() / (a ** 2).sum()
        turn = (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum() / (a ** 2).sum()
        rotation = np.array([[real, -turn], [turn, real]])
        return np.hstack([rotation, (wanted - rotation @ mean)[:, None]])
    factor = max(int(1 / np.hypot(*matrix(points)[:, 0])), 1)
    small = faces.reduced(picture, factor)
    laid = cv2.warpAffine(small, matrix((points + 0.5) / factor - 0.5), (SIDE, SIDE), flags=cv2.INTER_LINEAR,
                          borderMode=cv2.BORDER_REPLICATE)
    return cv2.cvtColor(laid, cv2.COLOR_BGR2GRAY).astype(np.float64)


def descent(before, after, box):
    """By how many pixels what lies in a box moved down: least squares (Lucas and Kanade 1981), brightness taken away."""
    top, bottom, left, right = box
    def slope(image):
        return (image[top + 1:bottom + 1, left:right] - image[top - 1:bottom - 1, left:right]) / 2
    mean = (slope(before) + slope(after)) / 2
    change = after[top:bottom, left:right] - before[top:bottom, left:right]
    change = change - change.mean()
    return float(np.clip(-(mean * change).sum() / ((mean ** 2).sum() + 0.25 * mean.size), -1.5, 1.5))


class Face:
    """One face for as long as it is found at each look."""

    def __init__(self, box, points, picture, time, rows):
        self.box, self.points, self.rows = box, points, [rows]
        self.opening, self.last, self.values = 0.0, None, []
        self.add(picture, points, time)

    def add(self, picture, points, time):
        plain = crop(picture, points)
        smooth = cv2.sepFilter2D(plain, -1, KERNEL, KERNEL, borderType=cv2.BORDER_REPLICATE)
        if self.last is not None:
            self.opening += descent(self.last, smooth, LOWER) - descent(self.last, smooth, UPPER)
        self.last = smooth
        top, bottom, left, right = MOUTH
        darkest = np.sort(plain[top:bottom, left:right].ravel())[:DARKEST].mean()
        brightness = plain[FACE[0]:FACE[1], FACE[2]:FACE[3]].mean()
        self.values.append((time, self.opening, -darkest / (brightness + 1)))


KERNEL = np.array([1, 4, 6, 4, 1]) / 16


def followed(path):
    """Every face of a clip: seconds, opening, darkness; rows in the film."""
    open_faces, done, pending, last = [], [], [], -1.0
    for time, rows, picture in pictures(path):
        pending.append((time, picture))
        if time - last < LOOK - 0.005:
            continue
        scale, kept = rows / picture.shape[0], []
        for _, box, points in faces.found(picture)[:3]:
            linked = max(open_faces, key=lambda face: overlap(face.box, box), default=None)
            if linked is None or overlap(linked.box, box) < 0.3:
                kept.append(Face(box, points, picture, time, box[3] * scale))
                continue
            open_faces.remove(linked)
            for when, between in pending:
                share = (when - last) / (time - last)
                linked.add(between, linked.points * (1 - share) + points * share, when)
            linked.box, linked.points = box, points
            linked.rows.append(box[3] * scale)
            kept.append(linked)
        done += open_faces
        open_faces, pending, last = kept, [], time
    return done + open_faces


def sound(path):
    """8 kHz, on the picture's clock."""
    said = subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-i", path, "-vn", "-ac", "1", "-ar", "8000", "-af",
                           "aresample=async=1:first_pts=0", "-f", "s16le", "-"], capture_output=True, check=True).stdout
    return np.frombuffer(said, np.int16).astype(np.float64)


def levels(samples, first, count):
    """Logarithms of the energies of the bands at each step of the grid."""
    window = 0.5 - 0.5 * np.cos(2 * np.pi * (np.arange(1024) + 0.5) / 1024)
    padded = np.concatenate([np.zeros(8000 * 2), samples, np.zeros(8000 * 3)])
    rows = []
    for step in range(first, first + count):
        start = step * 8000 // RATE - 512 + 16000
        part = padded[start:start + 1024] if 0 <= start <= len(padded) - 1024 else np.zeros(1024)
        energy = np.abs(np.fft.rfft(part * window)) ** 2
        rows.append([energy[a:b].sum() for a, b in zip(BOUNDS, BOUNDS[1:])])
    return np.log(np.array(rows) + 1)


def measured(path):
    """Faces followed for a window and more: the grid's first step, movements, levels from REACH before to REACH after; rows."""
    samples, result = sound(path), []
    if not len(samples):
        return result
    for face in followed(path):
        times, values = np.array(face.values)[:, 0], np.array(face.values)[:, 1:]
        first, last = int(np.ceil(times[0] * RATE - 1e-6)), int(np.floor(times[-1] * RATE + 1e-6))
        if last - first + 1 < WINDOW:
            continue
        grid = np.arange(first, last + 1) / RATE
        moves = np.stack([np.interp(grid, times, values[:, i]) for i in range(2)], 1)
        result.append((first, moves, levels(samples, first - REACH, len(grid) + 2 * REACH), float(np.median(face.rows))))
    return result


def calm(values):
    """Without what changes over more than a second or so: less its mean under a bell of 0.4 s."""
    bell = np.exp(-0.5 * (np.arange(-30, 31) / 10) ** 2)
    padded = np.pad(values, ((30, 30), (0, 0)), mode="edge")
    return values - np.stack([np.convolve(padded[:, i], bell / bell.sum(), "valid") for i in range(values.shape[1])], 1)


def prepared(moves, sounds):
    """Both of deviation 1, and the deviation of the opening in pixels."""
    loud = np.percentile(np.exp(sounds).sum(1), 95)
    moves, sounds = calm(moves), calm(np.log(np.exp(sounds) + loud * 1e-3 / 4))
    return moves / (moves.std(0) + 1e-9), sounds / (sounds.std(0) + 1e-9), moves[:, 0].std()


def fitted(pairs, ridge=0.3):
    """The sums of movements and of levels that correlate best (canonical correlation, Hotelling 1936), with a ridge."""
    a, b = (np.concatenate([pair[i] for pair in pairs]) for i in (0, 1))
    roots = [np.linalg.inv(np.linalg.cholesky(x.T @ x / len(x) + ridge * np.eye(x.shape[1]))) for x in (a, b)]
    left, _, right = np.linalg.svd(roots[0] @ (a.T @ b / len(a)) @ roots[1].T)
    of_moves, of_sounds = roots[0].T @ left[:, 0], roots[1].T @ right[0]
    sign = np.sign(of_moves.sum())
    return sign * of_moves / np.abs(of_moves).sum(), sign * of_sounds / np.abs(of_sounds).sum()


def curves(moves, sounds):
    """For each window the correlation at each lag of the sound from -REACH to REACH steps."""
    rows = []
    for start in range(0, len(moves) - WINDOW + 1, STEP):
        part = moves[start:start + WINDOW] - moves[start:start + WINDOW].mean()
        heard = [sounds[start + lag:start + lag + WINDOW] for lag in range(2 * REACH + 1)]
        rows.append([part @ (h - h.mean()) / np.sqrt((part @ part) * ((h - h.mean()) ** 2).sum() + 1e-9) for h in heard])
    return np.array(rows)


def near(curve):
    """The highest correlation where sound goes with the lips as it should."""
    middle = REACH + USUAL
    return curve[..., middle - NEAR:middle + NEAR + 1].max(-1)


def auc(high, low):
    return float((np.array(high)[:, None] > np.array(low)[None]).mean())


def logistic(own, other):
    """(slope, shift) of the log-odds that a correlation is one of foreign sound, at even odds beforehand."""
    x = np.concatenate([own, other])
    y = np.concatenate([np.zeros(len(own)), np.ones(len(other))])
    weight = np.where(y == 0, 0.5 / len(own), 0.5 / len(other))
    slope, shift = -5.0, 1.0
    for _ in range(100):
        p = 1 / (1 + np.exp(-(slope * x + shift)))
        gradient = np.array([(weight * (p - y) * x).sum(), (weight * (p - y)).sum()])
        s = weight * p * (1 - p)
        hessian = np.array([[(s * x * x).sum(), (s * x).sum()], [(s * x).sum(), s.sum()]]) + 1e-6 * np.eye(2)
        slope, shift = np.array([slope, shift]) - np.linalg.solve(hessian, gradient)
    return slope, shift


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("media", type=Path)
    parser.add_argument("cache", type=Path)
    options = parser.parse_args()
    options.cache.mkdir(parents=True, exist_ok=True)
    with open(Path(__file__).with_name("split.tsv"), newline="") as file:
        table = [row for row in csv.DictReader(file, delimiter="\t") if row["split"] != "test" and
                 any(name in row["path"] for name in SPEAKING)]
    clips = []
    for row in table:
        kept = options.cache / (row["path"].replace("/", "__") + ".npy")
        if not kept.exists():
            np.save(kept, np.array(measured(str(options.media / row["path"])), dtype=object), allow_pickle=True)
        for first, moves, sounds, rows in np.load(kept, allow_pickle=True):
            moves, sounds, opening = prepared(moves.astype(float), sounds.astype(float))
            if rows >= SMALLEST and opening >= STILL:
                clips.append((row, moves, sounds))
        print(row["split"], row["path"], flush=True)
    report(clips)


def report(clips):
    def pairs(some):
        return [(moves, sounds[REACH + USUAL:REACH + USUAL + len(moves)]) for _, moves, sounds in some]
    def windows(some, weights):
        return [curves(moves @ weights[0], sounds @ weights[1]) for _, moves, sounds in some]
    for split in ("train", "calibration"):
        some = [clip for clip in clips if clip[0]["split"] == split]
        print(split, sum(len(c[1]) for c in some) / RATE, "s", len({c[0]["source"] for c in some}), "sources")
    left_out = []
    for source in sorted({clip[0]["source"] for clip in clips}):
        weights = fitted(pairs([clip for clip in clips if clip[0]["source"] != source]))
        left_out += windows([clip for clip in clips if clip[0]["source"] == source], weights)
    left_out = np.concatenate(left_out)
    far = np.concatenate([near(np.roll(left_out, lag, 1)) for lag in (-14, 14)])
    print("sources left out: AUC against sound shifted by 0.56 s", auc(near(left_out), far), "windows", len(left_out))
    weights = fitted(pairs([clip for clip in clips if clip[0]["split"] == "train"]))
    print("weights of opening and darkness", weights[0].round(3), "of bands", weights[1].round(3))
    calibration = [clip for clip in clips if clip[0]["split"] == "calibration"]
    own = near(np.concatenate(windows(calibration, weights)))
    other = []
    for row, moves, _ in calibration:
        for stranger, _, sounds in calibration:
            if stranger["source"] != row["source"]:
                count = min(len(moves), len(sounds) - 2 * REACH)
                other.append(near(curves(moves[:count] @ weights[0], sounds[:count + 2 * REACH] @ weights[1])))
    other = np.concatenate(other)
    slope, shift = logistic(own, other)
    print("calibration: AUC against the sound of others", auc(own, other), "windows", len(own), len(other))
    print("log-odds of foreign sound: slope", slope, "shift", shift, "even odds at", -shift / slope)
    print("correlations, 2, 10 and 50 % of own", np.percentile(own, [2, 10, 50]).round(3), "50, 90, 98 % of foreign",
          np.percentile(other, [50, 90, 98]).round(3))


if __name__ == "__main__":
    main()
