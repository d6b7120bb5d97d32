#!/usr/bin/env python3
"""Measures the turbofan gate on the FD001 test engines, and writes what was measured (JSON) and the model card.

Nothing is fitted here. Run it with TF_ENABLE_ONEDNN_OPTS=1, after turbofan_build.py and turbofan_golden.py.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

import measure
import speed
import turbofan_card
import turbofan_data as data
import turbofan_speed
from gate import load
from measure import auc
from turbofan_build import f1, summary
from turbofan_serve import VARIANTS, scores

DRAWS = 2000  # of the bootstrap
THRESHOLDS = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
LEFT = ((0, 10), (11, 20), (21, 30), (31, 40), (41, 60), (61, 100), (101, 1000))


def intervals(s, windows, threshold):
    """95 % intervals of AUC and F1 from engines drawn with replacement (all windows of an engine go together)."""
    random, engines = np.random.default_rng(data.SEED), np.unique(windows.engine)
    of = [np.flatnonzero(windows.engine == e) for e in engines]
    found = []
    for _ in range(DRAWS):
        at = np.concatenate([of[k] for k in random.integers(0, len(of), len(of))])
        found.append((auc(s[at], windows.failing[at]), f1(s[at], windows.failing[at], threshold)))
    return {name: np.percentile(v, [2.5, 97.5]).tolist() for name, v in zip(("auc", "f1"), zip(*found))}


def measured(s, windows, threshold):
    positive, passed = windows.failing, s >= threshold
    return {**summary(s, windows, threshold), "interval": intervals(s, windows, threshold), "count": len(s),
            "failing": int(positive.sum()), "missed": int(np.sum(positive & ~passed)),
            "falseAlarms": int(np.sum(~positive & passed))}


def hard_cases(models, windows, deviation, threshold):
    """AUC, recall and false positive rate on all test windows after one change to each."""
    x, random = windows.x, np.random.default_rng(data.SEED)
    deviation = np.asarray(deviation, np.float32)
    cases = {"none": x}
    for k in (20, 15, 10, 5):
        cases[f"only the newest {k} readings, the oldest of them in front"] = data.begun(x, k)
    for share in (0.1, 0.3, 0.5):
        cases[f"{share:.0%} of the readings lost, the one before held"] = data.held(x, random.random(x.shape[:2]) < share)
    for k in (5, 10, 20):
        lost = np.broadcast_to(np.arange(data.SIZE) >= data.SIZE - k, x.shape[:2])
        cases[f"the newest {k} readings lost, the one before held"] = data.held(x, lost)
    for k in (0.25, 0.5, 1.0, 2.0):
        cases[f"noise of {k} deviations on each reading"] = x + random.normal(0, k, x.shape).astype(np.float32) * deviation
    for k in (0.25, 0.5, 1.0):
        offset = random.normal(0, k, (len(x), 1, x.shape[2])).astype(np.float32)
        cases[f"offset of {k} deviations on each channel"] = x + offset * deviation
    for k in (1, 3, 7):
        order = random.random((len(x), 1, x.shape[2])).argsort(2)
        cases[f"{k} of the {x.shape[2]} channels never read (NaN)"] = np.where(order < k, np.float32(np.nan), x)
    for k in (0.995, 1.005, 0.98, 1.02):
        cases[f"another operating condition, imitated: all channels times {k}"] = x * np.float32(k)
    return [{"case": name, **{v: summary(scores(m, y), windows, threshold) for v, m in models.items()}}
            for name, y in cases.items()]


def without_channel(model, windows, deviation, threshold):
    """For each channel: never read, and off by one deviation to either side (the worse AUC)."""
    rows = []
    for i, name in enumerate(data.NAMES):
        absent = windows.x.copy()
        absent[..., i] = np.nan
        off = []
        for side in (-1, 1):
            moved = windows.x.copy()
            moved[..., i] += np.float32(side * deviation[i])
            off.append(summary(scores(model, moved), windows, threshold))
        rows.append({"channel": name, "absent": summary(scores(model, absent), windows, threshold), "off": off})
    return rows


def by_life(found, windows, threshold):
    """Share of the windows that pass, by the cycles left."""
    rows = []
    for low, high in LEFT:
        at = (windows.left >= low) & (windows.left <= high)
        rows.append({"left": f"{low} to {high}" if high < 1000 else f"{low} and more", "count": int(at.sum()),
                     **{v: float(np.mean(s[at] >= threshold)) for v, s in found.items()}})
    return rows


def elsewhere(folder, x, **environment):
    """Scores of `x` from a process with this environment, or the error it ends with."""
    code = ("import sys, numpy as np; from pathlib import Path; from gate import load; from turbofan_serve import scores; "
            "np.save(sys.argv[3], scores(load(Path(sys.argv[1])), np.load(sys.argv[2])))")
    with tempfile.TemporaryDirectory() as scratch:
        source, result = Path(scratch) / "windows.npy", Path(scratch) / "scores.npy"
        np.save(source, x)
        done = subprocess.run([sys.executable, "-c", code, str(folder.resolve()), str(source), str(result)],
                              cwd=Path(__file__).parent, env={**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", **environment},
                              capture_output=True, text=True)
        if done.returncode == 0:
            return np.load(result)
    return next((line[line.find("Missing") :] for line in done.stderr.splitlines() if "Missing" in line), "fails")


def without_onednn(folder, x):
    found = elsewhere(folder, x, TF_ENABLE_ONEDNN_OPTS="0")
    return found if isinstance(found, str) else "runs"


def without_vnni(folder, windows, expected, threshold):
    """int8-onednn with oneDNN held to AVX2, where sums of two products are taken in 16 bits."""
    found = elsewhere(folder, windows.x, ONEDNN_MAX_CPU_ISA="AVX2")
    return {**summary(found, windows, threshold), "most": float(np.abs(found - expected).max())}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--data", type=Path, required=True, help="folder with test_FD001.txt and RUL_FD001.txt")
    p.add_argument("--measured", type=Path, required=True, help="folder of what is measured")
    p.add_argument("--rounds", type=int, default=31, help="rounds of the speed measurement (default 31; 0 keeps the last)")
    a = p.parse_args()
    if os.environ.get("TF_ENABLE_ONEDNN_OPTS") != "1":
        raise SystemExit("set TF_ENABLE_ONEDNN_OPTS=1")
    built = json.loads((a.measured / "turbofan-build.json").read_text())
    golden = json.loads((a.measured / "turbofan-golden.json").read_text())
    target = a.measured / "turbofan.json"
    before = json.loads(target.read_text()) if target.exists() else {}

    threshold, windows = built["threshold"], data.test(a.data)
    models = {v: load(a.gate / v) for v in VARIANTS}
    found = {v: scores(m, windows.x) for v, m in models.items()}
    last = windows.last
    difference = {v: np.abs(s - found["float32"]) for v, s in found.items()}
    m = {
        "machine": measure.machine(), "draws": DRAWS, "engines": len(np.unique(windows.engine)),
        "last": {v: measured(s[last], windows[last], threshold) for v, s in found.items()},
        "all": {v: measured(s, windows, threshold) for v, s in found.items()},
        "curve": [{"threshold": t, **{v: {"last": summary(s[last], windows[last], t), "all": summary(s, windows, t)}
                                      for v, s in found.items()}} for t in THRESHOLDS],
        "difference": {v: {"mean": float(d.mean()), "most": float(d.max())} for v, d in difference.items()},
        "byLife": by_life(found, windows, threshold),
        "hard": hard_cases({v: models[v] for v in ("int8-onednn", "float32")}, windows, built["deviation"], threshold),
        "channels": without_channel(models["int8-onednn"], windows, built["deviation"], threshold),
        "withoutOneDnn": {v: without_onednn(a.gate / v, windows.x[:8]) for v in VARIANTS},
        "withoutVnni": without_vnni(a.gate / "int8-onednn", windows, found["int8-onednn"], threshold),
        "threadsAgree": {v: measure.threads_agree(models[v], windows.x[:64]) for v in VARIANTS},
    }
    if a.rounds:
        times = turbofan_speed.measure(a.gate, rounds=a.rounds)
        m["speed"] = {v: {b: speed.summary(t) for b, t in each.items()} for v, each in times.items()}
        m["rounds"] = a.rounds
    else:
        m.update({k: before[k] for k in ("speed", "rounds", "timed") if k in before})
    m = json.loads(json.dumps(m))  # keys as they will be read back
    target.write_text(json.dumps(m, indent=1) + "\n")
    (a.gate / "CARD.md").write_text(turbofan_card.write(a.gate, built, m, golden))
    print(json.dumps({k: m[k] for k in ("last", "all", "withoutOneDnn", "withoutVnni", "threadsAgree", "speed")}, indent=1))


if __name__ == "__main__":
    main()
