"""The variants of a gate from one list of nodes."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

import network
import onednn
import qdq
import quantize
import savedmodel

VARIANTS = ("float32", "int8-onednn", "int8-weights", "int8-onnx")


@dataclass(frozen=True)
class Network:
    """A gate's network and how its outputs follow from some of its nodes."""

    side: int  # of the picture
    nodes: list
    wanted: list[int]  # places of the nodes that the outputs are made of
    floats: set[int]  # places of the nodes that stay float in the int8 variants
    tensorflow: Callable  # build (pictures -> the wanted tensors, NHWC) -> (graph, signatures)
    onnx: Callable  # (qdq graph, names of the wanted values, NCHW) -> None: adds the outputs by their names
    outputs: dict[str, list[int]]  # shape of each output without the batch


def float_tensors(net, pictures):
    made = network.build_float(net.nodes, pictures)
    return [made[i] for i in net.wanted]


def write(net, variant, folder, calibration=None, bits=7):
    """Writes one variant; all but float32 need a calibration."""
    if variant == "float32":
        savedmodel.write(folder, *net.tensorflow(lambda x: float_tensors(net, x)))
    elif variant == "int8-weights":  # the arithmetic is float, so nothing saturates: 8 bits
        def build(x):
            made = onednn.build_int8_weights(net.nodes, calibration, x)
            return [made[i] for i in net.wanted]

        savedmodel.write(folder, *net.tensorflow(build))
    elif variant == "int8-onednn":
        plan = quantize.Plan(net.nodes, net.floats, calibration, bits)

        def build(x):
            graph = onednn.Int8Graph(plan, x)
            return [graph.floats(i) for i in net.wanted]

        savedmodel.write(folder, *net.tensorflow(build))
    elif variant == "int8-onnx":
        graph = qdq.Int8Graph(quantize.Plan(net.nodes, net.floats, calibration, bits), net.side)
        net.onnx(graph, [graph.floats(i) for i in net.wanted])
        graph.save(folder / "model.onnx", net.side, net.outputs)
    else:
        raise ValueError(f"no such variant: {variant}")


def summary(net, calibrated):
    total = sum(network.macs(net.nodes, net.side))
    share = quantize.int8_macs(net.nodes, net.floats, net.side)
    return (f"{total / 1e6:.1f} M multiply-accumulates, {share:.1%} of them int8; calibrated on {calibrated} pictures")


def drawn(seed, count, of):
    """`count` places out of `of`, in order."""
    return sorted(np.random.default_rng(seed).choice(of, count, replace=False))
