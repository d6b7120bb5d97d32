#!/usr/bin/env python3
"""Loads a gate as a job would, from its manifest alone, and checks hashes, golden outputs and golden pictures."""

import argparse
import hashlib
import io
import json
from pathlib import Path

import numpy as np
from PIL import Image

from decode import ratio_for
from savedmodel import Loaded


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("gate", type=Path, help="folder with manifest.json")
    p.add_argument("--variant", action="append", help="only this variant (default: all)")
    a = p.parse_args()
    m = json.loads((a.gate / "manifest.json").read_text())
    parts = [m["decode"], m["golden"], *m["variants"]]
    for name, expected in (item for part in parts for item in part["files"].items()):
        if hashlib.sha256((a.gate / name).read_bytes()).hexdigest() != expected:
            raise SystemExit(f"{name}: sha256 differs")

    size, golden = m["input"], m["golden"]
    raw = np.fromfile(a.gate / golden["inputs"], np.uint8).reshape(golden["count"], size["height"], size["width"], 3)
    outputs = json.loads((a.gate / golden["outputs"]).read_text())
    for variant in (v["name"] for v in m["variants"] if not a.variant or v["name"] in a.variant):
        model, tolerance = Loaded(a.gate / variant), golden["tolerance"][variant]
        worst = float(np.abs(model(raw) - outputs[variant]).max())
        single = float(np.abs(np.concatenate([model(r[None]) for r in raw]) - outputs[variant]).max())
        pictures = 0.0
        for picture in golden["pictures"]:
            jpeg = (a.gate / picture["file"]).read_bytes()
            ratio = ratio_for(*Image.open(io.BytesIO(jpeg)).size, size["width"])
            fitted = Loaded(a.gate / "decode", m["decode"]["signatures"][str(ratio)])(jpeg)
            pictures = max(pictures, abs(float(model(fitted[None])[0]) - picture["score"][variant]))
        print(f"{variant}: differs by {worst:.1e} (batch {len(raw)}), {single:.1e} (batch 1), {pictures:.1e} (pictures);"
              f" tolerance {tolerance}")
        if max(worst, single, pictures) > tolerance:
            raise SystemExit(f"{variant}: outside the tolerance")


if __name__ == "__main__":
    main()
