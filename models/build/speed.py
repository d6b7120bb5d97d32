#!/usr/bin/env python3
"""Time of the variants of a gate, one process each, measured in turns so that the machine's moods fall on all alike."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path


def serve(folder, side):
    """The child of a gate of pictures."""
    import numpy as np

    import gate

    answer(gate.load(folder), np.random.default_rng(0).integers(0, 256, (64, side, side, 3)).astype(np.uint8))


def answer(model, inputs):
    """What a child does: answers each line `batch calls` on stdin with milliseconds for one input, wall and CPU."""
    print("ready", flush=True)
    for line in sys.stdin:
        batch, calls = map(int, line.split())
        model(inputs[:batch])
        wall, cpu = time.perf_counter(), time.process_time()
        for _ in range(calls):
            model(inputs[:batch])
        k = 1e3 / calls / batch
        print((time.perf_counter() - wall) * k, (time.process_time() - cpu) * k, flush=True)


def in_turns(commands, batches, rounds, calls):
    """{name: {batch: [(wall ms, CPU ms) for one input, one pair a round]}} for `commands`: name -> command of a child.

    `calls`: batch -> how many calls a child makes in its turn.
    """
    environment = {**os.environ, "TF_ENABLE_ONEDNN_OPTS": "1", "TF_CPP_MIN_LOG_LEVEL": "2"}
    children = {}
    for name, command in commands.items():
        children[name] = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                          stderr=subprocess.DEVNULL, text=True)
        if children[name].stdout.readline().strip() != "ready":
            raise RuntimeError(f"{name} did not load")
    times = {name: {b: [] for b in batches} for name in commands}
    for batch in batches:
        for turn in range(rounds + 1):  # the first warms up
            for name, child in children.items():
                child.stdin.write(f"{batch} {calls(batch)}\n")
                child.stdin.flush()
                pair = tuple(map(float, child.stdout.readline().split()))
                if turn:
                    times[name][batch].append(pair)
    for child in children.values():
        child.stdin.close()
        child.wait()
    return times


def measure(folders, side, batches=(1, 8, 32), rounds=7, pictures=256):
    """What `in_turns` gives for `folders`: name -> folder of a variant."""
    commands = {name: [sys.executable, __file__, "--serve", str(folder), "--side", str(side)] for name, folder in folders.items()}
    return in_turns(commands, batches, rounds, lambda batch: max(1, pictures // batch))


def compared(gate, variants, full, side, rounds, pictures=256):
    """For a model card: how fast the variants of a gate are, and how many times as fast as `full` in each round."""
    times = measure({v: gate / v for v in variants}, side, rounds=rounds, pictures=pictures)
    return {"speed": {v: {b: summary(t) for b, t in each.items()} for v, each in times.items()},
            "pairs": {v: {b: [f[0] / q[0] for f, q in zip(times[full][b], times[v][b])] for b in times[v]} for v in times},
            "rounds": rounds}


def summary(pairs):
    """Median, least and greatest wall time, and median CPU time."""
    wall, cpu = zip(*pairs)
    return {"ms": statistics.median(wall), "least": min(wall), "most": max(wall), "cpu": statistics.median(cpu)}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folders", nargs="*", type=Path, help="folders of variants")
    p.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    p.add_argument("--side", type=int, required=True, help="width and height of the pictures")
    p.add_argument("--rounds", type=int, default=7)
    p.add_argument("--batches", type=int, nargs="+", default=[1, 8, 32])
    a = p.parse_args()
    if a.serve:
        serve(a.serve, a.side)
        return
    times = measure({f.name: f for f in a.folders}, a.side, a.batches, a.rounds)
    print(json.dumps({n: {b: summary(v) for b, v in t.items()} for n, t in times.items()}, indent=1))


if __name__ == "__main__":
    main()
