// Builds the hostile cases and opens what they publish: no script of theirs runs, with the policy or without it, nothing
// breaks the policy, nothing is asked of another host. `node hostile.js --only inj` tries some of them.
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { each } from "./browser.js";
import { serve } from "./serve.js";
import { ROOT, program } from "./site.js";

const CASES = join(ROOT, "tests/cases");
const MOST_PAGES = 3;
const TABS = 2;
const only = process.argv.includes("--only") ? process.argv[process.argv.indexOf("--only") + 1] : "";
const work = mkdtempSync(join(tmpdir(), "hostile-"));

/** The case's site, built; `undefined` where the build refuses it. */
function build(name) {
  const site = join(work, name);
  cpSync(join(CASES, "base"), site, { recursive: true });
  if (name !== "base") cpSync(join(CASES, name, "files"), site, { recursive: true });
  const { status } = spawnSync(program(), ["build", "--quiet", "--now", "2026-01-15"], { cwd: site, stdio: "ignore" });
  return status === 0 ? join(site, "public") : undefined;
}

/** The documents of a site by path. */
function documents(folder) {
  const names = readdirSync(folder, { recursive: true }).filter((name) => /\.(html|svg)$/.test(name));
  return new Map(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

/** What a document did that it must not do. */
async function faults(context, url) {
  const page = await context.newPage();
  const found = [];
  page.on("dialog", (dialog) => {
    found.push(`a script ran: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on("console", (message) => {
    if (/Content Security Policy|policy:/.test(message.text())) found.push(message.text());
  });
  page.on("pageerror", (error) => found.push(`script error: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith("data:")) {
      found.push(`asks another host: ${request.url()}`);
    }
  });
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective}`));
  });
  await page.goto(url, { waitUntil: "load" });
  // What waits for a pointer or the keyboard is called by its name.
  await page.evaluate(() => {
    for (const type of ["click", "mouseover", "focus", "load", "error", "toggle"]) {
      for (const element of document.querySelectorAll(`[on${type}]`)) element.dispatchEvent(new Event(type));
    }
  });
  await page.close();
  return found;
}

/** The faults of a page under the policy that its server sends, and without it. */
async function bothWays(browser, url) {
  const found = [];
  for (const bypassCSP of [false, true]) {
    const context = await browser.newContext({ bypassCSP });
    found.push(await faults(context, url));
    await context.close();
  }
  return found;
}

/** Builds a case and opens the deepest pages that are not those of the base; the faults of each by its path. */
async function tryCase(browser, name) {
  const folder = build(name);
  if (!folder) return undefined;
  const fresh = [...documents(folder)].filter(([path, text]) => known.get(path) !== text).map(([path]) => path);
  const depth = (path) => path.split("/").length;
  fresh.sort((one, other) => depth(other) - depth(one));
  const origin = await serve(folder, "/");
  const pages = [];
  for (const path of fresh.slice(0, MOST_PAGES)) {
    const url = `${origin}/${path.split("/").map(encodeURIComponent).join("/")}`;
    pages.push([path, (await bothWays(browser, url)).flat()]);
  }
  return pages;
}

const base = build("base");
const known = documents(base);
// Whether a script that runs, or that the policy keeps from running, is noticed at all.
writeFileSync(join(base, "probe.html"), "<!doctype html><title>p</title><script>alert(1)</script>");
const [noticed] = await each([["probe", `${await serve(base, "/")}/probe.html`]], 1, bothWays);
if (!noticed.every((faults) => faults.length > 0)) throw new Error("a script in a page is not noticed: this test would find nothing");

const names = readdirSync(CASES).filter((name) => existsSync(join(CASES, name, "files")) && name.includes(only));
const tried = await each(names.map((name) => [name, name]), TABS, tryCase);
let [sites, opened, bad] = [0, 0, 0];
tried.forEach((pages, at) => {
  if (pages) sites += 1;
  for (const [path, faults] of pages ?? []) {
    opened += 2;
    bad += faults.length;
    for (const fault of faults) console.log(`FAIL ${names[at]}: ${path}: ${fault}`);
  }
});
rmSync(work, { recursive: true, force: true });
console.log(`hostile cases: ${sites} of ${names.length} build, ${opened} pages opened, ${bad} faults`);
process.exit(bad > 0 || opened === 0 ? 1 : 0);
