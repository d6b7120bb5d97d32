"""MoveNet Lightning (single pose) read from its TensorFlow.js graph model as a list of nodes.

The backbone is MobileNetV2 with batch normalisation folded by the converter; a feature pyramid leads to four
heads. Only the head with one heat map for each of 17 joints is kept: a gate needs to know that there is a
person and roughly where, not which joint is whose. The weights are float16 in the file. The network is convolutional, so it
runs at any size that is a multiple of 32; it was trained at 192.
"""

import base64
import json

import numpy as np

import network
from network import Node

SIDE = 160
STRIDE = 4  # pixels of the picture to a cell of a heat map
HEAT = "kpt_heatmap_0/conv2d_5/BiasAdd"  # [h/4, w/4, 17], before the sigmoid
POOLED = "block_12_add/add"  # [h/16, w/16, 96]
FIRST = "model/Conv1_relu/Relu6"  # what it reads is the picture in -1..1
PREFIX = "StatefulPartitionedCall/"
KINDS = {"_FusedConv2D": "conv", "FusedDepthwiseConv2dNative": "depthwise", "DepthwiseConv2dNative": "depthwise"}
OPERATORS = {"FusedDepthwiseConv2dNative": "_FusedDepthwiseConv2dNative"}  # TensorFlow.js name -> TensorFlow name


def read(path):
    """(nodes, heat, pooled): the network, and the places of the heat maps and of the pooled features in it."""
    reader = _Reader(path)
    heat = reader.visit(reader.named(HEAT))
    pooled = reader.place[reader.named(POOLED)]
    nodes, (heat, pooled) = network.needed(reader.nodes, [heat, pooled])
    return nodes, heat, pooled


def graph_def(path, side):
    """The original graph as a TensorFlow GraphDef for pictures of `side`, to compare with, and the name of the heat maps."""
    import tensorflow as tf
    from google.protobuf import json_format

    reader = _Reader(path)
    graph = tf.compat.v1.GraphDef()
    for node in reader.graph.values():
        made = graph.node.add()
        if node["name"] in reader.constant:
            value = reader.constant[node["name"]]
            made.name, made.op = node["name"], "Const"
            made.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(value))
            made.attr["dtype"].type = tf.as_dtype(value.dtype).as_datatype_enum
        else:
            json_format.ParseDict({**node, "device": "", "op": OPERATORS.get(node["op"], node["op"])}, made)
        if node["op"] in KINDS and "num_args" in made.attr:
            made.attr["TArgs"].list.type.extend([made.attr["T"].type] * made.attr["num_args"].i)
        if node["op"] == "Placeholder":
            del made.attr["shape"].shape.dim[:]
            for d in (1, side, side, 3):
                made.attr["shape"].shape.dim.add().size = d
    return graph, reader.named(HEAT) + ":0"


class _Reader:
    def __init__(self, path):
        model = json.loads(path.read_text())
        self.graph = {n["name"]: n for n in model["modelTopology"]["node"]}
        self.constant = _weights(path, model["weightsManifest"])
        self.readers = [i for n in self.graph.values() for i in n.get("input", [])]
        self.nodes, self.place = [], {}

    def named(self, end):
        return next(name for name in self.graph if name.endswith(end))

    def visit(self, name):
        """The place of the node that holds the value `name`, made if it is not there yet."""
        if name not in self.place:
            self.place[name] = self._made(self.graph[name])
        return self.place[name]

    def _made(self, n):
        if n["op"] == "AddV2":
            return self._sum(n)
        if n["op"] == "ResizeBilinear":
            if not n["attr"]["half_pixel_centers"]["b"]:
                raise ValueError(f"unexpected resize ({n['name']})")
            return self._append(Node("upsample", self.visit(n["input"][0])))
        return self._append(self._convolution(n, None))

    def _sum(self, n):
        """A sum becomes part of the convolution that nothing but it reads, the later one if there are two."""
        own = [i for i in n["input"] if self.graph[i]["op"] == "_FusedConv2D" and self.readers.count(i) == 1]
        other = next(i for i in n["input"] if i != own[-1])
        return self._append(self._convolution(self.graph[own[-1]], self.visit(other)))

    def _convolution(self, n, plus):
        if n["op"] not in KINDS:
            raise ValueError(f"unexpected operator {n['op']} ({n['name']})")
        w = self.constant[n["input"][1]]
        fused = [base64.b64decode(s).decode() for s in n["attr"].get("fused_ops", {"list": {"s": []}})["list"]["s"]]
        if base64.b64decode(n["attr"]["padding"]["s"]) != b"SAME" and w.shape[:2] != (1, 1):
            raise ValueError(f"padding of {n['name']} is not SAME")
        if KINDS[n["op"]] == "depthwise":
            w = w[..., 0]
        b = self.constant[n["input"][2]] if "BiasAdd" in fused else np.zeros(w.shape[-1], np.float32)
        src = self._picture() if n["name"].endswith(FIRST) else self.visit(n["input"][0])
        return Node(KINDS[n["op"]], src, w, b, int(n["attr"]["strides"]["list"]["i"][1]), plus,
                    relu=bool({"Relu", "Relu6"} & set(fused)), cap=6.0 if "Relu6" in fused else float("inf"))

    def _picture(self):
        """The file multiplies by 1/127.5, rounded to float16, and takes 1 away."""
        factor = float(self.constant[PREFIX + "truediv"].ravel()[0])
        if abs(1 / factor - 127.5) > 0.01:
            raise ValueError(f"pictures are multiplied by {factor}, not by 1/127.5")
        return self._append(Node("picture", offset=127.5, scale=127.5))

    def _append(self, node):
        self.nodes.append(node)
        return len(self.nodes) - 1


def _weights(path, manifest):
    """name -> array, from the shards beside the JSON file."""
    found = {}
    for group in manifest:
        content, at = b"".join((path.parent / p).read_bytes() for p in group["paths"]), 0
        for w in group["weights"]:
            stored = np.dtype(w.get("quantization", w)["dtype"])
            count = int(np.prod(w["shape"], dtype=int))
            value = np.frombuffer(content, stored, count, at).reshape(w["shape"])
            found[w["name"]], at = value.astype(w["dtype"]), at + value.nbytes
    return found
