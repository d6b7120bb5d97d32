#!/usr/bin/env python3
"""Writes the golden inputs and outputs of a gate, and measures how far apart a healthy and a damaged gate are.

A tolerance must lie between two numbers, both measured here: how much a score moves when the arithmetic
rounds differently (imitated by moving 2 % of the input bytes by one), and how much it moves at least when one
weight tensor is damaged (its values shuffled).
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image, ImageEnhance, ImageOps
from tensorflow.core.protobuf import saved_model_pb2

import blazeface
import sample_pictures
from pictures import Decoder, scores
from savedmodel import Loaded

VARIANTS = ("int8-onednn", "float32")
JPEGS = ("astronaut", "chelsea", "coffee")
SEED = 20240607


def inputs():
    """(name, picture) of each golden input, before it is fitted to the gate's size."""
    p = {name: sample_pictures.load(name) for name in sample_pictures.SOURCES}
    portrait = p["astronaut"].crop((96, 0, 416, 320))
    return [
        ("astronaut", p["astronaut"]),
        ("astronaut, head and shoulders", portrait),
        ("the same, mirrored", ImageOps.mirror(portrait)),
        ("the same, half as bright", ImageEnhance.Brightness(portrait).enhance(0.5)),
        ("astronaut, face only", p["astronaut"].crop((160, 40, 310, 190))),
        ("astronaut, turned by 20 degrees", p["astronaut"].rotate(20, Image.Resampling.BICUBIC)),
        ("astronaut, the part without the face", p["astronaut"].crop((256, 0, 512, 256))),
        ("chelsea", p["chelsea"]),
        ("coffee", p["coffee"]),
        ("coffee, mirrored", ImageOps.mirror(p["coffee"])),
        ("clock", p["clock"]),
        ("hubble", p["hubble"]),
        ("retina", p["retina"]),
        ("rocket", p["rocket"]),
    ]


def rounding(model, pictures, expected, draws=8):
    """Greatest change of a score when 2 % of the bytes move by one."""
    worst = np.zeros(len(pictures))
    for draw in range(draws):
        r = np.random.default_rng(SEED + draw)
        step = (r.random(pictures.shape) < 0.02) * r.choice([-1, 1], pictures.shape)
        moved = np.clip(pictures.astype(int) + step, 0, 255).astype(np.uint8)
        worst = np.maximum(worst, np.abs(scores(model, moved) - expected))
    return float(worst.max())


def damage(folder, pictures, expected):
    """Least, over all weight tensors, of the greatest change of a golden score when that tensor is shuffled."""
    original = saved_model_pb2.SavedModel.FromString((folder / "saved_model.pb").read_bytes())
    nodes = original.meta_graphs[0].graph_def.node
    weights = [i for i, n in enumerate(nodes) if n.op == "Const" and len(n.attr["value"].tensor.tensor_shape.dim) == 4]
    changes = []
    for i in weights:
        broken = saved_model_pb2.SavedModel.FromString(original.SerializeToString())
        tensor = broken.meta_graphs[0].graph_def.node[i].attr["value"].tensor
        wide = 1 if len(tensor.tensor_content) == np.prod([d.size for d in tensor.tensor_shape.dim]) else 4
        values = np.frombuffer(tensor.tensor_content, np.dtype(f"V{wide}")).copy()
        np.random.default_rng(SEED).shuffle(values)
        tensor.tensor_content = values.tobytes()
        with tempfile.TemporaryDirectory() as scratch:
            (Path(scratch) / "saved_model.pb").write_bytes(broken.SerializeToString())
            changes.append(float(np.abs(scores(Loaded(scratch), pictures) - expected).max()))
    return {"tensors": len(changes), "least": min(changes), "median": float(np.median(changes))}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--measured", type=Path, required=True, help="JSON file for what was measured")
    a = p.parse_args()
    out = a.gate / "golden"
    out.mkdir(parents=True, exist_ok=True)
    decoder = Decoder(a.gate / "decode", blazeface.SIDE)
    models = {v: Loaded(a.gate / v) for v in VARIANTS}

    names, images = zip(*inputs())
    raw = decoder.all([sample_pictures.jpeg(i) for i in images])
    (out / "inputs.u8").write_bytes(raw.tobytes())
    found = {v: scores(m, raw) for v, m in models.items()}
    outputs = {v: [round(float(s), 7) for s in found[v]] for v in VARIANTS}
    outputs["names"] = list(names)
    (out / "outputs.json").write_text(json.dumps(outputs, indent=1) + "\n")

    whole = []
    for name in JPEGS:
        content = sample_pictures.jpeg(sample_pictures.load(name))
        (out / f"{name}.jpg").write_bytes(content)
        picture = decoder(content)[None]
        whole.append({"file": f"golden/{name}.jpg", "score": {v: round(float(models[v](picture)[0]), 7) for v in VARIANTS}})

    measured = {"count": len(raw), "pictures": whole, "variants": {}}
    for v in VARIANTS:
        measured["variants"][v] = {
            "rounding": rounding(models[v], raw, found[v]),
            "batch": float(np.abs(scores(models[v], raw, 1) - scores(models[v], raw, 16)).max()),
            "damage": damage(a.gate / v, raw, found[v]),
        }
    a.measured.parent.mkdir(parents=True, exist_ok=True)
    a.measured.write_text(json.dumps(measured, indent=1) + "\n")
    print(json.dumps(measured["variants"], indent=1))
    for row in zip(names, *(outputs[v] for v in VARIANTS)):
        print(*row)


if __name__ == "__main__":
    main()
