"""The person gate's model card, from what evaluate_person.py, fit_person.py and golden.py measured."""

import hashlib

import fetch
import gate as gates
import manifest
import card
import person
from card import ms, ratio, table, timed

MACS, INT8_SHARE = "165.2 million", "92.5 %"  # printed by convert_person.py
BEST, FULL = "int8-onednn", "float32"
WHAT = {
    "int8-onednn": "8-bit activations, 7-bit weights, arithmetic in TensorFlow's oneDNN int8 operations from the first convolution"
                   " to the last of the backbone, residual sums included; feature pyramid and heat-map head are float. x86-64"
                   " only, and only with `TF_ENABLE_ONEDNN_OPTS=1` in the environment of the process",
    "int8-onnx": "the same plan as QDQ for ONNX Runtime (opset 17; tested with 1.21.1, on x86-64). A residual sum rounds the"
                 " convolution before it to 8 bits once more",
    "int8-weights": "8-bit weights that become float when the graph is loaded, float arithmetic: runs wherever TensorFlow does",
    "float32": "plain TensorFlow operations (the weights are float16 in the original file)",
}


def write(gate, m, golden, region):
    names, t, fit, count = list(m["variants"]), m["threshold"], m["fit"], m["counts"]
    of, package = m["variants"], fetch.PACKAGES["person"]
    files = [*(gates.network_file(gate / v) for v in names), gate / "head" / "head.json", gate / "decode" / "saved_model.pb"]
    penalty = {k: of[FULL][k]["auc"] - of[BEST][k]["auc"] for k in ("corridor", "photographs")}
    row = lambda label, get: (label, *(get(of[v]) for v in names))
    return f"""<!-- Written by models/build/evaluate_person.py; change that, not this. -->
# Person gate, version {manifest.VERSIONS["person"]}

Says whether a picture shows a person, or part of one: one score in 0..1, and where: one region around the joints that it
sees. It does not say who or how many; of several people the region may hold one or all.
A frozen network gives 192 features and a prior; a head of {(gate / "head" / "head.json").stat().st_size / 1000:.1f} kB outside the graph (`head/head.json`) makes the score:

    score = sigmoid(clip(weights . features + bias, -4, 4) + 2 * (prior - logit 0.22))

The prior is the logit of the mean of the 8 best of MoveNet's 17 heat-map maxima: what the network says of joints, not
trained here. The head may move it by 4 at most. A new head is fitted and sent out without loading a graph, and changes
nothing of the region.

Version 1.0.0 is the same network without the region. Score, prior and features of 1.1.0 are the same bit by bit, in every
variant, so the head is that of 1.0.0, and the figures of accuracy and speed below are those measured with 1.0.0.

## Provenance

{table(["", ""], [
    ("package", f"npm `{package.name}` {package.version}, sha256 `{package.sha256}`; the package is MIT (Vladimir Mandic)"),
    *(("file", f"`{f}`, {b:,} bytes, sha256 `{h}`") for f, (b, h) in package.files.items()),
    ("origin", "MoveNet SinglePose Lightning, version 4 (Google, TensorFlow Hub), converted to TensorFlow.js by the package's author"),
    ("licence", f"{package.licence}, for the original and for these files"),
    ("scripts", "`models/build`: `fetch.py`, `convert_person.py` (with `movenet.py`, `person.py`, `network.py`, `quantize.py`,"
                " `onednn.py`, `qdq.py`, `decode.py`), `fit_person.py` (with `scenes.py`, `head.py`), `golden.py`,"
                " `evaluate_person.py`, `manifest.py`"),
])}

The graph's weights are those of the file; only the head was fitted. The network (MobileNetV2 with a feature pyramid) was
rebuilt from the file's graph, cut at the heat-map head and run at 160x160 instead of 192x192; it agrees with the original
graph to 5e-3 in every heat-map logit (checked at each build; 6e-4 measured, logits reach -40). {MACS}
multiply-accumulates a picture, {INT8_SHARE} of them int8 where the arithmetic is.

{table(["artefact", "bytes", "sha256"], [
    (f"`{f.relative_to(gate)}`", f"{f.stat().st_size:,}", f"`{hashlib.sha256(f.read_bytes()).hexdigest()}`") for f in files])}

## Variants

{chr(10).join(f"- **{v}**: {WHAT[v]}." for v in names)}

Without `TF_ENABLE_ONEDNN_OPTS=1` a black picture gives, on the machine below: {"; ".join(f"{v} `{m['withoutOneDnn'][v]}`" for v in names)}.
TensorFlow switches oneDNN on by itself on processors with VNNI; on others int8-onednn fails without the variable.
Weights of int8 arithmetic have 7 bits because sums of two products saturate in 16 bits on AVX2 without VNNI. {_eight(m)}

## Data

No picture of it is part of this project.

- Caltech-101 Faces and 47 object classes of Caltech-101 (CC BY 4.0; Fei-Fei, Fergus, Perona 2003). A picture is in the
  calibration half if the first hexadecimal digit of the SHA-256 of its file is below 8, else in the evaluation half:
  {fit["faces"]} faces and {fit["objects"]} objects against {count["faces"]} and {count["objects"]}.
- GIF previews of Intel IoT DevKit sample-videos (CC BY 4.0): shop aisle, classroom, one moving head (people); fruit, parts of
  a car park, of the aisle and of the classroom (nobody). Frames with hands and with people of six pixels are in neither.
- The corridor clip (one-by-one-person-detection of the same, CC BY 4.0): {count["frames"]:,} frames, {count["sure"]:,} with a sure label,
  {count["people"]} with somebody and {count["empty"]} without. **It has no part in ranges, head or threshold.**

Int8 ranges: {_calibration()}.
Head: logistic regression on the outputs of {BEST}, {fit["pictures"]:,} pictures ({fit["people"]:,} with people), of which {fit["scenes"]:,} are scenes made of the calibration half and the GIFs: crops, mosaics of four, people pasted
small and partly out of the frame, darker, grey, blurred, noisy; objects are pasted just the same. The penalty on the weights
({fit["penalty"]}) and the way of fitting (beside the prior) were chosen by leaving one clip out, not by the corridor, whose
figures were in view meanwhile but hardly change with either (AUC 1.000 in every trial).

## Accuracy

At the threshold {t}, on pictures that neither ranges nor head nor threshold have seen:

{table(["", *names], [
    row("corridor, AUC without the unsure frames", lambda v: f"{v['corridor']['auc']:.4f}"),
    row("corridor, AUC of all frames (labels lag)", lambda v: f"{v['corridor']['aucWithUnsure']:.4f}"),
    row("corridor, recall", lambda v: f"{v['corridor']['recall']:.4f}"),
    row("corridor, false positive rate", lambda v: f"{v['corridor']['fpr']:.4f}"),
    row("corridor, least score of somebody", lambda v: f"{v['corridor']['leastPerson']:.3f}"),
    row("corridor, greatest score of nobody", lambda v: f"{v['corridor']['mostEmpty']:.3f}"),
    row("photographs, AUC", lambda v: f"{v['photographs']['auc']:.4f}"),
    row("photographs, recall of faces", lambda v: f"{v['photographs']['recall']:.4f}"),
    row("photographs, false positive rate of objects", lambda v: f"{v['photographs']['fpr']:.4f}"),
    row("mean difference of a score from float32, corridor", lambda v: f"{v['difference']['corridor']:.4f}"),
    row("mean difference of a score from float32, photographs", lambda v: f"{v['difference']['photographs']:.4f}"),
])}

Quantization costs {penalty["corridor"]:.4f} of AUC in the corridor and {penalty["photographs"]:.4f} on photographs (a negative number: int8 came out ahead, by
chance), and {of[FULL]["corridor"]["recall"] - of[BEST]["corridor"]["recall"]:.4f} of the corridor's recall. The prior alone, without a head: AUC {m["priorAlone"]["corridor"]:.4f} and {m["priorAlone"]["photographs"]:.4f}.

The corridor is one place with one kind of light, its {count["empty"]} empty frames are nearly the same picture, and the objects are
product photographs: expect less of another place, and teach the head with pictures from there. What a clip that the head
has not seen costs is measured by fitting without it, at the same threshold. Most of its pictures are made scenes, small,
cut off and dark, so they show what is hard; the column before the last has the clip's frames as they are:

{table(["clip left out", "pictures", "recall", "recall, whole frames", "false positive rate"], [
    (r["clip"], r["pictures"], *("-" if r[k] is None else f"{r[k]:.3f}" for k in ("recall", "wholeFrames", "fpr")))
    for r in fit["withoutClip"]])}

### Where

{_where(region)}

### Threshold

{t}: the least, in hundredths, that at most {fit["falseShare"]:.0%} of the {fit["objects"]} calibration objects reach, each judged by a head fitted
without it (AUC {fit["crossValidated"]["auc"]:.4f} and recall {fit["crossValidated"]["recall"]:.3f} on that half). By threshold, {BEST} and {FULL}:

{table(["threshold", "corridor recall", "float", "corridor FPR", "float", "faces recall", "float", "objects FPR", "float"], [
    (r["threshold"], *(f"{r[v][what][k]:.3f}" for what in ("corridor", "photographs") for k in ("recall", "fpr") for v in (BEST, FULL)))
    for r in m["table"]])}

Objects that reach the threshold ({BEST}): {", ".join(f"`{f['picture']}` {f['score']:.2f}" for f in m["falseAlarms"]) or "none"}.
Some of them do show people or hands.

## How a picture is fitted

Letterbox: the longer side becomes 160, the rest is black. The JPEG decoder may shrink by 2, 4 or 8 first (`decode_2`,
`decode_4`, `decode_8`): take the greatest ratio that leaves the longer side at or above 160 (640x480: 4; 1280x720: 8).

## Blind spots

Recall at {t} after one change to each picture, on the {count["faces"]} evaluation faces and on every fourth sure frame with somebody in the
corridor; the last columns are the share of empty corridor frames that pass after the same change.

{table(["change", f"faces, {BEST}", FULL, f"corridor, {BEST}", FULL, f"empty corridor, {BEST}", FULL], _hard(m))}

- Small: see where recall falls when the picture is shrunk. For wide scenes crop before the gate.
- Turned: the camera must stand upright. People who lie on the floor are missed.
- Of a face that fills the picture nothing but the face's joints can be seen, so the prior says little; see the last row.
- Frames of short clips that pass (no labels but these names):

{table(["clip", "frames", BEST, FULL], [(r["clip"], r["frames"], f"{r[BEST]:.2f}", f"{r[FULL]:.2f}") for r in m["clips"]])}

- `person-bicycle-car-detection` has people, some six pixels high in the gate's picture, at the upper edge: they are missed.
- Hands alone were in no fitting picture, and pass or not as the table says.
- All clips but the car park were part of the fit, so their rows say less than the corridor's.
- No claim is made for skin tones, ages or clothes: the data has no such labels.

## Golden files

{golden["count"]} raw pictures and {len(golden["pictures"])} JPEG files made from public-domain and CC0 pictures (see `../NOTICE-pictures.md`).

{table(["", *names], [
    *((f"tolerance of the {k if k != 'features' else 'first 8 features'}", *(manifest.TOLERANCE["person"][k][v] for v in names))
      for k in ("score", "prior", "features", "region")),
    *((f"change of the {k} when 2 % of the input bytes move by one", *(f"{golden['variants'][v]['rounding'][k]:.4f}" for v in names))
      for k in ("score", "prior", "features", "region")),
    ("weight tensors that, shuffled, leave every output inside its tolerance", *(_unseen(golden["variants"][v], v) for v in names)),
    ("greatest difference of a score between batch 1 and batch 16", *(f"{golden['variants'][v]['batch']['score']:.0e}" for v in names)),
    ("four threads on one session give the same scores", *("yes" if m["threadsAgree"][v] else "no" for v in names)),
])}

## Speed

Milliseconds for one picture, model only: median (least to most) of {m["rounds"]} rounds, the variants in turns, each in its own
process, one thread. {timed(m)}.
Command: `python evaluate_person.py` as in `models/build/README.md`.

{table(["batch", *names], [(b, *(ms(m["speed"][v][b]) for v in names)) for b in m["speed"][FULL]])}

Times as fast as float32, median (least to most):

{table(["batch", *(v for v in names if v != FULL)], [(b, *(ratio(m["pairs"][v][b]) for v in names if v != FULL)) for b in m["speed"][FULL]])}

Decode and fit come on top, for each picture, one thread, a JPEG of quality 90:

{table(["frame", "ratio", "bytes", "ms"], [(r["size"], r["ratio"], f"{r['bytes']:,}", ms(r)) for r in m["decode"]])}
"""


def _where(r):
    names, share = list(r["variants"]), lambda what, k: [f"{r['variants'][v][what][k]:.3f}" for v in r["variants"]]
    return f"""The region is a box around the joints whose heat-map maximum is at least {person.SHARE} of the greatest one, and {person.MARGIN} of its
width and height more on each side. Both numbers were chosen on the pictures below. Measured where the gate says that there is
somebody: in the corridor ({r["corridorFrames"]} frames) against a box around what differs from the empty corridor, and on {r["pasted"]} photographs
of the evaluation half, a quarter to three quarters of the picture wide, pasted into pictures of objects, against head and
neck. *Kept* is the share of the person, or of the head, in a picture cropped to the region and {r["wider"]} of it more on each side:

{table(["", *names], [
    ("corridor, intersection over union", *share("corridor", "iou")),
    ("corridor, kept", *share("corridor", "kept")),
    ("corridor, frames with at least 90 % kept", *share("corridor", "keptMost")),
    ("corridor, size of the crop in the square, median", *share("corridor", "crop")),
    ("pasted heads, kept", *share("pasted", "kept")),
    ("pasted heads, at least 90 % kept", *share("pasted", "keptMost")),
    ("pasted heads, size of the crop in the square, median", *share("pasted", "crop")),
])}

Of a head alone the network guesses the other joints somewhere below, so the region is wider than the head.
{_cost(r)}"""


def _cost(r):
    c = r["cost"]
    rows = [(b, *(f"{c['variants'][v][b]['ms']:+.3f} ({c['variants'][v][b]['least']:+.3f} to {c['variants'][v][b]['most']:+.3f}) of"
                  f" {c['variants'][v][b]['before']:.2f}" for v in c["variants"])) for b in ("1", "8")]
    return f"""What it costs, milliseconds of CPU for one picture, with the region less without it: median (quartiles) of {c["rounds"]} rounds in turns, and
what the network takes without ({card.machine(c)}; other work ran on the machine):

{table(["batch", *c["variants"]], rows)}"""


def _calibration():
    import convert_person as c

    return (f"the extremes over {c.FACES} faces and {c.OBJECTS} objects of the calibration half and every {c.STEP}th frame of the GIFs")


def _eight(m):
    if "eightBit" not in m:
        return ""
    e = m["eightBit"]
    return (f"With 8 bits this machine, which has {'VNNI' if m['machine']['vnni'] else 'no VNNI'}, gives AUC {e['auc']:.3f} and recall"
            f" {e['recall']:.3f} in the corridor; expect a loss without VNNI.")


def _hard(m):
    corridor, empty = ({r["case"]: r for r in m[k]} for k in ("hardCorridor", "emptyCorridor"))
    cell = lambda rows, case, v: f"{rows[case][v]:.3f}" if case in rows else ""
    return [(r["case"], *(f"{r[v]:.3f}" for v in (BEST, FULL)), *(cell(rows, r["case"], v) for rows in (corridor, empty) for v in (BEST, FULL)))
            for r in m["hard"]]


def _unseen(of, variant):
    """How many of the shuffled tensors no tolerance would notice."""
    tolerance = manifest.TOLERANCE["person"]
    missed = [c for c in of["damage"]["each"] if all(c[k] <= tolerance[k][variant] for k in c)]
    return f"{len(missed)} of {of['damage']['tensors']}"
