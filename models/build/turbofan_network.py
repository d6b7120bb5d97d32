"""The turbofan network as a list of layers, and its four forms: float32, int8-onednn, int8-weights, int8-onnx.

A layer is a convolution over the cycles, without padding: weights [cycles, channels in, channels out], bias, stride;
a ReLU follows each but the last, whose one channel is the logit. In TensorFlow a window is a picture of height 1.

Every form begins alike, with raw units: a reading that is NaN becomes the channel's mean, then (x - mean) / deviation,
clipped to +-CLIP. Every form ends with the last layer in float and a sigmoid.
"""

from dataclasses import dataclass, replace

import numpy as np
import onnx
import tensorflow as tf
from onnx import TensorProto, helper, numpy_helper

import quantize
import turbofan_data

CLIP = 5.0
BITS = 7  # of the weights wherever the arithmetic is int8, see quantize.py
OPSET, IR_VERSION = 17, 8
PERCENTILE = 99.9  # of the values of a channel over the calibration windows, for its range
ops = tf.raw_ops


@dataclass(frozen=True)
class Layer:
    w: np.ndarray
    b: np.ndarray
    stride: int = 1


@dataclass(frozen=True)
class Network:
    mean: np.ndarray  # of each input channel, natural units
    deviation: np.ndarray
    layers: tuple


def merged(mean, deviation, members):
    """One network whose logit is the mean of the members': their layers side by side, block by block."""
    layers = []
    for place, parts in enumerate(zip(*members)):
        if place == 0:
            w = np.concatenate([p.w for p in parts], 2)
        elif place == len(members[0]) - 1:
            w = np.concatenate([p.w for p in parts], 1) / len(parts)
        else:
            k, i, o = parts[0].w.shape
            w = np.zeros((k, i * len(parts), o * len(parts)), np.float32)
            for m, p in enumerate(parts):
                w[:, m * i : (m + 1) * i, m * o : (m + 1) * o] = p.w
        last = place == len(members[0]) - 1
        b = np.mean([p.b for p in parts], 0) if last else np.concatenate([p.b for p in parts])
        layers.append(Layer(w.astype(np.float32), b.astype(np.float32), parts[0].stride))
    return Network(mean.astype(np.float32), deviation.astype(np.float32), tuple(layers))


def activations(network, x):
    """The normalised input and what leaves each layer, [count, cycles, channels], in numpy."""
    z = (np.where(np.isnan(x), network.mean, x) - network.mean) / network.deviation
    out = [np.clip(z, -CLIP, CLIP).astype(np.float32)]
    for layer in network.layers:
        k, i, o = layer.w.shape
        starts = range(0, out[-1].shape[1] - k + 1, layer.stride)
        patches = np.stack([out[-1][:, s : s + k].reshape(len(x), -1) for s in starts], 1)
        y = patches @ layer.w.reshape(-1, o) + layer.b
        out.append(y if layer is network.layers[-1] else np.maximum(y, 0))
    return out


def balanced(network, x):
    """The same function with every inner channel scaled so that all reach to about 1 over the windows `x`.

    An 8-bit tensor has one range for all its channels; a channel that reaches less far than the others loses bits.
    """
    layers = list(network.layers)
    for i, values in enumerate(activations(network, x)[1:-1]):
        reach = np.maximum(np.percentile(values, PERCENTILE, axis=(0, 1)), 1e-3).astype(np.float32)
        layers[i] = replace(layers[i], w=layers[i].w / reach, b=layers[i].b / reach)
        layers[i + 1] = replace(layers[i + 1], w=layers[i + 1].w * reach[:, None])
    return replace(network, layers=tuple(layers))


def _graph(network, body):
    """A graph with the gate's signature; `body(z)` gives the logits [batch, 1, 1, 1] of the normalised windows."""
    graph = tf.Graph()
    with graph.as_default():
        x = tf.compat.v1.placeholder(tf.float32, [None, turbofan_data.SIZE, len(network.mean)], name="windows")
        z = tf.where(tf.math.is_nan(x), network.mean, x)
        z = tf.clip_by_value((z - network.mean) * (1 / network.deviation), -CLIP, CLIP)
        logits = body(tf.expand_dims(z, 1))
        score = tf.sigmoid(tf.reshape(logits, [-1]), name="score")
    return graph, {"serving_default": ({"windows": x}, {"score": score})}


def _convolved(x, w, layer):
    strides = [1, layer.stride, layer.stride, 1]
    return tf.nn.bias_add(tf.nn.conv2d(x, w, strides, "VALID"), layer.b)


def float_graph(network):
    def body(x):
        for layer in network.layers[:-1]:
            x = tf.nn.relu(_convolved(x, layer.w[None], layer))
        return _convolved(x, network.layers[-1].w[None], network.layers[-1])

    return _graph(network, body)


def weights_graph(network):
    """int8 constants with a scale for each output channel; the arithmetic is float."""

    def weights(layer):
        q, ranges, _ = quantize.round_weights(layer.w, 2, 8)
        return tf.cast(tf.constant(q[None]), tf.float32) * (ranges / 127)

    def body(x):
        for layer in network.layers[:-1]:
            x = tf.nn.relu(_convolved(x, weights(layer), layer))
        return _convolved(x, weights(network.layers[-1]), network.layers[-1])

    return _graph(network, body)


def int8_graph(network, x):
    """oneDNN's int8 operations, with ranges and bias correction from the calibration windows `x`.

    The normalised input is shifted by CLIP to be unsigned; without padding the bias takes the shift back exactly.
    """
    network = balanced(network, x)
    seen = activations(network, x)

    def body(z):
        peak, shift = 2 * CLIP, -CLIP
        q = ops.QuantizeV2(input=z - shift, min_range=0.0, max_range=peak, T=tf.quint8, mode="SCALED",
                           round_mode="HALF_TO_EVEN").output
        for i, layer in enumerate(network.layers[:-1]):
            w, ranges, rounded = quantize.round_weights(layer.w, 2, BITS)
            mean = seen[i].mean((0, 1))[:, None]
            bias = layer.b + (layer.w * mean).sum((0, 1)) - (rounded * (mean - shift)).sum((0, 1))
            o = ops.QuantizedConv2DWithBiasAndReluAndRequantize(
                input=q, min_input=0.0, max_input=peak, filter=quantize._qint8(w[None]), min_filter=-ranges,
                max_filter=ranges, bias=tf.constant(bias.astype(np.float32)),
                strides=[1, layer.stride, layer.stride, 1], padding="VALID", min_freezed_output=0.0,
                max_freezed_output=float(np.percentile(seen[i + 1], PERCENTILE)), out_type=tf.quint8)
            q, peak, shift = o.output, o.max_output, 0.0
        y = ops.Dequantize(input=q, min_range=0.0, max_range=peak, mode="SCALED")
        return _convolved(y, network.layers[-1].w[None], network.layers[-1])

    return _graph(network, body)


def onnx_model(network):
    """The float network in ONNX; the last convolution is named `head`."""
    nodes, constants = [], []

    def constant(name, value):
        constants.append(numpy_helper.from_array(np.asarray(value, np.float32), name))
        return name

    def add(op, inputs, output, **attributes):
        nodes.append(helper.make_node(op, inputs, [output], name=output, **attributes))
        return output

    mean = constant("mean", network.mean)
    absent = add("IsNaN", ["windows"], "absent")
    x = add("Where", [absent, mean, "windows"], "filled")
    x = add("Sub", [x, mean], "centred")
    x = add("Mul", [x, constant("scale", 1 / network.deviation)], "normalised")
    x = add("Clip", [x, constant("low", -CLIP), constant("high", CLIP)], "clipped")
    x = add("Transpose", [x], "channels_first", perm=[0, 2, 1])
    for i, layer in enumerate(network.layers):
        last = i == len(network.layers) - 1
        w, b = constant(f"w{i}", layer.w.transpose(2, 1, 0)), constant(f"b{i}", layer.b)
        x = add("Conv", [x, w, b], "head" if last else f"conv{i}", strides=[layer.stride])
        x = x if last else add("Relu", [x], f"relu{i}")
    constants.append(numpy_helper.from_array(np.array([-1], np.int64), "flat"))
    x = add("Reshape", [x, "flat"], "logit")
    add("Sigmoid", [x], "score")
    graph = helper.make_graph(
        nodes, "turbofan",
        [helper.make_tensor_value_info("windows", TensorProto.FLOAT, ["batch", turbofan_data.SIZE, len(network.mean)])],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, ["batch"])], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="vedette")
    model.ir_version = IR_VERSION
    onnx.checker.check_model(model, full_check=True)
    return model
