"""The labelled pictures (a folder with `face` and `object`), their halves, and decoding as the job decodes.

A picture belongs to the calibration half if the first hexadecimal digit of the SHA-256 of its file is below
8, else to the evaluation half: a rule that needs no list and cannot drift.
"""

import hashlib
import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

import decode
from savedmodel import Loaded


@dataclass(frozen=True)
class Picture:
    name: str
    face: bool
    calibration: bool
    jpeg: bytes


def read(folder):
    found = []
    for label in ("face", "object"):
        for path in sorted((folder / label).glob("*.jpg")):
            jpeg = path.read_bytes()
            calibration = hashlib.sha256(jpeg).hexdigest()[0] < "8"
            found.append(Picture(path.name, label == "face", calibration, jpeg))
    if not found:
        raise SystemExit(f"no pictures under {folder}: expected the folders face and object")
    return found


class Decoder:
    """JPEG bytes -> uint8 picture, by the exported decode graph."""

    def __init__(self, folder, side):
        self.side = side
        self.by_ratio = {r: Loaded(folder, f"decode_{r}") for r in decode.RATIOS}

    def __call__(self, jpeg):
        width, height = Image.open(io.BytesIO(jpeg)).size
        return self.by_ratio[decode.ratio_for(width, height, self.side)](jpeg)

    def all(self, jpegs):
        return np.stack([self(j) for j in jpegs])
