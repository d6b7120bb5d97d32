#!/usr/bin/env python3
"""Fits the face gate's threshold on the calibration half, measures every variant on the evaluation half, and
writes what was measured (JSON) and the model card. Run it with TF_ENABLE_ONEDNN_OPTS=1.
"""

import argparse
import io
import json
import os
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageFilter, ImageSequence

import blazeface
import card_face
import gate as gates
import measure
import pictures
import speed
from measure import auc, fit_threshold, shares
from sample_pictures import jpeg

BEST, FULL = "int8-onednn", "float32"
FALSE_SHARE = 0.005  # of the calibration objects, at the threshold
SIDE = blazeface.SIDE


def layouts(model, found):
    """AUC and least face score on the calibration half for three ways to fit a picture into the square."""
    chosen = [p for p in found if p.calibration]
    positive = np.array([p.face for p in chosen])
    rows = {}
    for name in ("letterbox", "stretch", "centre crop"):
        fitted = np.stack([_fit(name, Image.open(io.BytesIO(p.jpeg)).convert("RGB")) for p in chosen])
        s = model.all(fitted)
        rows[name] = {"auc": auc(s, positive), "least": float(s[positive].min()),
                      "fprAt99": float(np.mean(s[~positive] >= np.quantile(s[positive], 0.01)))}
    return rows


def _fit(name, image):
    w, h = image.size
    if name == "stretch":
        return np.asarray(image.resize((SIDE, SIDE), Image.Resampling.BILINEAR))
    if name == "centre crop":
        s = min(w, h)
        box = ((w - s) // 2, (h - s) // 2, (w + s) // 2, (h + s) // 2)
        return np.asarray(image.crop(box).resize((SIDE, SIDE), Image.Resampling.BILINEAR))
    return np.asarray(_shrunk(image, 1.0))


def _shrunk(image, share, fill=0):
    """The picture letterboxed so that its longer side is `share` of the square's."""
    k = SIDE * share / max(image.size)
    small = image.resize((max(1, round(image.width * k)), max(1, round(image.height * k))), Image.Resampling.BILINEAR)
    square = Image.new("RGB", (SIDE, SIDE), (fill,) * 3)
    square.paste(small, ((SIDE - small.width) // 2, (SIDE - small.height) // 2))
    return square


def face_side(onnx_file, fitted):
    """Median side of the best box over `fitted` faces, in pixels of the square, by the file's own box regressor."""
    network = onnxruntime.InferenceSession(str(onnx_file), providers=["CPUExecutionProvider"])
    source, sides = network.get_inputs()[0].name, []
    for picture in fitted:
        a, b, boxes_a, boxes_b = network.run(
            [*blazeface.CLASSIFIERS, "Identity_2:0", "Identity_3:0"], {source: (picture[None] / 127.5 - 1).astype(np.float32)})
        best = np.concatenate([a, b], 1).argmax()
        sides.append(np.concatenate([boxes_a, boxes_b], 1)[0, best, 2:4].mean())
    return float(np.median(sides))


def hard_cases(models, faces, threshold, side):
    """Recall on the evaluation faces after one change each."""
    squares = [_shrunk(Image.open(io.BytesIO(p.jpeg)).convert("RGB"), 1.0) for p in faces]
    originals = [Image.open(io.BytesIO(p.jpeg)).convert("RGB") for p in faces]
    cases = {f"none (faces of {side:.0f} pixels)": squares}
    for share in (0.75, 0.6, 0.5, 0.4, 0.3):
        cases[f"photo shrunk to {share:.0%} of the picture (faces of {side * share:.0f} pixels)"] = [
            _shrunk(i, share) for i in originals]
    for angle in (15, 30, 45, 60, 90, 180):
        cases[f"turned in the picture by {angle} degrees"] = [i.rotate(angle, Image.Resampling.BICUBIC) for i in squares]
    for light in (0.5, 0.25, 0.1):
        cases[f"brightness times {light}"] = [i.point(lambda v, k=light: int(v * k)) for i in squares]
    cases["grey"] = [i.convert("L").convert("RGB") for i in squares]
    for radius in (1, 2, 4):
        cases[f"blurred, radius {radius} of {SIDE} pixels"] = [i.filter(ImageFilter.GaussianBlur(radius)) for i in squares]
    rows = []
    for name, images in cases.items():
        x = np.stack([np.asarray(i) for i in images])
        rows.append({"case": name, **{v: float(np.mean(m.all(x) >= threshold)) for v, m in models.items()}})
    return rows


def clips(models, decoder, folder, threshold):
    """Share of the frames of each GIF at or above the threshold."""
    rows = []
    for path in sorted(folder.glob("*.gif")):
        frames = [f.convert("RGB") for f in ImageSequence.Iterator(Image.open(path))]
        x = decoder.all([jpeg(f) for f in frames])
        rows.append({"clip": path.stem, "frames": len(x),
                     **{v: float(np.mean(m.all(x) >= threshold)) for v, m in models.items()}})
    return rows


def write_card(a, m):
    golden = json.loads((a.measured / "face-golden.json").read_text())
    (a.gate / "CARD.md").write_text(card_face.write(a.gate, m, golden), encoding="utf-8")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--faces", type=Path, required=True, help="folder with the labelled pictures: face/ and object/")
    p.add_argument("--onnx", type=Path, required=True, help="the ONNX file, for the size of a face")
    p.add_argument("--clips", type=Path, help="folder with GIF clips (optional)")
    p.add_argument("--eight-bit", type=Path, help="an int8 variant built with --bits 8, to compare with (optional)")
    p.add_argument("--measured", type=Path, required=True, help="folder of what was measured; golden.py was run before")
    p.add_argument("--rounds", type=int, default=31, help="rounds of the speed measurement (default 31; 0 keeps the last)")
    p.add_argument("--card-only", action="store_true", help="write the card again from what was measured")
    a = p.parse_args()
    if a.card_only:
        write_card(a, json.loads((a.measured / "face.json").read_text()))
        return
    if os.environ.get("TF_ENABLE_ONEDNN_OPTS") != "1":
        raise SystemExit("set TF_ENABLE_ONEDNN_OPTS=1")

    found = pictures.read(a.faces)
    decoder = pictures.Decoder(a.gate / "decode", SIDE)
    models = {v: gates.Scored(a.gate, v) for v in gates.variants(a.gate)}
    two = {v: models[v] for v in (BEST, FULL)}
    x = decoder.all([q.jpeg for q in found])
    face, fitting = np.array([q.face for q in found]), np.array([q.calibration for q in found])
    scores = {v: m.all(x) for v, m in models.items()}
    threshold = fit_threshold(scores[BEST][fitting], face[fitting], FALSE_SHARE)

    target = a.measured / "face.json"
    before = json.loads(target.read_text()) if target.exists() else {}
    m = {"machine": measure.machine(), "threshold": threshold, "falseShare": FALSE_SHARE,
         "counts": {f"{half} {label}": int(np.sum((fitting == (half == "calibration")) & (face == (label == "face"))))
                    for half in ("calibration", "evaluation") for label in ("face", "object")},
         "classes": len({q.name.split("__")[0] for q in found if not q.face})}
    held = ~fitting
    m["otherRules"] = []
    for share in (0.0025, 0.01, 0.02):
        t = fit_threshold(scores[BEST][fitting], face[fitting], share)
        m["otherRules"].append({"falseShare": share, "threshold": t, **shares(scores[BEST][held], face[held], t)})
    m["variants"] = {v: {"aucCalibration": auc(s[fitting], face[fitting]), "auc": auc(s[held], face[held]),
                         "leastFace": float(s[held & face].min()),
                         "calibrationAtThreshold": shares(s[fitting], face[fitting], threshold),
                         "atThreshold": shares(s[held], face[held], threshold)} for v, s in scores.items()}
    m["table"] = [{"threshold": t, **{v: shares(s[held], face[held], t) for v, s in scores.items()}}
                  for t in (0.5, 0.6, 0.65, 0.7, 0.72, 0.74, 0.76, 0.78, 0.8, 0.85, 0.9, 0.95)]
    m["falseAlarms"] = [{"picture": found[i].name, "score": float(scores[BEST][i])}
                        for i in np.argsort(-scores[BEST]) if held[i] and not face[i] and scores[BEST][i] >= threshold]
    m["difference"] = {}
    for v, s in scores.items():
        difference = np.abs(s - scores[FULL])
        m["difference"][v] = {"faces": float(difference[held & face].mean()), "objects": float(difference[held & ~face].mean()),
                              "facesMost": float(difference[held & face].max()), "objectsMost": float(difference[held & ~face].max())}
    m["layouts"] = layouts(models[FULL], found)
    m["faceSide"] = face_side(a.onnx, x[held & face])
    unseen = [q for q in found if q.face and not q.calibration]
    m["hard"] = hard_cases(two, unseen, threshold, m["faceSide"])
    m["clips"] = clips(two, decoder, a.clips, threshold) if a.clips else []
    if a.eight_bit:
        s = gates.outputs(gates.load(a.eight_bit), x[held])["score"]
        m["eightBit"] = {"auc": auc(s, face[held]), **shares(s, face[held], threshold)}
    m["withoutOneDnn"] = {v: measure.without_onednn(a.gate / v, SIDE) for v in models}
    m["threadsAgree"] = {v: measure.threads_agree(models[v].all, x[:64]) for v in models}
    if a.rounds:
        m.update(speed.compared(a.gate, models, FULL, SIDE, a.rounds))
        m["decode"] = measure.decode_times(decoder)
    else:
        m.update({k: before[k] for k in ("speed", "pairs", "rounds", "decode", "timed") if k in before})
    m = json.loads(json.dumps(m))  # keys as they will be read back
    target.write_text(json.dumps(m, indent=1) + "\n")
    write_card(a, m)
    print(json.dumps({k: m[k] for k in ("threshold", "variants", "withoutOneDnn", "threadsAgree", "speed")}, indent=1))


if __name__ == "__main__":
    main()
