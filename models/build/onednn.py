"""A plan (quantize.py) as a graph of TensorFlow's oneDNN int8 operations, and float graphs with int8 weights.

The int8 operations run only with TF_ENABLE_ONEDNN_OPTS=1.
"""

import numpy as np
import tensorflow as tf
from tensorflow.core.framework import attr_value_pb2

import network
import quantize

tf1 = tf.compat.v1
ops = tf.raw_ops


class Int8Graph:
    """The graph over `pictures` (uint8 NHWC). `floats(i)` gives what node i holds, as float."""

    def __init__(self, plan, pictures):
        self.plan, self.nodes = plan, plan.nodes
        self.made, self.as_float = {}, {}  # (quint8 tensor, peak) and float tensors, by node
        for i, n in enumerate(self.nodes):
            if i in plan.floats:
                plus = None if n.plus is None else self.floats(n.plus)
                self.as_float[i] = network.float_node(n, self.floats(n.src), plus)
            elif n.op == "picture":
                self._picture(i, n, pictures)
            elif n.op in ("pad", "maxpool"):
                self._bytes(i, n)
            else:
                self._convolution(i, n)

    def floats(self, i):
        if i not in self.as_float:
            (x, peak), held = self.made[i], self.plan.held[i]
            x = ops.Dequantize(input=x, min_range=0.0, max_range=peak, mode="SCALED")
            if np.ndim(held.scale):
                x = x * held.scale.astype(np.float32)
            self.as_float[i] = x + held.shift.astype(np.float32) if np.ndim(held.shift) else x
        return self.as_float[i]

    def _picture(self, i, n, pictures):
        """The picture's bytes are the quantized input as they are; the grey that stands for zero is padded on."""
        first = next(m for m in self.nodes if m.src == i)
        edge = edges(first, pictures.shape[1])
        padded = tf.pad(pictures, [[0, 0], edge, edge, [0, 0]], constant_values=int(n.offset + 0.5))
        self.made[i] = tf.bitcast(padded, tf.quint8), self.plan.held[i].peak

    def _bytes(self, i, n):
        x, peak = self.made[n.src]
        x = tf.bitcast(x, tf.uint8)
        self.made[i] = tf.bitcast(network.float_node(n, x), tf.quint8), peak

    def _convolution(self, i, n):
        layer = self.plan.layers[i]
        x, x_peak = self.made[n.src]
        depthwise = n.op == "depthwise"
        operands = dict(
            input=x, min_input=0.0, max_input=x_peak, filter=_qint8(layer.q[..., None] if depthwise else layer.q),
            min_filter=-layer.ranges, max_filter=layer.ranges, bias=tf.constant(layer.bias),
            strides=[1, n.stride, n.stride, 1], padding="VALID" if self.nodes[n.src].op == "picture" else "SAME",
            min_freezed_output=0.0, max_freezed_output=float(self.plan.held[i].peak), out_type=tf.quint8)
        if n.plus is not None:
            # oneDNN adds into the summand's own memory: nothing may read it later (the plan sees to that),
            # nor be fetched beside the sum.
            summand, peak = self.made[n.plus]
            o = ops.QuantizedConv2DWithBiasSumAndReluAndRequantize(
                summand=summand, min_summand=0.0, max_summand=peak, **operands)
        elif depthwise:
            o = ops.QuantizedDepthwiseConv2DWithBiasAndReluAndRequantize(**operands)
        else:
            o = ops.QuantizedConv2DWithBiasAndReluAndRequantize(**operands)
        self.made[i] = o.output, o.max_output


def edges(first, size):
    """Pixels that SAME adds before and after a picture of `size` for its first convolution."""
    total = max((-(-size // first.stride) - 1) * first.stride + first.w.shape[0] - size, 0)
    return [total // 2, total - total // 2]


def build_int8_weights(nodes, calibration, pictures, bits=8):
    """The float graph with constant int8 weights that are made float when the graph is loaded: one tensor for each node."""
    rounded, stored = quantize.rounded_float(nodes, calibration, bits)
    by_node = {id(n): stored[i] for i, n in enumerate(rounded) if i in stored}

    def weights(n):
        q, step = by_node[id(n)]
        return tf.cast(tf.constant(q), tf.float32) * step

    return network.build_float(rounded, pictures, weights)


def _qint8(values):
    """A constant of type qint8, which tf.constant cannot make from numpy."""
    proto = tf.make_tensor_proto(values)
    proto.dtype = tf.qint8.as_datatype_enum
    attributes = {"value": attr_value_pb2.AttrValue(tensor=proto),
                  "dtype": attr_value_pb2.AttrValue(type=tf.qint8.as_datatype_enum)}
    return tf1.get_default_graph().create_op("Const", [], dtypes=[tf.qint8], attrs=attributes).outputs[0]
