"""Finds faces with the library that vericlip uses (libfacedetection) and lays them on the template that the tower sees.

The same steps as Sources/Detection and vericlip-analyze take: reduce by whole factors, look, turn and scale by five points.
"""

import ctypes
import os
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
import cv2
import numpy as np

LIBRARY = os.environ.get(
    "VERICLIP_FACE_DETECTOR",
    str(Path.home() / ".local/share/vericlip/face-detector/yuface/libfacedetection.so"))
SIZE = 224
# Where eyes, nose and corners of the mouth lie in a picture of 224 x 224: the medians of the face crops of the training set, made
# symmetrical. The tower sees its middle, enlarged by ZOOM, so that a crop's frame stays outside when it is turned a little.
TEMPLATE = np.array([[67.0, 60.5], [157.0, 60.5], [112.0, 113.0], [74.7, 157.0], [149.3, 157.0]])
ZOOM = 1.1
# Most columns and rows of the picture in which faces are looked for.
LOOK = 640
CERTAIN = 0.7

_library = ctypes.CDLL(LIBRARY)
_detect = _library["_Z14facedetect_cnnPhS_iii"]
_detect.restype = ctypes.c_void_p
_result = ctypes.create_string_buffer(0x9000)


def reduced(image, factor):
    """Means over squares of `factor` pixels; what is left over at the right and below is cut off."""
    if factor <= 1:
        return image
    height, width = (side // factor * factor for side in image.shape[:2])
    return cv2.resize(image[:height, :width], (width // factor, height // factor), interpolation=cv2.INTER_AREA)


def found(image):
    """Faces of a BGR picture, the largest first: (certainty, box x y w h, five points), in its pixels."""
    factor = -(-max(image.shape[:2]) // LOOK)
    small = np.ascontiguousarray(reduced(image, factor))
    height, width = small.shape[:2]
    answer = _detect(_result, small.ctypes.data_as(ctypes.c_void_p), width, height, small.strides[0])
    if not answer:
        return []
    count = int(np.frombuffer(_result, np.int32, 1)[0])
    rows = np.frombuffer(_result, np.int16, count * 16, 4).reshape(count, 16).astype(float)
    faces = [(row[0] / 100, row[1:5] * factor, row[5:15].reshape(5, 2) * factor) for row in rows]
    return sorted((face for face in faces if face[0] >= CERTAIN), key=lambda face: -face[1][3])


def similarity(points, zoom):
    """The 2 x 3 matrix that lays five points on the template."""
    return laid(points, (TEMPLATE - SIZE / 2) * zoom + SIZE / 2)


def laid(points, target):
    """The 2 x 3 matrix of the turn, scale and shift that lays points on others, least squares."""
    mean, wanted = points.mean(0), target.mean(0)
    a, b = points - mean, target - wanted
    norm = (a ** 2).sum()
    real = (a * b).sum() / norm
    imaginary = (a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0]).sum() / norm
    turn = np.array([[real, -imaginary], [imaginary, real]])
    return np.hstack([turn, (wanted - turn @ mean)[:, None]])


def crop(image, points, zoom=ZOOM):
    """The face on the template, 224 x 224 x 3."""
    matrix = similarity(points, zoom)
    scale = np.hypot(matrix[0, 0], matrix[1, 0])
    factor = max(int(1 / scale), 1)
    small = reduced(image, factor)
    # Centres of pixels: u = (x + .5) / factor - .5.
    matrix = similarity((points + 0.5) / factor - 0.5, zoom)
    return cv2.warpAffine(small, matrix, (SIZE, SIZE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
