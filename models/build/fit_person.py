#!/usr/bin/env python3
"""Fits the person gate's head and threshold on the outputs of int8-onednn: head/head.json and what was measured.

The corridor clip has no part in it. Run it with TF_ENABLE_ONEDNN_OPTS=1, after convert_person.py.
"""

import argparse
import json
import os
from pathlib import Path

import numpy as np

import gate
import head
import manifest
import movenet
import pictures
import scenes
from measure import auc, fit_threshold

FITTED_ON = "int8-onednn"
SCENES = 6000
FOLDS = 5
FALSE_SHARE = 0.05  # of the calibration objects, judged by heads that were fitted without them


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--face", type=Path, required=True, help="the face gate's folder: it says where in a photograph the face is")
    p.add_argument("--faces", type=Path, required=True, help="folder with the labelled pictures: face/ and object/")
    p.add_argument("--clips", type=Path, required=True, help="folder with the GIF clips")
    p.add_argument("--measured", type=Path, required=True, help="folder for what was measured")
    a = p.parse_args()
    if os.environ.get("TF_ENABLE_ONEDNN_OPTS") != "1":
        raise SystemExit("set TF_ENABLE_ONEDNN_OPTS=1")

    found = pictures.read(a.faces)
    made = scenes.sources(found, a.clips, gate.Scored(a.face, "float32"))
    x, person, used = scenes.build(made, SCENES)
    photos = [{s.photo for s in u} for u in used]
    model = gate.load(a.gate / FITTED_ON)
    of = gate.outputs(model, x)
    plain = pictures.Decoder(a.gate / "decode", movenet.SIDE)
    half = [q for q in found if q.calibration]
    own = gate.outputs(model, plain.all([q.jpeg for q in half]))

    # The threshold: each photograph's score by a head that has seen neither it nor scenes with it.
    weights, bias = head.fit(of["features"], of["prior"], person)
    photo_fold = np.arange(len(half)) % FOLDS
    scores = np.zeros(len(half))
    for f in range(FOLDS):
        own_fold = set(np.flatnonzero(photo_fold == f))
        rest = np.array([not u & own_fold for u in photos])
        without = head.fit(of["features"][rest], of["prior"][rest], person[rest])
        mine = photo_fold == f
        scores[mine] = head.score(own["features"][mine], own["prior"][mine], *without)
    face = np.array([q.face for q in half])
    threshold = fit_threshold(scores, face, FALSE_SHARE)

    m = {"threshold": threshold, "falseShare": FALSE_SHARE, "penalty": head.PENALTY, "scenes": SCENES, "sources": len(made),
         "people": int(person.sum()), "pictures": len(person), "faces": int(face.sum()), "objects": int((~face).sum()),
         "crossValidated": {"auc": auc(scores, face), "recall": float(np.mean(scores[face] >= threshold))}, "withoutClip": []}
    for clip in sorted(scenes.PEOPLE | scenes.NOBODY):
        mine = np.array([u[0].origin == clip for u in used])
        rest = np.array([all(s.origin != clip for s in u) for u in used])
        s = head.score(of["features"], of["prior"], *head.fit(of["features"][rest], of["prior"][rest], person[rest]))
        rate = lambda chosen: float(np.mean(s[chosen] >= threshold)) if chosen.any() else None
        m["withoutClip"].append({"clip": clip, "pictures": int(mine.sum()), "recall": rate(mine & person),
                                 "wholeFrames": rate(mine & person & (np.arange(len(used)) < len(made))), "fpr": rate(mine & ~person)})
    fitted_by = (f"models/build/fit_person.py on the outputs of {FITTED_ON}: logistic regression beside the prior, penalty"
                 f" {head.PENALTY}, {len(person)} pictures ({m['people']} with people) made of half of Caltech-101 Faces and"
                 f" objects and of GIF clips of Intel IoT DevKit sample-videos (CC BY 4.0), seed {scenes.SEED}; threshold: least"
                 f" in hundredths that at most {FALSE_SHARE:.0%} of {m['objects']} objects reach, each judged without itself")
    head.write(a.gate / "head" / "head.json", f"person@{manifest.VERSIONS['person']}", weights, bias, threshold, fitted_by)
    a.measured.mkdir(parents=True, exist_ok=True)
    (a.measured / "person-fit.json").write_text(json.dumps(m, indent=1) + "\n")
    print(json.dumps(m, indent=1))


if __name__ == "__main__":
    main()
