"""Pictures to fit the person gate's head on: half of the labelled photographs and short clips, and scenes made of them.

People in real frames are small, at the edge or cut off, and the photographs show one large face each. So most
of the fitting pictures are made: mosaics of four photographs, and people pasted small into scenes without
people, partly out of the frame. The same is done with objects alone, so that a pasted edge says nothing.
Which photographs are used is settled by `pictures.read`: the calibration half.
"""

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter, ImageSequence

SIDE = 160
SEED = 20240607
PHOTOGRAPHS = "photographs"

# Clips in which somebody is in every frame: where, as shares of width and height (left, top, right, bottom).
PEOPLE = {
    "store-aisle-detection": [(0.53, 0.18, 0.70, 0.85), (0.68, 0.20, 0.88, 1.0)],
    "classroom": [(0.58, 0.48, 0.76, 0.88), (0.08, 0.50, 0.26, 0.85), (0.42, 0.44, 0.56, 0.66), (0.23, 0.44, 0.34, 0.66)],
    "head-pose-face-detection-female": [(0.2, 0.0, 0.8, 1.0)],
}
# Parts of clips in which nobody ever is. The people of person-bicycle-car are above the part named here; they
# are some six pixels high in the gate's picture, so the whole frames are neither.
NOBODY = {
    "store-aisle-detection": (0.0, 0.0, 0.48, 1.0),
    "classroom": (0.0, 0.0, 1.0, 0.40),
    "fruit-and-vegetable-detection": (0.0, 0.0, 1.0, 1.0),
    "person-bicycle-car-detection": (0.0, 0.30, 1.0, 1.0),
}
STEP = 3  # every third frame: neighbours hardly differ


@dataclass(frozen=True)
class Source:
    """A picture to build with, where from, and a box around somebody in it (None: nobody)."""

    origin: str
    image: Image.Image
    box: tuple[float, float, float, float] | None
    photo: int = -1  # which of the calibration half's photographs


def sources(found, clips, face_gate):
    """Every Source: the calibration half of `found` and the frames of the GIF clips in the folder `clips`.

    `face_gate` (pictures -> scores) says where in a photograph the face is.
    """
    made = []
    for k, p in enumerate(p for p in found if p.calibration):
        image = Image.open(io.BytesIO(p.jpeg)).convert("RGB")
        made.append(Source(PHOTOGRAPHS, image, face_box(image, face_gate) if p.face else None, k))
    for path in sorted(clips.glob("*.gif")):
        frames = [f.convert("RGB") for f in ImageSequence.Iterator(Image.open(path))][::STEP]
        for k, frame in enumerate(frames):
            boxes = PEOPLE.get(path.stem, [])
            if boxes:
                made.append(Source(path.stem, frame, boxes[k % len(boxes)]))
            if path.stem in NOBODY:
                made.append(Source(path.stem, part(frame, NOBODY[path.stem]), None))
    return made


def build(made, count, seed=SEED):
    """Every source as it is, then `count` scenes, half of them with somebody.

    Gives pictures, person, and for each the (at most four) sources that it is made of, its subject first.
    """
    rng = np.random.default_rng(seed)
    by_label = [_by_origin([s for s in made if (s.box is not None) == want]) for want in (False, True)]
    rows = [(letterbox(s.image), s.box is not None, [s]) for s in made]
    for k in range(count):
        person = k % 2 == 0
        draw = _Draw(rng, by_label)
        subject = draw(person)
        kind = rng.choice(["crop", "mosaic", "paste", "paste"])
        image = {"crop": _crop, "mosaic": _mosaic, "paste": _paste}[kind](rng, subject, draw)
        rows.append((_light(rng, image), person, draw.drawn))
    pictures, person, used = zip(*rows)
    return np.stack([np.asarray(p) for p in pictures]), np.array(person), used


def _by_origin(choices):
    """(sources of each origin, how often each origin is drawn)."""
    origins = sorted({s.origin for s in choices})
    own = [[s for s in choices if s.origin == o] for o in origins]
    weight = np.sqrt([len(o) for o in own])
    return own, weight / weight.sum()


class _Draw:
    """Draws sources, each origin as often as the root of its number, so that photographs and clips both count."""

    def __init__(self, rng, by_label):
        self.rng, self.by_label, self.drawn = rng, by_label, []

    def __call__(self, person=False):
        origins, weight = self.by_label[person]
        own = origins[self.rng.choice(len(origins), p=weight)]
        self.drawn.append(own[self.rng.integers(len(own))])
        return self.drawn[-1]


def face_box(image, face_gate):
    """The window of the photograph in which the face gate sees the face best: head and neck, roughly."""
    w, h = image.size
    windows = [(x, y, x + k * h / w, y + k) for k in (0.45, 0.6) for x in np.linspace(0, 1 - k * h / w, 7)
               for y in np.linspace(0, 1 - k, 4)]
    return windows[int(face_gate(np.stack([np.asarray(letterbox(part(image, b), 128)) for b in windows])).argmax())]


def letterbox(image, side=SIDE, fill=0):
    k = side / max(image.size)
    small = image.resize((max(1, round(image.width * k)), max(1, round(image.height * k))), Image.Resampling.BILINEAR)
    square = Image.new("RGB", (side, side), (fill,) * 3)
    square.paste(small, ((side - small.width) // 2, (side - small.height) // 2))
    return square


def part(image, box):
    w, h = image.size
    return image.crop((int(box[0] * w), int(box[1] * h), int(box[2] * w), int(box[3] * h)))


def _crop(rng, subject, draw):
    """Part of the picture; of somebody, at least the upper two thirds of the box."""
    if subject.box is None:
        w, h = rng.uniform(0.5, 1, 2)
        x, y = rng.uniform(0, 1 - w), rng.uniform(0, 1 - h)
        return letterbox(part(subject.image, (x, y, x + w, y + h)))
    return letterbox(_around(rng, subject, 1.0))


def _around(rng, subject, room):
    """The box, perhaps without its lowest third, and up to the share `room` of what is beside it."""
    left, top, right, bottom = subject.box
    bottom -= (bottom - top) / 3 * rng.random()
    more = rng.uniform(0, room, 4) * (left, top, 1 - right, 1 - bottom)
    return part(subject.image, (left - more[0], top - more[1], right + more[2], bottom + more[3]))


def _mosaic(rng, subject, draw):
    """Two by two pictures of unequal size, the subject in one of them."""
    x, y = (SIDE * rng.uniform(0.35, 0.65, 2)).astype(int)
    tiles = [(0, 0, x, y), (x, 0, SIDE, y), (0, y, x, SIDE), (x, y, SIDE, SIDE)]
    square, mine = Image.new("RGB", (SIDE, SIDE)), rng.integers(4)
    for k, (left, top, right, bottom) in enumerate(tiles):
        source = subject if k == mine else draw()
        square.paste(source.image.resize((right - left, bottom - top), Image.Resampling.BILINEAR), (left, top))
    return square


def _paste(rng, subject, draw):
    """The subject, small, in a scene without people, perhaps with a quarter of it out of the frame."""
    scene = _crop(rng, draw(), draw)
    pasted = subject.image if subject.box is None else _around(rng, subject, 1.0 if subject.origin == PHOTOGRAPHS else 0.2)
    k = SIDE * rng.uniform(0.2, 0.75) / max(pasted.size)
    width, height = max(4, int(pasted.width * k)), max(4, int(pasted.height * k))
    pasted = pasted.resize((width, height), Image.Resampling.BILINEAR)
    x = int(rng.uniform(-width / 4, SIDE - width * 3 / 4))
    y = int(rng.uniform(-height / 8, SIDE - height * 2 / 3))
    scene.paste(pasted, (x, y))
    return scene


def _light(rng, image):
    """Mirrored, darker or brighter, sometimes grey, blurred or noisy."""
    if rng.random() < 0.5:
        image = image.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    image = ImageEnhance.Brightness(image).enhance(float(np.exp(rng.uniform(np.log(0.35), np.log(1.4)))))
    if rng.random() < 0.2:
        image = image.convert("L").convert("RGB")
    if rng.random() < 0.3:
        image = image.filter(ImageFilter.GaussianBlur(float(rng.uniform(0.3, 1.0))))
    if rng.random() < 0.3:
        noise = rng.normal(0, rng.uniform(2, 10), (SIDE, SIDE, 3))
        image = Image.fromarray(np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8))
    return image
