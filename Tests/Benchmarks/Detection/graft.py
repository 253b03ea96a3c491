"""The part of the network that is ours: an ONNX fragment that pools two depths of the tower's tokens and applies the linear head.

A model of ONNX is a protobuf message, and two of them written one after the other are one with the fields of both: the fragment, laid
behind the tower's file, adds its nodes, numbers and output to the tower's graph. `scripts/setup --detectors` does no more than that.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WIDTH = 768
# What the residual stream is called after a block, counted from 1; the tower itself gives out the last.
STREAM = {tap: f"/vision_model/encoder/layers.{tap - 1}/Add_1_output_0" for tap in range(1, 12)} | {12: "onnx::Gather_1524"}
# What is kept of each depth: the first token, mean and deviation of the others.
TAPS = (8, 10, 12)
PARTS = [f"{tap} {part}" for tap in TAPS for part in ("first", "mean", "deviation")]
FEATURES = WIDTH * len(PARTS)
# What heads are fitted on: as the research behind this recommends, a middle depth's mean and deviation, the last depth's mean, and both.
SETS = (("10 mean", "10 deviation"), ("12 mean",), ("10 mean", "10 deviation", "12 mean"))


def constant(name, values, kind=np.float32):
    return numpy_helper.from_array(np.asarray(values, dtype=kind), "face/" + name)


def graph(parts, weights=None, bias=0.0):
    """Pools the named parts; gives the pooled values out, or with weights their product with them."""
    nodes = []

    def node(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, ["face/" + output], name="face/" + output, **attributes))
        return "face/" + output

    stored = [constant("one", [1], np.int64), constant("end", [1 << 30], np.int64)]
    if any(part.endswith("first") for part in parts):
        stored.append(constant("zero", 0, np.int64))
    pooled = []
    for tap in sorted({int(part.split()[0]) for part in parts}):
        name = f"block{tap}/"
        if f"{tap} first" in parts:
            pooled.append(node("Gather", [STREAM[tap], "face/zero"], name + "first", axis=1))
        rest = node("Slice", [STREAM[tap], "face/one", "face/end", "face/one"], name + "rest")
        if f"{tap} mean" in parts:
            pooled.append(node("ReduceMean", [rest], name + "mean", axes=[1], keepdims=0))
        if f"{tap} deviation" in parts:
            away = node("Sub", [rest, node("ReduceMean", [rest], name + "middle", axes=[1], keepdims=1)], name + "away")
            square = node("Mul", [away, away], name + "square")
            pooled.append(node("Sqrt", [node("ReduceMean", [square], name + "variance", axes=[1], keepdims=0)], name + "deviation"))
    output = node("Concat", pooled, "features", axis=1)
    size = WIDTH * len(parts)
    if weights is not None:
        stored += [constant("weights", np.reshape(weights, (size, 1))), constant("bias", [bias])]
        output, size = node("Gemm", [output, "face/weights", "face/bias"], "score"), 1
    return helper.make_graph(nodes, "", [], [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", size])], stored)


def tail(vector, bias):
    """The bytes that turn the tower into the detector; vector over all of PARTS, zero where no head looks."""
    parts = [part for part in PARTS if any(part in some for some in SETS)]
    used = np.concatenate([vector[PARTS.index(part) * WIDTH:(PARTS.index(part) + 1) * WIDTH] for part in parts])
    fragment = onnx.ModelProto()
    fragment.graph.CopyFrom(graph(parts, used, bias))
    return fragment.SerializeToString(deterministic=True)


def whole(tower, parts):
    """The tower with all of its parts as only output."""
    model = onnx.ModelProto()
    model.CopyFrom(tower)
    added = graph(parts)
    del model.graph.output[:]
    model.graph.node.extend(added.node)
    model.graph.initializer.extend(added.initializer)
    model.graph.output.extend(added.output)
    return model
