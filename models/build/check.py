#!/usr/bin/env python3
"""Loads a gate as a job would, from its manifest alone, and checks hashes, golden outputs and golden pictures."""

import argparse
import io
import json
from pathlib import Path

import numpy as np
from PIL import Image

import gate as gates
from decode import ratio_for
from savedmodel import Loaded


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("gate", type=Path, help="folder with manifest.json")
    p.add_argument("--variant", action="append", help="only this variant (default: all)")
    a = p.parse_args()
    m = gates.manifest(a.gate)
    size, golden = m["input"], m["golden"]
    raw = np.fromfile(a.gate / golden["inputs"], np.uint8).reshape(golden["count"], size["height"], size["width"], 3)
    outputs = json.loads((a.gate / golden["outputs"]).read_text())
    for variant in (v["name"] for v in m["variants"] if not a.variant or v["name"] in a.variant):
        model = gates.Scored(a.gate, variant)
        tolerances = {"score": golden["tolerance"], **golden.get("tolerances", {})}
        for batch in (len(raw), 1):
            found = model.outputs(raw, batch)
            for name, tolerance in tolerances.items():
                expected = np.array(outputs[variant] if name == "score" else outputs[name][variant])
                got = found[name] if expected.ndim == 1 else found[name][:, : expected.shape[1]]
                off = np.abs(got - expected)
                if name == "region":  # of what is negative nobody asks where
                    off = off[np.array(outputs[variant]) >= model.head.threshold]
                report(variant, f"{name}, batch {batch}", float(off.max()), tolerance[variant])
        for picture in golden["pictures"]:
            jpeg = (a.gate / picture["file"]).read_bytes()
            ratio = ratio_for(*Image.open(io.BytesIO(jpeg)).size, size["width"])
            fitted = Loaded(a.gate / "decode", m["decode"]["signatures"][str(ratio)])(jpeg)
            off = abs(float(model(fitted[None])[0]) - picture["score"][variant])
            report(variant, picture["file"], off, golden["tolerance"][variant])


def report(variant, what, off, tolerance):
    print(f"{variant}, {what}: differs by {off:.1e}, tolerance {tolerance}")
    if off > tolerance:
        raise SystemExit(f"{variant}, {what}: outside the tolerance")


if __name__ == "__main__":
    main()
