#!/usr/bin/env python3
"""Builds the face gate: BlazeFace from ONNX -> SavedModels decode, float32 and int8-onednn.

Run it with TF_ENABLE_ONEDNN_OPTS=1: the calibration then rounds as it did for the released files.
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import tensorflow as tf

import blazeface
import decode
import network
import pictures
import quantize
import savedmodel

SEED = 20240607


def score(heads):
    """The greatest face probability over all anchors."""
    best = [tf.reduce_max(h, [1, 2, 3]) for h in heads]
    return tf.sigmoid(tf.maximum(*best), name="score")


def graph_of(build):
    """A graph with the gate's signature, of which `build(pictures)` gives the heads."""
    graph = tf.Graph()
    with graph.as_default():
        source = tf.compat.v1.placeholder(tf.uint8, [None, blazeface.SIDE, blazeface.SIDE, 3], name="pictures")
        out = score(build(source))
    return graph, {"serving_default": ({"pictures": source}, {"score": out})}


def float_heads(nodes, heads, source):
    made = network.build_float(nodes, source)
    return [made[h] for h in heads]


def difference_from_onnx(onnx_file, nodes, heads):
    """Greatest difference of a raw anchor score between the rebuilt network and the ONNX file, on noise."""
    noise = np.random.default_rng(SEED).integers(0, 256, (8, blazeface.SIDE, blazeface.SIDE, 3)).astype(np.uint8)
    reference = onnxruntime.InferenceSession(str(onnx_file), providers=["CPUExecutionProvider"])
    source = reference.get_inputs()[0].name
    made = float_heads(nodes, heads, tf.constant(noise))
    worst = 0.0
    for k, picture in enumerate(noise):
        expected = reference.run(blazeface.CLASSIFIERS, {source: (picture[None] / 127.5 - 1).astype(np.float32)})
        for head, value in zip(made, expected):
            worst = max(worst, float(np.abs(head[k].numpy().ravel() - value.ravel()).max()))
    return worst


def calibration_pictures(decoder, found):
    """All faces of the calibration half and as many of its objects, drawn with a fixed seed."""
    faces = [p for p in found if p.calibration and p.face]
    objects = [p for p in found if p.calibration and not p.face]
    drawn = np.random.default_rng(SEED).choice(len(objects), len(faces), replace=False)
    return decoder.all([p.jpeg for p in faces] + [objects[i].jpeg for i in sorted(drawn)])


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--onnx", type=Path, required=True, help="face_detection_front_128x128_barracuda.onnx (see fetch.py)")
    p.add_argument("--faces", type=Path, required=True, help="folder with the labelled pictures: face/ and object/")
    p.add_argument("--out", type=Path, required=True, help="the gate's folder, for instance ../face")
    p.add_argument("--bits", type=int, default=7, help="bits of a weight (default 7; 8 saturates on AVX2 without VNNI)")
    a = p.parse_args()

    nodes, heads = blazeface.read(a.onnx)
    worst = difference_from_onnx(a.onnx, nodes, heads)
    print(f"greatest difference from the ONNX graph: {worst:.1e}")
    if worst > 1e-3:
        raise SystemExit("the rebuilt network differs from the ONNX graph")

    savedmodel.write(a.out / "decode", *decode.build(blazeface.SIDE))
    savedmodel.write(a.out / "float32", *graph_of(lambda x: float_heads(nodes, heads, x)))
    chosen = calibration_pictures(pictures.Decoder(a.out / "decode", blazeface.SIDE), pictures.read(a.faces))
    seen = quantize.calibrate(nodes, chosen)
    savedmodel.write(a.out / "int8-onednn",
                     *graph_of(lambda x: quantize.build_int8(nodes, heads, seen, x, a.bits)))
    shutil.copyfile(a.onnx.parent / "LICENSE", a.out / "LICENSE")
    share = quantize.int8_macs(nodes, heads, blazeface.SIDE)
    print(f"{sum(network.macs(nodes, blazeface.SIDE)) / 1e6:.1f} M multiply-accumulates, {share:.1%} of them int8;"
          f" calibrated on {len(chosen)} pictures")


if __name__ == "__main__":
    main()
