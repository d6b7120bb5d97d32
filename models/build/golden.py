#!/usr/bin/env python3
"""Writes the golden inputs and outputs of a gate, and measures how far apart a healthy and a damaged gate are.

A tolerance must lie between two numbers, both measured here: how much an output moves when the arithmetic
rounds differently (imitated by moving 2 % of the input bytes by one), and how much it moves at least when one
weight tensor is damaged (its values shuffled). A gate whose graph gives features and a prior is compared in its
score, its prior and its first features, and, in the pictures that it finds positive, in its region.
"""

import argparse
import json
import tempfile
from pathlib import Path

import numpy as np
import onnx
from PIL import Image, ImageEnhance, ImageOps
from onnx import numpy_helper
from tensorflow.core.protobuf import saved_model_pb2

import gate as gates
import sample_pictures
from pictures import Decoder

JPEGS = ("astronaut", "chelsea", "coffee")
SIDES = {"face": 128, "person": 160}
FEATURES = 8  # as many of the first are kept
ALIKE = 1e-3  # how far the same picture may be off from itself, alone and in a batch: beyond it an operation is broken
SEED = 20240607


def inputs(name):
    """(name, picture) of each golden input, before it is fitted to the gate's size."""
    p = {name: sample_pictures.load(name) for name in sample_pictures.SOURCES}
    portrait = p["astronaut"].crop((96, 0, 416, 320))
    rows = [
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
    if name == "person":
        small = p["coffee"].copy()
        small.paste(p["astronaut"].resize((128, 128), Image.Resampling.BILINEAR), (40, 230))
        rows += [("coffee, with the astronaut small in it", small), ("grey", Image.new("RGB", (640, 480), (128, 128, 128)))]
    return rows


def own(folder):
    """The same for a gate of one's own: the pictures of a folder."""
    return [(f.name, Image.open(f).convert("RGB")) for f in sorted(folder.glob("*.jp*g"))]


def compared(found):
    """What golden outputs are compared in: name -> array."""
    return {k: v[:, :FEATURES] if k == "features" else v for k, v in found.items()}


def moved(found, expected, positive):
    """Greatest difference of each output; of the region in the `positive` pictures alone, of others nobody asks where."""
    differences = {k: np.abs(v - expected[k]) for k, v in compared(found).items()}
    return {k: float((d[positive] if k == "region" else d).max()) for k, d in differences.items()}


def most(changes):
    return {k: max(c[k] for c in changes) for k in changes[0]}


def rounding(model, pictures, expected, positive, draws=8):
    """Greatest change of each output when 2 % of the bytes move by one."""
    changes = []
    for draw in range(draws):
        r = np.random.default_rng(SEED + draw)
        step = (r.random(pictures.shape) < 0.02) * r.choice([-1, 1], pictures.shape)
        changes.append(moved(model.outputs(np.clip(pictures.astype(int) + step, 0, 255).astype(np.uint8)), expected, positive))
    return most(changes)


def damaged(folder, every):
    """Copies of the network, each with the values of one of its weight tensors, of every `every`th, shuffled."""
    def shuffled(content, wide):
        values = np.frombuffer(content, np.dtype(f"V{wide}")).copy()
        np.random.default_rng(SEED).shuffle(values)
        return values.tobytes()

    original = gates.network_file(folder).read_bytes()
    if gates.engine(folder) == "OnnxRuntime":
        weights = [i for i, t in enumerate(onnx.load_from_string(original).graph.initializer) if len(t.dims) == 4]
        for i in weights[::every]:
            model = onnx.load_from_string(original)
            tensor = model.graph.initializer[i]
            tensor.raw_data = shuffled(tensor.raw_data, numpy_helper.to_array(tensor).itemsize)
            yield model.SerializeToString()
        return
    nodes = saved_model_pb2.SavedModel.FromString(original).meta_graphs[0].graph_def.node
    weights = [i for i, n in enumerate(nodes) if n.op == "Const" and len(n.attr["value"].tensor.tensor_shape.dim) in (3, 4)]
    for i in weights[::every]:
        broken = saved_model_pb2.SavedModel.FromString(original)
        tensor = broken.meta_graphs[0].graph_def.node[i].attr["value"].tensor
        count = np.prod([d.size for d in tensor.tensor_shape.dim])
        if len(tensor.tensor_content) < count:
            continue  # a constant of one value
        tensor.tensor_content = shuffled(tensor.tensor_content, len(tensor.tensor_content) // count)
        yield broken.SerializeToString()


def damage(gate, variant, pictures, expected, positive, every):
    """For each output, least, over all weight tensors, of its greatest change when that tensor is shuffled."""
    changes = []
    for content in damaged(gate / variant, every):
        with tempfile.TemporaryDirectory() as scratch:
            copy = Path(scratch)
            (copy / variant).mkdir()
            (copy / variant / gates.network_file(gate / variant).name).write_bytes(content)
            if (gate / "head").is_dir():
                (copy / "head").symlink_to((gate / "head").resolve())
            changes.append(moved(gates.Scored(copy, variant).outputs(pictures), expected, positive))
    return {"tensors": len(changes), "least": {k: min(c[k] for c in changes) for k in changes[0]},
            "median": {k: float(np.median([c[k] for c in changes])) for k in changes[0]}, "each": changes}


def rounded(value):
    return np.round(value.astype(np.float64), 7).tolist()


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder, called by the gate's name")
    p.add_argument("--measured", type=Path, required=True, help="JSON file for what was measured")
    p.add_argument("--pictures", type=Path, help="of a gate of one's own: folder of JPEG files that may be given away")
    p.add_argument("--side", type=int, help="of a gate of one's own: width and height of its pictures")
    p.add_argument("--variant", action="append", help="only this variant; the others keep their outputs (default: all)")
    p.add_argument("--every", type=int, default=1, help="damage only every how manyth weight tensor (default 1)")
    p.add_argument("--sound-only", action="store_true", help="keep what was measured of damaged networks, which takes longest")
    a = p.parse_args()
    out, name = a.gate / "golden", a.gate.resolve().name
    out.mkdir(parents=True, exist_ok=True)
    decoder = Decoder(a.gate / "decode", a.side or SIDES[name])
    variants = [v for v in gates.variants(a.gate) if not a.variant or v in a.variant]
    before = json.loads(a.measured.read_text()) if a.measured.exists() else {"variants": {}}
    outputs = json.loads((out / "outputs.json").read_text()) if a.variant and (out / "outputs.json").exists() else {}

    rows = own(a.pictures) if a.pictures else inputs(name)
    names, images = zip(*rows)
    wholes = dict(zip(names, images)) if a.pictures else {j: sample_pictures.load(j) for j in JPEGS}
    raw = decoder.all([sample_pictures.jpeg(i) for i in images])
    (out / "inputs.u8").write_bytes(raw.tobytes())
    outputs["names"] = list(names)
    measured = {"count": len(raw), "pictures": [], "variants": before["variants"] if a.variant or a.sound_only else {}}
    samples = {}
    for jpeg in list(wholes)[:3]:
        content = sample_pictures.jpeg(wholes[jpeg])
        (out / f"{jpeg}.jpg").write_bytes(content)
        kept = {q["file"]: q["score"] for q in before.get("pictures", [])} if a.variant else {}
        samples[jpeg] = decoder(content)[None]
        measured["pictures"].append({"file": f"golden/{jpeg}.jpg", "score": kept.get(f"golden/{jpeg}.jpg", {})})
    for v in variants:
        model = gates.Scored(a.gate, v)
        expected = compared(model.outputs(raw))
        positive = expected["score"] >= model.head.threshold if "region" in expected else slice(None)
        outputs[v] = rounded(expected["score"])
        for k in expected.keys() - {"score"}:
            outputs.setdefault(k, {})[v] = rounded(expected[k])
        for row, jpeg in zip(measured["pictures"], samples):
            row["score"][v] = round(float(model(samples[jpeg])[0]), 7)
        alone = moved(model.outputs(raw, 1), expected, positive)
        if max(alone.values()) > ALIKE:
            raise SystemExit(f"{v}: alone and in a batch the same pictures give outputs that differ by {alone}")
        earlier = measured["variants"].get(v, {}).get("damage")
        measured["variants"][v] = {
            "rounding": rounding(model, raw, expected, positive),
            "batch": alone,
            "damage": earlier if a.sound_only and earlier else damage(a.gate, v, raw, expected, positive, a.every),
        }
        print(v, json.dumps({k: {i: j for i, j in w.items() if i != "each"} for k, w in measured["variants"][v].items()}))
    (out / "outputs.json").write_text(json.dumps(outputs, indent=1) + "\n")
    a.measured.parent.mkdir(parents=True, exist_ok=True)
    a.measured.write_text(json.dumps(measured, indent=1) + "\n")
    for row in zip(names, *(outputs[v] for v in gates.variants(a.gate) if v in outputs)):
        print(*row)


if __name__ == "__main__":
    main()
