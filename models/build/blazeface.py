"""BlazeFace (front camera, 128x128) read from its ONNX file as a list of nodes.

The ONNX graph is NCHW with explicit pads, all of which equal SAME; here it is NHWC. Only the two
classifier heads (512 anchors on the 16x16 map, 384 on the 8x8 map) are kept: a gate needs to know that
there is a face, not where, so the box regressors are left out.
"""

from dataclasses import replace

import numpy as np
import onnx
from onnx import numpy_helper

from network import Node, channels, sizes

SIDE = 128
CLASSIFIERS = ("Identity:0", "Identity_1:0")  # [1, 512, 1] and [1, 384, 1], before the sigmoid


def read(path):
    """(nodes, heads): the network, and the places of the two classifier heads in it."""
    graph = onnx.load(path).graph
    constant = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    padding = {}  # zeros that a Concat appends, by name
    nodes = [Node("picture", offset=127.5, scale=127.5)]
    at = {graph.input[0].name: 0}  # the node that holds each ONNX value

    for n in graph.node:
        name = n.output[0]
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in n.attribute}
        if n.op_type == "Constant":
            constant[name] = numpy_helper.to_array(n.attribute[0].t)
        elif n.op_type == "ConstantOfShape":
            padding[name] = int(constant[n.input[0]][1])
        elif n.op_type in ("Transpose", "Reshape"):
            at[name] = at[n.input[0]]
        elif n.op_type == "Conv":
            nodes.append(_convolution(n, attributes, constant, at[n.input[0]]))
            _check_pads(name, attributes, sizes(nodes, SIDE)[nodes[-1].src])
            at[name] = len(nodes) - 1
        elif n.op_type == "Add":  # always of the convolution just made and of a skip connection
            at[name] = len(nodes) - 1
            skip = [at[x] for x in n.input if at[x] != at[name]]
            nodes[-1] = replace(nodes[-1], plus=skip[0])
        elif n.op_type == "Relu":
            at[name] = len(nodes) - 1
            nodes[-1] = replace(nodes[-1], relu=True)
        elif n.op_type == "MaxPool":
            nodes.append(Node("maxpool", at[n.input[0]]))
            at[name] = len(nodes) - 1
        elif n.op_type == "Concat":
            src = at[n.input[0]]
            nodes.append(Node("pad", src, channels=channels(nodes)[src] + padding[n.input[1]]))
            at[name] = len(nodes) - 1
        else:
            raise ValueError(f"unexpected operator {n.op_type} ({name})")
    return _needed(nodes, [at[c] for c in CLASSIFIERS])


def _convolution(n, attributes, constant, src):
    w = constant[n.input[1]].astype(np.float32)
    b = constant[n.input[2]].astype(np.float32) if len(n.input) > 2 else np.zeros(w.shape[0], np.float32)
    depthwise = attributes.get("group", 1) > 1
    w = w[:, 0].transpose(1, 2, 0) if depthwise else w.transpose(2, 3, 1, 0)
    return Node("depthwise" if depthwise else "conv", src, w, b, attributes["strides"][0])


def _check_pads(name, attributes, size):
    kernel, stride = attributes["kernel_shape"][0], attributes["strides"][0]
    total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
    same = [total // 2] * 2 + [total - total // 2] * 2
    if list(attributes.get("pads", [0] * 4)) != same:
        raise ValueError(f"pads of {name} are not SAME: {attributes['pads']}, SAME is {same}")


def _needed(nodes, wanted):
    """The nodes that `wanted` depend on, renumbered, and the new places of `wanted`."""
    keep = set(wanted)
    for i in reversed(range(len(nodes))):
        if i in keep:
            keep |= {k for k in (nodes[i].src, nodes[i].plus) if k is not None and k >= 0}
    place = {old: new for new, old in enumerate(sorted(keep))}
    moved = [
        replace(nodes[i], src=place.get(nodes[i].src, -1), plus=place.get(nodes[i].plus)) for i in sorted(keep)
    ]
    return moved, [place[w] for w in wanted]
