"""Draws four charts with the peers that are installed and prints them beside Tearsheet's, given as JSON."""

import gzip
import importlib.util
import io
import json
import math
import sys
import time

DAYS = [f"2026-{month:02}-{day:02}" for month, last in ((1, 31), (2, 28), (3, 31)) for day in range(1, last + 1)]
NAMES = ["Gemini", "Claude", "GPT", "DeepSeek", "Qwen", "Kimi"]
USAGE = [[base * (end / base) ** (at / 89) * (0.86 if at % 7 > 4 else 1.03) for at in range(90)]
         for base, end in ((3.3, 5.8), (2.5, 4.2), (1.9, 2.5), (0.9, 2.7), (0.7, 1.6), (0.25, 1.0))]
PRICES = {"OpenAI": [(0, 60), (8, 30), (14, 15), (17, 10), (36, 15)], "Anthropic": [(4, 32.7), (12, 75), (32, 25)],
          "Google": [(14, 21), (17, 10), (19, 5), (25, 10), (32, 12)], "DeepSeek": [(14, 0.28), (23, 1.1), (30, 0.42)]}
MODELS = [(f"Model {at}", 0.1 * 1.22 ** at, 20 + 37 * math.sqrt(((at * 7) % 24) / 24)) for at in range(24)]
FLOWS = {"Operations": [20.8, 29.4, 36.8], "Spending": [-21.2, -35.3, -50.0], "Free": [-0.4, -5.9, -13.2]}
YEARS = ["FY2025", "FY2026", "FY2027E"]
OURS = {"area": "area wide", "step": "step wide", "scatter": "scatter wide", "column": "column wide"}


def vega():
    """The charts as Vega-Lite specifications, and the function that draws one."""
    import vl_convert

    def spec(rows, mark, encoding):
        return json.dumps({"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "width": 600, "height": 340,
                           "data": {"values": rows}, "mark": mark, "encoding": encoding})

    field = lambda name, kind, **more: {"field": name, "type": kind, **more}
    area = [{"day": day, "name": name, "value": values[at]} for name, values in zip(NAMES, USAGE) for at, day in enumerate(DAYS)]
    step = [{"month": at, "name": name, "price": price} for name, points in PRICES.items() for at, price in points]
    scatter = [{"name": name, "x": x, "y": y} for name, x, y in MODELS]
    column = [{"year": year, "name": name, "value": values[at]} for name, values in FLOWS.items() for at, year in enumerate(YEARS)]
    colour = field("name", "nominal")
    log = {"scale": {"type": "log"}}
    specs = {
        "area": spec(area, "area", {"x": field("day", "temporal"), "y": field("value", "quantitative"), "color": colour}),
        "step": spec(step, {"type": "line", "interpolate": "step-after", "point": True},
                     {"x": field("month", "quantitative"), "y": field("price", "quantitative", **log), "color": colour}),
        "scatter": json.dumps({"$schema": "https://vega.github.io/schema/vega-lite/v5.json", "width": 600, "height": 340,
                               "data": {"values": scatter},
                               "encoding": {"x": field("x", "quantitative", **log), "y": field("y", "quantitative")},
                               "layer": [{"mark": "circle"}, {"mark": {"type": "text", "align": "left", "dx": 6},
                                                              "encoding": {"text": field("name", "nominal")}}]}),
        "column": spec(column, "bar", {"x": field("year", "nominal"), "xOffset": colour, "y": field("value", "quantitative"),
                                       "color": colour}),
    }
    return {name: (lambda text=text: vl_convert.vegalite_to_svg(text)) for name, text in specs.items()}


def matplotlib():
    """The charts as functions that draw one with Matplotlib, texts as texts."""
    import matplotlib as package

    package.use("svg")
    package.rcParams["svg.fonttype"] = "none"
    from matplotlib import pyplot

    def drawn(paint):
        def draw():
            figure, axes = pyplot.subplots(figsize=(7.2, 4))
            paint(axes)
            out = io.StringIO()
            figure.savefig(out, format="svg")
            pyplot.close(figure)
            return out.getvalue()
        return draw

    def area(axes):
        axes.stackplot(range(90), USAGE, labels=NAMES)
        axes.legend()

    def step(axes):
        for name, points in PRICES.items():
            axes.step(*zip(*points), where="post", label=name)
        axes.set_yscale("log")
        axes.legend()

    def scatter(axes):
        axes.scatter([x for _, x, _ in MODELS], [y for _, _, y in MODELS])
        for name, x, y in MODELS:
            axes.annotate(name, (x, y), xytext=(5, 0), textcoords="offset points")
        axes.set_xscale("log")

    def column(axes):
        for number, (name, values) in enumerate(FLOWS.items()):
            axes.bar([at + number * 0.27 for at in range(3)], values, 0.25, label=name)
        axes.set_xticks([0.27, 1.27, 2.27], YEARS)
        axes.legend()

    return {"area": drawn(area), "step": drawn(step), "scatter": drawn(scatter), "column": drawn(column)}


def row(who, name, seconds, size, packed):
    print(f"{name:<10}{who:<14}{seconds * 1e3:>10.2f} ms{size:>10} B{packed:>9} B packed")


def main():
    ours = {line["name"]: line for line in json.loads(sys.argv[1])["drawings"]}
    peers = {"Vega-Lite": ("vl_convert", vega), "Matplotlib": ("matplotlib", matplotlib)}
    for name, own in OURS.items():
        line = ours[own]
        row("Tearsheet", name, line["min_us"] / 1e6, line["bytes"], line["gzip"])
    for who, (module, make) in peers.items():
        if importlib.util.find_spec(module) is None:
            print(f"{who}: not installed")
            continue
        for name, draw in make().items():
            draw()
            seconds = min(timed(draw) for _ in range(5))
            svg = draw()
            row(who, name, seconds, len(svg.encode()), len(gzip.compress(svg.encode(), 9)))


def timed(draw):
    start = time.process_time()
    draw()
    return time.process_time() - start


main()
