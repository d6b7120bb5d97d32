"""A network (a list of nodes, see network.py) in 8 bits: what each node does to bytes, for any engine.

Activations are unsigned 8-bit with range [0, peak], weights signed with a scale for each output channel,
biases float. Every convolution carries what follows it: bias, the residual sum, ReLU and the return to
8 bits, so nothing goes back to float before the nodes that are to be float. `onednn.py` and `qdq.py`
write the plan made here as a graph of TensorFlow and of ONNX Runtime.

Five things make it accurate:

* Weights have 7 bits (+-63). On AVX2 without VNNI oneDNN and ONNX Runtime add two u8 x s8 products in
  16 bits: 2 * 255 * 63 fits, 2 * 255 * 127 saturates.
* A tensor stands for bytes * peak / 255 * scale + shift, with a scale and a shift for each channel, wherever
  only convolutions read it that can undo them in their weights and biases. So a convolution without ReLU is
  made unsigned by its least value (the ReLU in the operation then only clips), and channels of different
  span share 8 bits fairly: wholly before a depthwise convolution, whose channels are quantized one by one,
  and by the root of the span before others, whose weights have to take the other half.
* What a residual sum adds up has one scale, so it is done in 8 bits too.
* A bias is corrected so that the mean of each output channel over the calibration pictures stays what it
  was before the weights were rounded.
* A range is a percentile over the pictures, not the extreme: flat bright pictures drive some late channels
  to 30 times their usual value, and a range that held them would leave no resolution for the rest.
"""

from dataclasses import dataclass, replace

import numpy as np
import tensorflow as tf

import network

tf1 = tf.compat.v1
LEAST_SHARE = 0.05  # of the greatest ceiling: a channel that hardly ever speaks still may


@dataclass(frozen=True)
class Calibration:
    """What a node's float output does over the calibration pictures."""

    mean: np.ndarray  # of each channel
    low: np.ndarray  # least value of each channel, as a percentile over the pictures
    high: np.ndarray  # greatest value of each channel, as a percentile over the pictures
    peak: float  # greatest value of all channels, as a percentile over the pictures
    own: tuple[np.ndarray, np.ndarray] | None = None  # low and high without the residual sum and the ReLU after it


def calibrate(nodes, pictures, percentile=90.0, batch=8):
    """A Calibration for each node, from uint8 pictures."""
    graph = tf.Graph()
    with graph.as_default():
        source = tf1.placeholder(tf.uint8, [None, *pictures.shape[1:]])
        outputs = network.build_float(nodes, source)
        sums = {i: replace(n, plus=None, relu=False) for i, n in enumerate(nodes) if n.plus is not None}
        outputs += [network.float_node(n, outputs[n.src]) for n in sums.values()]
    seen = [[] for _ in outputs]
    with tf1.Session(graph=graph) as session:
        for i in range(0, len(pictures), batch):
            for j, value in enumerate(session.run(outputs, {source: pictures[i : i + batch]})):
                value = value.reshape(len(value), -1, value.shape[-1])
                seen[j].append((value.mean(1), value.min(1), value.max(1)))
    found = []
    for parts in seen:
        mean, low, high = (np.concatenate(p) for p in zip(*parts))
        found.append(Calibration(mean.mean(0), np.percentile(low, 100 - percentile, axis=0),
                                 np.percentile(high, percentile, axis=0),
                                 float(np.percentile(high.max(1), percentile))))
    for i, own in zip(sums, found[len(nodes):]):
        found[i] = replace(found[i], own=(own.low, own.high))
    return found[: len(nodes)]


def round_weights(w, axis, bits):
    """(int8 values, range of each channel on `axis` as the operations want it, the values they stand for)."""
    limit = 2 ** (bits - 1) - 1
    peak = np.maximum(np.abs(w).max(tuple(a for a in range(w.ndim) if a != axis)), 1e-9)
    step = (peak / limit).reshape([-1 if a == axis else 1 for a in range(w.ndim)])
    q = np.clip(np.round(w / step), -limit, limit)
    return q.astype(np.int8), (peak * 127 / limit).astype(np.float32), q * step  # the range is what +127 stands for


def int8_macs(nodes, floats, side):
    """Share of the multiply-accumulates that a plan with `floats` left out does in 8 bits."""
    all_macs = network.macs(nodes, side)
    return 1 - sum(all_macs[i] for i in floats) / sum(all_macs)


@dataclass(frozen=True)
class Held:
    """What a node's bytes stand for: bytes * peak / 255 * scale + shift."""

    peak: float
    scale: np.ndarray | float = 1.0  # of each channel
    shift: np.ndarray | float = 0.0  # of each channel


@dataclass(frozen=True)
class Layer:
    """What a convolution does to bytes, in units of its output's scale."""

    q: np.ndarray  # int8 weights, HWIO or HWC
    ranges: np.ndarray  # what +127 stands for, for each output channel
    bias: np.ndarray
    own: tuple[float, float] | None = None  # least and greatest value before the residual sum


def _leave_room(q, ranges, bias, step):
    """The weights coarser where the bias, in steps of the product, would not fit 32 bits: in channels that hardly weigh anything."""
    least = (np.abs(bias) * 127 / step / 2**30).astype(np.float32)
    wider = np.maximum(ranges, least)
    return np.round(q * (ranges / wider)).astype(np.int8), wider


class NotInBytes(ValueError):
    """That a node can't be done in 8 bits, and why."""

    def __init__(self, node, why):
        super().__init__(f"node {node}: {why}")
        self.node = node


class Plan:
    """The network in bytes: `held[i]` and `layers[i]` of every node that is not in `floats`, the float nodes.

    What follows a float node has to be float.
    """

    def __init__(self, nodes, floats, calibration, bits=7):
        self.nodes, self.floats, self.bits, self.calibration = nodes, set(floats), bits, calibration
        self.held, self.layers = {}, {}
        for i, n in enumerate(nodes):
            if i in self.floats:
                continue
            if {n.src, n.plus} & self.floats:
                raise NotInBytes(i, "reads a float node")
            if n.plus is not None and (n.op != "conv" or n.plus in self._read_after(i)):
                raise NotInBytes(i, "adds to what is read again later, or is no plain convolution")
            self.held[i] = self._hold(i, n)
            if n.op in ("conv", "depthwise"):
                self.layers[i] = self._layer(i, n)
            elif n.op not in ("picture", "pad", "maxpool"):
                raise NotInBytes(i, f"{n.op} is not done in 8 bits")

    def _readers(self, i):
        return [m for k, m in enumerate(self.nodes) if i in (m.src, m.plus) and k not in self.floats]

    def _read_after(self, i):
        return {k for m in self.nodes[i + 1 :] for k in (m.src, m.plus)}

    def _hold(self, i, n):
        if n.op == "picture":
            return Held(255 / n.scale, shift=-n.offset / n.scale)
        if n.op in ("pad", "maxpool"):  # order and zero are the same in bytes
            below = self.held[n.src]
            if np.any(below.shift) or np.ndim(below.scale):
                raise NotInBytes(i, f"{n.op} reads channels of different scale")
            return below
        return self._hold_relu(i, n) if n.relu else self._hold_linear(i, n)

    def _hold_relu(self, i, n):
        seen, readers = self.calibration[i], self._readers(i)
        whole = all(m.op == "depthwise" for m in readers)
        if any(m.plus == i or m.op in ("pad", "maxpool") for m in readers) or n.plus is not None or not readers:
            return Held(min(seen.peak, n.cap))
        if not whole and any(m.op != "conv" for m in readers):
            return Held(min(seen.peak, n.cap))
        high = np.clip(seen.high, 0, n.cap)
        high = np.maximum(high, max(high.max(), 1e-6) * LEAST_SHARE)
        scale = high if whole else np.sqrt(high)
        peak = float((high / scale).max())
        return Held(peak, np.minimum(scale, n.cap / peak))

    def _hold_linear(self, i, n):
        members = self._summed_with(i)
        for m in (r for k in members for r in self._readers(k)):
            if m.op != "conv" or (m.src in members and m.w.shape[:2] != (1, 1)):
                raise NotInBytes(i, "between a convolution without ReLU and 1x1 convolutions nothing may stand")
        spans = {k: self._span(k) for k in members}
        span = np.maximum.reduce(list(spans.values()))
        scale = np.sqrt(span) / np.sqrt(span).mean()
        return Held((spans[i] / scale).max(), scale, np.minimum(self.calibration[i].low, 0.0))

    def _span(self, i):
        seen = self.calibration[i]
        return np.maximum(np.maximum(seen.high, 0.0) - np.minimum(seen.low, 0.0), 1e-6)

    def _summed_with(self, i):
        """The nodes that residual sums tie to node i, itself among them, in their order."""
        members = {i}
        while True:
            more = {k for k, m in enumerate(self.nodes) if k not in self.floats and m.plus in members}
            more |= {self.nodes[k].plus for k in members if self.nodes[k].plus is not None}
            if more <= members:
                break
            members |= more
        if len(members) > 1 and any(self.nodes[k].relu for k in members):
            raise NotInBytes(i, "a residual sum of tensors with and without ReLU")
        return sorted(members)

    def _layer(self, i, n):
        below, held, mean = self.held[n.src], self.held[i], self.calibration[n.src].mean
        if np.any(below.shift) and n.w.shape[:2] != (1, 1) and self.nodes[n.src].op != "picture":
            raise NotInBytes(i, "SAME pads with zero, so the input must not be shifted")
        carried = 0.0 if n.plus is None else self.held[n.plus].shift
        inside = (mean - below.shift) / below.scale  # the mean as the bytes hold it
        if n.op == "depthwise":
            w = n.w * below.scale / held.scale
            q, ranges, rounded = round_weights(w, 2, self.bits)
            bias = (n.b + carried - held.shift) / held.scale + (w - rounded).sum((0, 1)) * inside
        else:
            w = n.w * np.broadcast_to(below.scale, n.w.shape[2])[:, None] / held.scale
            q, ranges, rounded = round_weights(w, 3, self.bits)
            bias = n.b + (n.w * mean[:, None]).sum((0, 1, 2))
            bias = (bias + carried - held.shift) / held.scale - (rounded * inside[:, None]).sum((0, 1, 2))
        q, ranges = _leave_room(q, ranges, bias, below.peak / 255)
        own = self.calibration[i].own
        if own is not None:
            own = tuple(float(pick((v + carried - held.shift) / held.scale)) for pick, v in zip((np.min, np.max), own))
        return Layer(q, ranges, bias.astype(np.float32), own)


def choose_floats(nodes, wanted, calibration):
    """The nodes that have to stay float: `wanted`, what can't be done in 8 bits, and what follows either."""
    floats = set(wanted)
    while True:
        for i, n in enumerate(nodes):
            if {n.src, n.plus} & floats:
                floats.add(i)
        try:
            Plan(nodes, floats, calibration)
            return floats
        except NotInBytes as e:
            print(f"stays float: {e}")
            floats.add(e.node)


def rounded_float(nodes, calibration, bits=8):
    """`nodes` with weights that 8 bits can hold: {place: (int8 values, value of +1 for each output channel)}, biases corrected."""
    made, stored = [], {}
    for i, n in enumerate(nodes):
        if n.w is not None:
            axis = 3 if n.op == "conv" else 2
            q, ranges, rounded = round_weights(n.w, axis, bits)
            mean = calibration[n.src].mean
            lost = ((n.w - rounded) * (mean[:, None] if n.op == "conv" else mean)).sum((0, 1, 2) if n.op == "conv" else (0, 1))
            stored[i] = (q, (ranges / 127).astype(np.float32))
            n = replace(n, b=(n.b + lost).astype(np.float32))
        made.append(n)
    return made, stored


def main():
    import argparse
    from pathlib import Path

    import convert
    import decode
    import gate
    import onnx_network
    import pictures
    import savedmodel
    import tail

    p = argparse.ArgumentParser(description="Makes a gate's decode graph and variants from a folded convolutional network.")
    p.add_argument("--onnx", type=Path, required=True, help="the network, batch normalisation folded, NCHW")
    p.add_argument("--side", type=int, required=True, help="width and height of its pictures")
    p.add_argument("--offset", type=float, default=127.5, help="a byte b becomes (b - offset) / scale (default 127.5)")
    p.add_argument("--scale", type=float, default=127.5, help="see --offset (default 127.5)")
    p.add_argument("--score", default="max", help="max: sigmoid of the greatest output; class:K: softmax of class K (default max)")
    p.add_argument("--pictures", type=Path, required=True, help="folder of JPEG files like those the gate will see; every second"
                                                                " calibrates, the others show what quantizing changes")
    p.add_argument("--percentile", type=float, default=100.0, help="of the pictures, that a range must hold (default 100)")
    p.add_argument("--bits", type=int, default=7, help="bits of a weight in int8 arithmetic (default 7)")
    p.add_argument("--out", type=Path, required=True, help="the gate's folder")
    a = p.parse_args()

    nodes, wanted = onnx_network.read(a.onnx, a.side, a.offset, a.scale)
    savedmodel.write(a.out / "decode", *decode.build(a.side))
    files = sorted(a.pictures.rglob("*.jp*g"))
    if len(files) < 20:
        raise SystemExit(f"{len(files)} JPEG files in {a.pictures}: 20 at least, 200 are better")
    fitted = pictures.Decoder(a.out / "decode", a.side).all([f.read_bytes() for f in files])
    seen = calibrate(nodes, fitted[::2], a.percentile)
    floats = choose_floats(nodes, wanted, seen)
    net = convert.Network(a.side, nodes, wanted, floats, *tail.of(a.score, a.side), {"score": []})
    for variant in convert.VARIANTS:
        convert.write(net, variant, a.out / variant, seen, a.bits)
    print(convert.summary(net, len(fitted[::2])))
    scores = {v: gate.Scored(a.out, v).all(fitted[1::2]) for v in gate.variants(a.out)}
    for v, s in scores.items():
        off = np.abs(s - scores["float32"])
        print(f"{v}: {gate.network_file(a.out / v).stat().st_size:,} bytes; a score differs from float32 by {off.mean():.4f} on"
              f" average, {off.max():.4f} at most, on {len(s)} pictures")


if __name__ == "__main__":
    main()
