"""A network as a list of nodes, and its float form.

A node is one convolution and what is fused to it. Batch normalisation must already be folded into
weights and biases. The list is in the order of computation; a node names its inputs by their place in it.

=========  =======================================================================================
op         meaning
=========  =======================================================================================
picture    the uint8 picture, normalised to (value - offset) / scale
conv       convolution (weights HWIO), + bias, + `plus` (another node), then ReLU if `relu`
depthwise  depthwise convolution (weights HWC), + bias, then ReLU if `relu`
maxpool    2x2, stride 2
pad        channels of value zero appended up to `channels`
=========  =======================================================================================

Padding is SAME everywhere.
"""

from dataclasses import dataclass

import numpy as np
import tensorflow as tf


@dataclass(frozen=True)
class Node:
    op: str
    src: int = -1
    w: np.ndarray | None = None
    b: np.ndarray | None = None
    stride: int = 1
    plus: int | None = None
    relu: bool = False
    channels: int = 0
    offset: float = 0.0
    scale: float = 1.0


def channels(nodes):
    """The number of channels that leaves each node."""
    out = []
    for n in nodes:
        if n.op == "picture":
            out.append(3)
        elif n.op == "pad":
            out.append(n.channels)
        elif n.op == "conv":
            out.append(n.w.shape[3])
        else:
            out.append(out[n.src])
    return out


def sizes(nodes, side):
    """The width (= height) of each node's output, for a picture of `side`."""
    out = []
    for n in nodes:
        above = side if n.op == "picture" else out[n.src]
        out.append(above // 2 if n.op == "maxpool" else -(-above // n.stride))
    return out


def macs(nodes, side):
    """Multiply-accumulates of each node, for one picture of `side`."""
    return [s * s * n.w.size if n.w is not None else 0 for n, s in zip(nodes, sizes(nodes, side))]


def build_float(nodes, pictures):
    """The float graph over `pictures` (uint8 NHWC): one tensor for each node."""
    t = []
    for n in nodes:
        if n.op == "picture":
            t.append((tf.cast(pictures, tf.float32) - n.offset) * (1.0 / n.scale))
            continue
        x = t[n.src]
        strides = [1, n.stride, n.stride, 1]
        if n.op == "pad":
            y = tf.pad(x, [[0, 0], [0, 0], [0, 0], [0, n.channels - x.shape[3]]])
        elif n.op == "maxpool":
            y = tf.nn.max_pool2d(x, 2, 2, "VALID")
        else:
            if n.op == "conv":
                y = tf.nn.conv2d(x, n.w, strides, "SAME")
            else:
                y = tf.nn.depthwise_conv2d(x, n.w[:, :, :, None], strides, "SAME")
            if np.any(n.b):
                y = tf.nn.bias_add(y, n.b)
            if n.plus is not None:
                y = y + t[n.plus]
            if n.relu:
                y = tf.nn.relu(y)
        t.append(y)
    return t
