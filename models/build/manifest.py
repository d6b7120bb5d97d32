#!/usr/bin/env python3
"""Writes the face gate's manifest.json: what the gate is, which files belong to it, their SHA-256. Run it last."""

import argparse
import hashlib
import json
from pathlib import Path

import fetch

VERSION = "1.0.0"
TOLERANCE = {"int8-onednn": 0.06, "float32": 0.02}


def files(gate, folder):
    """Every file under `folder` with its SHA-256, by its path from the gate's folder."""
    return {p.relative_to(gate).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in sorted((gate / folder).rglob("*")) if p.is_file()}


def fitted_by(m):
    at, count, t = m["variants"]["int8-onednn"], m["counts"], m["threshold"]
    return (f"Least threshold in hundredths that at most {m['falseShare']:.1%} of the calibration objects reach with int8 scores"
            f" (Caltech-101 Faces and {m['classes']} object classes, CC BY 4.0, {count['calibration face']} faces and"
            f" {count['calibration object']} objects); on the evaluation half ({count['evaluation face']} and"
            f" {count['evaluation object']}): recall {at['atThreshold']['recall']:.4f}, false positive rate"
            f" {at['atThreshold']['fpr']:.4f}, AUC {at['auc']:.5f}.")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--measured", type=Path, required=True, help="folder of what golden.py and evaluate.py measured")
    a = p.parse_args()
    m = json.loads((a.measured / "face.json").read_text())
    golden = json.loads((a.measured / "face-golden.json").read_text())
    manifest = {
        "format": 1, "name": "face", "version": VERSION, "task": "presence of a frontal or near-frontal face",
        "kind": "camera", "labels": ["face"],
        "input": {"name": "pictures", "width": 128, "height": 128, "channels": "rgb", "layout": "NHWC", "dtype": "uint8",
                  "resize": "letterbox: bilinear, longer side to 128, black elsewhere, centred"},
        "output": {"name": "score", "dtype": "float32", "shape": "[batch]",
                   "meaning": "greatest face probability over the anchors, in 0..1"},
        "threshold": {"value": m["threshold"], "fittedBy": fitted_by(m)},
        "decode": {"folder": "decode", "signatures": {str(r): f"decode_{r}" for r in (1, 2, 4, 8)},
                   "input": "jpeg", "output": "picture",
                   "ratio": "the greatest that leaves the longer side of the JPEG, divided by it and rounded up, at or above 128",
                   "files": files(a.gate, "decode")},
        "variants": [
            {"name": "int8-onednn", "engine": "TensorFlow", "folder": "int8-onednn", "arithmetic": "int8",
             "requires": {"env": {"TF_ENABLE_ONEDNN_OPTS": "1"}, "arch": ["x86_64"]}, "files": files(a.gate, "int8-onednn")},
            {"name": "float32", "engine": "TensorFlow", "folder": "float32", "arithmetic": "float32",
             "requires": {"env": {}, "arch": []}, "files": files(a.gate, "float32")},
        ],
        "golden": {"inputs": "golden/inputs.u8", "count": golden["count"], "outputs": "golden/outputs.json",
                   "tolerance": TOLERANCE, "pictures": golden["pictures"], "files": files(a.gate, "golden")},
        "provenance": {"package": f"npm:{fetch.PACKAGE}", "version": fetch.VERSION, "packageSha256": fetch.PACKAGE_SHA256,
                       "file": fetch.FILE, "sha256": fetch.FILE_SHA256, "bytes": fetch.FILE_BYTES,
                       "licence": fetch.LICENCE, "script": "models/build/convert_face.py"},
        "licence": fetch.LICENCE,
    }
    (a.gate / "manifest.json").write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
