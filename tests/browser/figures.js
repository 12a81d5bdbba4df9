// Measures every text of every figure in headless Chromium: the real site, the gallery, the expected drawings.
// None overlaps another, none is cut off, none is smaller than 11 px; each figure is one image to a screen reader;
// on paper it is light and wide whatever the reader's theme. `node figures.js --only usage` takes the pages whose
// address holds a word.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { each } from "./browser.js";
import { serve } from "./serve.js";
import { ROOT, basePath, build, program } from "./site.js";

const WIDTHS = [375, 600, 768, 1280];
const SMALLEST = 11;
const TABS = 4;
/** A face that readers have who get no font from us. */
const FALLBACK = '.c text { font-family: Arial, "Liberation Sans", "PingFang SC", "Noto Sans CJK SC", sans-serif !important; }';
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";

/** The pages below a folder that show a figure. */
function pagesWithFigures(folder, below = "") {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return pagesWithFigures(folder, path);
    if (!entry.name.endsWith(".html")) return [];
    return readFileSync(join(folder, path), "utf8").includes('class="c wide"') ? [path] : [];
  });
}

/** Pages with the drawings of `tests/charts`, in both widths, one page for each language. */
function sheets() {
  const folder = join(ROOT, "target/sheets");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const css = readdirSync(join(ROOT, "static/css")).filter((name) => name.endsWith(".css"));
  css.sort((a, b) => (b === "layers.css") - (a === "layers.css") || a.localeCompare(b));
  writeFileSync(join(folder, "all.css"), css.map((name) => readFileSync(join(ROOT, "static/css", name), "utf8")).join("\n"));
  const drawings = join(ROOT, "tests/charts");
  const read = (name) => readFileSync(join(drawings, name), "utf8").replaceAll(">\n<", "><");
  for (const lang of ["en", "zh"]) {
    const kinds = readdirSync(drawings).filter((name) => name.endsWith(`.${lang}.wide.svg`)).map((name) => name.split(".")[0]);
    const figures = kinds.map((kind) => {
      const plot = read(`${kind}.${lang}.wide.svg`) + read(`${kind}.${lang}.narrow.svg`);
      return `<figure class="chart" id="${kind}"><figcaption><strong>${kind}</strong></figcaption><div class="plot">${plot}</div></figure>`;
    });
    const head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><link rel="stylesheet" href="all.css">';
    const body = `<main><article class="note"><div class="note-body">${figures.join("")}</div></article></main>`;
    writeFileSync(join(folder, `${lang}.html`), `<!doctype html><html lang="${lang}"><head>${head}<title>${lang}</title></head><body>${body}</body></html>`);
  }
  return folder;
}

/** Builds the site that shows every kind of fence, if it is there. */
function gallery() {
  const site = join(ROOT, "tests/sites/good/kinds");
  if (!existsSync(site)) return undefined;
  const out = join(ROOT, "target/gallery");
  execFileSync(program(), ["build", "--quiet", "--now", "2026-01-15", "--out", out], { cwd: site, stdio: ["ignore", "inherit", "inherit"] });
  return out;
}

/** In the page: what is wrong with the texts of the drawings that are shown. */
function measure(smallest) {
  const wrong = [];
  const seen = { figures: 0, texts: 0 };
  const shown = [...document.querySelectorAll("svg.c:not(.spark)")].filter((svg) => svg.getClientRects().length > 0);
  for (const svg of shown) {
    seen.figures += 1;
    const name = svg.closest("[id]")?.id ?? "";
    const frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    const boxes = [...svg.querySelectorAll("text")].map((text) => {
      const { left, right, top, height } = text.getBoundingClientRect();
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      return { words: text.textContent, left, right, top: top + height * 0.2, bottom: top + height * 0.82, size };
    });
    seen.texts += boxes.length;
    boxes.forEach((box, at) => {
      if (box.size < smallest - 0.01) wrong.push(`${name}: ${box.size.toFixed(1)} px: ${box.words}`);
      const out = Math.max(frame.left - box.left, box.right - frame.right);
      if (out > 3 || box.left < 0 || box.right > innerWidth) wrong.push(`${name}: ${out.toFixed(1)} px off the sheet: ${box.words}`);
      for (const other of boxes.slice(0, at)) {
        const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (wide > 1 && high > 1) wrong.push(`${name}: ${box.words} | on | ${other.words} (${wide.toFixed(0)} x ${high.toFixed(0)})`);
      }
    });
  }
  return { wrong, ...seen };
}

/** What a screen reader gets of each plot: one image with a name, in a group at most, and nothing else. */
async function readOut(page) {
  const client = await page.context().newCDPSession(page);
  const { root } = await client.send("DOM.getDocument", { depth: 0 });
  const { nodeIds } = await client.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "figure.chart .plot" });
  const wrong = [];
  for (const nodeId of nodeIds) {
    const { nodes } = await client.send("Accessibility.queryAXTree", { nodeId });
    const said = nodes.filter((node) => !node.ignored && !["generic", "none", "group"].includes(node.role.value));
    const images = said.filter((node) => ["image", "img"].includes(node.role.value) && node.name?.value);
    if (images.length !== 1 || said.length !== 1) wrong.push(`plot ${nodeIds.indexOf(nodeId) + 1} reads as ${said.map((node) => node.role.value).join(", ") || "nothing"}`);
  }
  await client.detach();
  return wrong;
}

/** On paper: light, and the wide rendering, under a dark theme. */
function onPaper() {
  const wrong = [];
  const light = (colour) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).every((part) => Number(part) > 240);
  const paper = getComputedStyle(document.documentElement).getPropertyValue("--chart-bg").trim();
  if (!["#ffffff", "#fff", "white"].includes(paper)) wrong.push(`figures are printed on ${paper}`);
  const body = getComputedStyle(document.body).backgroundColor;
  if (body !== "rgba(0, 0, 0, 0)" && !light(body)) wrong.push(`the page is printed on ${body}`);
  for (const svg of document.querySelectorAll("figure.chart .plot > svg")) {
    const shown = svg.getClientRects().length > 0;
    if (shown !== svg.classList.contains("wide")) wrong.push(`${svg.getAttribute("class")} is ${shown ? "" : "not "}printed`);
  }
  return wrong;
}

/** Each browser has one context: its pages share the styles that they have loaded. */
const contexts = new WeakMap();
function contextOf(browser) {
  if (!contexts.has(browser)) contexts.set(browser, browser.newContext({ bypassCSP: true }));
  return contexts.get(browser);
}

/** Everything about one page. */
async function inspect(browser, url) {
  const context = await contextOf(browser);
  const page = await context.newPage();
  const wrong = [];
  const total = { figures: 0, texts: 0 };
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  await page.goto(url, { waitUntil: "load" });
  for (const face of ["", FALLBACK]) {
    if (face) await page.addStyleTag({ content: face });
    await page.evaluate(() => document.fonts.ready);
    for (const width of face ? [375, 1280] : WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      const found = await page.evaluate(measure, SMALLEST);
      wrong.push(...found.wrong.map((words) => `${width} px${face && ", other font"}: ${words}`));
      total.figures += found.figures;
      total.texts += found.texts;
    }
  }
  wrong.push(...(await readOut(page)));
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  wrong.push(...(await page.evaluate(onPaper)));
  await page.close();
  return { wrong, ...total };
}

const started = Date.now();
const site = build();
const kinds = gallery();
const folders = [["site", site, basePath(site)], ["sheets", sheets(), "/"]];
if (kinds) folders.push(["gallery", kinds, basePath(kinds)]);
const queue = [];
for (const [name, folder, base] of folders) {
  const origin = await serve(folder, base);
  const found = pagesWithFigures(folder).filter((path) => `${name}/${path}`.includes(only));
  queue.push(...found.map((path) => [`${name}/${path}`, origin + base + path]));
}
const found = await each(queue, TABS, inspect);
const sums = { figures: 0, texts: 0, wrong: 0 };
found.forEach(({ wrong, figures, texts }, at) => {
  sums.figures += figures;
  sums.texts += texts;
  sums.wrong += wrong.length;
  if (wrong.length > 0) console.log(`FAIL ${queue[at][0]}\n${wrong.slice(0, 12).map((words) => `     ${words}`).join("\n")}`);
});
const seconds = ((Date.now() - started) / 1000).toFixed(0);
console.log(`${queue.length} pages, ${sums.figures} figures and ${sums.texts} texts measured in ${seconds} s, ${sums.wrong} complaints`);
process.exit(sums.wrong === 0 && sums.figures > 0 ? 0 : 1);
