#!/usr/bin/env python3
"""The network of the load tests that compare Vedette with its peers: 28x28 in, one score out, weights by lot.

It has learnt nothing and is no gate of anybody's: what is measured is what it costs to ask a network of this
size. One float32 SavedModel is what Vedette and the Flink peer open; the same network as TFLite and as ONNX is
what the Python peer opens.
"""

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import tensorflow as tf
from onnx import TensorProto, helper, numpy_helper

import decode
import savedmodel

SIDE, SEED, COUNT = 28, 20261128, 8


def weights():
    lot = np.random.default_rng(SEED)

    def layer(*shape):
        return (lot.standard_normal(shape) * np.sqrt(2 / np.prod(shape[:-1]))).astype(np.float32)

    return {"conv1": layer(5, 5, 1, 16), "conv2": layer(5, 5, 16, 32), "dense": layer(7 * 7 * 32, 64), "last": layer(64, 1)}


def score(w, pictures):
    """uint8 [batch, 28, 28, 3] -> float32 [batch]; the three channels are one grey."""
    grey = tf.cast(pictures[..., :1], tf.float32) / 255
    x = tf.nn.relu(tf.nn.conv2d(grey, w["conv1"], 2, "SAME"))
    x = tf.nn.relu(tf.nn.conv2d(x, w["conv2"], 2, "SAME"))
    x = tf.nn.relu(tf.reshape(x, [-1, 7 * 7 * 32]) @ w["dense"])
    # Far below the threshold, whatever the picture: a positive event would ask for money.
    return tf.identity(tf.sigmoid(tf.reshape(x @ w["last"], [-1]) * 0.1 - 2), name="score")


def onnx_model(w):
    def constant(name, value):
        return numpy_helper.from_array(np.asarray(value), name)

    constants = [
        constant("first", np.array([0], np.int64)), constant("one", np.array([1], np.int64)),
        constant("axis", np.array([1], np.int64)), constant("white", np.float32(255)),
        constant("conv1", w["conv1"].transpose(3, 2, 0, 1)), constant("conv2", w["conv2"].transpose(3, 2, 0, 1)),
        constant("flat", np.array([-1, 7 * 7 * 32], np.int64)), constant("dense", w["dense"]), constant("last", w["last"]),
        constant("vector", np.array([-1], np.int64)), constant("tenth", np.float32(0.1)), constant("two", np.float32(2)),
    ]
    nodes = [
        helper.make_node("Transpose", ["pictures"], ["planes"], perm=[0, 3, 1, 2]),
        helper.make_node("Slice", ["planes", "first", "one", "axis"], ["plane"]),
        helper.make_node("Cast", ["plane"], ["numbers"], to=TensorProto.FLOAT),
        helper.make_node("Div", ["numbers", "white"], ["grey"]),
        helper.make_node("Conv", ["grey", "conv1"], ["c1"], strides=[2, 2], auto_pad="SAME_UPPER"),
        helper.make_node("Relu", ["c1"], ["r1"]),
        helper.make_node("Conv", ["r1", "conv2"], ["c2"], strides=[2, 2], auto_pad="SAME_UPPER"),
        helper.make_node("Relu", ["c2"], ["r2"]),
        helper.make_node("Transpose", ["r2"], ["t2"], perm=[0, 2, 3, 1]),
        helper.make_node("Reshape", ["t2", "flat"], ["f2"]),
        helper.make_node("MatMul", ["f2", "dense"], ["d"]),
        helper.make_node("Relu", ["d"], ["rd"]),
        helper.make_node("MatMul", ["rd", "last"], ["l"]),
        helper.make_node("Reshape", ["l", "vector"], ["v"]),
        helper.make_node("Mul", ["v", "tenth"], ["m"]),
        helper.make_node("Sub", ["m", "two"], ["s"]),
        helper.make_node("Sigmoid", ["s"], ["score"]),
    ]
    graph = helper.make_graph(
        nodes, "load-test-digits",
        [helper.make_tensor_value_info("pictures", TensorProto.UINT8, ["batch", SIDE, SIDE, 3])],
        [helper.make_tensor_value_info("score", TensorProto.FLOAT, ["batch"])], constants)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)


def hashes(gate, *folders):
    return {p.relative_to(gate).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for folder in folders for p in sorted((gate / folder).rglob("*")) if p.is_file()}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="folder of the gate to write")
    p.add_argument("--peers", type=Path, required=True, help="folder for the TFLite and ONNX files")
    a = p.parse_args()
    w, graph = weights(), tf.Graph()
    with graph.as_default():
        pictures = tf.compat.v1.placeholder(tf.uint8, [None, SIDE, SIDE, 3], name="pictures")
        signature = {"serving_default": ({"pictures": pictures}, {"score": score(w, pictures)})}
    savedmodel.write(a.gate / "float32", graph, signature)
    savedmodel.write(a.gate / "decode", *decode.build(SIDE))

    lot = np.random.default_rng(SEED + 1)
    inputs = np.repeat(lot.integers(0, 256, (COUNT, SIDE, SIDE, 1), np.uint8), 3, -1)
    outputs = savedmodel.Loaded(a.gate / "float32")(inputs)
    golden = a.gate / "golden"
    golden.mkdir(exist_ok=True)
    (golden / "inputs.u8").write_bytes(inputs.tobytes())
    (golden / "outputs.json").write_text(json.dumps({"float32": [round(float(s), 7) for s in outputs]}, indent=1) + "\n")

    a.peers.mkdir(parents=True, exist_ok=True)
    (a.peers / "digits.onnx").write_bytes(onnx_model(w))
    module = tf.Module()
    module.call = tf.function(lambda pictures: {"score": score(w, pictures)},
                              input_signature=[tf.TensorSpec([1, SIDE, SIDE, 3], tf.uint8, "pictures")])
    converter = tf.lite.TFLiteConverter.from_concrete_functions([module.call.get_concrete_function()], module)
    (a.peers / "digits.tflite").write_bytes(converter.convert())

    manifest = {
        "format": 1, "name": "load-test-digits", "version": "1.0.0",
        "task": "none: weights by lot, for load tests only",
        "kind": "camera", "labels": ["nothing"],
        "input": {"name": "pictures", "width": SIDE, "height": SIDE, "channels": "rgb", "layout": "NHWC", "dtype": "uint8",
                  "resize": f"letterbox: bilinear, longer side to {SIDE}, black elsewhere, centred"},
        "output": {"name": "score", "dtype": "float32", "shape": "[batch]", "meaning": "none"},
        "threshold": {"value": 1.0, "fittedBy": "nothing is to be positive"},
        "decode": {"folder": "decode", "signatures": {str(r): f"decode_{r}" for r in decode.RATIOS}, "input": "jpeg",
                   "output": "picture", "files": hashes(a.gate, "decode")},
        "variants": [{"name": "float32", "engine": "TensorFlow", "folder": "float32", "arithmetic": "float32",
                      "requires": {"env": {}, "arch": []}, "files": hashes(a.gate, "float32")}],
        "golden": {"inputs": "golden/inputs.u8", "count": COUNT, "outputs": "golden/outputs.json",
                   "tolerance": {"float32": 0.001}, "files": hashes(a.gate, "golden")},
        "provenance": {"trainedBy": "nobody", "script": "models/build/load_test_digits.py", "seed": SEED},
        "licence": "Apache-2.0",
    }
    (a.gate / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
