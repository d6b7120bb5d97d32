#!/usr/bin/env python3
"""Measures how well the person gate says where: on the corridor clip, whose still background says where somebody is, and
on photographs of the evaluation half pasted small into pictures of objects. Writes what was measured (JSON).
Run it with TF_ENABLE_ONEDNN_OPTS=1, before evaluate_person.py, which writes the card.
"""

import argparse
import io
import json
import os
from pathlib import Path

import numpy as np
from PIL import Image
from scipy import ndimage

import corridor
import gate as gates
import measure
import movenet
import pictures
import scenes
import speed
from sample_pictures import jpeg

SIDE = movenet.SIDE
WIDER = 0.25  # of the region, on each side: what the job's question adds to it
PASTED, SEED = 1000, 20240607
LEAST_SHARE, MOST_SHARE = 0.25, 0.75  # of the picture's side: how large a photograph is pasted
MOVED, SPECK = 30, 60  # difference from the empty corridor that is somebody; fewer pixels together are nobody


def walked(frames, empty):
    """A box around whoever differs from the empty corridor most, in shares, for each frame."""
    background = np.median(frames[empty], 0)
    found = []
    for frame in frames:
        differs = np.abs(frame.astype(int) - background).max(2) > MOVED
        parts, count = ndimage.label(ndimage.binary_closing(ndimage.binary_opening(differs), iterations=3))
        sizes = ndimage.sum(differs, parts, range(1, count + 1))
        if not count or max(sizes) < SPECK:
            found.append((0.0,) * 4)
            continue
        ys, xs = np.where(parts == 1 + int(np.argmax(sizes)))
        found.append((xs.min(), ys.min(), xs.max() + 1, ys.max() + 1))
    return np.array(found) / SIDE


def pasted(held, face_gate):
    """(pictures, boxes of the heads in shares): a face of the evaluation half, small, in a picture of an object."""
    rng = np.random.default_rng(SEED)
    images = {want: [Image.open(io.BytesIO(p.jpeg)).convert("RGB") for p in held if p.face == want] for want in (True, False)}
    heads = [scenes.face_box(i, face_gate) for i in images[True]]
    made, boxes = [], []
    for _ in range(PASTED):
        k = rng.integers(len(heads))
        scene = scenes.letterbox(images[False][rng.integers(len(images[False]))])
        scale = SIDE * rng.uniform(LEAST_SHARE, MOST_SHARE) / max(images[True][k].size)
        size = np.array([int(s * scale) for s in images[True][k].size])
        at = (rng.uniform(0, 1, 2) * (SIDE - size)).astype(int)
        scene.paste(images[True][k].resize(tuple(size), Image.Resampling.BILINEAR), tuple(at))
        made.append(np.asarray(scene))
        boxes.append((np.tile(at, 2) + np.array(heads[k]) * np.tile(size, 2)) / SIDE)
    return np.stack(made), np.array(boxes)


def area(boxes):
    return np.prod(np.clip(boxes[:, 2:] - boxes[:, :2], 0, None), 1)


def common(a, b):
    return area(np.concatenate([np.maximum(a[:, :2], b[:, :2]), np.minimum(a[:, 2:], b[:, 2:])], 1))


def wider(boxes):
    more = WIDER * (boxes[:, 2:] - boxes[:, :2])
    return np.clip(np.concatenate([boxes[:, :2] - more, boxes[:, 2:] + more], 1), 0, 1)


def compared(found, true):
    """How well boxes agree with the truth, and what is left of it in a picture cropped to them."""
    both, cropped = common(found, true), wider(found)
    kept = common(cropped, true) / area(true)
    iou = both / (area(found) + area(true) - both)
    return {"iou": float(iou.mean()), "iouHalf": float(np.mean(iou >= 0.5)), "kept": float(kept.mean()),
            "keptMost": float(np.mean(kept >= 0.9)), "keptHalf": float(np.mean(kept >= 0.5)), "crop": float(np.median(area(cropped)))}


def cost(before, gate, rounds):
    """Milliseconds of CPU more for one picture than without the region: median and quartiles of the differences, one a round."""
    folders = {f"{v} {k}": g / v for v in gates.variants(gate) for k, g in (("before", before), ("with", gate))}
    times = speed.measure(folders, SIDE, (1, 8), rounds, 64)
    rows = {}
    for v in gates.variants(gate):
        rows[v] = {}
        for b in (1, 8):
            pairs = [(x[1], y[1]) for x, y in zip(times[f"{v} before"][b], times[f"{v} with"][b])]
            more = [y - x for x, y in pairs]
            rows[v][b] = {"ms": float(np.median(more)), "least": float(np.quantile(more, 0.25)), "most": float(np.quantile(more, 0.75)),
                          "before": float(np.median([x for x, _ in pairs]))}
    return {"machine": measure.machine(), "rounds": rounds, "variants": rows}


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--gate", type=Path, required=True, help="the gate's folder")
    p.add_argument("--face", type=Path, required=True, help="the face gate's folder: it says where in a photograph the face is")
    p.add_argument("--faces", type=Path, required=True, help="folder with the labelled pictures: face/ and object/")
    p.add_argument("--clips", type=Path, required=True, help="folder with the corridor clip")
    p.add_argument("--before", type=Path, help="the same gate without a region, to tell what the region costs (optional)")
    p.add_argument("--rounds", type=int, default=31, help="rounds of that measurement (default 31)")
    p.add_argument("--measured", type=Path, required=True, help="folder for what was measured")
    a = p.parse_args()
    if os.environ.get("TF_ENABLE_ONEDNN_OPTS") != "1":
        raise SystemExit("set TF_ENABLE_ONEDNN_OPTS=1")

    held = [q for q in pictures.read(a.faces) if not q.calibration]
    scenery, heads = pasted(held, gates.Scored(a.face, "float32"))
    video = a.clips / "one-by-one-person-detection.mp4"
    frames = pictures.Decoder(a.gate / "decode", SIDE).all([jpeg(f) for f in corridor.frames(video)])
    person, unsure = corridor.labels(video)
    bodies = walked(frames, ~person & ~unsure)
    seen = person & ~unsure & (area(bodies) > 0)

    target = a.measured / "person-region.json"
    before = json.loads(target.read_text()) if target.exists() else {}
    m = {"machine": measure.machine(), "wider": WIDER, "corridorFrames": int(seen.sum()), "pasted": PASTED, "variants": {}}
    for v in gates.variants(a.gate):
        model = gates.Scored(a.gate, v)
        walk, small = model.outputs(frames[seen]), model.outputs(scenery)
        told = {k: o["score"] >= model.head.threshold for k, o in (("walk", walk), ("small", small))}
        m["variants"][v] = {
            "corridor": {"told": int(told["walk"].sum()), **compared(walk["region"][told["walk"]], bodies[seen][told["walk"]])},
            "pasted": {"told": int(told["small"].sum()), **compared(small["region"][told["small"]], heads[told["small"]])},
        }
    m["cost"] = cost(a.before, a.gate, a.rounds) if a.before else before.get("cost")
    target.write_text(json.dumps(m, indent=1) + "\n")
    print(json.dumps(m, indent=1))


if __name__ == "__main__":
    main()
