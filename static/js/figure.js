// Shows the values of a chart at the place a reader points at, touches or goes to with the arrow keys.
(() => {
  const day = (text) => (isNaN(text) ? Date.parse(text) / 864e5 + 719163 : +text);
  const words = (element) => element.textContent.trim();

  // Places of a chart in order: where on its axis, then its name, then its values. They are the lines of the data
  // table; where the page has only a summary, they are in the figure's file.
  const read = async (figure, [head, ...lines]) => {
    const link = figure.querySelector("[data-values]");
    if (!link) return lines.map(([first, ...cells]) => [
      day(first.dataset.value ?? words(first)), words(first), ...cells.map((cell, at) => `${words(head[at + 1])} ${words(cell)}`),
    ]);
    const { places, series } = await (await fetch(link.href)).json();
    return places.map((place, at) => [day(place), place, ...series.map(({ name, values }) => `${name} ${values[at] ?? "–"}`)]);
  };

  for (const plot of document.querySelectorAll("figure:has(details td) .plot:has([data-x])")) {
    const figure = plot.parentNode;
    const rows = [...figure.querySelectorAll("details tr")].map((row) => [...row.cells]);
    const cross = document.createElement("div");
    const tip = document.createElement("output");
    let places, at = -1;
    const hide = () => cross.remove();
    const show = async (choose) => {
      places ??= read(figure, rows);
      const list = await places;
      const svg = [...plot.querySelectorAll("svg")].find((svg) => svg.getClientRects()[0]);
      const [left, right, low, high] = svg.dataset.x.split(" ");
      const box = svg.getBoundingClientRect();
      const scale = box.width / svg.viewBox.baseVal.width;
      const start = box.x - plot.getBoundingClientRect().x;
      // Columns stand in the middle of their share of the axis.
      const along = ([place], at) => start + scale * (+left + (right - left) * ((high == list.length ? at + 0.5 : place) - low) / (high - low));
      const stops = list.map(along);
      at = choose(stops, at);
      if (!(stops[at] >= 0)) return hide();
      cross.className = stops[at] > plot.clientWidth / 2 ? "cross end" : "cross";
      cross.style.left = `${stops[at]}px`;
      tip.replaceChildren(...list[at].slice(1).map((text) => Object.assign(document.createElement("span"), { textContent: text })));
      plot.append(cross);
    };
    const point = ({ clientX }) => {
      const x = clientX - plot.getBoundingClientRect().x;
      show((stops) => stops.reduce((best, stop, at) => (Math.abs(stop - x) < Math.abs(stops[best] - x) ? at : best), 0));
    };
    cross.append(tip);
    Object.assign(plot, { tabIndex: 0, role: "group", ariaLabel: words(figure.querySelector("strong")) });
    plot.onpointermove = plot.onpointerdown = point;
    plot.onpointerleave = ({ pointerType }) => pointerType == "mouse" && hide();
    plot.onblur = hide;
    plot.onkeydown = (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (step) show((stops, at) => Math.min(Math.max(at + step, 0), stops.length - 1));
      if (step) event.preventDefault(); else hide();
    };
  }
})();
