"""The variants of a sensor gate, in the order of its golden files, and the scores of many windows."""

import numpy as np

VARIANTS = ("int8-onednn", "int8-weights", "int8-onnx", "float32")


def scores(model, windows, batch=256):
    return np.concatenate([model(windows[i : i + batch]) for i in range(0, len(windows), batch)])
