"""The part of the network that is ours: an ONNX fragment that pools four depths of the tower's tokens and applies the linear heads.

A model of ONNX is a protobuf message, and two of them written one after the other are one with the fields of both: the fragment, laid
behind the tower's file, adds its nodes, numbers and output to the tower's graph. `scripts/setup --detectors` does no more than that.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

WIDTH = 768
# The tower cuts a crop of 224 x 224 into 14 x 14 patches, and has a token for each behind its first one.
SIDE = 14
# What the residual stream is called after a block, counted from 1; the tower itself gives out the last.
STREAM = {tap: f"/vision_model/encoder/layers.{tap - 1}/Add_1_output_0" for tap in range(1, 12)} | {12: "onnx::Gather_1524"}
# Of patches, where a face lies on the template: from and to which row and column.
REGIONS = {"mean": (0, 14, 0, 14), "inner": (2, 12, 2, 12), "eyes": (2, 4, 2, 12), "mouth": (8, 12, 4, 10), "upper": (0, 7, 0, 14),
           "lower": (7, 14, 2, 12)}
# What is left of one when another is taken away.
WITHOUT = {"outer": ("mean", "inner"), "rim": ("lower", "mouth")}
PLACES = ("inner", "outer", "eyes", "mouth")
# What is kept: mean and deviation of all patches after four blocks, means over places after three, and for redrawn mouths the mouth, what
# is about it and the upper half after one.
PARTS = [f"{tap} {part}" for tap in (6, 8, 10, 12) for part in ("mean", "deviation")] + [
    f"{tap} {place}" for tap in (8, 10, 12) for place in PLACES] + [
    f"6 {place}" for place in ("mouth", "rim", "upper")]
FEATURES = WIDTH * len(PARTS)
# What heads are fitted on: late blocks, which transfer best by the research behind this; all blocks; and places of the face.
SETS = (("10 mean", "10 deviation", "12 mean"), tuple(PARTS[:8]), tuple(PARTS[8:20]))
# What tells drawn and rendered faces from filmed ones.
DRAWN = ("8 mean",)
# What tells redrawn mouths.
REDRAWN = tuple(PARTS[20:])


def shares(name):
    """The share of each patch in the mean over a region."""
    if name in WITHOUT:
        whole, taken = WITHOUT[name]
        inside = (shares(whole) > 0) & (shares(taken) == 0)
    else:
        top, bottom, left, right = REGIONS[name]
        inside = np.zeros((SIDE, SIDE), bool)
        inside[top:bottom, left:right] = True
    return (inside / inside.sum()).astype(np.float32).ravel()


def places(parts):
    """Where the named parts lie in a row of features."""
    return np.concatenate([np.arange(PARTS.index(part) * WIDTH, (PARTS.index(part) + 1) * WIDTH) for part in parts])


def graph(weights=None, biases=None):
    """Pools PARTS; gives the pooled values out, or with weights (a column an output) their products with them."""
    nodes, stored = [], []

    def number(name, values, kind=np.float32):
        stored.append(numpy_helper.from_array(np.asarray(values, dtype=kind), "face/" + name))
        return "face/" + name

    def node(kind, inputs, output, **attributes):
        nodes.append(helper.make_node(kind, inputs, ["face/" + output], name="face/" + output, **attributes))
        return "face/" + output

    def deviation(patches, name):
        away = node("Sub", [patches, node("ReduceMean", [patches], name + "/middle", axes=[1], keepdims=1)], name + "/away")
        variance = node("ReduceMean", [node("Mul", [away, away], name + "/square")], name + "/variance", axes=[1], keepdims=0)
        return node("Sqrt", [variance], name)

    one, end = number("one", [1], np.int64), number("end", [1 << 30], np.int64)
    kinds = [part.split() for part in PARTS]
    regions = {name: number(name, shares(name)[None]) for name in dict.fromkeys(what for _, what in kinds) if name != "deviation"}
    patches = {tap: node("Slice", [STREAM[tap], one, end, one], f"block{tap}") for tap in sorted({int(tap) for tap, _ in kinds})}
    pooled = []
    for tap, what in kinds:
        name = f"block{tap}/{what}"
        if what == "deviation":
            pooled.append(deviation(patches[int(tap)], name))
        else:
            mean = node("MatMul", [regions[what], patches[int(tap)]], name + "/row")
            pooled.append(node("Squeeze", [mean, one], name))
    output, size = node("Concat", pooled, "features", axis=1), FEATURES
    if weights is not None:
        output, size = node("Gemm", [output, number("weights", weights), number("biases", biases)], "score"), len(biases)
    return helper.make_graph(nodes, "", [], [helper.make_tensor_value_info(output, TensorProto.FLOAT, ["batch", size])], stored)


def tail(weights, biases):
    """The bytes that turn the tower into the detector."""
    fragment = onnx.ModelProto()
    fragment.graph.CopyFrom(graph(weights, biases))
    return fragment.SerializeToString(deterministic=True)


def whole(tower):
    """The tower with all of PARTS as only output."""
    model = onnx.ModelProto()
    model.CopyFrom(tower)
    added = graph()
    del model.graph.output[:]
    model.graph.node.extend(added.node)
    model.graph.initializer.extend(added.initializer)
    model.graph.output.extend(added.output)
    return model
