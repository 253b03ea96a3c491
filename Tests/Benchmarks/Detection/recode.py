"""Parts of films, and how they are coded: for `beside.py`. Needs ffmpeg and ffprobe."""

import subprocess
from pathlib import Path

import cv2

X264 = ("-c:v", "libx264", "-preset", "veryfast")


def ffmpeg(*arguments):
    subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", "-threads", "1", *map(str, arguments)], check=True)


def cut(path, start, seconds, out):
    """A part of a film without loss, at most 720 rows."""
    ffmpeg("-ss", start, "-i", path, "-t", seconds, "-an", "-vf", "scale=-2:'trunc(min(ih,720)/2)*2',format=yuv420p",
           "-c:v", "libx264", "-preset", "ultrafast", "-qp", 0, out)


def coded(path, start, seconds):
    """Bits a second and frames from key frame to key frame, between two moments of a file."""
    command = ["ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time,size,flags", "-of", "csv=p=0", path]
    packets = [line.split(",") for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()]
    inside = [(int(size), "K" in flags) for time, size, flags, *_ in packets
              if time != "N/A" and start <= float(time) < start + seconds] or [(int(p[1]), "K" in p[2]) for p in packets]
    return sum(size for size, _ in inside) * 8 / seconds, max(len(inside) // max(sum(key for _, key in inside), 1), 1)


def shape(path):
    """Columns, rows, frames a second, and how many seconds."""
    film = cv2.VideoCapture(str(path))
    rate = film.get(cv2.CAP_PROP_FPS) or 25
    width, height = int(film.get(cv2.CAP_PROP_FRAME_WIDTH)), int(film.get(cv2.CAP_PROP_FRAME_HEIGHT))
    return width, height, rate, film.get(cv2.CAP_PROP_FRAME_COUNT) / rate


def matched(original, clip, rate, gop, out):
    """The original at the clip's size, in two passes at its bits a second."""
    width, height, *_ = shape(clip)
    log = str(out) + ".log"
    for number, target in ((1, ("-f", "null", "-")), (2, (out,))):
        ffmpeg("-i", original, "-vf", f"scale={width}:{height}", *X264, "-b:v", int(rate), "-g", gop,
               "-pass", number, "-passlogfile", log, *target)


def chained(steps, path, folder):
    for number, (how, quality) in enumerate(steps):
        out = Path(folder, f"step{number}.mp4")
        ffmpeg("-i", path, "-vf", f"{how},scale=trunc(iw/2)*2:trunc(ih/2)*2", *X264, "-crf", quality, out)
        path = out
    return path
