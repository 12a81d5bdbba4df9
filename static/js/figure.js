// Shows the values of a chart where a reader points, touches or goes with the arrow keys.
for (const plot of document.querySelectorAll("figure:has(.tools) .plot:has(g title)")) {
  const find = (selector) => plot.parentNode.querySelector(selector);
  const axis = find("[data-x]") && find("table");
  const link = find("[data-values]");
  const [head, ...lines] = [...axis?.rows ?? []].map(({ cells }) => [...cells]);
  const names = head?.map((cell, at) => at ? cell.firstChild.textContent + " " : "");
  const cross = document.createElement("div");
  let places, at = -1;
  cross.innerHTML = "<output>";

  // The places of an axis and what stands there: lines of the data table, or of the file where the page sums up.
  const read = async () => {
    if (!link) return lines.map((cells) => [cells[0].dataset.value, cells.map((cell, at) => names[at] + cell.textContent)]);
    const { places, axis, series } = await (await fetch(link)).json();
    return places.map((place, at) => [axis[at], [place, ...series.map(({ name, values }) => name + " " + (values[at]?.toLocaleString() ?? "–"))]]);
  };
  const along = (svg, { x, y, width, height }) => places.map(([place, words]) => {
    const [from, to, low, high] = svg.dataset.x.split(" ");
    return [words.join("\n"), new DOMRect(x + (+from + (to - from) * (place - low) / (high - low)) * width / svg.viewBox.baseVal.width, y, 0, height)];
  });
  // Without an axis each mark says its own words, which the browser would say once more.
  const marks = (svg) => {
    svg.marks ??= [...svg.querySelectorAll("g title")].map((title) => [title.textContent, title.parentNode, title.remove()]);
    return svg.marks.map(([words, mark]) => [words, mark.getBoundingClientRect()]);
  };
  const hide = () => cross.remove();
  const show = async (choose) => {
    if (axis) places ??= await read();
    const svg = [...plot.children].find((svg) => svg.clientWidth);
    const frame = plot.getBoundingClientRect();
    const stops = (axis ? along : marks)(svg, svg.getBoundingClientRect());
    const [words, { x, y, width, height }] = stops[(at = choose(stops))];
    cross.firstChild.textContent = words;
    cross.style.cssText = `--at:${(x + width / 2 - frame.x) / frame.width};left:${x - frame.x}px;top:${y - frame.y}px;width:${width}px;height:${height}px`;
    plot.append(cross);
  };
  Object.assign(plot, { tabIndex: 0, role: "group", ariaLabel: find("strong").textContent, onblur: hide, onmouseleave: hide });
  plot.onpointermove = plot.onpointerdown = ({ x, y }) => show((stops) => {
    const far = stops.map(([, { left, right, top, bottom }]) => Math.max(left - x, x - right, top - y, y - bottom));
    return far.indexOf(Math.min(...far));
  });
  plot.onkeydown = (event) => {
    const step = { Left: -1, Up: -1, Right: 1, Down: 1 }[event.key.slice(5)];
    if (!step) return hide();
    event.preventDefault();
    show((stops) => Math.min(Math.max(at + step, 0), stops.length - 1));
  };
}
