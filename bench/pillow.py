"""The tasks of pillow.mjs: one JSON object a line in, one out, each with the milliseconds it took."""
import io
import json
import math
import os
import sys
import time

import PIL
from PIL import Image, ImageDraw, ImageFont

FOLDER = sys.argv[1]
PICTURES = {}


def load(order):
    size = (order["width"], order["height"])
    with open(order["path"], "rb") as file:
        PICTURES[order["name"]] = Image.frombytes(order["mode"], size, file.read())
    return {}


def zoomed(image, zoom):
    width, height = image.size
    dx, dy = (width - width / zoom) / 2, (height - height / zoom) / 2
    return image.resize((width, height), Image.LANCZOS, box=(dx, dy, width - dx, height - dy))


def zoom(order):
    zoomed(PICTURES[order["name"]], order["zoom"])
    return {}


def turn(order):
    PICTURES[order["name"]].rotate(order["degrees"], Image.BICUBIC)
    return {}


def png(order):
    out = io.BytesIO()
    PICTURES[order["name"]].save(out, "PNG")
    return {"bytes": out.tell()}


def chain(order):
    """One frame as a script would make it: zoom, ship, text, file; with small JPEGs of six stages when asked."""
    stages = [PICTURES["frame"], zoomed(PICTURES["frame"], order["zoom"])]
    frame = stages[-1].copy()
    ship = PICTURES["ship"]
    width = int(0.24 * frame.height)
    small = ship.resize((width, ship.height * width // ship.width), Image.LANCZOS)
    small = small.rotate(4 * math.sin(order["index"] / 9), Image.BICUBIC, expand=True)
    frame.paste(small, (frame.width - 8 * order["index"], frame.height // 2), small)
    stages.append(frame.copy())
    draw = ImageDraw.Draw(frame)
    lines = ("frame %05d  seed 12345678", "steps 20  cfg 7.0  denoise 0.40", "zoom 1.0173  pan +0.000 +0.000")
    for number, line in enumerate(lines):
        text = line % order["index"] if "%" in line else line
        draw.text((30, 30 + 40 * number), text, font=FONT, fill=(238, 242, 255), stroke_width=2, stroke_fill=(0, 0, 0))
    stages.append(frame)
    frame.save(os.path.join(FOLDER, "frame.png"))
    for number in range(order["previews"]):
        small = stages[number % len(stages)].resize((256, 256), Image.BOX)
        small.save(io.BytesIO(), "JPEG", quality=78)
    return {}


def font():
    try:
        return ImageFont.truetype("DejaVuSansMono.ttf", 32)
    except OSError:
        return ImageFont.load_default()


FONT = font()
TASKS = {"load": load, "zoom": zoom, "turn": turn, "png": png, "chain": chain}

print(json.dumps({"version": PIL.__version__}), flush=True)
for line in sys.stdin:
    order = json.loads(line)
    start, cpu = time.perf_counter(), time.process_time()
    result = TASKS[order["task"]](order)
    result["ms"] = (time.perf_counter() - start) * 1000
    result["cpuMs"] = (time.process_time() - cpu) * 1000
    print(json.dumps(result), flush=True)
