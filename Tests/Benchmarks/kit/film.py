"""Videos as arrays: planar Y, Cb, Cr at full resolution, so that a pixel nobody touches keeps its value.

The modules film, faces and forging need the packages of requirements.txt; all others do without."""

from fractions import Fraction
from pathlib import Path

import cv2
import numpy as np

from .cache import ffmpeg
from .footage import Source

cv2.setNumThreads(1)


def read(path: Path, width: int, height: int) -> np.ndarray:
    """Frames of the video at `path`, of shape (frames, 3, height, width), 8 bits."""
    data = ffmpeg("-i", str(path), "-an", "-f", "rawvideo", "-pix_fmt", "yuv444p", "-").data
    return np.frombuffer(data, np.uint8).reshape(-1, 3, height, width).copy()


def write(path: Path, frames: np.ndarray, rate: Fraction, heard: Path | None) -> None:
    """Frames at CRF 10, with the sound of the file `heard` as it is."""
    height, width = frames.shape[2:]
    sound = ["-i", str(heard), "-map", "0:v", "-map", "1:a", "-c:a", "copy"] if heard else []
    given = ["-f", "rawvideo", "-pix_fmt", "yuv444p", "-s", f"{width}x{height}", "-r", str(rate), "-i", "-"]
    encoder = "-c:v libx264 -preset ultrafast -crf 10 -pix_fmt yuv420p -threads 1".split()
    ffmpeg(*given, *sound, *encoder, str(path), feed=frames.data)


def samples(source: Source, per_second: float, width: int, until: float) -> tuple[np.ndarray, float]:
    """Colour pictures (frames, height, width, 3) of the first `until` seconds at even intervals, and the factor by
    which they are smaller than the source."""
    factor = min(1.0, width / max(source.width, source.height))
    wide, high = round(source.width * factor), round(source.height * factor)
    filters = f"fps={per_second}:start_time=0,scale={wide}:{high}"
    arguments = ["-t", f"{until:.3f}", "-i", str(source.path), "-an", "-vf", filters]
    data = ffmpeg(*arguments, "-f", "rawvideo", "-pix_fmt", "bgr24", "-").data
    return np.frombuffer(data, np.uint8).reshape(-1, high, wide, 3), factor


def colours(planes: np.ndarray) -> np.ndarray:
    """Blue, green and red of a frame's planes, for looking at and for the detector."""
    luma, blue, red = planes
    return cv2.cvtColor(np.dstack([luma, red, blue]), cv2.COLOR_YCrCb2BGR)
