// Shows the values of a chart at the place a reader points at, touches or goes to with the arrow keys.
(() => {
  const day = (text) => (isNaN(text) ? Date.parse(text) / 864e5 + 719163 : +text);
  const words = (element) => element.textContent.trim();

  for (const plot of document.querySelectorAll("figure:has(details td) .plot:has([data-x])")) {
    const figure = plot.parentNode;
    const [head, ...lines] = [...figure.querySelectorAll("details tr")].map((row) => [...row.cells]);
    // Without their units, which stand in an element of their own.
    const names = head.map((cell) => cell.firstChild?.textContent);
    const link = figure.querySelector("[data-values]");
    const cross = document.createElement("div");
    const tip = document.createElement("output");
    let places, at = -1;
    cross.append(tip);

    // Places of the chart in order: where on its axis, then its name, then its values. They are the lines of the data
    // table; where the page has only a summary, they are in the figure's file.
    const read = async () => {
      if (!link) return lines.map((cells) => [
        day(cells[0].dataset.value ?? words(cells[0])), ...cells.map((cell, at) => (at ? `${names[at]} ` : "") + words(cell)),
      ]);
      const { places, series } = await (await fetch(link.href)).json();
      return places.map((place, at) => [day(place), place, ...series.map(({ name, values }) => `${name} ${values[at]?.toLocaleString() ?? "–"}`)]);
    };
    const hide = () => cross.remove();
    const show = async (choose) => {
      const list = await (places ??= read());
      const svg = [...plot.querySelectorAll("svg")].find((svg) => svg.getClientRects()[0]);
      const [left, right, low, high] = svg.dataset.x.split(" ");
      const box = svg.getBoundingClientRect();
      const edge = plot.getBoundingClientRect().x;
      // Columns stand in the middle of their share of the axis.
      const stops = list.map(([place], at) => box.x - edge + (+left + (right - left) * ((high == list.length ? at + 0.5 : place) - low) / (high - low)) * box.width / svg.viewBox.baseVal.width);
      at = choose(stops, edge);
      if (!(stops[at] >= 0)) return hide();
      cross.className = stops[at] > box.width / 2 ? "cross end" : "cross";
      cross.style.left = `${stops[at]}px`;
      tip.replaceChildren(...list[at].slice(1).map((text) => Object.assign(document.createElement("span"), { textContent: text })));
      plot.append(cross);
    };
    Object.assign(plot, { tabIndex: 0, role: "group", ariaLabel: words(figure.querySelector("strong")), onblur: hide });
    plot.onpointermove = plot.onpointerdown = ({ clientX }) => show((stops, edge) => {
      const far = (stop) => Math.abs(stop + edge - clientX);
      return stops.reduce((best, stop, at) => (far(stop) < far(stops[best]) ? at : best), 0);
    });
    plot.onpointerleave = ({ pointerType }) => pointerType == "mouse" && hide();
    plot.onkeydown = (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      if (!step) return hide();
      event.preventDefault();
      show((stops) => Math.min(Math.max(at + step, 0), stops.length - 1));
    };
  }
})();
