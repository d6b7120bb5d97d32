#!/usr/bin/env python3
"""Builds the person gate: MoveNet Lightning from TensorFlow.js -> decode and the variants, without the head.

Run it with TF_ENABLE_ONEDNN_OPTS=1: the calibration then rounds as it did for the released files.
"""

import argparse
import shutil
from pathlib import Path

import numpy as np
import tensorflow as tf
from PIL import Image, ImageSequence

import convert
import decode
import movenet
import person
import pictures
import quantize
import savedmodel
from sample_pictures import jpeg

SEED = 20240607
FACES, OBJECTS, STEP = 100, 150, 5  # photographs for the calibration, and every how manyth frame of a clip
PERCENTILE = 100.0  # channels have ranges of their own here, and ReLU6 bounds most: the extremes do no harm


def difference_from_original(path, nodes, heat):
    """Greatest difference of a heat map's logit between the rebuilt network and the file, on noise."""
    noise = np.random.default_rng(SEED).integers(0, 256, (2, 192, 192, 3)).astype(np.uint8)
    original, name = movenet.graph_def(path, 192)
    with tf.Graph().as_default(), tf.compat.v1.Session() as session:
        tf.import_graph_def(original, name="")
        expected = [session.run(name, {"input:0": x[None].astype(np.int32)}) for x in noise]
    net = convert.Network(192, nodes, [heat], set(), None, None, {})
    return float(np.abs(convert.float_tensors(net, tf.constant(noise))[0].numpy() - np.concatenate(expected)).max())


def calibration_pictures(decoder, found, clips):
    """Photographs of the calibration half, drawn with a fixed seed, and frames of the GIF clips."""
    chosen = []
    for face, count in ((True, FACES), (False, OBJECTS)):
        half = [p.jpeg for p in found if p.calibration and p.face == face]
        chosen += [half[i] for i in convert.drawn(SEED, count, len(half))]
    for path in sorted(clips.glob("*.gif")):
        chosen += [jpeg(f.convert("RGB")) for f in ImageSequence.Iterator(Image.open(path))][::STEP]
    return decoder.all(chosen)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--model", type=Path, required=True, help="movenet-lightning.json, its .bin beside it (see fetch.py)")
    p.add_argument("--faces", type=Path, required=True, help="folder with the labelled pictures: face/ and object/")
    p.add_argument("--clips", type=Path, required=True, help="folder with the GIF clips")
    p.add_argument("--licence", type=Path, required=True, help="text of the Apache licence 2.0, which the package lacks")
    p.add_argument("--out", type=Path, required=True, help="the gate's folder, for instance ../person")
    p.add_argument("--variant", action="append", choices=convert.VARIANTS, help="only this variant (default: all)")
    p.add_argument("--bits", type=int, default=7, help="bits of a weight in int8 arithmetic (default 7; 8 saturates"
                                                       " on AVX2 without VNNI)")
    a = p.parse_args()

    nodes, heat, pooled = movenet.read(a.model)
    worst = difference_from_original(a.model, nodes, heat)
    print(f"greatest difference from the original graph: {worst:.1e}")
    if worst > 5e-3:
        raise SystemExit("the rebuilt network differs from the original graph")
    net = person.network(nodes, heat, pooled)

    savedmodel.write(a.out / "decode", *decode.build(movenet.SIDE))
    chosen = calibration_pictures(pictures.Decoder(a.out / "decode", movenet.SIDE), pictures.read(a.faces), a.clips)
    seen = quantize.calibrate(nodes, chosen, PERCENTILE)
    for variant in a.variant or convert.VARIANTS:
        convert.write(net, variant, a.out / variant, seen, a.bits)
    shutil.copyfile(a.licence, a.out / "LICENSE")
    print(convert.summary(net, len(chosen)))


if __name__ == "__main__":
    main()
