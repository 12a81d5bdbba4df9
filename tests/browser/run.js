// Opens the built site in headless Chromium and checks what readers would notice.
// `node run.js --only reports` opens one page; `--shots` photographs what it opens, to target/shots/.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { each } from "./browser.js";
import { forcedColours, paper, pointing, tables } from "./figure.js";
import { filtering, lineStarts, phone, scrolling, sheet } from "./reader.js";
import { serve } from "./serve.js";
import { ROOT, basePath, build, pages } from "./site.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SHOTS = join(ROOT, "target/shots");
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : undefined;
const shots = process.argv.includes("--shots");
const TABS = 3;

const WIDTHS = { phone: 375, tablet: 768, desktop: 1280 };

/** A page that remembers everything that went wrong while it was open. */
async function open(browser, url, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const wrong = [];
  const expected = url.includes("no-such-page") ? 404 : 200;
  page.on("console", (message) => {
    const own404 = expected === 404 && message.text().includes("404");
    if (["error", "warning"].includes(message.type()) && !own404) wrong.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => wrong.push(`script error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith("data:")) {
      wrong.push(`asks another host: ${request.url()}`);
    }
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && response.url() !== url) wrong.push(`${response.status()} for ${response.url()}`);
  });
  if (options.javaScriptEnabled !== false) {
    await page.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
      });
    });
  }
  const response = await page.goto(url, { waitUntil: "load" });
  if (response.status() !== expected) wrong.push(`answered ${response.status()}`);
  return { page, wrong, close: () => context.close() };
}

/** What sticks out of a page of this width. */
async function tooWide(browser, url, width) {
  const { page, close } = await open(browser, url, { viewport: { width, height: 800 } });
  const complaints = await page.evaluate((width) => {
    const root = document.documentElement;
    if (root.scrollWidth <= width) return [];
    const scrolls = (element) => {
      for (let up = element.parentElement; up && up !== document.body; up = up.parentElement) {
        if (getComputedStyle(up).overflowX !== "visible") return true;
      }
      return false;
    };
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      return element.getBoundingClientRect().right > width + 1 && !scrolls(element);
    });
    const names = wide.slice(0, 4).map((element) => `<${element.localName} class="${element.getAttribute("class") ?? ""}">`);
    return [`${root.scrollWidth} px of content in ${width} px: ${names.join(" ")}`];
  }, width);
  await close();
  return complaints;
}

/** What a reader without scripts cannot reach. */
async function withoutScripts(browser, url) {
  const { page, wrong, close } = await open(browser, url, { javaScriptEnabled: false });
  const seen = [...wrong];
  const text = await page.locator("main").innerText();
  if (text.trim().length < 20) seen.push(`main holds ${text.trim().length} characters`);
  if ((await page.locator("h1").count()) !== 1) seen.push("not exactly one h1");
  if ((await page.locator("header a[href], nav a[href]").count()) < 4) seen.push("fewer than four navigation links");
  for (const figure of await page.locator("main figure").all()) {
    const pictures = await figure.locator("svg, table, img, dl, ol, ul").all();
    const boxes = await Promise.all(pictures.map((picture) => picture.boundingBox()));
    if (!boxes.some((box) => box && box.height > 10)) seen.push(`figure ${await figure.getAttribute("id")} shows nothing`);
  }
  await close();
  return seen;
}

/** Serious findings of axe, light and dark. */
async function access(browser, url) {
  const found = new Set();
  for (const colorScheme of ["light", "dark"]) {
    const { page, close } = await open(browser, url, { bypassCSP: true, colorScheme });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
    for (const violation of violations.filter(({ impact }) => ["serious", "critical"].includes(impact))) {
      for (const node of violation.nodes.slice(0, 3)) {
        found.add(`${colorScheme} ${violation.id}: ${node.target.join(" ")} ${node.any[0]?.message ?? violation.help}`);
      }
    }
    await close();
  }
  return [...found];
}

/** What a test finds on a page, beside errors of the page itself. */
async function found(browser, url, test, options = {}) {
  const { page, wrong, close } = await open(browser, url, options);
  const seen = await test(page);
  await close();
  return [...seen, ...wrong];
}

async function photograph(browser, name, url) {
  for (const [look, options] of Object.entries({
    light: {},
    dark: { colorScheme: "dark" },
    phone: { viewport: { width: WIDTHS.phone, height: 800 } },
    print: {},
  })) {
    const { page, close } = await open(browser, url, options);
    if (look === "print") await page.emulateMedia({ media: "print", colorScheme: "dark" });
    await page.screenshot({ path: join(SHOTS, `${name}-${look}.png`), fullPage: true });
    await close();
  }
  return [];
}

/** Types into the search page; results must come for words of both languages, whole and in part. */
async function search(browser, url, queries, link = ".search-results a[href]") {
  const complaints = [];
  for (const query of queries) {
    const { page, wrong, close } = await open(browser, url);
    const field = page.locator("main input[type=search]");
    if ((await field.count()) === 0) {
      await close();
      return ["no search field"];
    }
    await field.fill(query);
    const shown = await page.waitForSelector(link, { timeout: 8000 }).catch(() => null);
    if (!shown) complaints.push(`nothing found for ${query}`);
    complaints.push(...wrong);
    await close();
  }
  return complaints;
}

/** A search that finds more than it shows says how many there are, and shows them when it is asked to. */
async function showsMore(browser, url, query) {
  const complaints = [];
  const { page, wrong, close } = await open(browser, url);
  await page.locator("main input[type=search]").fill(query);
  const status = page.locator(".search-box [role=status]");
  await page.waitForFunction(() => document.querySelector(".search-box [role=status]").textContent, null, { timeout: 8000 }).catch(() => null);
  const [shown, total] = ((await status.innerText()).match(/\d+/g) ?? []).map(Number).sort((a, b) => a - b);
  const results = page.locator(".search-results > li");
  if (!(total > shown) || (await results.count()) !== shown) complaints.push(`${query}: ${await status.innerText()}`);
  await page.locator(".search-box button").click();
  if ((await results.count()) !== Math.min(total, 2 * shown)) complaints.push(`more of ${query}: ${await results.count()}`);
  complaints.push(...wrong);
  await close();
  return complaints;
}

/** Searches for pieces from the middle of words of a page's text; the page must be among the results. */
async function finds(browser, searchUrl, pageUrl) {
  const complaints = [];
  const { page, close } = await open(browser, pageUrl);
  const text = await page.locator(".prose").first().innerText();
  await close();
  const words = text.match(/[A-Za-z]{9,}|\p{Script=Han}{7,}/gu) ?? [];
  const pieces = [0.2, 0.5, 0.8].map((part) => words[Math.floor(words.length * part)]?.slice(1, 8)).filter(Boolean);
  if (pieces.length < 3) complaints.push("too few words to search for");
  for (const piece of pieces) {
    const { page, wrong, close } = await open(browser, searchUrl);
    await page.locator("main input[type=search]").fill(piece);
    const link = `.search-results a[href="${new URL(pageUrl).pathname}"]`;
    const shown = await page.waitForSelector(link, { timeout: 8000 }).catch(() => null);
    if (!shown) complaints.push(`${piece} does not lead to the page it stands on`);
    complaints.push(...wrong);
    await close();
  }
  return complaints;
}

/** The tests of one page, each with its name. */
function testsOf([name, path], url) {
  const handheld = { viewport: { width: WIDTHS.phone, height: 800 } };
  const onPage = (test, options) => (browser) => found(browser, url, test, options);
  const tests = {
    "opens without an error": onPage(() => []),
    "reads without scripts": (browser) => withoutScripts(browser, url),
    "has no serious access problem": (browser) => access(browser, url),
    "figures: values under the pointer": onPage(pointing),
    "figures: data tables": onPage(tables),
    "figures: forced colours": onPage(forcedColours),
    "figures: paper": onPage(paper),
    "what comes first on a phone": onPage(phone, handheld),
    "wide tables on a phone": onPage(scrolling, handheld),
    "rows are found": onPage(filtering),
    paper: onPage(sheet),
  };
  for (const [device, width] of Object.entries(WIDTHS)) tests[`fits a ${device}`] = (browser) => tooWide(browser, url, width);
  if (path.startsWith("zh/")) tests["lines of Chinese"] = onPage(lineStarts, handheld);
  if (shots) tests.photographs = (browser) => photograph(browser, name, url);
  return Object.entries(tests).map(([what, test]) => [`${name}: ${what}`, test]);
}

/** The tests of the search, in both languages. */
function testsOfSearch(site, listed) {
  const url = (lang) => `${site}${lang}search/`;
  const tests = {
    "finds words": (browser) => search(browser, url(""), ["DeepSeek", "eepsee"]),
    "finds Chinese words": (browser) => search(browser, url("zh/"), ["本开", "资本开支"]),
    "finds a dataset by its column": (browser) => search(browser, url(""), ["oken kin"], '.search-results a[href$="/data/prices/"]'),
    "shows more when it is asked to": (browser) => showsMore(browser, url(""), "model"),
    "shows more in Chinese": (browser) => showsMore(browser, url("zh/"), "模型"),
  };
  for (const [name, path] of listed.filter(([name]) => name.endsWith("reports"))) {
    tests[`finds any part of the text of ${name}`] = (browser) => finds(browser, url(path.startsWith("zh/") ? "zh/" : ""), site + path);
  }
  return Object.entries(tests).map(([what, test]) => [`search: ${what}`, test]);
}

const folder = build();
const base = basePath(folder);
const origin = await serve(folder, base);
const listed = pages(folder);
const tests = listed.filter(([name]) => !only || name === only).flatMap((page) => testsOf(page, origin + base + page[1]));
if (!only) tests.push(...testsOfSearch(origin + base, listed));
if (shots) mkdirSync(SHOTS, { recursive: true });

const complaints = await each(tests, TABS, (browser, test) => test(browser));
const failed = tests.map(([name], at) => [name, complaints[at]]).filter(([, complaints]) => complaints.length > 0);
for (const [name, complaints] of failed) console.log(`FAIL ${name}\n${complaints.slice(0, 8).map((words) => `     ${words}`).join("\n")}`);
console.log(`${tests.length - failed.length} passed, ${failed.length} failed`);
process.exit(failed.length === 0 && tests.length > 0 ? 0 : 1);
