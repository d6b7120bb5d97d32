"""The turbofan gate's model card, from what turbofan_build.py, turbofan_golden.py and turbofan_evaluate.py measured."""

import hashlib

import turbofan_data as data
import turbofan_manifest as manifest
from card import table, timed
from turbofan_serve import VARIANTS


def _interval(pair):
    return f"{pair[0]:.3f} to {pair[1]:.3f}"


def _us(s):
    return f"{s['ms'] * 1e3:.0f} ({s['least'] * 1e3:.0f} to {s['most'] * 1e3:.0f})"


def _accuracy(part):
    return table(["", *VARIANTS], [
        ("AUC", *(f"{part[v]['auc']:.4f}" for v in VARIANTS)),
        ("95 % interval", *(_interval(part[v]["interval"]["auc"]) for v in VARIANTS)),
        ("F1", *(f"{part[v]['f1']:.4f}" for v in VARIANTS)),
        ("95 % interval", *(_interval(part[v]["interval"]["f1"]) for v in VARIANTS)),
        ("recall", *(f"{part[v]['recall']:.4f}" for v in VARIANTS)),
        ("precision", *(f"{part[v]['precision']:.4f}" for v in VARIANTS)),
        ("false positive rate", *(f"{part[v]['fpr']:.4f}" for v in VARIANTS)),
        ("missed, of failing", *(f"{part[v]['missed']} of {part[v]['failing']}" for v in VARIANTS)),
        ("false alarms, of others", *(f"{part[v]['falseAlarms']} of {part[v]['count'] - part[v]['failing']}" for v in VARIANTS)),
    ])


def _penalties(built, m):
    rows = []
    for name, part in (("training engines, cross-validated", built["crossValidated"]), ("test, last windows", m["last"]),
                       ("test, all windows", m["all"])):
        for key, title in (("auc", "AUC"), ("f1", "F1")):
            rows.append((name, title, *(f"{100 * (part['float32'][key] - part[v][key]):+.2f}" for v in VARIANTS[:-1])))
    return table(["points lost to float32", "", *VARIANTS[:-1]], rows)


def write(gate, built, m, golden):
    t, recipe, cv = built["threshold"], built["recipe"], built["crossValidated"]
    artefacts = [p for v in VARIANTS for p in sorted((gate / v).iterdir())]
    return f"""<!-- Written by models/build/turbofan_evaluate.py; change that, not this. -->
# Turbofan gate, version {manifest.VERSION}

Says whether a turbofan engine fails within {data.HORIZON} cycles, from its last {data.SIZE} readings: one score in 0..1.
Positive = at most {data.HORIZON} cycles are left after the newest reading of the window. It does not say what fails.

## Data and licence

NASA C-MAPSS, set FD001 (Saxena & Goebel 2008; US government work, public domain): simulated engines at sea level, one
operating condition, one fault (high-pressure compressor). Trained by us; the weights are {manifest.LICENCE}. Training saw
`train_FD001.txt` alone: {built["engines"]} engines run to failure, {built["windows"]:,} windows, {built["failing"]:,} of them failing.
No reading of it is part of this project: the golden windows and `sample.csv` are made up (`models/build/turbofan_engine.py`).

The test set (`test_FD001.txt`, {m["engines"]} other engines stopped before failure) was scored only after network, training and
threshold were fixed on the training engines. How many test engines fail, and the true remaining cycles around {data.HORIZON}, had been
seen before; no score had.

## Input

{data.SIZE} readings, one a cycle, oldest first, {len(data.CHANNELS)} channels in natural units, in this order:

{table(["channel", "unit", "mean in training", "deviation"], [
    (n, u, f"{a:.4f}", f"{d:.4f}") for (n, u, _), a, d in zip(data.CHANNELS, built["mean"], built["deviation"])])}

Normalisation is inside the graph; beyond 5 deviations a reading is clipped. The other seven C-MAPSS sensors are constant
in FD001 and are not wanted. A lost reading is replaced by the one before it; a short history is filled in front with its
oldest reading; a channel that a device does not have is NaN, which the graph replaces by the channel's mean.

## Network

{len(recipe["shape"])} convolutions over the cycles (channels, cycles, stride: {", ".join(str(tuple(s)) for s in recipe["shape"])}) and a linear head;
{recipe["members"]} such members, trained apart, stand side by side in one graph, and their logits are averaged. {built["macs"]:,} multiply-accumulates a
window. Trained in one run with cross-validation in {built["seconds"]} s on one shared core, seed {data.SEED}; the training windows were disturbed
(gaps, short histories, missing channels, noise, offsets). Few settings were compared, all by cross-validation on the training
engines: 3, 8, 10 and 20 epochs with one or two members, then 20 epochs with four. No other shape was tried.

{table(["artefact", "bytes", "sha256"], [
    (f"`{p.parent.name}/{p.name}`", f"{p.stat().st_size:,}", f"`{hashlib.sha256(p.read_bytes()).hexdigest()}`") for p in artefacts])}

- **int8-onednn**: 8-bit activations, 7-bit weights, int8 arithmetic in TensorFlow's oneDNN operations; only the head is
  float. x86-64 only, with `TF_ENABLE_ONEDNN_OPTS=1` in the environment (the default only on processors with VNNI); with 0:
  `{m["withoutOneDnn"]["int8-onednn"]}`. With oneDNN held to AVX2 without VNNI (`ONEDNN_MAX_CPU_ISA=AVX2`) all test windows give AUC
  {m["withoutVnni"]["auc"]:.4f} and F1 {m["withoutVnni"]["f1"]:.4f}, and a score differs by at most {m["withoutVnni"]["most"]:.1e}.
- **int8-onnx**: 8-bit activations, 7-bit weights, int8 arithmetic in ONNX Runtime; only the head is float.
- **int8-weights**: int8 weights, float arithmetic, plain TensorFlow operations. With the variable at 0 it {m["withoutOneDnn"]["int8-weights"]}.
- **float32**: plain TensorFlow operations. With the variable at 0 it {m["withoutOneDnn"]["float32"]}.

## Accuracy

Threshold {t}. Intervals: {m["draws"]:,} draws of the engines with replacement.

The last window of each test engine (what `RUL_FD001.txt` gives the truth of):

{_accuracy(m["last"])}

All windows of the test engines:

{_accuracy(m["all"])}

All windows of the training engines, each scored by a network that saw no window of its engine ({built["folds"]} folds):

{table(["", *VARIANTS], [(title, *(f"{cv[v][k]:.4f}" for v in VARIANTS)) for k, title in (
    ("auc", "AUC"), ("aucNear", "AUC, at most 145 cycles left"), ("f1", "F1"), ("recall", "recall"),
    ("precision", "precision"), ("fpr", "false positive rate"))])}

The cross-validated F1 is a little flattered: the threshold was chosen on these same scores, and means and deviations of the
channels are those of all training engines.

### Quantization penalty

{_penalties(built, m)}

In points (hundredths); below zero int8 came out ahead, by chance. On all test windows a score moves from float by
{", ".join(f"{m['difference'][v]['mean']:.4f} on average and {m['difference'][v]['most']:.3f} at most ({v})" for v in VARIANTS[:-1])}.

### Threshold

{t}: the greatest F1 over the cross-validated windows of the training engines, scored in int8 (`int8-onednn`). No test engine
enters. It weighs a miss like a false alarm; where a miss costs more, take a lower one.

{table(["threshold", "training recall", "training FPR", "test recall, last", "test FPR, last", "test F1, last", "test recall, all", "test FPR, all",
        "float recall, all", "float FPR, all"], [
    (c["threshold"], f"{b['int8-onednn']['recall']:.3f}", f"{b['int8-onednn']['fpr']:.3f}",
     *(f"{c['int8-onednn']['last'][k]:.3f}" for k in ("recall", "fpr", "f1")),
     *(f"{c['int8-onednn']['all'][k]:.3f}" for k in ("recall", "fpr")), *(f"{c['float32']['all'][k]:.3f}" for k in ("recall", "fpr")))
    for c, b in zip(m["curve"], built["curve"])])}

Share of the test windows that pass, by cycles left: the errors lie around {data.HORIZON}.

{table(["cycles left", "windows", *VARIANTS], [(r["left"], r["count"], *(f"{r[v]:.3f}" for v in VARIANTS)) for r in m["byLife"]])}

## Blind spots

All test windows after one change to each, threshold {t}. "Deviation" is that of the table of channels.

{table(["change", "int8 AUC", "int8 recall", "int8 FPR", "float AUC", "float recall", "float FPR"], [
    (r["case"], *(f"{r[v][k]:.3f}" for v in ("int8-onednn", "float32") for k in ("auc", "recall", "fpr"))) for r in m["hard"]])}

One channel alone, int8:

{table(["channel", "never read: AUC", "recall", "FPR", "one deviation too low: recall", "FPR", "too high: recall", "FPR"], [
    (r["channel"], *(f"{r['absent'][k]:.3f}" for k in ("auc", "recall", "fpr")),
     *(f"{o[k]:.3f}" for o in r["off"] for k in ("recall", "fpr"))) for r in m["channels"]])}

- Other operating conditions (altitude, speed, throttle) move every channel by far more than wear does: the gate is blind there
  and must not be used. The rows "another operating condition" only imitate it. A change of all channels by half a percent is
  already too much.
- Other faults than wear of the high-pressure compressor were not in the data; nothing is known of them.
- Far outside the training range int8 activations stop at the end of their range and float ones do not, so the two disagree there.
- It was trained on simulated engines, not on real ones.
- Fewer readings than {data.SIZE}, or readings held for long, hide a late change: see the rows above.
- A window without any reading (all NaN) still gets a score; the job must not send one.

## Golden files

{golden["count"]} made-up windows (`golden/inputs.f32`, little endian), among them held and absent readings.

{table(["", *VARIANTS], [
    ("tolerance of a score", *(manifest.TOLERANCE[v] for v in VARIANTS)),
    ("change when 2 % of the readings move by one 8-bit step", *(f"{golden['variants'][v]['rounding']:.4f}" for v in VARIANTS)),
    ("least change when one weight tensor is shuffled", *(f"{golden['variants'][v]['damage']['least']:.3f}" for v in VARIANTS)),
    ("difference between batch 1 and the whole batch", *(f"{golden['variants'][v]['batch']:.0e}" for v in VARIANTS)),
    ("four threads on one session give the same scores", *("yes" if m["threadsAgree"][v] else "no" for v in VARIANTS)),
])}

## Speed

Microseconds for one window: median (least to most) of {m["rounds"]} rounds, the variants in turns, each in its own process, one thread.
{timed(m)}.
Command: `python turbofan_speed.py ../turbofan`.

{table(["batch", *VARIANTS], [(b, *(_us(m["speed"][v][b]) for v in VARIANTS)) for b in m["speed"]["float32"]])}

The network is so small that the time is that of calling it: which variant is fastest depends on host and batch, so measure there.
"""
