"""A network (a list of nodes, see network.py) as a graph of TensorFlow's oneDNN int8 operations.

Activations are unsigned 8-bit with range [0, peak], weights signed with a scale for each output channel,
biases float. Every convolution carries what follows it: bias, the residual sum, ReLU and the return to
8 bits (`...SumAndReluAndRequantize`), so nothing goes back to float before the heads. The operations run
only with TF_ENABLE_ONEDNN_OPTS=1.

Four things make it accurate:

* Weights have 7 bits (+-63). On AVX2 without VNNI oneDNN adds two u8 x s8 products in 16 bits:
  2 * 255 * 63 fits, 2 * 255 * 127 saturates.
* A depthwise convolution here has no activation, and a 1x1 convolution follows it. So each of its
  channels may be shifted and scaled freely: what is done to the channel is undone in the 1x1 weights and
  bias. Shifting it by its least value makes it unsigned (the ReLU in the operation then only clips), and
  scaling it by the root of its span shares the differences in span between the activation and the weights.
* A bias is corrected so that the mean of each output channel over the calibration pictures stays what it
  was before the weights were rounded.
* A range is a percentile over the pictures, not the extreme: flat bright pictures drive some late channels
  to 30 times their usual value, and a range that held them would leave no resolution for the rest.
"""

from dataclasses import dataclass

import numpy as np
import tensorflow as tf
from tensorflow.core.framework import attr_value_pb2

import network

tf1 = tf.compat.v1
ops = tf.raw_ops


@dataclass(frozen=True)
class Calibration:
    """What a node's float output does over the calibration pictures."""

    mean: np.ndarray  # of each channel
    low: np.ndarray  # least value of each channel, as a percentile over the pictures
    high: np.ndarray  # greatest value of each channel, as a percentile over the pictures
    peak: float  # greatest value of all channels, as a percentile over the pictures


def calibrate(nodes, pictures, percentile=90.0, batch=8):
    """A Calibration for each node, from uint8 pictures."""
    graph = tf.Graph()
    with graph.as_default():
        source = tf1.placeholder(tf.uint8, [None, *pictures.shape[1:]])
        outputs = network.build_float(nodes, source)
    seen = [[] for _ in nodes]
    with tf1.Session(graph=graph) as session:
        for i in range(0, len(pictures), batch):
            for j, value in enumerate(session.run(outputs, {source: pictures[i : i + batch]})):
                value = value.reshape(len(value), -1, value.shape[-1])
                seen[j].append((value.mean(1), value.min(1), value.max(1)))
    found = []
    for parts in seen:
        mean, low, high = (np.concatenate(p) for p in zip(*parts))
        found.append(Calibration(mean.mean(0), np.percentile(low, 100 - percentile, axis=0),
                                 np.percentile(high, percentile, axis=0),
                                 float(np.percentile(high.max(1), percentile))))
    return found


def round_weights(w, axis, bits):
    """(int8 values, range of each channel on `axis` as the operations want it, the values they stand for)."""
    limit = 2 ** (bits - 1) - 1
    peak = np.maximum(np.abs(w).max(tuple(a for a in range(w.ndim) if a != axis)), 1e-9)
    step = (peak / limit).reshape([-1 if a == axis else 1 for a in range(w.ndim)])
    q = np.clip(np.round(w / step), -limit, limit)
    return q.astype(np.int8), (peak * 127 / limit).astype(np.float32), q * step  # the range is what +127 stands for


def int8_macs(nodes, heads, side):
    """Share of the multiply-accumulates that build_int8 does in 8 bits."""
    each = network.macs(nodes, side)
    return 1 - sum(each[h] for h in heads) / sum(each)


def build_int8(nodes, heads, calibration, pictures, bits=7):
    """The int8 graph over `pictures` (uint8 NHWC); returns the float outputs of `heads`, which stay float."""
    builder = _Builder(nodes, calibration, bits)
    for i, n in enumerate(nodes):
        builder.add(i, n, pictures, head=i in heads)
    return [builder.made[h] for h in heads]


class _Builder:
    """`made[i]` = (quint8 tensor, range) of node i; its value is tensor * range / 255 * scale[i] + shift[i]."""

    def __init__(self, nodes, calibration, bits):
        self.nodes, self.calibration, self.bits = nodes, calibration, bits
        self.made, self.scale, self.shift = {}, {}, {}

    def add(self, i, n, pictures, head):
        if n.op == "picture":
            self._picture(i, n, pictures)
            return
        x, peak = self.made[n.src]
        if n.op in ("pad", "maxpool"):  # order and zero are the same in uint8
            x = tf.bitcast(x, tf.uint8)
            if n.op == "pad":
                x = tf.pad(x, [[0, 0], [0, 0], [0, 0], [0, n.channels - x.shape[3]]])
            else:
                x = tf.nn.max_pool2d(x, 2, 2, "VALID")
            self._set(i, tf.bitcast(x, tf.quint8), peak)
        elif head:
            x = ops.Dequantize(input=x, min_range=0.0, max_range=peak, mode="SCALED")
            y = tf.nn.conv2d(x, n.w, [1, n.stride, n.stride, 1], "SAME")
            self.made[i] = tf.nn.bias_add(y, n.b)
        elif n.op == "depthwise":
            self._depthwise(i, n)
        else:
            self._conv(i, n)

    def _set(self, i, tensor, peak, scale=1.0, shift=0.0):
        self.made[i], self.scale[i], self.shift[i] = (tensor, peak), scale, shift

    def _picture(self, i, n, pictures):
        """The picture's bytes are the quantized input as they are; the grey that stands for zero is padded on."""
        first = next(m for m in self.nodes if m.src == i)
        total = first.w.shape[0] - first.stride
        edge = [total // 2, total - total // 2]
        padded = tf.pad(pictures, [[0, 0], edge, edge, [0, 0]], constant_values=int(n.offset + 0.5))
        self._set(i, tf.bitcast(padded, tf.quint8), 255 / n.scale, shift=-n.offset / n.scale)

    def _depthwise(self, i, n):
        users = [m for m in self.nodes if i in (m.src, m.plus)]
        if n.relu or any(m.op != "conv" or m.plus == i or m.w.shape[:2] != (1, 1) for m in users):
            raise ValueError(f"node {i}: only a depthwise convolution between which and 1x1 convolutions nothing stands")
        if np.any(self.shift[n.src]):
            raise ValueError(f"node {i}: SAME pads with zero, so the input must not be shifted")
        seen = self.calibration[i]
        shift = np.minimum(seen.low, 0.0)
        span = np.maximum(np.maximum(seen.high, 0.0) - shift, 1e-6)
        scale = np.sqrt(span) / np.sqrt(span).mean()
        q, ranges, rounded = round_weights(n.w / scale, 2, self.bits)
        lost = (n.w / scale - rounded).sum((0, 1)) * self.calibration[n.src].mean
        o = ops.QuantizedDepthwiseConv2DWithBiasAndReluAndRequantize(
            **self._operands(n, q[..., None], ranges, (n.b - shift) / scale + lost, (span / scale).max()))
        self._set(i, o.output, o.max_output, scale, shift)

    def _conv(self, i, n):
        if not n.relu:
            raise ValueError(f"node {i}: a convolution without ReLU that is not a head")
        mean = self.calibration[n.src].mean
        inside = (mean - self.shift[n.src]) / self.scale[n.src]  # the mean as the quantized tensor holds it
        w = n.w * np.broadcast_to(self.scale[n.src], n.w.shape[2])[:, None]
        q, ranges, rounded = round_weights(w, 3, self.bits)
        bias = n.b + (n.w * mean[:, None]).sum((0, 1, 2)) - (rounded * inside[:, None]).sum((0, 1, 2))
        operands = self._operands(n, q, ranges, bias, self.calibration[i].peak)
        if n.plus is None:
            o = ops.QuantizedConv2DWithBiasAndReluAndRequantize(**operands)
        else:
            # oneDNN adds into the summand's own memory: nothing may read it later, nor be fetched beside the sum.
            summand, peak = self.made[n.plus]
            o = ops.QuantizedConv2DWithBiasSumAndReluAndRequantize(
                summand=summand, min_summand=0.0, max_summand=peak, **operands)
        self._set(i, o.output, o.max_output)

    def _operands(self, n, q, ranges, bias, peak):
        x, x_peak = self.made[n.src]
        return dict(input=x, min_input=0.0, max_input=x_peak, filter=_qint8(q), min_filter=-ranges, max_filter=ranges,
                    bias=tf.constant(bias.astype(np.float32)), strides=[1, n.stride, n.stride, 1],
                    padding="VALID" if self.nodes[n.src].op == "picture" else "SAME",
                    min_freezed_output=0.0, max_freezed_output=float(peak), out_type=tf.quint8)


def _qint8(values):
    """A constant of type qint8, which tf.constant cannot make from numpy."""
    proto = tf.make_tensor_proto(values)
    proto.dtype = tf.qint8.as_datatype_enum
    attributes = {"value": attr_value_pb2.AttrValue(tensor=proto),
                  "dtype": attr_value_pb2.AttrValue(type=tf.qint8.as_datatype_enum)}
    return tf1.get_default_graph().create_op("Const", [], dtypes=[tf.qint8], attrs=attributes).outputs[0]
