#!/usr/bin/env python3
"""Writes the golden windows and scores of the turbofan gate and its sample, and measures how far apart a healthy and a
damaged gate are.

A tolerance must lie between two numbers, both measured here: how much a score moves when the arithmetic rounds
differently (imitated by moving 2 % of the readings by one step of the 8-bit input), and how much it moves at least when
one weight tensor is damaged (its values shuffled).
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper
from tensorflow.core.protobuf import saved_model_pb2

import turbofan_data as data
import turbofan_engine as engine
import turbofan_network as network
from gate import load
from turbofan_serve import VARIANTS, scores

LIFE, SAMPLE_LIFE = 220, 160


def inputs():
    """(name, window) of each golden input."""
    rows = engine.readings(LIFE, data.SEED)
    cases = [(f"{left} cycles left", rows[LIFE - left - data.SIZE : LIFE - left])
             for left in (150, 100, 80, 60, 50, 45, 40, 35, 30, 25, 20, 10, 0)]
    for left in (40, 25):
        x = rows[None, LIFE - left - data.SIZE : LIFE - left]
        lost = np.arange(data.SIZE) % 3 == 1
        cases.append((f"{left} cycles left, every third reading lost and held", data.held(x, lost[None])[0]))
        cases.append((f"{left} cycles left, only 10 readings, the oldest of them in front", data.begun(x, 10)[0]))
        absent = x[0].copy()
        absent[:, data.NAMES.index("T50")] = np.nan
        cases.append((f"{left} cycles left, T50 never read (NaN)", absent))
    cases.append(("all channels far above their range", rows[: data.SIZE] * np.float32(2)))
    return cases


def rounding(model, x, expected, deviation, draws=8):
    """Greatest change of a score when 2 % of the readings move by one step of the 8-bit input."""
    worst = 0.0
    for draw in range(draws):
        r = np.random.default_rng(data.SEED + draw)
        step = (r.random(x.shape) < 0.02) * r.choice([-1, 1], x.shape) * deviation * 2 * network.CLIP / 255
        worst = max(worst, float(np.abs(scores(model, (x + step).astype(np.float32)) - expected).max()))
    return worst


def damage(folder, x, expected):
    """Least and median, over all weight tensors, of the greatest change of a golden score when that tensor is shuffled."""
    spoilt = _spoilt_onnx(folder) if (folder / "model.onnx").exists() else _spoilt_graphs(folder)
    changes = []
    for name, content in spoilt:
        with tempfile.TemporaryDirectory() as scratch:
            (Path(scratch) / name).write_bytes(content)
            changes.append(float(np.abs(scores(load(Path(scratch)), x) - expected).max()))
    return {"tensors": len(changes), "least": min(changes), "median": float(np.median(changes))}


def _spoilt_graphs(folder):
    original = (folder / "saved_model.pb").read_bytes()
    nodes = saved_model_pb2.SavedModel.FromString(original).meta_graphs[0].graph_def.node
    for i in (i for i, n in enumerate(nodes) if len(n.attr["value"].tensor.tensor_shape.dim) == 4):
        broken = saved_model_pb2.SavedModel.FromString(original)
        tensor = broken.meta_graphs[0].graph_def.node[i].attr["value"].tensor
        wide = len(tensor.tensor_content) // np.prod([d.size for d in tensor.tensor_shape.dim])
        values = np.frombuffer(tensor.tensor_content, np.dtype(f"V{wide}")).copy()
        np.random.default_rng(data.SEED).shuffle(values)
        tensor.tensor_content = values.tobytes()
        yield "saved_model.pb", broken.SerializeToString()


def _spoilt_onnx(folder):
    original = (folder / "model.onnx").read_bytes()
    for i in (i for i, t in enumerate(onnx.load_from_string(original).graph.initializer) if len(t.dims) == 3):
        broken = onnx.load_from_string(original)
        tensor = broken.graph.initializer[i]
        values = numpy_helper.to_array(tensor).ravel().copy()
        np.random.default_rng(data.SEED).shuffle(values)
        tensor.CopyFrom(numpy_helper.from_array(values.reshape(tensor.dims), tensor.name))
        yield "model.onnx", broken.SerializeToString()


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--measured", type=Path, required=True, help="folder of what is measured; turbofan_build.py was run before")
    a = p.parse_args()
    out = a.gate / "golden"
    out.mkdir(parents=True, exist_ok=True)
    names, windows = zip(*inputs())
    x = np.stack(windows).astype("<f4")
    (out / "inputs.f32").write_bytes(x.tobytes())
    models = {v: load(a.gate / v) for v in VARIANTS}
    found = {v: scores(m, x) for v, m in models.items()}
    outputs = {v: [round(float(s), 7) for s in found[v]] for v in VARIANTS}
    (out / "outputs.json").write_text(json.dumps({**outputs, "names": names}, indent=1) + "\n")
    (a.gate / "sample.csv").write_text(engine.csv(engine.readings(SAMPLE_LIFE, data.SEED + 1)))

    deviation = np.array(json.loads((a.measured / "turbofan-build.json").read_text())["deviation"])
    measured = {"count": len(x), "variants": {
        v: {"rounding": rounding(models[v], x, found[v], deviation),
            "batch": float(np.abs(scores(models[v], x, 1) - found[v]).max()),
            "damage": damage(a.gate / v, x, found[v])} for v in VARIANTS}}
    (a.measured / "turbofan-golden.json").write_text(json.dumps(measured, indent=1) + "\n")
    print(json.dumps(measured["variants"], indent=1))
    for row in zip(names, *(outputs[v] for v in VARIANTS)):
        print(*row)


if __name__ == "__main__":
    main()
