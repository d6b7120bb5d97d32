"""A gate's variants as something that can be called, and the score that each gives."""

import hashlib
import json

import numpy as np

from head import Head

ENGINES = {"float32": "TensorFlow", "int8-onednn": "TensorFlow", "int8-weights": "TensorFlow", "int8-onnx": "OnnxRuntime"}
ARITHMETIC = {"float32": "float32", "int8-onednn": "int8", "int8-weights": "float32", "int8-onnx": "int8"}
WEIGHTS = {"float32": "float32", "int8-onednn": "int8", "int8-weights": "int8", "int8-onnx": "int8"}


def engine(folder):
    return "OnnxRuntime" if (folder / "model.onnx").exists() else "TensorFlow"


def network_file(folder):
    return folder / ("model.onnx" if engine(folder) == "OnnxRuntime" else "saved_model.pb")


def load(folder, threads=1):
    """The variant in `folder`: pictures -> its output, or a dict of its outputs."""
    if engine(folder) == "OnnxRuntime":
        import qdq

        return qdq.Loaded(folder, threads)
    import savedmodel

    return savedmodel.Loaded(folder, threads=threads)


def variants(gate):
    """Names of the variants whose folders are there, best first."""
    order = ("int8-onednn", "int8-onnx", "int8-weights", "float32")
    return [v for v in order if (gate / v).is_dir()]


def outputs(model, pictures, batch=16):
    """What the model gives for all pictures: a dict of arrays, of one `score` if it has one output."""
    parts = [model(pictures[i : i + batch]) for i in range(0, len(pictures), batch)]
    parts = [p if isinstance(p, dict) else {"score": p} for p in parts]
    return {k: np.concatenate([p[k] for p in parts]) for k in parts[0]}


class Scored:
    """A variant with the gate's head, if it has one: pictures -> scores."""

    def __init__(self, gate, variant, threads=1):
        self.model = load(gate / variant, threads)
        path = gate / "head" / "head.json"
        self.head = Head(path) if path.exists() else None

    def outputs(self, pictures, batch=16):
        found = outputs(self.model, pictures, batch)
        return {"score": self.head(found), **found} if self.head else found

    def __call__(self, pictures):
        return self.outputs(pictures, len(pictures))["score"]

    def all(self, pictures, batch=16):
        return self.outputs(pictures, batch)["score"]


def manifest(gate):
    """The gate's manifest, after a look that every file it lists is the one it means."""
    m = json.loads((gate / "manifest.json").read_text(encoding="utf-8"))
    parts = [m[k] for k in ("decode", "golden", "head") if k in m] + m["variants"]
    for name, expected in (item for part in parts for item in part["files"].items()):
        if hashlib.sha256((gate / name).read_bytes()).hexdigest() != expected:
            raise SystemExit(f"{name}: sha256 differs")
    return m
