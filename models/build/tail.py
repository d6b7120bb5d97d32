"""From a network's outputs to one score, for gates without a head: in TensorFlow and in ONNX."""

import functools

import numpy as np
import tensorflow as tf


def of(rule, side):
    """(TensorFlow's graph_of, ONNX's outputs) for `max`, or for `class:K`, of pictures of `side`."""
    if rule != "max" and not rule.startswith("class:"):
        raise ValueError(f"no such rule: {rule}")
    chosen = None if rule == "max" else int(rule.removeprefix("class:"))

    def graph_of(build):
        graph = tf.Graph()
        with graph.as_default():
            source = tf.compat.v1.placeholder(tf.uint8, [None, side, side, 3], name="pictures")
            found = build(source)
            if chosen is None:
                best = [tf.reduce_max(f, [1, 2, 3]) for f in found]
                score = tf.sigmoid(functools.reduce(tf.maximum, best), name="score")
            else:
                score = tf.identity(tf.nn.softmax(tf.reduce_mean(found[0], [1, 2]))[:, chosen], name="score")
        return graph, {"serving_default": ({"pictures": source}, {"score": score})}

    def onnx_outputs(graph, found):
        if chosen is None:
            best = [graph.op("ReduceMax", [f], f"best{k}", axes=[1, 2, 3], keepdims=0) for k, f in enumerate(found)]
            graph.op("Sigmoid", [graph.op("Max", best, "best")], "score")
            return
        shares = graph.op("Softmax", [graph.op("ReduceMean", [found[0]], "logits", axes=[2, 3], keepdims=0)], "shares", axis=1)
        graph.op("Gather", [shares, graph.constant(np.int64(chosen), "chosen")], "score", axis=1)

    return graph_of, onnx_outputs
