"""A convolutional network read from an ONNX file (NCHW) as a list of nodes (network.py).

Understood are convolutions (plain and depthwise), Relu, Clip from 0, Add, 2x2 MaxPool, channels of zeros appended by
Concat, doubling bilinear Resize, GlobalAveragePool, Gemm after it, and changes of shape. Batch normalisation must be
folded in already. Pads that are not SAME are made so where that is exact: a convolution of stride 2 with equal pads
on both sides gets a kernel one wider, with zeros at its end.
"""

from dataclasses import replace

import numpy as np
import onnx
from onnx import numpy_helper

from network import Node, channels, needed, sizes

SHAPES = ("Transpose", "Reshape", "Flatten", "Squeeze", "Identity", "Dropout")


def read(path, side, offset, scale, outputs=None):
    """(nodes, places of `outputs`) for pictures of `side`, normalised to (byte - offset) / scale.

    `outputs` are names of values in the file; without them, the graph's own outputs.
    """
    graph = onnx.load(path).graph
    reader = _Reader(graph, side, Node("picture", offset=offset, scale=scale))
    for n in graph.node:
        reader.add(n)
    return needed(reader.nodes, [reader.at[o] for o in outputs or [o.name for o in graph.output]])


class _Reader:
    def __init__(self, graph, side, picture):
        self.side, self.nodes = side, [picture]
        self.constant = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
        (source,) = [i.name for i in graph.input if i.name not in self.constant]
        self.at = {source: 0}  # the node that holds each ONNX value
        self.padding = {}  # zeros that a Concat appends, by name
        self.readers = [i for n in graph.node for i in n.input]

    def add(self, n):
        name = n.output[0]
        attributes = {a.name: onnx.helper.get_attribute_value(a) for a in n.attribute}
        if n.op_type == "Constant":
            self.constant[name] = numpy_helper.to_array(n.attribute[0].t)
        elif n.op_type == "ConstantOfShape":
            self.padding[name] = int(self.constant[n.input[0]][1])
        elif n.op_type in SHAPES:
            self.at[name] = self.at[n.input[0]]
        elif n.op_type == "Conv":
            self._append(name, self._convolution(n, attributes))
        elif n.op_type == "Gemm":
            self._append(name, self._gemm(n, attributes))
        elif n.op_type == "Add":
            self._sum(n, name)
        elif n.op_type in ("Relu", "Clip"):
            self._relu(n, name, attributes)
        elif n.op_type == "MaxPool":
            if (attributes["kernel_shape"], attributes["strides"]) != ([2, 2], [2, 2]) or any(attributes.get("pads", [0])):
                raise ValueError(f"{name}: only 2x2 maxima of stride 2 without pads")
            self._append(name, Node("maxpool", self.at[n.input[0]]))
        elif n.op_type == "Concat":
            src = self.at[n.input[0]]
            self._append(name, Node("pad", src, channels=channels(self.nodes)[src] + self.padding[n.input[1]]))
        elif n.op_type == "Resize":
            self._upsample(n, name, attributes)
        elif n.op_type == "GlobalAveragePool":
            self._append(name, Node("mean", self.at[n.input[0]]))
        elif n.op_type == "BatchNormalization":
            raise ValueError(f"{name}: fold batch normalisation into the convolutions first")
        else:
            raise ValueError(f"unexpected operator {n.op_type} ({name})")

    def _append(self, name, node):
        self.nodes.append(node)
        self.at[name] = len(self.nodes) - 1

    def _own(self, value):
        """The place of the convolution behind `value`, which must be the last node and read by nobody else."""
        place = self.at[value]
        if self.nodes[place].op not in ("conv", "depthwise") or self.readers.count(value) > 1:
            raise ValueError(f"{value}: what follows it can't be fused to a convolution")
        return place

    def _sum(self, n, name):
        """Of a convolution, the later of two, and of something made before it."""
        mine, other = sorted(n.input, key=lambda i: self.at[i], reverse=True)
        place = self._own(mine)
        if self.nodes[place].relu or self.nodes[place].plus is not None:
            raise ValueError(f"{name}: a sum of something that is not a bare convolution")
        self.nodes[place] = replace(self.nodes[place], plus=self.at[other])
        self.at[name] = place

    def _relu(self, n, name, attributes):
        cap = float("inf")
        if n.op_type == "Clip":
            low = self.constant[n.input[1]] if len(n.input) > 1 else attributes.get("min", -1)
            high = self.constant[n.input[2]] if len(n.input) > 2 else attributes.get("max", cap)
            if low != 0:
                raise ValueError(f"{name}: clips from {low}, not from 0")
            cap = float(high)
        place = self._own(n.input[0])
        self.nodes[place] = replace(self.nodes[place], relu=True, cap=cap)
        self.at[name] = place

    def _upsample(self, n, name, attributes):
        kind = attributes.get("mode"), attributes.get("coordinate_transformation_mode", b"half_pixel")
        scales = self.constant.get(n.input[2]) if len(n.input) > 2 else None
        if kind not in ((b"linear", b"half_pixel"), (b"linear", b"pytorch_half_pixel")) or scales is None or list(scales) != [1, 1, 2, 2]:
            raise ValueError(f"{name}: only bilinear doubling between pixel centres, given by scales")
        self._append(name, Node("upsample", self.at[n.input[0]]))

    def _gemm(self, n, attributes):
        w = self.constant[n.input[1]].astype(np.float32)
        w = w.T if attributes.get("transB", 0) else w
        if sizes(self.nodes, self.side)[self.at[n.input[0]]] != 1 or attributes.get("alpha", 1) != 1 or attributes.get("beta", 1) != 1:
            raise ValueError(f"{n.output[0]}: only a Gemm of what GlobalAveragePool gives, without factors")
        b = self.constant[n.input[2]].astype(np.float32) if len(n.input) > 2 else np.zeros(w.shape[1], np.float32)
        return Node("conv", self.at[n.input[0]], w[None, None], b)

    def _convolution(self, n, attributes):
        name, src = n.output[0], self.at[n.input[0]]
        w = self.constant[n.input[1]].astype(np.float32)
        b = self.constant[n.input[2]].astype(np.float32) if len(n.input) > 2 else np.zeros(w.shape[0], np.float32)
        group = attributes.get("group", 1)
        if group > 1 and w.shape[:2] != (group, 1) or any(d != 1 for d in attributes.get("dilations", [1])):
            raise ValueError(f"{name}: grouped or dilated, neither plain nor depthwise")
        w = w[:, 0].transpose(1, 2, 0) if group > 1 else w.transpose(2, 3, 1, 0)
        stride, pads = attributes.get("strides", [1, 1])[0], list(attributes.get("pads", [0] * 4))
        w = _as_same(name, w, stride, pads, sizes(self.nodes, self.side)[src])
        return Node("depthwise" if group > 1 else "conv", src, w, b, stride)


def _as_same(name, w, stride, pads, size):
    """The weights of the convolution that does the same with SAME padding."""
    def same(kernel):
        total = max((-(-size // stride) - 1) * stride + kernel - size, 0)
        return [total // 2] * 2 + [total - total // 2] * 2

    kernel = w.shape[0]
    if pads == same(kernel):
        return w
    if stride == 2 and size % 2 == 0 and pads == same(kernel + 1):
        return np.pad(w, [(0, 1), (0, 1)] + [(0, 0)] * (w.ndim - 2))
    raise ValueError(f"pads of {name} are not SAME: {pads}, SAME is {same(kernel)}")
