#!/usr/bin/env python3
"""The graph that turns a JPEG into the gate's picture: one signature for each ratio of the JPEG decoder.

The decoder itself can shrink by 1, 2, 4 or 8 while it decodes, which is most of the saving there is; the
rest is one bilinear resize. The picture keeps its shape: the longer side becomes `side`, the rest is black,
half on each side. Take the greatest ratio that leaves the longer side at or above `side`.
"""

import argparse
from pathlib import Path

import tensorflow as tf

import savedmodel

RATIOS = (1, 2, 4, 8)


def ratio_for(width, height, side):
    """The greatest ratio that leaves the longer side at or above `side`; 1 for a small picture."""
    return max([r for r in RATIOS if -(-max(width, height) // r) >= side], default=1)


def letterbox(picture, side):
    """uint8 [h, w, 3] -> uint8 [side, side, 3]."""
    size = tf.cast(tf.shape(picture)[:2], tf.float32)
    inner = tf.maximum(tf.cast(tf.round(size * (side / tf.reduce_max(size))), tf.int32), 1)
    shrunk = tf.raw_ops.ResizeBilinear(images=picture[None], size=inner, half_pixel_centers=True)[0]
    before = (side - inner) // 2
    edges = tf.stack([before, side - inner - before], 1)
    edges = tf.concat([edges, [[0, 0]]], 0)
    boxed = tf.pad(tf.cast(tf.round(shrunk), tf.uint8), edges)
    return tf.ensure_shape(boxed, [side, side, 3])


def build(side):
    """(graph, signatures) with decode_1, decode_2, decode_4 and decode_8."""
    graph, signatures = tf.Graph(), {}
    with graph.as_default():
        for ratio in RATIOS:
            with tf.name_scope(f"decode_{ratio}"):
                jpeg = tf.compat.v1.placeholder(tf.string, [], name="jpeg")
                picture = tf.io.decode_jpeg(jpeg, channels=3, ratio=ratio, fancy_upscaling=False,
                                            dct_method="INTEGER_FAST")
                picture = tf.identity(letterbox(picture, side), name="picture")
            signatures[f"decode_{ratio}"] = ({"jpeg": jpeg}, {"picture": picture})
    return graph, signatures


def main():
    p = argparse.ArgumentParser(description="Writes the decode graph of a gate for cameras whose network is there already.")
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--side", type=int, required=True, help="pixels of a side of the network's picture")
    a = p.parse_args()
    savedmodel.write(a.gate / "decode", *build(a.side))
    print(f"{a.gate / 'decode'}: JPEG to uint8 [{a.side}, {a.side}, 3], ratios {', '.join(map(str, RATIOS))}")


if __name__ == "__main__":
    main()
