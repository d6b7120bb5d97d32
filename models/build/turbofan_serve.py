"""Loads a variant of a sensor gate, TensorFlow or ONNX Runtime, as a function from windows to scores on one thread."""

import numpy as np
import onnxruntime

from savedmodel import Loaded

VARIANTS = ("int8-onednn", "int8-weights", "int8-onnx", "float32")


class LoadedOnnx:
    def __init__(self, folder):
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self.session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])

    def __call__(self, windows):
        return self.session.run(["score"], {"windows": windows})[0]


def load(folder):
    return LoadedOnnx(folder) if (folder / "model.onnx").exists() else Loaded(folder)


def scores(model, windows, batch=256):
    return np.concatenate([model(windows[i : i + batch]) for i in range(0, len(windows), batch)])
