"""The face gate's model card, from what evaluate_face.py and golden.py measured."""

import hashlib

import fetch
import gate as gates
import manifest
from card import ms, ratio, table, timed

MACS, INT8_SHARE = "29.5 million", "99.7 %"  # printed by convert_face.py
BEST, FULL = "int8-onednn", "float32"


def write(gate, m, golden):
    names = list(m["variants"])
    of, int8, full = m["variants"], m["variants"][BEST], m["variants"][FULL]
    package = fetch.PACKAGES["face"]
    (file, (file_bytes, file_sha)), = package.files.items()
    count, t = m["counts"], m["threshold"]
    faces, objects = count["evaluation face"], count["evaluation object"]
    files = [*(gates.network_file(gate / v) for v in names), gate / "decode" / "saved_model.pb"]
    row = lambda label, get: (label, *(get(of[v]) for v in names))
    return f"""<!-- Written by models/build/evaluate_face.py; change that, not this. -->
# Face gate, version {manifest.VERSIONS["face"]}

Says whether a picture shows a frontal or near-frontal face: one score in 0..1, the greatest face probability
over the 896 anchors of BlazeFace (front camera model, 128x128). It does not say where the face is or whose it is.

## Provenance

{table(["", ""], [
    ("package", f"npm `{package.name}` {package.version}, sha256 `{package.sha256}`"),
    ("file", f"`{file}`, {file_bytes:,} bytes, sha256 `{file_sha}`"),
    ("origin", "MediaPipe BlazeFace (Google), converted to ONNX by the package's author"),
    ("licence", f"{package.licence}, for the original and for these files"),
    ("scripts", "`models/build`: `fetch.py`, `convert_face.py` (with `blazeface.py`, `network.py`, `quantize.py`,"
                " `onednn.py`, `qdq.py`, `decode.py`), `golden.py`, `evaluate_face.py`, `manifest.py`"),
])}

The weights are those of the file; nothing was trained. The network was rebuilt in TensorFlow (NHWC, the box
regressors left out) and agrees with the ONNX graph to 1e-3 in every raw anchor score (checked at each build;
6e-5 measured). {MACS} multiply-accumulates a picture.

{table(["artefact", "bytes", "sha256"], [
    (f"`{f.relative_to(gate)}`", f"{f.stat().st_size:,}", f"`{hashlib.sha256(f.read_bytes()).hexdigest()}`") for f in files])}

## Variants

- **int8-onednn**: 8-bit activations, 7-bit weights, arithmetic in TensorFlow's oneDNN int8 operations from the
  first convolution to the last block: {INT8_SHARE} of the multiply-accumulates; the two classifier heads are float.
  The residual sum is done inside the 8-bit convolutions. x86-64 only, and only with `TF_ENABLE_ONEDNN_OPTS=1` in
  the environment of the process: without it the model loads, and the first call fails with `Missing 0-th output from
  {{{{node QuantizedConv2DWithBiasAndReluAndRequantize}}}}`, but on processors with VNNI, where TensorFlow switches oneDNN on by
  itself. On the machine below, without it, a black picture gives `{m["withoutOneDnn"]["int8-onednn"]}`.
  Fetch the output `score` only: oneDNN adds in place, and fetching an inner tensor beside it crashed the process.
- **int8-onnx**: the same plan as QDQ for ONNX Runtime (opset 17; tested with 1.21.1, on x86-64). A residual sum rounds the
  convolution before it to 8 bits once more. The first convolution has 8 channels without weight, cut off again: without
  them ONNX Runtime before 1.25 gives wrong scores, others at each run, on processors with AMX (`qdq.py`, `spare_channels`).
- **int8-weights**: 8-bit weights that become float when the graph is loaded, float arithmetic: runs wherever TensorFlow does.
- **float32**: plain TensorFlow operations. Without the variable it gives `{m["withoutOneDnn"]["float32"]}` on a black picture
  and keeps to its golden outputs (`check.py`).

Why 7 bits: with 8-bit weights int8-onednn gave AUC 0.861 and recall 0.292 on a processor with AVX2 and no VNNI (AMD EPYC),
because sums of two products saturate in 16 bits there. {_eight(m)}

## Data

Caltech-101 Faces and {m["classes"]} object classes of Caltech-101 (CC BY 4.0; Fei-Fei, Fergus, Perona 2003):
{count["calibration face"] + faces} photographs with one frontal face, {count["calibration object"] + objects:,} of objects. No picture of it is
part of this project. A picture is in the calibration half if the first hexadecimal digit of the SHA-256 of its
file is below 8, else in the evaluation half: {count["calibration face"]} faces and {count["calibration object"]} objects against {faces} and {objects}.
Int8 ranges were fitted on the calibration half (all its faces, as many objects), and so was the threshold. The
settings of the quantizer (share of a channel's span that goes into the weights: 0, a half, 1; percentile of the ranges:
80 to 98) were compared in about 45 trial builds. The percentile was chosen on the calibration half alone; the first
twenty or so trials, which settled the half, showed both halves.
All pictures went through the `decode` graph, as in the job.

## Accuracy on the evaluation half

{table(["", *names], [
    row("AUC", lambda v: f"{v['auc']:.5f}"),
    row(f"recall at {t}", lambda v: f"{v['atThreshold']['recall']:.4f}"),
    row(f"false positive rate at {t}", lambda v: f"{v['atThreshold']['fpr']:.4f}"),
    row("AUC lost to float32", lambda v: f"{full['auc'] - v['auc']:.5f}"),
    row("lowest score of a face", lambda v: f"{v['leastFace']:.3f}"),
    row("AUC on the calibration half, for comparison", lambda v: f"{v['aucCalibration']:.5f}"),
    *((f"{how} difference of a score from float32, {what}", *(f"{m['difference'][v][key]:.3f}" for v in names))
      for what in ("faces", "objects") for how, key in (("mean", what), ("greatest", what + "Most"))),
])}

A negative loss means that the variant came out ahead, by chance. A threshold belongs to the variant it was fitted on; this one
was fitted on {BEST} and holds for all, as the table says.

{_confidence(int8["atThreshold"]["recall"], faces)}The pictures are easy: one large, sharp, frontal face each. Expect less from a real camera.

### Threshold

{t}: the least threshold, in hundredths, that at most {m["falseShare"]:.1%} of the calibration objects reach (int8 scores). It leans
to recall, because a miss is final and a false alarm costs one cheap question. No evaluation picture enters the fit, but
the share of {m["falseShare"]:.1%} was settled on after evaluation results had been seen, so the false positive rate at {t} is
somewhat flattered. Other shares would have given:

{table(["share of calibration objects", "threshold", "int8 recall", "int8 FPR"], [
    (f"{r['falseShare']:.2%}", r["threshold"], f"{r['recall']:.4f}", f"{r['fpr']:.4f}") for r in m["otherRules"]])}

By threshold, on the evaluation half:

{table(["threshold", *(f"{v}, {k}" for v in names for k in ("recall", "FPR"))], [
    (r["threshold"], *(f"{r[v][k]:.4f}" for v in names for k in ("recall", "fpr"))) for r in m["table"]])}

Objects of the evaluation half that reach the threshold (int8): {", ".join(f"`{f['picture']}` {f['score']:.2f}" for f in m["falseAlarms"]) or "none"}.

## How a picture is fitted

Letterbox: the longer side becomes 128, the rest is black. Measured on the calibration half with the float
variant and the same bilinear resize:

{table(["fit", "AUC", "lowest face", "FPR at 99 % recall"], [
    (k, f"{v['auc']:.5f}", f"{v['least']:.3f}", f"{v['fprAt99']:.4f}") for k, v in m["layouts"].items()])}

A centre crop does as well here only because every face is in the middle; it would blind the gate at the sides of a frame.
The JPEG decoder may shrink by 2, 4 or 8 first (signatures `decode_2`, `decode_4`, `decode_8`): take the greatest
ratio that leaves the longer side at or above 128 (640x480: 4; 1280x720: 8). The figures above were measured with that rule.

## Blind spots

Recall at {t} on the {faces} evaluation faces after one change to each picture. The size of a face is the median side of
the box that BlazeFace's own regressor gives, in pixels of the 128.

{table(["change", "int8-onednn", "float32"], [(r["case"], f"{r['int8-onednn']:.3f}", f"{r['float32']:.3f}") for r in m["hard"]])}

- Small faces are missed: see where recall falls in the rows above. For wide scenes crop before the gate, or use a
  person gate.
- Faces on their side are often missed, faces upside down and strongly blurred ones nearly always.
- Heads turned away from the camera are not in the labelled data, so nothing is known of them but the clip below with
  a moving head; the model was made for a phone's front camera.
{_clips(m)}- No claim is made for skin tones, ages, masks or glasses: the data has no such labels.

## Golden files

{golden["count"]} raw pictures and {len(golden["pictures"])} JPEG files made from public-domain and CC0 pictures (see `../NOTICE-pictures.md`).

{table(["", *names], [
    ("tolerance of a score", *(manifest.TOLERANCE["face"]["score"][v] for v in names)),
    ("change when 2 % of the input bytes move by one", *(f"{golden['variants'][v]['rounding']['score']:.4f}" for v in names)),
    ("least change when one weight tensor is shuffled", *(f"{golden['variants'][v]['damage']['least']['score']:.3f}" for v in names)),
    ("difference between batch 1 and batch 16", *(f"{golden['variants'][v]['batch']['score']:.0e}" for v in names)),
    ("four threads on one session give the same scores", *("yes" if m["threadsAgree"][v] else "no" for v in names)),
])}

## Speed

Milliseconds for one picture, model only: median (least to most) of {m["rounds"]} rounds, the variants in turns, each in its own
process, one thread. {timed(m)}.
Command: `python evaluate_face.py` as in `models/build/README.md` (`python speed.py --side 128 ../face/*-* ../face/float32`
measures the speed alone).

{table(["batch", *names], [(b, *(ms(m["speed"][v][b]) for v in names)) for b in m["speed"][FULL]])}

Times as fast as float32, median (least to most):

{table(["batch", *(v for v in names if v != FULL)], [(b, *(ratio(m["pairs"][v][b]) for v in names if v != FULL)) for b in m["speed"][FULL]])}

Decode and fit come on top, for each picture, one thread, a JPEG of quality 90:

{table(["frame", "ratio", "bytes", "ms"], [(r["size"], r["ratio"], f"{r['bytes']:,}", ms(r)) for r in m["decode"]])}
"""


def _confidence(recall, faces):
    if recall < 1:
        return ""
    return (f"With {faces} faces, a measured recall of 1 says that the true recall is above {1 - 3 / faces:.3f} with 95 % confidence,"
            " on pictures like these.\n")


def _eight(m):
    if "eightBit" not in m:
        return ""
    e, at = m["eightBit"], m["machine"]
    return (f"On {at['cpu']}, {'with' if at['vnni'] else 'without'} VNNI, it gives AUC {e['auc']:.3f} and recall {e['recall']:.3f}"
            " at the same threshold.")


def _clips(m):
    if not m["clips"]:
        return ""
    rows = table(["clip", "frames", "int8-onednn", "float32"],
                 [(r["clip"], r["frames"], f"{r['int8-onednn']:.2f}", f"{r['float32']:.2f}") for r in m["clips"]])
    return (f"- Share of frames that pass in short clips (Intel IoT DevKit sample-videos, CC BY 4.0; no face labels, and"
            f" people are small in most):\n\n{rows}\n\n")
