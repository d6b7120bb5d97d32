"""What the person gate puts out: pooled features for a head that can be trained, what the joints say by themselves, and
where they are."""

import numpy as np
import tensorflow as tf
from onnx import TensorProto, helper

import convert
import movenet

FEATURES = 2 * 96  # mean and maximum of each channel of the pooled layer
BEST = 8  # of the 17 joints: of somebody cut off by the frame, half are out of it
LEAST = 1e-4  # keeps the logit finite
SHARE = 0.3  # of the greatest maximum: a joint below that is out of the frame, and its place anywhere
MARGIN = 0.1  # of the box around the joints, on each side: a body is wider than its joints


def network(nodes, heat, pooled):
    """MoveNet as a gate's network: the feature pyramid and the heads, which follow the backbone, stay float."""
    backbone = max(i for i, n in enumerate(nodes) if n.cap == 6)
    return convert.Network(movenet.SIDE, nodes, [heat, pooled], set(range(backbone + 1, len(nodes))), graph_of,
                           onnx_outputs, {"features": [FEATURES], "prior": [], "region": [4]})


def outputs(heat, pooled):
    """features [batch, 192], prior [batch] and region [batch, 4] from the heat maps' logits and the pooled layer, TensorFlow."""
    features = tf.concat([tf.reduce_mean(pooled, [1, 2]), tf.reduce_max(pooled, [1, 2])], 1, name="features")
    maxima = tf.sigmoid(tf.reduce_max(heat, [1, 2]))
    best = tf.reduce_mean(tf.math.top_k(maxima, BEST).values, 1)
    best = tf.clip_by_value(best, LEAST, 1 - LEAST)
    prior = tf.subtract(tf.math.log(best), tf.math.log(1 - best), name="prior")
    return {"features": features, "prior": prior, "region": region(heat, maxima)}


def region(heat, maxima):
    """Left, top, right and bottom of a box around the joints that are in sight, in shares of the picture, TensorFlow.

    The place of a maximum is sought in each direction by itself: two small tensors instead of one large one.
    """
    counts = maxima >= SHARE * tf.reduce_max(maxima, 1, keepdims=True)
    lows, highs, sides = [], [], (heat.shape[2], heat.shape[1])
    for across, side in zip((1, 2), sides):
        place = tf.cast(tf.argmax(tf.reduce_max(heat, across), 1), tf.float32)
        low = tf.reduce_min(tf.where(counts, place, float(side)), 1)
        high = tf.reduce_max(tf.where(counts, place, -1.0), 1) + 1
        lows.append((low - MARGIN * (high - low)) / side)
        highs.append((high + MARGIN * (high - low)) / side)
    return tf.clip_by_value(tf.stack(lows + highs, 1), 0.0, 1.0, name="region")


def graph_of(build):
    """A graph with the gate's signature, of which `build(pictures)` gives heat maps and pooled layer."""
    graph = tf.Graph()
    with graph.as_default():
        source = tf.compat.v1.placeholder(tf.uint8, [None, movenet.SIDE, movenet.SIDE, 3], name="pictures")
        found = outputs(*build(source))
    return graph, {"serving_default": ({"pictures": source}, found)}


def onnx_outputs(graph, wanted):
    """The same outputs in an ONNX graph, from the names of heat maps and pooled layer (float NCHW)."""
    heat, pooled = wanted
    mean = graph.op("ReduceMean", [pooled], "pooled_mean", axes=[2, 3], keepdims=0)
    most = graph.op("ReduceMax", [pooled], "pooled_max", axes=[2, 3], keepdims=0)
    graph.op("Concat", [mean, most], "features", axis=1)
    maxima = graph.op("Sigmoid", [graph.op("ReduceMax", [heat], "heat_max", axes=[2, 3], keepdims=0)], "joints")
    graph.nodes.append(helper.make_node("TopK", [maxima, graph.constant(np.array([BEST]), "best_count")],
                                        ["best_values", "best_places"], "best", axis=1))
    best = graph.op("ReduceMean", ["best_values"], "best_mean", axes=[1], keepdims=0)
    least, most = graph.constant(np.float32(LEAST), "least"), graph.constant(np.float32(1 - LEAST), "most")
    best = graph.op("Clip", [best, least, most], "best_clipped")
    rest = graph.op("Sub", [graph.constant(np.float32(1), "one"), best], "rest")
    graph.op("Sub", [graph.op("Log", [best], "log_best"), graph.op("Log", [rest], "log_rest")], "prior")
    onnx_region(graph, heat, maxima)


def onnx_region(graph, heat, maxima):
    """`region` in an ONNX graph; the heat maps are NCHW."""
    number = lambda value, name: graph.constant(np.float32(value), name)
    greatest = graph.op("ReduceMax", [maxima], "joints_greatest", axes=[1], keepdims=1)
    bar = graph.op("Mul", [greatest, number(SHARE, "share")], "joints_bar")
    counts = graph.op("GreaterOrEqual", [maxima, bar], "joints_count")
    side, lows, highs = number(movenet.SIDE // movenet.STRIDE, "heat_side"), [], []
    for name, across in (("x", 2), ("y", 3)):
        line = graph.op("ReduceMax", [heat], f"{name}_maxima", axes=[across], keepdims=0)
        place = graph.op("Cast", [graph.op("ArgMax", [line], f"{name}_argmax", axis=2, keepdims=0)], f"{name}_place",
                         to=TensorProto.FLOAT)
        low = graph.op("Where", [counts, place, side], f"{name}_or_side")
        low = graph.op("ReduceMin", [low], f"{name}_low", axes=[1], keepdims=1)
        high = graph.op("Where", [counts, place, number(-1, "nowhere")], f"{name}_or_nowhere")
        high = graph.op("ReduceMax", [high], f"{name}_last", axes=[1], keepdims=1)
        high = graph.op("Add", [high, number(1, "one")], f"{name}_high")
        wide = graph.op("Sub", [high, low], f"{name}_wide")
        more = graph.op("Mul", [wide, number(MARGIN, "margin")], f"{name}_margin")
        lows.append(graph.op("Sub", [low, more], f"{name}_least"))
        highs.append(graph.op("Add", [high, more], f"{name}_most"))
    cells = graph.op("Concat", lows + highs, "region_cells", axis=1)
    shares = graph.op("Div", [cells, side], "region_shares")
    graph.op("Clip", [shares, number(0, "zero"), number(1, "one")], "region")
