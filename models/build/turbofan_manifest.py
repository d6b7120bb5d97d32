#!/usr/bin/env python3
"""Writes the turbofan gate's manifest.json: what the gate is, which files belong to it, their SHA-256. Run it last."""

import argparse
import hashlib
import json
from pathlib import Path

import turbofan_data as data
from manifest import files

VERSION, LICENCE = "1.0.0", "Apache-2.0"
TOLERANCE = {"int8-onednn": 0.05, "int8-weights": 0.02, "int8-onnx": 0.05, "float32": 0.02}
MOST_HELD = 15  # readings of a window that may be held or filled in front, see CARD.md
SOURCE = ("NASA C-MAPSS FD001 (Saxena & Goebel 2008), train_FD001.txt: 100 simulated engines run to failure;"
          " US government work, public domain")


def variant(gate, name, engine, arithmetic, env=(), arch=()):
    return {"name": name, "engine": engine, "folder": name, "arithmetic": arithmetic,
            "requires": {"env": dict(env), "arch": list(arch)}, "files": files(gate, name)}


def fitted_by(built, m):
    fold, last = built["crossValidated"]["int8-onednn"], m["last"]["int8-onednn"]
    low, high = last["interval"]["f1"]
    return (f"Threshold in hundredths of the greatest F1 over all windows of the {built['engines']} training engines,"
            f" scored in int8 by networks that saw no window of the same engine ({built['folds']} folds; F1 {fold['f1']:.3f},"
            f" AUC {fold['auc']:.4f}). On the last window of each of {m['engines']} test engines: AUC {last['auc']:.4f},"
            f" F1 {last['f1']:.3f} (95 % interval {low:.3f} to {high:.3f}), recall {last['recall']:.3f}.")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--data", type=Path, required=True, help="folder with train_FD001.txt, for its checksum")
    p.add_argument("--measured", type=Path, required=True, help="folder of what was measured")
    a = p.parse_args()
    built, m, golden = (json.loads((a.measured / f"turbofan{n}.json").read_text()) for n in ("-build", "", "-golden"))
    train = a.data / "train_FD001.txt"
    manifest = {
        "format": 1, "name": "turbofan", "version": VERSION,
        "task": f"turbofan engine that fails within {data.HORIZON} cycles", "kind": "sensor", "labels": ["failing"],
        "input": {
            "name": "windows", "samples": data.SIZE, "slide": 1,
            "channels": [{"name": name, "unit": unit} for name, unit, _ in data.CHANNELS],
            "dtype": "float32", "layout": "NTC",
            "gap": {"fill": "previous", "front": "first", "mostFilled": MOST_HELD, "absent": "NaN"},
        },
        "output": {"name": "score", "dtype": "float32", "shape": "[batch]",
                   "meaning": f"probability that at most {data.HORIZON} cycles are left after the newest reading, in 0..1"},
        "threshold": {"value": built["threshold"], "fittedBy": fitted_by(built, m)},
        "variants": [
            variant(a.gate, "int8-onednn", "TensorFlow", "int8", {"TF_ENABLE_ONEDNN_OPTS": "1"}.items(), ["x86_64"]),
            variant(a.gate, "int8-onnx", "OnnxRuntime", "int8"),
            variant(a.gate, "int8-weights", "TensorFlow", "float32"),
            variant(a.gate, "float32", "TensorFlow", "float32"),
        ],
        "golden": {"inputs": "golden/inputs.f32", "count": golden["count"], "outputs": "golden/outputs.json",
                   "tolerance": TOLERANCE, "files": files(a.gate, "golden")},
        "provenance": {"trainedBy": "the Vedette authors", "script": "models/build/turbofan_build.py", "seed": data.SEED,
                       "data": SOURCE, "file": train.name, "sha256": hashlib.sha256(train.read_bytes()).hexdigest(),
                       "bytes": train.stat().st_size, "licence": "public domain"},
        "licence": LICENCE,
    }
    (a.gate / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
