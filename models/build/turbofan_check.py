#!/usr/bin/env python3
"""Loads a sensor gate as a job would, from its manifest alone, and checks hashes and golden outputs."""

import argparse
import json
from pathlib import Path

import numpy as np

import gate as gates


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("gate", type=Path, help="folder with manifest.json")
    p.add_argument("--variant", action="append", help="only this variant (default: all)")
    a = p.parse_args()
    m = gates.manifest(a.gate)
    golden, contract = m["golden"], m["input"]
    shape = (golden["count"], contract["samples"], len(contract["channels"]))
    x = np.fromfile(a.gate / golden["inputs"], "<f4").reshape(shape)
    outputs = json.loads((a.gate / golden["outputs"]).read_text())
    for name in (v["name"] for v in m["variants"] if not a.variant or v["name"] in a.variant):
        model, tolerance = gates.load(a.gate / name), golden["tolerance"][name]
        worst = float(np.abs(model(x) - outputs[name]).max())
        single = float(np.abs(np.concatenate([model(w[None]) for w in x]) - outputs[name]).max())
        print(f"{name}: differs by {worst:.1e} (batch {len(x)}), {single:.1e} (batch 1); tolerance {tolerance}")
        if not max(worst, single) <= tolerance:
            raise SystemExit(f"{name}: outside the tolerance")


if __name__ == "__main__":
    main()
