#!/usr/bin/env python3
"""Fits the face gate's threshold on the calibration half, measures every variant on the evaluation half, and
writes what was measured (JSON) and the model card. Run it with TF_ENABLE_ONEDNN_OPTS=1.
"""

import argparse
import datetime
import io
import json
import os
import platform
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image, ImageFilter, ImageSequence

import blazeface
import card
import decode
import pictures
import sample_pictures
import speed
from sample_pictures import jpeg
from savedmodel import Loaded

VARIANTS = ("int8-onednn", "float32")
FALSE_SHARE = 0.005  # of the calibration objects, at the threshold
SIDE = blazeface.SIDE


def auc(scores, positive):
    """Area under the ROC curve: how often a positive scores above a negative, ties counted half."""
    order = np.sort(scores[~positive])
    below, upto = (np.searchsorted(order, scores[positive], side).sum() for side in ("left", "right"))
    return float((below + upto) / 2 / positive.sum() / (~positive).sum())


def fit_threshold(scores, positive, false_share=FALSE_SHARE):
    """The least threshold, in hundredths, that at most `false_share` of the objects reach."""
    return next(t / 100 for t in range(101) if np.mean(scores[~positive] >= t / 100) <= false_share)


def shares(scores, positive, threshold):
    return {"recall": float(np.mean(scores[positive] >= threshold)), "fpr": float(np.mean(scores[~positive] >= threshold))}


def layouts(model, found):
    """AUC and least face score on the calibration half for three ways to fit a picture into the square."""
    chosen = [p for p in found if p.calibration]
    positive = np.array([p.face for p in chosen])
    rows = {}
    for name in ("letterbox", "stretch", "centre crop"):
        fitted = np.stack([_fit(name, Image.open(io.BytesIO(p.jpeg)).convert("RGB")) for p in chosen])
        s = pictures.scores(model, fitted)
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
        rows.append({"case": name, **{v: float(np.mean(pictures.scores(m, x) >= threshold)) for v, m in models.items()}})
    return rows


def clips(models, decoder, folder, threshold):
    """Share of the frames of each GIF at or above the threshold."""
    rows = []
    for path in sorted(folder.glob("*.gif")):
        frames = [f.convert("RGB") for f in ImageSequence.Iterator(Image.open(path))]
        x = decoder.all([jpeg(f) for f in frames])
        rows.append({"clip": path.stem, "frames": len(x),
                     **{v: float(np.mean(pictures.scores(m, x) >= threshold)) for v, m in models.items()}})
    return rows


def without_onednn(folder):
    """What running the variant gives without TF_ENABLE_ONEDNN_OPTS: its score of a black picture, or the error."""
    code = ("import sys, numpy as np; from savedmodel import Loaded; "
            "print('score', Loaded(sys.argv[1])(np.zeros((1, 128, 128, 3), np.uint8))[0])")
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3"}
    environment.pop("TF_ENABLE_ONEDNN_OPTS")
    done = subprocess.run([sys.executable, "-c", code, str(folder.resolve())], cwd=Path(__file__).parent,
                          env=environment, capture_output=True, text=True)
    lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines()
    wanted = [line[line.find("Missing") :] for line in lines if "Missing" in line or line.startswith("score")]
    return (wanted or lines or ["no output"])[0] if done.returncode else lines[-1]


def threads_agree(model, x, threads=4):
    """Whether `threads` callers of one session at once all get what one caller gets."""
    expected, found = pictures.scores(model, x), [None] * threads

    def call(k):
        found[k] = pictures.scores(model, x)

    workers = [threading.Thread(target=call, args=(k,)) for k in range(threads)]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
    return all(np.array_equal(f, expected) for f in found)


def decode_times(decoder, calls=50):
    """Median milliseconds from JPEG to picture, for two sizes of frame, with the ratio that the rule gives."""
    rows = []
    for size in ((640, 480), (1280, 720)):
        content = jpeg(sample_pictures.load("astronaut").resize(size))
        decoder(content)
        times = []
        for _ in range(calls):
            start = time.perf_counter()
            decoder(content)
            times.append((time.perf_counter() - start) * 1e3)
        rows.append({"size": "{}x{}".format(*size), "ratio": decode.ratio_for(*size, SIDE), "bytes": len(content),
                     "ms": float(np.median(times)), "least": min(times), "most": max(times)})
    return rows


def machine():
    model = next((line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                  if line.startswith("model name")), platform.machine())
    flags = Path("/proc/cpuinfo").read_text()
    return {"cpu": model, "cores": os.cpu_count(), "avx2": " avx2 " in flags, "vnni": "vnni" in flags,
            "python": platform.python_version(), "date": datetime.date.today().isoformat()}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--faces", type=Path, required=True, help="folder with the labelled pictures: face/ and object/")
    p.add_argument("--onnx", type=Path, required=True, help="the ONNX file, for the size of a face")
    p.add_argument("--clips", type=Path, help="folder with GIF clips (optional)")
    p.add_argument("--eight-bit", type=Path, help="an int8 variant built with --bits 8, to compare with (optional)")
    p.add_argument("--measured", type=Path, required=True, help="folder of what was measured; golden.py was run before")
    p.add_argument("--rounds", type=int, default=31, help="rounds of the speed measurement (default 31; 0 keeps the last)")
    a = p.parse_args()
    if os.environ.get("TF_ENABLE_ONEDNN_OPTS") != "1":
        raise SystemExit("set TF_ENABLE_ONEDNN_OPTS=1")

    found = pictures.read(a.faces)
    decoder = pictures.Decoder(a.gate / "decode", SIDE)
    models = {v: Loaded(a.gate / v) for v in VARIANTS}
    x = decoder.all([q.jpeg for q in found])
    face, fitting = np.array([q.face for q in found]), np.array([q.calibration for q in found])
    scores = {v: pictures.scores(m, x) for v, m in models.items()}
    best = VARIANTS[0]
    threshold = fit_threshold(scores[best][fitting], face[fitting])

    target = a.measured / "face.json"
    before = json.loads(target.read_text()) if target.exists() else {}
    m = {"machine": machine(), "threshold": threshold, "falseShare": FALSE_SHARE,
         "counts": {f"{half} {label}": int(np.sum((fitting == (half == "calibration")) & (face == (label == "face"))))
                    for half in ("calibration", "evaluation") for label in ("face", "object")},
         "classes": len({q.name.split("__")[0] for q in found if not q.face})}
    held = ~fitting
    m["otherRules"] = []
    for share in (0.0025, 0.01, 0.02):
        t = fit_threshold(scores[best][fitting], face[fitting], share)
        m["otherRules"].append({"falseShare": share, "threshold": t, **shares(scores[best][held], face[held], t)})
    m["variants"] = {v: {"aucCalibration": auc(s[fitting], face[fitting]), "auc": auc(s[held], face[held]),
                         "leastFace": float(s[held & face].min()),
                         "calibrationAtThreshold": shares(s[fitting], face[fitting], threshold),
                         "atThreshold": shares(s[held], face[held], threshold)} for v, s in scores.items()}
    m["table"] = [{"threshold": t, **{v: shares(s[held], face[held], t) for v, s in scores.items()}}
                  for t in (0.5, 0.6, 0.65, 0.7, 0.72, 0.74, 0.76, 0.78, 0.8, 0.85, 0.9, 0.95)]
    m["falseAlarms"] = [{"picture": found[i].name, "score": float(scores[best][i])}
                        for i in np.argsort(-scores[best]) if held[i] and not face[i] and scores[best][i] >= threshold]
    difference = np.abs(scores[best] - scores["float32"])
    m["difference"] = {"faces": float(difference[held & face].mean()), "objects": float(difference[held & ~face].mean()),
                       "facesMost": float(difference[held & face].max()), "objectsMost": float(difference[held & ~face].max())}
    m["layouts"] = layouts(models["float32"], found)
    m["faceSide"] = face_side(a.onnx, x[held & face])
    unseen = [q for q in found if q.face and not q.calibration]
    m["hard"] = hard_cases(models, unseen, threshold, m["faceSide"])
    m["clips"] = clips(models, decoder, a.clips, threshold) if a.clips else []
    if a.eight_bit:
        s = pictures.scores(Loaded(a.eight_bit), x[held])
        m["eightBit"] = {"auc": auc(s, face[held]), **shares(s, face[held], threshold)}
    m["withoutOneDnn"] = {v: without_onednn(a.gate / v) for v in VARIANTS}
    m["threadsAgree"] = {v: threads_agree(models[v], x[:64]) for v in VARIANTS}
    if a.rounds:
        times = speed.measure({v: a.gate / v for v in VARIANTS}, rounds=a.rounds)
        m["speed"] = {v: {b: speed.summary(t) for b, t in each.items()} for v, each in times.items()}
        m["pairs"] = {b: [f[0] / q[0] for f, q in zip(times["float32"][b], times[best][b])] for b in times[best]}
        m["rounds"] = a.rounds
        m["decode"] = decode_times(decoder)
    else:
        m.update({k: before[k] for k in ("speed", "pairs", "rounds", "decode")})
    m = json.loads(json.dumps(m))  # keys as they will be read back
    target.write_text(json.dumps(m, indent=1) + "\n")
    (a.gate / "CARD.md").write_text(card.write(a.gate, m, json.loads((a.measured / "face-golden.json").read_text())))
    print(json.dumps({k: m[k] for k in ("threshold", "variants", "withoutOneDnn", "threadsAgree", "speed")}, indent=1))


if __name__ == "__main__":
    main()
