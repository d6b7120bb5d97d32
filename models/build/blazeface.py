"""BlazeFace (front camera, 128x128) read from its ONNX file as a list of nodes.

Only the two classifier heads (512 anchors on the 16x16 map, 384 on the 8x8 map) are kept: a gate needs to know
that there is a face, not where, so the box regressors are left out.
"""

import onnx_network

SIDE = 128
CLASSIFIERS = ("Identity:0", "Identity_1:0")  # [1, 512, 1] and [1, 384, 1], before the sigmoid


def read(path):
    """(nodes, heads): the network, and the places of the two classifier heads in it."""
    return onnx_network.read(path, SIDE, 127.5, 127.5, CLASSIFIERS)
