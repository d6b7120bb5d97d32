#!/usr/bin/env python3
"""Times the variants of the gates again and writes their cards anew; what was measured of accuracy stays."""

import argparse
import json
from pathlib import Path

import card_face
import card_person
import gate as gates
import measure
import pictures
import speed
import turbofan_card
import turbofan_speed

SIDES = {"face": (128, 31, 256), "person": (160, 15, 64)}  # pixels of a side, rounds, pictures in a turn
FULL = "float32"


def picture_times(gate, name):
    side, rounds, count = SIDES[name]
    times = speed.compared(gate, gates.variants(gate), FULL, side, rounds, pictures=count)
    return {**times, "decode": measure.decode_times(pictures.Decoder(gate / "decode", side))}


def window_times(gate, rounds=31):
    times = turbofan_speed.measure(gate, rounds=rounds)
    return {"speed": {v: {b: speed.summary(t) for b, t in each.items()} for v, each in times.items()}, "rounds": rounds}


def card(gate, name, measured, m):
    golden = json.loads((measured / f"{name}-golden.json").read_text())
    if name == "turbofan":
        return turbofan_card.write(gate, json.loads((measured / "turbofan-build.json").read_text()), m, golden)
    if name == "face":
        return card_face.write(gate, m, golden)
    return card_person.write(gate, m, golden, json.loads((measured / "person-region.json").read_text()))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("gate", type=Path, nargs="+", help="folder of a gate: face, person or turbofan")
    p.add_argument("--measured", type=Path, required=True, help="folder of what was measured")
    p.add_argument("--alone", action="store_true", help="nothing else runs on this machine: the card says so")
    a = p.parse_args()
    for gate in a.gate:
        name = gate.resolve().name
        target = a.measured / f"{name}.json"
        m = json.loads(target.read_text())
        m.update(window_times(gate) if name == "turbofan" else picture_times(gate, name))
        m["timed"] = {"machine": measure.machine(), "alone": a.alone}
        m = json.loads(json.dumps(m))  # keys as they will be read back
        target.write_text(json.dumps(m, indent=1) + "\n")
        (gate / "CARD.md").write_text(card(gate, name, a.measured, m), encoding="utf-8")
        print(name, json.dumps(m["speed"]))


if __name__ == "__main__":
    main()
