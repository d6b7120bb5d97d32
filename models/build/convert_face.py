#!/usr/bin/env python3
"""Builds the face gate: BlazeFace from ONNX -> decode and the variants.

Run it with TF_ENABLE_ONEDNN_OPTS=1: the calibration then rounds as it did for the released files.
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import tensorflow as tf

import blazeface
import convert
import decode
import pictures
import quantize
import savedmodel
import tail

SEED = 20240607


def read(onnx_file):
    nodes, heads = blazeface.read(onnx_file)
    graph_of, onnx_outputs = tail.of("max", blazeface.SIDE)  # the greatest face probability over all anchors
    return convert.Network(blazeface.SIDE, nodes, heads, set(heads), graph_of, onnx_outputs, {"score": []})


def difference_from_onnx(onnx_file, net):
    """Greatest difference of a raw anchor score between the rebuilt network and the ONNX file, on noise."""
    noise = np.random.default_rng(SEED).integers(0, 256, (8, blazeface.SIDE, blazeface.SIDE, 3)).astype(np.uint8)
    reference = onnxruntime.InferenceSession(str(onnx_file), providers=["CPUExecutionProvider"])
    source = reference.get_inputs()[0].name
    made = convert.float_tensors(net, tf.constant(noise))
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
    return decoder.all([p.jpeg for p in faces] + [objects[i].jpeg for i in convert.drawn(SEED, len(faces), len(objects))])


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--onnx", type=Path, required=True, help="face_detection_front_128x128_barracuda.onnx (see fetch.py)")
    p.add_argument("--faces", type=Path, required=True, help="folder with the labelled pictures: face/ and object/")
    p.add_argument("--out", type=Path, required=True, help="the gate's folder, for instance ../face")
    p.add_argument("--variant", action="append", choices=convert.VARIANTS, help="only this variant (default: all)")
    p.add_argument("--bits", type=int, default=7, help="bits of a weight in int8 arithmetic (default 7; 8 saturates"
                                                       " on AVX2 without VNNI)")
    a = p.parse_args()

    net = read(a.onnx)
    worst = difference_from_onnx(a.onnx, net)
    print(f"greatest difference from the ONNX graph: {worst:.1e}")
    if worst > 1e-3:
        raise SystemExit("the rebuilt network differs from the ONNX graph")

    savedmodel.write(a.out / "decode", *decode.build(blazeface.SIDE))
    chosen = calibration_pictures(pictures.Decoder(a.out / "decode", blazeface.SIDE), pictures.read(a.faces))
    seen = quantize.calibrate(net.nodes, chosen)
    for variant in a.variant or convert.VARIANTS:
        convert.write(net, variant, a.out / variant, seen, a.bits)
    shutil.copyfile(a.onnx.parent / "LICENSE", a.out / "LICENSE")
    print(convert.summary(net, len(chosen)))


if __name__ == "__main__":
    main()
