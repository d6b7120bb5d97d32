"""A plan (quantize.py) as an ONNX file for ONNX Runtime: int8 as pairs of QuantizeLinear and DequantizeLinear.

ONNX Runtime fuses each convolution between such pairs to one int8 operation. Bytes, weights and biases are those
of the plan; only a residual sum has its convolution rounded to bytes first. Inputs are NHWC as everywhere, inside
it is NCHW.
"""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

import network
import onednn

OPSET, IR = 17, 8  # what every ONNX Runtime since 1.12 reads


class Graph:
    """Nodes and constants of an ONNX graph under construction."""

    def __init__(self):
        self.nodes, self.constants = [], {}

    def constant(self, value, name):
        self.constants.setdefault(name, numpy_helper.from_array(np.asarray(value), name))
        return name

    def op(self, kind, inputs, name, **attributes):
        self.nodes.append(helper.make_node(kind, inputs, [name], name, **attributes))
        return name

    def save(self, path, side, outputs):
        """Writes the file. `outputs`: name -> shape after the batch."""
        pictures = helper.make_tensor_value_info("pictures", TensorProto.UINT8, ["batch", side, side, 3])
        results = [helper.make_tensor_value_info(k, TensorProto.FLOAT, ["batch", *v]) for k, v in outputs.items()]
        graph = helper.make_graph(self.nodes, "gate", [pictures], results, list(self.constants.values()))
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR,
                                  producer_name="models/build")
        onnx.checker.check_model(model, full_check=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(model.SerializeToString(deterministic=True))


class Int8Graph(Graph):
    """The graph of a plan over `pictures`. `floats(i)` gives the name of what node i holds, as float NCHW."""

    def __init__(self, plan, side):
        super().__init__()
        self.plan, self.network, self.side = plan, plan.nodes, side
        self.bytes, self.values = {}, {}
        self.sides, self.channels = network.sizes(self.network, side), network.channels(self.network)
        for i, n in enumerate(self.network):
            if n.op == "picture":
                self._picture(i, n)
            elif i in plan.floats:
                self.values[i] = self._float(i, n)
            elif n.op in ("pad", "maxpool"):
                self.bytes[i] = self._bytes(i, n)
            else:
                self.bytes[i] = self._convolution(i, n)

    def floats(self, i):
        if i not in self.values:
            held, x = self.plan.held[i], self._dequantized(i)
            if np.ndim(held.scale):
                x = self.op("Mul", [x, self._each(held.scale, f"n{i}_scale")], f"n{i}_scaled")
            if np.ndim(held.shift):
                x = self.op("Add", [x, self._each(held.shift, f"n{i}_shift")], f"n{i}_shifted")
            self.values[i] = x
        return self.values[i]

    def _each(self, value, name):
        return self.constant(value.astype(np.float32)[:, None, None], name)

    def _picture(self, i, n):
        first = next(m for m in self.network if m.src == i)
        before, after = onednn.edges(first, self.side)
        x = self.op("Transpose", ["pictures"], "nchw", perm=[0, 3, 1, 2])
        pads = self.constant(np.array([0, 0, before, before, 0, 0, after, after]), "picture_pads")
        grey = self.constant(np.uint8(n.offset + 0.5), "grey")
        self.bytes[i] = self.op("Pad", [x, pads, grey], "padded")

    def _bytes(self, i, n):
        if n.op == "maxpool":
            return self.op("MaxPool", [self.bytes[n.src]], f"n{i}", kernel_shape=[2, 2], strides=[2, 2])
        more = n.channels - self.channels[n.src]
        pads = self.constant(np.array([0, 0, 0, 0, 0, more, 0, 0]), f"n{i}_pads")
        return self.op("Pad", [self.bytes[n.src], pads, self.constant(np.uint8(0), "nothing")], f"n{i}")

    def _quantized(self, x, step, zero, name):
        return self.op("QuantizeLinear", [x, self.constant(np.float32(step), name + "_step"),
                                          self.constant(np.uint8(zero), name + "_zero")], name)

    def _step(self, i):
        return self.plan.held[i].peak / 255

    def _dequantized(self, i):
        """A fresh pair's second half for each reader: ONNX Runtime wants one of its own for each."""
        name = f"n{i}_float{sum(n.name.startswith(f'n{i}_float') for n in self.nodes)}"
        return self._back(self.bytes[i], self._step(i), 0, name)

    def _back(self, x, step, zero, name):
        return self.op("DequantizeLinear", [x, self.constant(np.float32(step), name + "_step"),
                                            self.constant(np.uint8(zero), name + "_zero")], name)

    def _convolution(self, i, n):
        layer, name, spare = self.plan.layers[i], f"n{i}", spare_channels(n)
        steps = np.pad(layer.ranges / 127, (0, spare), constant_values=1)
        q = layer.q.transpose(2, 0, 1)[:, None] if n.op == "depthwise" else layer.q.transpose(3, 2, 0, 1)
        q = np.pad(q, [(0, spare), (0, 0), (0, 0), (0, 0)])
        w = self.op("DequantizeLinear", [self.constant(np.ascontiguousarray(q), name + "_w"),
                                         self.constant(steps.astype(np.float32), name + "_w_step"),
                                         self.constant(np.zeros(len(steps), np.int8), name + "_w_zero")],
                    name + "_weights", axis=0)
        b_step = np.float32(self._step(n.src)) * steps.astype(np.float32)
        bias = np.round(np.pad(layer.bias, (0, spare)) / b_step).astype(np.int32)
        b = self.op("DequantizeLinear", [self.constant(bias, name + "_b"), self.constant(b_step, name + "_b_step"),
                                         self.constant(np.zeros(len(steps), np.int32), name + "_b_zero")],
                    name + "_bias", axis=0)
        y = self.op("Conv", [self._dequantized(n.src), w, b], name + "_conv", **self._attributes(n))
        if n.plus is None:
            return self._narrowed(y, self._step(i), 0, name, spare)
        low, high = min(layer.own[0], 0.0), max(layer.own[1], 0.0)
        step = (high - low) / 255
        zero = round(-low / step)
        own = self._back(self._narrowed(y, step, zero, name + "_own", spare), step, zero, name + "_own_float")
        y = self.op("Add", [own, self._dequantized(n.plus)], name + "_sum")
        return self._quantized(y, self._step(i), 0, name)

    def _narrowed(self, x, step, zero, name, spare):
        """The bytes of a convolution without its last `spare` channels."""
        if not spare:
            return self._quantized(x, step, zero, name)
        wide = self._quantized(x, step, zero, name + "_wide")
        first, last = self.constant(np.array([0]), "first"), self.constant(np.array([-spare]), f"{name}_last")
        return self.op("Slice", [wide, first, last, self.constant(np.array([1]), "channels")], name)

    def _attributes(self, n):
        kernel, (before, after) = n.w.shape[0], (0, 0)
        if self.network[n.src].op != "picture":
            before, after = onednn.edges(n, self.sides[n.src])
        return dict(kernel_shape=[kernel, kernel], strides=[n.stride, n.stride], pads=[before, before, after, after],
                    group=n.w.shape[2] if n.op == "depthwise" else 1)

    def _float(self, i, n):
        name, x = f"n{i}", self.floats(n.src)
        if n.op == "upsample":
            scales = self.constant(np.array([1, 1, 2, 2], np.float32), "twice")
            return self.op("Resize", [x, "", scales], name, mode="linear", coordinate_transformation_mode="half_pixel")
        if n.op == "mean":
            return self.op("GlobalAveragePool", [x], name)
        if n.op not in ("conv", "depthwise"):
            raise ValueError(f"node {i}: {n.op} is not written as float")
        w = n.w.transpose(2, 0, 1)[:, None] if n.op == "depthwise" else n.w.transpose(3, 2, 0, 1)
        y = self.op("Conv", [x, self.constant(np.ascontiguousarray(w), name + "_w"),
                             self.constant(n.b.astype(np.float32), name + "_b")], name + "_conv", **self._attributes(n))
        if n.plus is not None:
            y = self.op("Add", [y, self.floats(n.plus)], name + "_sum")
        if n.relu:
            y = self.op("Relu", [y], name + "_relu")
            if np.isfinite(n.cap):
                y = self.op("Min", [y, self.constant(np.float32(n.cap), name + "_cap")], name + "_capped")
        return y


def spare_channels(n):
    """How many output channels without weight to add to a convolution, to be cut off again.

    ONNX Runtime before 1.25 (seen in 1.21.1 to 1.24.4) multiplies bytes wrongly on processors with AMX, and otherwise at each
    run: 32 rows or more, 17 to 31 columns left over from blocks of 32, and factors or columns not a multiple of 4 (with
    multiples of 4 it takes another kernel). Its channels 16 and up then hold what was in memory. Whole blocks are right.
    """
    factors, columns = int(np.prod(n.w.shape[:3])), n.w.shape[-1]
    if n.op == "depthwise" or columns % 32 <= 16 or not (factors % 4 or columns % 4):
        return 0
    return 32 - columns % 32


class Loaded:
    """An ONNX file with one input, called as savedmodel.Loaded is."""

    def __init__(self, folder, threads=1):
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, ["CPUExecutionProvider"])
        self.source = self.session.get_inputs()[0].name
        self.outputs = sorted(o.name for o in self.session.get_outputs())

    def __call__(self, value):
        found = self.session.run(self.outputs, {self.source: value})
        return found[0] if len(found) == 1 else dict(zip(self.outputs, found))
