#!/usr/bin/env python3
"""Time of the variants of a sensor gate, one process each, in turns, like speed.py for pictures."""

import argparse
import json
import sys
from pathlib import Path

import speed
from turbofan_serve import VARIANTS


def serve(folder, golden):
    """The child."""
    import numpy as np

    import turbofan_data as data
    from gate import load

    windows = np.fromfile(golden, "<f4").reshape(-1, data.SIZE, len(data.CHANNELS))
    speed.answer(load(folder), np.resize(windows, (64, *windows.shape[1:])))


def measure(gate, batches=(1, 8, 32), rounds=31, calls=200):
    """What `speed.in_turns` gives for every variant, each turn of `calls` calls."""
    commands = {v: [sys.executable, __file__, str(gate), "--serve", v] for v in VARIANTS}
    return speed.in_turns(commands, batches, rounds, lambda batch: calls)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("gate", type=Path, help="the gate's folder")
    p.add_argument("--serve", help=argparse.SUPPRESS)
    p.add_argument("--rounds", type=int, default=31)
    a = p.parse_args()
    if a.serve:
        serve(a.gate / a.serve, a.gate / "golden" / "inputs.f32")
        return
    times = measure(a.gate, rounds=a.rounds)
    print(json.dumps({v: {b: speed.summary(t) for b, t in each.items()} for v, each in times.items()}, indent=1))


if __name__ == "__main__":
    main()
