#!/usr/bin/env python3
"""Writes a gate's manifest.json: what the gate is, which files belong to it, their SHA-256. Run it last."""

import argparse
import hashlib
import json
from pathlib import Path

import fetch
import gate as gates

VERSIONS = {"face": "1.1.0", "person": "1.1.0"}
# How far a score, a prior, a feature or a side of the region may be off, between what golden.py measured for rounding and for damage.
TOLERANCE = {
    "face": {"score": {"int8-onednn": 0.06, "int8-onnx": 0.15, "int8-weights": 0.02, "float32": 0.02}},
    "person": {"score": {"int8-onednn": 0.15, "int8-onnx": 0.15, "int8-weights": 0.06, "float32": 0.06},
               "prior": {"int8-onednn": 0.5, "int8-onnx": 0.5, "int8-weights": 0.4, "float32": 0.4},
               "features": {"int8-onednn": 1.2, "int8-onnx": 1.2, "int8-weights": 0.4, "float32": 0.4},
               "region": {"int8-onednn": 0.25, "int8-onnx": 0.3, "int8-weights": 0.2, "float32": 0.2}},
}
TASKS = {
    "face": ("presence of a frontal or near-frontal face", 128),
    "person": ("presence of a person, also small, turned or cut off by the frame", 160),
}
REQUIRES = {"int8-onednn": {"env": {"TF_ENABLE_ONEDNN_OPTS": "1"}, "arch": ["x86_64"]}}


def files(gate, folder):
    """Every file under `folder` with its SHA-256, by its path from the gate's folder."""
    return {p.relative_to(gate).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted((gate / folder).rglob("*")) if p.is_file()}


def face(gate, m):
    at, count, t = m["variants"]["int8-onednn"], m["counts"], m["threshold"]
    fitted_by = (f"Least threshold in hundredths that at most {m['falseShare']:.1%} of the calibration objects reach with int8"
                 f" scores (Caltech-101 Faces and {m['classes']} object classes, CC BY 4.0, {count['calibration face']} faces and"
                 f" {count['calibration object']} objects); on the evaluation half ({count['evaluation face']} and"
                 f" {count['evaluation object']}): recall {at['atThreshold']['recall']:.4f}, false positive rate"
                 f" {at['atThreshold']['fpr']:.4f}, AUC {at['auc']:.5f}.")
    return {"output": {"name": "score", "dtype": "float32", "shape": "[batch]",
                       "meaning": "greatest face probability over the anchors, in 0..1"},
            "threshold": {"value": t, "fittedBy": fitted_by}}


def person(gate, m):
    from person import MARGIN, SHARE

    head = json.loads((gate / "head" / "head.json").read_text(encoding="utf-8"))
    return {"outputs": {
                "features": {"name": "features", "dtype": "float32", "shape": f"[batch, {head['features']}]",
                             "size": head["features"], "meaning": "mean and maximum of each channel of the backbone's block 12"},
                "prior": {"name": "prior", "dtype": "float32", "shape": "[batch]",
                          "meaning": "logit of the mean of the 8 best of 17 heat-map maxima"},
                "region": {"name": "region", "dtype": "float32", "shape": "[batch, 4]",
                           "meaning": f"left, top, right and bottom in shares of the network's square: around the joints whose"
                                      f" maximum is at least {SHARE} of the greatest, and {MARGIN} of that more on each side"}},
            "head": {"file": "head/head.json", "files": files(gate, "head"),
                     "score": "sigmoid(clip(weights . features + bias, -clip, clip) + priorWeight * (prior - priorOffset))"},
            "threshold": {"value": head["threshold"], "fittedBy": head["fittedBy"]}}


def variant(gate, name):
    return {"name": name, "engine": gates.engine(gate / name), "folder": name, "arithmetic": gates.ARITHMETIC[name],
            "weights": gates.WEIGHTS[name], "requires": REQUIRES.get(name, {"env": {}, "arch": []}),
            "files": files(gate, name)}


def shipped(name, gate, measured):
    """What is to be said of a gate that comes with Vedette."""
    package, (task, side) = fetch.PACKAGES[name], TASKS[name]
    made = {"face": face, "person": person}[name](gate, json.loads((measured / f"{name}.json").read_text()))
    return {"version": VERSIONS[name], "task": task, "labels": [name], "side": side, "threshold": made.pop("threshold"),
            "outputs": made, "tolerances": TOLERANCE[name], "licence": package.licence,
            "provenance": provenance(package, f"models/build/convert_{name}.py")}


def told(path):
    """The same of a gate of one's own, from a JSON file."""
    about = json.loads(path.read_text(encoding="utf-8"))
    return {**about, "tolerances": {"score": about["tolerance"]}, "outputs": {"output": {
        "name": "score", "dtype": "float32", "shape": "[batch]", "meaning": about["task"]}}}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder, called by the gate's name")
    p.add_argument("--measured", type=Path, required=True, help="folder of what golden.py and the evaluation measured")
    p.add_argument("--about", type=Path, help="of a gate of one's own: JSON file, see README.md")
    a = p.parse_args()
    name = a.gate.resolve().name
    about = told(a.about) if a.about else shipped(name, a.gate, a.measured)
    golden = json.loads((a.measured / f"{name}-golden.json").read_text())
    side, found = about["side"], gates.variants(a.gate)
    tolerance = {k: {v: t[v] for v in found} for k, t in about["tolerances"].items()}
    manifest = {
        "format": 1, "name": name, "version": about["version"], "task": about["task"], "kind": "camera", "labels": about["labels"],
        "input": {"name": "pictures", "width": side, "height": side, "channels": "rgb", "layout": "NHWC", "dtype": "uint8",
                  "resize": f"letterbox: bilinear, longer side to {side}, black elsewhere, centred"},
        **about["outputs"], "threshold": about["threshold"],
        "decode": {"folder": "decode", "signatures": {str(r): f"decode_{r}" for r in (1, 2, 4, 8)},
                   "input": "jpeg", "output": "picture",
                   "ratio": f"the greatest that leaves the longer side of the JPEG, divided by it and rounded up, at or above {side}",
                   "files": files(a.gate, "decode")},
        "variants": [variant(a.gate, v) for v in found],
        "golden": {"inputs": "golden/inputs.u8", "count": golden["count"], "outputs": "golden/outputs.json",
                   "tolerance": tolerance.pop("score"), **({"tolerances": tolerance} if tolerance else {}),
                   "pictures": golden["pictures"], "files": files(a.gate, "golden")},
        "provenance": about["provenance"], "licence": about["licence"],
    }
    (a.gate / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def provenance(package, script):
    """The first file as in format 1, and, if there are more, all of them."""
    first, (size, sha) = next(iter(package.files.items()))
    more = [{"file": f, "bytes": b, "sha256": h} for f, (b, h) in package.files.items()]
    return {"package": f"npm:{package.name}", "version": package.version, "packageSha256": package.sha256, "file": first,
            "sha256": sha, "bytes": size, **({"files": more} if len(more) > 1 else {}), "licence": package.licence,
            "script": script}


if __name__ == "__main__":
    main()
