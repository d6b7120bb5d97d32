#!/usr/bin/env python3
"""Builds the turbofan gate from the training engines of C-MAPSS FD001 alone: threshold by cross-validation over
engines, then the network on all of them, in four variants. Run it with TF_ENABLE_ONEDNN_OPTS=1.
"""

import argparse
import json
import os
import tempfile
import time
from pathlib import Path

import numpy as np
import tensorflow as tf

import savedmodel
import turbofan_data as data
import turbofan_network as network
import turbofan_onnx
import turbofan_serve as serve
import turbofan_train as train
from gate import load
from measure import auc

CALIBRATION = 1024  # windows for the int8 ranges, half of them failing


def write_variants(folder, net, x):
    """All variants of `net` under `folder`, int8 ranges from the windows `x`."""
    for name, (graph, signatures) in {"float32": network.float_graph(net), "int8-weights": network.weights_graph(net),
                                      "int8-onednn": network.int8_graph(net, x)}.items():
        savedmodel.write(folder / name, graph, signatures)
    turbofan_onnx.write(folder / "int8-onnx", net, x)


def calibration(windows):
    random = np.random.default_rng(data.SEED)
    parts = [random.choice(np.flatnonzero(windows.failing == f), CALIBRATION // 2, replace=False) for f in (True, False)]
    return windows.x[np.concatenate(parts)]


def f1(scores, positive, threshold):
    passed = scores >= threshold
    return float(2 * np.sum(passed & positive) / max(np.sum(passed) + np.sum(positive), 1))


def fit_threshold(scores, positive):
    """The threshold, in hundredths, of the greatest F1; the least of several."""
    return max(range(1, 100), key=lambda t: (f1(scores, positive, t / 100), -t)) / 100


def cross_validated(recipe, windows, z, mean, deviation):
    """Scores of each variant for every window, by a network that saw no window of its engine."""
    fold = data.folds(windows)
    sets = [np.flatnonzero(fold != f) for f in range(data.FOLDS) for _ in range(recipe.members)]
    made = train.members(recipe, z, windows.left, sets)
    scores = {v: np.zeros(len(z), np.float32) for v in serve.VARIANTS}
    for f in range(data.FOLDS):
        net = network.merged(mean, deviation, made[f * recipe.members : (f + 1) * recipe.members])
        with tempfile.TemporaryDirectory() as scratch:
            write_variants(Path(scratch), net, calibration(windows[fold != f]))
            for v in serve.VARIANTS:
                scores[v][fold == f] = serve.scores(load(Path(scratch) / v), windows.x[fold == f])
    return scores


def summary(scores, windows, threshold):
    positive, passed = windows.failing, scores >= threshold
    near = windows.left <= 145  # the longest life left in the test set
    return {"auc": auc(scores, positive), "aucNear": auc(scores[near], positive[near]),
            "f1": f1(scores, positive, threshold), "recall": float(np.mean(passed[positive])),
            "precision": float(np.sum(positive & passed) / max(passed.sum(), 1)), "fpr": float(np.mean(passed[~positive]))}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, required=True, help="folder with train_FD001.txt")
    p.add_argument("--out", type=Path, required=True, help="the gate's folder")
    p.add_argument("--measured", type=Path, required=True, help="folder for what the cross-validation found")
    a = p.parse_args()
    if os.environ.get("TF_ENABLE_ONEDNN_OPTS") != "1":
        raise SystemExit("set TF_ENABLE_ONEDNN_OPTS=1")
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.config.experimental.enable_op_determinism()

    recipe, windows = train.Recipe(), data.training(a.data)
    mean, deviation = train.normalisation(windows.x)
    z = np.clip((windows.x - mean) / deviation, -network.CLIP, network.CLIP)
    start = time.perf_counter()
    scores = cross_validated(recipe, windows, z, mean, deviation)
    threshold = fit_threshold(scores["int8-onednn"], windows.failing)
    every = np.arange(len(z))
    net = network.merged(mean, deviation, train.members(recipe, z, windows.left, [every] * recipe.members))
    write_variants(a.out, net, calibration(windows))
    found = {
        "threshold": threshold, "windows": len(z), "failing": int(windows.failing.sum()),
        "engines": len(np.unique(windows.engine)), "folds": data.FOLDS, "seconds": round(time.perf_counter() - start),
        "recipe": {k: getattr(recipe, k) for k in recipe.__dataclass_fields__},
        "mean": mean.tolist(), "deviation": deviation.tolist(),
        "macs": int(sum(v.shape[1] * layer.w.size for v, layer in
                        zip(network.activations(net, windows.x[:1])[1:], net.layers))),
        "crossValidated": {v: summary(s, windows, threshold) for v, s in scores.items()},
        "curve": [{"threshold": t / 100, **{v: summary(s, windows, t / 100) for v, s in scores.items()}}
                  for t in (5, 10, 20, 30, 40, 50, 60, 70, 80, 90)],
    }
    a.measured.mkdir(parents=True, exist_ok=True)
    (a.measured / "turbofan-build.json").write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps({k: found[k] for k in ("threshold", "seconds", "macs", "crossValidated")}, indent=1))


if __name__ == "__main__":
    main()
