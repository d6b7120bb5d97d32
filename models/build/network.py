"""A network as a list of nodes, and its float form.

A node is one convolution and what is fused to it. Batch normalisation must already be folded into
weights and biases. The list is in the order of computation; a node names its inputs by their place in it.

=========  =======================================================================================
op         meaning
=========  =======================================================================================
picture    the uint8 picture, normalised to (value - offset) / scale
conv       convolution (weights HWIO), + bias, + `plus` (another node), then ReLU up to `cap` if `relu`
depthwise  depthwise convolution (weights HWC), + bias, then ReLU up to `cap` if `relu`
maxpool    2x2, stride 2
pad        channels of value zero appended up to `channels`
upsample   twice as wide and high, bilinear between pixel centres
mean       the mean of each channel, one wide and one high
=========  =======================================================================================

Padding is SAME everywhere.
"""

from dataclasses import dataclass, replace

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
    cap: float = float("inf")


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
        factor = {"maxpool": above // 2, "upsample": above * 2, "mean": 1}
        out.append(factor.get(n.op, -(-above // n.stride)))
    return out


def macs(nodes, side):
    """Multiply-accumulates of each node, for one picture of `side`."""
    return [s * s * n.w.size if n.w is not None else 0 for n, s in zip(nodes, sizes(nodes, side))]


def needed(nodes, wanted):
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


def build_float(nodes, pictures, weights=lambda n: n.w):
    """The float graph over `pictures` (uint8 NHWC): one tensor for each node. `weights` gives a node's weights."""
    t = []
    for n in nodes:
        if n.op == "picture":
            t.append((tf.cast(pictures, tf.float32) - n.offset) * (1.0 / n.scale))
        else:
            t.append(float_node(n, t[n.src], None if n.plus is None else t[n.plus], weights))
    return t


def float_node(n, x, plus=None, weights=lambda n: n.w):
    """What node `n` makes of the float tensors `x` and `plus`."""
    strides = [1, n.stride, n.stride, 1]
    if n.op == "pad":
        return tf.pad(x, [[0, 0], [0, 0], [0, 0], [0, n.channels - x.shape[3]]])
    if n.op == "maxpool":
        return tf.nn.max_pool2d(x, 2, 2, "VALID")
    if n.op == "upsample":
        return tf.raw_ops.ResizeBilinear(images=x, size=[x.shape[1] * 2, x.shape[2] * 2], half_pixel_centers=True)
    if n.op == "mean":
        return tf.reduce_mean(x, [1, 2], keepdims=True)
    if n.op == "conv":
        y = tf.nn.conv2d(x, weights(n), strides, "SAME")
    else:
        y = tf.nn.depthwise_conv2d(x, weights(n)[:, :, :, None], strides, "SAME")
    if np.any(n.b):
        y = tf.nn.bias_add(y, n.b)
    if plus is not None:
        y = y + plus
    if n.relu:
        y = tf.nn.relu(y) if n.cap == float("inf") else tf.nn.relu6(y) if n.cap == 6 else tf.clip_by_value(y, 0.0, n.cap)
    return y
