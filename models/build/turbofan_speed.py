#!/usr/bin/env python3
"""Time of the variants of a sensor gate, one process each, in turns, like speed.py for pictures."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import speed
from turbofan_serve import VARIANTS


def serve(folder, golden):
    """The child: answers each line `batch calls` on stdin with milliseconds for one window, wall and CPU."""
    import numpy as np

    import turbofan_data as data
    from turbofan_serve import load

    model = load(folder)
    windows = np.fromfile(golden, "<f4").reshape(-1, data.SIZE, len(data.CHANNELS))
    windows = np.resize(windows, (64, *windows.shape[1:]))
    print("ready", flush=True)
    for line in sys.stdin:
        batch, calls = map(int, line.split())
        model(windows[:batch])
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(calls):
            model(windows[:batch])
        k = 1e3 / calls / batch
        print((time.perf_counter() - wall) * k, (time.process_time() - cpu) * k, flush=True)


def measure(gate, batches=(1, 8, 32), rounds=31, calls=200):
    """{variant: {batch: [(wall ms, CPU ms) for one window, one pair a round]}}"""
    environment = {**os.environ, "TF_ENABLE_ONEDNN_OPTS": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
    command = [sys.executable, __file__, str(gate), "--serve"]
    children = {v: subprocess.Popen([*command, v], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                    stderr=subprocess.DEVNULL, text=True) for v in VARIANTS}
    for v, child in children.items():
        if child.stdout.readline().strip() != "ready":
            raise RuntimeError(f"{v} did not load")
    times = {v: {b: [] for b in batches} for v in VARIANTS}
    for batch in batches:
        for turn in range(rounds + 1):  # the first warms up
            for v, child in children.items():
                child.stdin.write(f"{batch} {calls}\n")
                child.stdin.flush()
                pair = tuple(map(float, child.stdout.readline().split()))
                if turn:
                    times[v][batch].append(pair)
    for child in children.values():
        child.stdin.close()
        child.wait()
    return times


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
