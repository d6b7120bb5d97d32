#!/usr/bin/env python3
"""Measures every variant of the person gate on pictures that neither head nor threshold has seen: the evaluation half
of the photographs and the corridor clip. Writes what was measured (JSON) and the model card.
Run it with TF_ENABLE_ONEDNN_OPTS=1.
"""

import argparse
import io
import json
import os
from pathlib import Path

import numpy as np
from PIL import Image, ImageSequence

import card_person
import corridor
import gate as gates
import measure
import movenet
import pictures
import scenes
import speed
from measure import auc, shares
from sample_pictures import jpeg

BEST, FULL = "int8-onednn", "float32"
SIDE = movenet.SIDE
HANDS = slice(5, None)  # frames of bottle-detection with hands in them


def changed(squares, shares_shown=(0.75, 0.5, 0.35, 0.25)):
    """name -> the pictures after one change each. `squares`: fitted pictures."""
    cases = {"none": squares}
    for share in shares_shown:
        cases[f"shrunk to {share:.0%} of the picture"] = [_shrunk(i, share) for i in squares]
    for angle in (30, 60, 90, 180):
        cases[f"turned in the picture by {angle} degrees"] = [i.rotate(angle, Image.Resampling.BICUBIC) for i in squares]
    for light in (0.5, 0.25, 0.1):
        cases[f"brightness times {light}"] = [i.point(lambda v, k=light: int(v * k)) for i in squares]
    cases["grey"] = [i.convert("L").convert("RGB") for i in squares]
    return cases


def _shrunk(image, share):
    small = image.resize((int(SIDE * share),) * 2, Image.Resampling.BILINEAR)
    square = Image.new("RGB", (SIDE, SIDE))
    square.paste(small, ((SIDE - small.width) // 2,) * 2)
    return square


def cut_off(photographs, face_gate):
    """name -> evaluation faces partly out of the frame, and crops around the face. The face gate says where it is."""
    images = [Image.open(io.BytesIO(p.jpeg)).convert("RGB") for p in photographs]
    boxes = [scenes.face_box(i, face_gate) for i in images]
    part = lambda cut: [scenes.letterbox(scenes.part(i, cut(*b))) for i, b in zip(images, boxes)]
    middle = lambda a, b: (a + b) / 2
    return {
        "left half of the head out of the frame": part(lambda l, t, r, b: (middle(l, r), 0, 1, 1)),
        "upper half of the head out of the frame": part(lambda l, t, r, b: (0, middle(t, b), 1, 1)),
        "lower half of the head out of the frame": part(lambda l, t, r, b: (0, 0, 1, middle(t, b))),
        "head and neck only": part(lambda l, t, r, b: (l, t, r, b)),
        "face only, the middle 60% of that": part(
            lambda l, t, r, b: (l + 0.2 * (r - l), t + 0.2 * (b - t), r - 0.2 * (r - l), b - 0.2 * (b - t))),
    }


def recalls(models, cases, threshold):
    rows = []
    for name, images in cases.items():
        x = np.stack([np.asarray(i) for i in images])
        rows.append({"case": name, **{v: float(np.mean(m.all(x) >= threshold)) for v, m in models.items()}})
    return rows


def clips(models, decoder, folder, threshold):
    """Share of the frames of each GIF at or above the threshold."""
    rows = []
    for path in sorted(folder.glob("*.gif")):
        x = decoder.all([jpeg(f.convert("RGB")) for f in ImageSequence.Iterator(Image.open(path))])
        groups = {path.stem: x}
        if path.stem == "bottle-detection":
            groups = {"bottle-detection, frames without hands": x[: HANDS.start], "bottle-detection, frames with hands": x[HANDS]}
        for name, frames in groups.items():
            rows.append({"clip": name, "frames": len(frames),
                         **{v: float(np.mean(m.all(frames) >= threshold)) for v, m in models.items()}})
    return rows


def write_card(a, m):
    golden = json.loads((a.measured / "person-golden.json").read_text())
    region = json.loads((a.measured / "person-region.json").read_text())
    (a.gate / "CARD.md").write_text(card_person.write(a.gate, m, golden, region), encoding="utf-8")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--face", type=Path, required=True, help="the face gate's folder: it says where in a photograph the face is")
    p.add_argument("--faces", type=Path, required=True, help="folder with the labelled pictures: face/ and object/")
    p.add_argument("--clips", type=Path, required=True, help="folder with the corridor clip and the GIF clips")
    p.add_argument("--eight-bit", type=Path, help="an int8 variant built with --bits 8, to compare with (optional)")
    p.add_argument("--measured", type=Path, required=True, help="folder of what was measured; fit_person.py and golden.py ran before")
    p.add_argument("--rounds", type=int, default=15, help="rounds of the speed measurement (default 15; 0 keeps the last)")
    p.add_argument("--card-only", action="store_true", help="write the card again from what was measured")
    a = p.parse_args()
    if a.card_only:
        write_card(a, json.loads((a.measured / "person.json").read_text()))
        return
    if os.environ.get("TF_ENABLE_ONEDNN_OPTS") != "1":
        raise SystemExit("set TF_ENABLE_ONEDNN_OPTS=1")

    found = pictures.read(a.faces)
    held = [q for q in found if not q.calibration]
    decoder = pictures.Decoder(a.gate / "decode", SIDE)
    models = {v: gates.Scored(a.gate, v) for v in gates.variants(a.gate)}
    threshold = models[BEST].head.threshold
    x, face = decoder.all([q.jpeg for q in held]), np.array([q.face for q in held])
    video = a.clips / "one-by-one-person-detection.mp4"
    walk = decoder.all([jpeg(f) for f in corridor.frames(video)])
    person, unsure = corridor.labels(video)
    sure = ~unsure

    target = a.measured / "person.json"
    before = json.loads(target.read_text()) if target.exists() else {}
    m = {"machine": measure.machine(), "threshold": threshold, "fit": json.loads((a.measured / "person-fit.json").read_text()),
         "counts": {"faces": int(face.sum()), "objects": int((~face).sum()), "frames": len(walk), "sure": int(sure.sum()),
                    "people": int((sure & person).sum()), "empty": int((sure & ~person).sum())}, "variants": {}}
    scores, walked = {}, {}
    for v, model in models.items():
        scores[v], walked[v] = model.all(x), model.all(walk)
        m["variants"][v] = {
            "photographs": {"auc": auc(scores[v], face), **shares(scores[v], face, threshold)},
            "corridor": {"auc": auc(walked[v][sure], person[sure]), "aucWithUnsure": auc(walked[v], person),
                         **shares(walked[v][sure], person[sure], threshold),
                         "leastPerson": float(walked[v][sure & person].min()), "mostEmpty": float(walked[v][sure & ~person].max())},
        }
    for v in models:
        m["variants"][v]["difference"] = {"photographs": float(np.abs(scores[v] - scores[FULL]).mean()),
                                          "corridor": float(np.abs(walked[v] - walked[FULL])[sure].mean())}
    prior = {k: models[BEST].outputs(s)["prior"] for k, s in (("photographs", x), ("corridor", walk))}
    m["priorAlone"] = {"photographs": auc(prior["photographs"], face), "corridor": auc(prior["corridor"][sure], person[sure])}
    m["table"] = [{"threshold": t, **{v: {"corridor": shares(walked[v][sure], person[sure], t), "photographs": shares(scores[v], face, t)}
                                      for v in (BEST, FULL)}} for t in (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)]
    m["falseAlarms"] = [{"picture": held[i].name, "score": float(scores[BEST][i])} for i in np.argsort(-scores[BEST])
                        if not face[i] and scores[BEST][i] >= threshold]

    two = {v: models[v] for v in (BEST, FULL)}
    unseen = [q for q in held if q.face]
    squares = [Image.fromarray(s) for s in x[face]]
    m["hard"] = recalls(two, {**changed(squares), **cut_off(unseen, gates.Scored(a.face, "float32"))}, threshold)
    some = [Image.fromarray(s) for s in walk[sure & person][::4]]
    m["hardCorridor"] = recalls(two, changed(some), threshold)
    none = [Image.fromarray(s) for s in walk[sure & ~person][::2]]
    m["emptyCorridor"] = recalls(two, changed(none), threshold)
    m["clips"] = clips(two, decoder, a.clips, threshold)
    if a.eight_bit:
        eight = gates.outputs(gates.load(a.eight_bit), walk)
        s = models[BEST].head(eight)
        m["eightBit"] = {"auc": auc(s[sure], person[sure]), **shares(s[sure], person[sure], threshold)}
    m["withoutOneDnn"] = {v: measure.without_onednn(a.gate / v, SIDE) for v in models}
    m["threadsAgree"] = {v: measure.threads_agree(models[v].all, x[:64]) for v in models}
    if a.rounds:
        m.update(speed.compared(a.gate, models, FULL, SIDE, a.rounds, pictures=64))
        m["decode"] = measure.decode_times(decoder)
    else:
        m.update({k: before[k] for k in ("speed", "pairs", "rounds", "decode", "timed") if k in before})
    m = json.loads(json.dumps(m))  # keys as they will be read back
    target.write_text(json.dumps(m, indent=1) + "\n")
    write_card(a, m)
    print(json.dumps({k: m[k] for k in ("threshold", "variants", "withoutOneDnn", "threadsAgree", "speed", "decode")}, indent=1))


if __name__ == "__main__":
    main()
