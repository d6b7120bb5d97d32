"""What the person gate puts out: pooled features for a head that can be trained, and what the joints say by themselves."""

import numpy as np
import tensorflow as tf
from onnx import helper

import convert
import movenet

FEATURES = 2 * 96  # mean and maximum of each channel of the pooled layer
BEST = 8  # of the 17 joints: of somebody cut off by the frame, half are out of it
LEAST = 1e-4  # keeps the logit finite


def network(nodes, heat, pooled):
    """MoveNet as a gate's network: the feature pyramid and the heads, which follow the backbone, stay float."""
    backbone = max(i for i, n in enumerate(nodes) if n.cap == 6)
    return convert.Network(movenet.SIDE, nodes, [heat, pooled], set(range(backbone + 1, len(nodes))), graph_of,
                           onnx_outputs, {"features": [FEATURES], "prior": []})


def outputs(heat, pooled):
    """(features [batch, 192], prior [batch]) from the heat maps' logits and the pooled layer, TensorFlow."""
    features = tf.concat([tf.reduce_mean(pooled, [1, 2]), tf.reduce_max(pooled, [1, 2])], 1, name="features")
    maxima = tf.sigmoid(tf.reduce_max(heat, [1, 2]))
    best = tf.reduce_mean(tf.math.top_k(maxima, BEST).values, 1)
    best = tf.clip_by_value(best, LEAST, 1 - LEAST)
    return features, tf.subtract(tf.math.log(best), tf.math.log(1 - best), name="prior")


def graph_of(build):
    """A graph with the gate's signature, of which `build(pictures)` gives heat maps and pooled layer."""
    graph = tf.Graph()
    with graph.as_default():
        source = tf.compat.v1.placeholder(tf.uint8, [None, movenet.SIDE, movenet.SIDE, 3], name="pictures")
        features, prior = outputs(*build(source))
    return graph, {"serving_default": ({"pictures": source}, {"features": features, "prior": prior})}


def onnx_outputs(graph, wanted):
    """The same two outputs in an ONNX graph, from the names of heat maps and pooled layer (float NCHW)."""
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
