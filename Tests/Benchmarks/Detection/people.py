"""How faces and voices of different people, and of the same person in other footage, compare: figures of `identity-1` and `voice-1`.

    python people.py MEDIA CACHE [PAIRS.csv FACES]

Takes the program's steps as they were until December 2026 (48 looks at most, three faces followed, the mean of up to 16 looks; speech of up to three stretches of 12 s) over
the clips that split.tsv names, manipulated ones left out, and prints for the clips that train and calibrate, and for those that test: pairs of
people from different sources, who are taken for different, and pairs that same-people.tsv of the kit names as one person. With the pairs of
DFDC also single crops of different originals, and swaps against their own originals. What was computed stays in CACHE.
"""

import csv
import itertools
import pickle
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import onnxruntime

import faces as finder

HERE = Path(__file__).parent
NETWORKS = Path.home() / ".local/share/vericlip/detectors"
NEAR, FAR, VOICE_NEAR = 0.4, 0.6, 0.75
SIDE, MARGIN, MEAN = 150, 0.875, np.array([122.782, 117.001, 104.298], np.float32)


def network(name):
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(str(NETWORKS / f"{name}.onnx"), options)


def identity(net, image, points):
    matrix = finder.similarity(points, MARGIN)
    factor = max(int(1 / (np.hypot(matrix[0, 0], matrix[1, 0]) * SIDE / 224)), 1)
    matrix = finder.similarity((points + 0.5) / factor - 0.5, MARGIN) * SIDE / 224
    crop = cv2.warpAffine(
        finder.reduced(image, factor), matrix, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return net.run(None, {"face": ((crop[..., ::-1] - MEAN) / 256).transpose(2, 0, 1)[None].astype(np.float32)})[0][0]


def turned(points):
    eyes, nose = points[1] - points[0], points[2] - (points[0] + points[1]) / 2
    return abs(nose @ eyes) / max(eyes @ eyes, 1e-6)


def overlap(a, b):
    across = min(a[0] + a[2], b[0] + b[2]) - max(a[0], b[0])
    down = min(a[1] + a[3], b[1] + b[3]) - max(a[1], b[1])
    both = max(across, 0) * max(down, 0)
    return both / (a[2] * a[3] + b[2] * b[3] - both)


def clip_faces(net, path):
    """Of each face that was followed for 8 looks and more, the mean of up to 16; the three that were seen most."""
    video = cv2.VideoCapture(str(path))
    frames, rate = int(video.get(cv2.CAP_PROP_FRAME_COUNT)), video.get(cv2.CAP_PROP_FPS) or 25
    looks = min(max(int(frames / rate / 0.25), 1), 48)
    wanted = {(2 * look + 1) * frames // (2 * looks): look for look in range(looks)}
    tracks = []
    for frame in range(frames):
        if not video.grab():
            break
        if frame not in wanted:
            continue
        image, free = video.retrieve()[1], [t for t in tracks if wanted[frame] - t["look"] <= 3]
        for _, box, points in finder.found(image)[:3]:
            best = max(free, key=lambda track: overlap(track["box"], box), default=None)
            if best is None or overlap(best["box"], box) < 0.3:
                best = {"crops": []}
                tracks.append(best)
            else:
                free = [track for track in free if track is not best]
            best |= {"box": box, "look": wanted[frame]}
            if box[3] >= 64 and turned(points) <= 0.5:
                best["crops"].append(identity(net, image, points))
    usable = sorted((t["crops"] for t in tracks if len(t["crops"]) >= 8), key=len, reverse=True)[:3]
    return [np.mean([crops[(2 * i + 1) * len(crops) // (2 * n)] for i in range(n)], 0)
            for crops in usable for n in [min(len(crops), 16)]]


def mel_bands():
    """Slaney's, 40 up to 8 kHz, as weights of 201 frequencies."""
    def hertz(mel):
        return np.where(mel < 15, mel * 200 / 3, 1000 * np.exp((mel - 15) / 27 * np.log(6.4)))
    edges = hertz(np.linspace(0, 15 + 27 * np.log(8) / np.log(6.4), 42))
    low, middle, high = (edges[i:i + 40, None] for i in range(3))
    frequencies = np.arange(201) * 40.0
    return np.maximum(np.minimum((frequencies - low) / (middle - low), (high - frequencies) / (high - middle)), 0) * 2 / (high - low)


def clip_voice(net, path, bands=mel_bands()):
    """The main voice, or nothing where there is none; less the program's test for music."""
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", str(path), "-vn", "-ac", "1", "-ar", "16000", "-f", "f32le", "-"], capture_output=True)
    sound, heard = np.frombuffer(done.stdout, "<f4"), []
    seconds = len(sound) / 16000
    middles = [(2 * i + 1) * seconds / 6 for i in range(3)]
    parts = [(0, seconds)] if seconds <= 36 else [(m - 6, m + 6) for m in middles]
    for start, end in parts:
        part = sound[int(start * 16000):int(end * 16000)]
        if len(part) < 16000 or not part.any():
            continue
        part = part * max(0.0316 / np.sqrt((part ** 2).mean()), 1)
        windows = np.lib.stride_tricks.sliding_window_view(part, 400)[::160] * np.hanning(401)[:-1]
        frames = np.abs(np.fft.rfft(windows)) ** 2 @ bands.T
        powers = frames.sum(1)
        loud = powers * 316 >= np.sort(powers)[len(powers) * 19 // 20]
        frames = frames[np.convolve(loud, np.ones(21), "same") > 0].astype(np.float32)
        heard += [net.run(None, {"mel": frames[s:s + 160, None]})[0][0] for s in range(0, len(frames) - 159, 80)]
    if len(heard) < 6:
        return None
    same = np.array(heard) @ np.array(heard).T >= 0.7
    main = same[same.sum(1).argmax()]
    return np.mean(np.array(heard)[main], 0) if main.sum() >= 0.6 * len(heard) else None


def clips(media, cache):
    """Of each unaltered clip its row of split.tsv, its faces and its voice."""
    face_net, voice_net, found = network("identity-1"), network("voice-1"), {}
    if cache.exists():
        found = pickle.loads(cache.read_bytes())
    with open(HERE / "split.tsv", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["kind"] == "real"]
    for row in rows:
        if row["path"] not in found:
            path = Path(media, row["path"])
            found[row["path"]] = clip_faces(face_net, path), clip_voice(voice_net, path)
            cache.write_bytes(pickle.dumps(found))
    return [(row, *found[row["path"]]) for row in rows]


def distance(a, b):
    return float(np.linalg.norm(a - b))


def cosine(a, b):
    return float(a @ b / np.linalg.norm(a) / np.linalg.norm(b))


def pairs_of(entries, same, measure, one):
    """Of clips of different sources: the measures of those that may show one person, and of all others. `one` of a clip's several counts."""
    strangers, own = [], []
    for (a, mine), (b, yours) in itertools.combinations(entries, 2):
        if a["source"] == b["source"] or not mine or not yours:
            continue
        values = [measure(x, y) for x in mine for y in yours]
        if {a["path"], b["path"]} in same:
            own.append((one(values), a["path"], b["path"]))
        else:
            strangers += [(value, a["path"], b["path"]) for value in values]
    return strangers, own


def interval(count, total):
    """Wilson, 95 %."""
    share, z = count / total, 1.96
    middle, half = share + z * z / 2 / total, z * np.sqrt(share * (1 - share) / total + z * z / 4 / total ** 2)
    return f"{count} of {total} [{(middle - half) / (1 + z * z / total):.4f}, {(middle + half) / (1 + z * z / total):.4f}]"


def main(media, cache, *dfdc):
    cache = Path(cache)
    cache.mkdir(parents=True, exist_ok=True)
    with open(HERE.parent / "kit/same-people.tsv") as file:
        same = [set(line.rstrip("\n").split("\t")) for line in file if not line.startswith("#")]
    entries = clips(media, cache / "people.pickle")
    for name, parts in (("train and calibration", ("train", "calibration")), ("test", ("test",)), ("all", ("train", "calibration", "test"))):
        chosen = [entry for entry in entries if entry[0]["split"] in parts]
        strangers, own = pairs_of([(row, faces) for row, faces, _ in chosen], same, distance, min)
        people = sum(len(faces) for _, faces, _ in chosen)
        values = np.array([value for value, *_ in strangers])
        print(f"{name}: faces, {people} of {len({row['source'] for row, faces, _ in chosen if faces})} sources")
        print(f"  different people: lowest {values.min():.3f}, 1 % {np.percentile(values, 1):.3f}, median {np.median(values):.3f}")
        print(f"  consistent {interval(int((values <= NEAR).sum()), len(values))}, not {interval(int((values >= FAR).sum()), len(values))}")
        for value, a, b in sorted(strangers)[:3]:
            print(f"    {value:.3f} {a} {b}")
        print("  same person: " + ", ".join(f"{value:.3f} ({Path(a).name}, {Path(b).name})" for value, a, b in own))
        strangers, own = pairs_of([(row, [voice] if voice is not None else []) for row, _, voice in chosen], same, cosine, max)
        values = np.array([value for value, *_ in strangers])
        print(f"  voices of {sum(voice is not None for *_, voice in chosen)} clips; different people: highest {values.max():.3f}, "
              f"95 % {np.percentile(values, 95):.3f}, median {np.median(values):.3f}")
        print(f"  consistent {interval(int((values >= VOICE_NEAR).sum()), len(values))}")
        for value, a, b in sorted(strangers, reverse=True)[:3]:
            print(f"    {value:.3f} {a} {b}")
        print("  same person: " + ", ".join(f"{value:.3f} ({Path(a).name}, {Path(b).name})" for value, a, b in own))
    manipulated(media)
    if dfdc:
        crops(*dfdc)


def manipulated(media):
    """Deepfakes whose original is at hand, against the person of the original: the nearest of their faces."""
    net = network("identity-1")
    with open(Path(media, "MANIFEST.tsv"), newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter="\t") if row["pair_of"] and row["label"] == "manipulated"]
    print("deepfakes, against the person of their original")
    for row in rows:
        both = [clip_faces(net, Path(media, row[place])) for place in ("path", "pair_of")]
        if all(both):
            print(f"  {min(distance(a, b) for a in both[0] for b in both[1]):.3f} {row['manipulation_type']}: {row['path']}")


def crops(table, folder, most=1000):
    """Single crops of DFDC: every seventh pair."""
    net, found = network("identity-1"), []
    with open(table, newline="") as file:
        fakes = [row for row in csv.DictReader(file) if row["label"] == "fake"][::7][:most]
    for row in fakes:
        both = []
        for name in (row["original"], row["name"]):
            image = cv2.copyMakeBorder(cv2.imread(str(Path(folder, name + ".jpg"))), 60, 60, 60, 60, cv2.BORDER_REPLICATE)
            seen = [face for face in finder.found(image) if face[1][3] >= 64]
            both.append(identity(net, image, seen[0][2]) if seen else None)
        if all(face is not None for face in both):
            found.append(both)
    swaps = np.array([distance(*both) for both in found])
    print(f"DFDC, single crops: a swap against its own original: consistent {interval(int((swaps <= NEAR).sum()), len(swaps))}, "
          f"not {interval(int((swaps >= FAR).sum()), len(swaps))}")
    reals = np.array([both[0] for both in found])
    values = np.array([distance(a, b) for a, b in itertools.combinations(reals, 2)])
    print(f"  different originals (some show one actor): consistent {interval(int((values <= NEAR).sum()), len(values))}, "
          f"not {interval(int((values >= FAR).sum()), len(values))}")


if __name__ == "__main__":
    main(*sys.argv[1:])
