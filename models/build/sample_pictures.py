#!/usr/bin/env python3
"""Writes the pictures that the simulated cameras show (public domain or CC0, from the scikit-image package) as JPEG
files, and with them NOTICE-pictures.md with what the package says about each."""

import argparse
import importlib.metadata
import io
from pathlib import Path

import skimage
from PIL import Image

# file in skimage/data, what it shows, the package's own words on rights (docstring of skimage.data.<name>)
SOURCES = {
    "astronaut": ("astronaut.png", "Portrait of the astronaut Eileen Collins; NASA Great Images database.",
                  "No known copyright restrictions, released into the public domain."),
    "chelsea": ("chelsea.png", "Chelsea the cat.", "No copyright restrictions. CC0 by the photographer (Stefan van der Walt)."),
    "clock": ("clock_motion.png", "A wall clock, blurred by motion.",
              "Released into the public domain by the photographer (Stefan van der Walt)."),
    "coffee": ("coffee.png", "A coffee cup, courtesy of Pikolo Espresso Bar.",
               "No copyright restrictions. CC0 by the photographer (Rachel Michetti)."),
    "hubble": ("hubble_deep_field.jpg", "Hubble eXtreme Deep Field; HubbleSite.",
               "The image was captured by NASA and may be freely used in the public domain."),
    "retina": ("retina.jpg", "Photograph of a human retina by Mikael Häggström.",
               "This file is made available under the Creative Commons CC0 1.0 Universal Public Domain Dedication."),
    "rocket": ("rocket.jpg", "Launch of DSCOVR on a Falcon 9; SpaceX Photos.",
               "The image was captured by SpaceX and released in the public domain."),
}
SHIPPED = ("astronaut", "chelsea", "clock", "coffee", "hubble", "rocket")


def load(name):
    return Image.open(Path(skimage.__file__).parent / "data" / SOURCES[name][0]).convert("RGB")


def jpeg(image, quality=90):
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


# Who ships which pictures, and what their NOTICE-pictures.md says of them. The golden files themselves are golden.py's.
NOTICES = {
    "cameras": (SHIPPED, """# Pictures that the simulated cameras show

The JPEG files in this folder are made from sample pictures in the package `scikit-image` {version} (PyPI,
BSD-3-Clause). The last column gives what that package says of each picture in its documentation, links
left out. They were converted to JPEG at quality 90; nothing else was changed. The simulated cameras show
moving windows of them, with noise and a changing brightness.
"""),
    "golden": (tuple(SOURCES), """# Pictures shipped with the models

The JPEG files under `face/golden` and `person/golden`, and the raw pictures in `inputs.u8` beside them
(crops, mirrored, turned, darkened and pasted copies), are made from sample pictures in the package `scikit-image`
{version} (PyPI, BSD-3-Clause). The last column gives what that package says of each picture in its
documentation, links left out. They were converted to JPEG at quality 90; nothing else was changed.
"""),
}


def notice(of):
    names, what = NOTICES[of]
    rows = "\n".join("| {} | `skimage/data/{}` | {} | {} |".format(name, *SOURCES[name]) for name in names)
    return what.format(version=importlib.metadata.version("scikit-image")) + f"""
| picture | file in the package | what it is | rights |
|---|---|---|---|
{rows}

The person in the portrait is a public figure; her picture serves only to test that a face is found.
"""


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--out", type=Path, required=True,
                   help="folder of the simulated cameras: for the JPEG files and their NOTICE-pictures.md")
    p.add_argument("--golden-notice", type=Path, help="the attribution file of the gates' golden files to write")
    a = p.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    for name in SHIPPED:
        (a.out / f"{name}.jpg").write_bytes(jpeg(load(name)))
    (a.out / "NOTICE-pictures.md").write_text(notice("cameras"), encoding="utf-8")
    if a.golden_notice:
        a.golden_notice.write_text(notice("golden"), encoding="utf-8")


if __name__ == "__main__":
    main()
