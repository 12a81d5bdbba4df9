// Builds the real site with the program and picks the pages that stand for all others.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The newest binary, or the one that `TEARSHEET` names. */
export function program() {
  const made = ["release", "debug"].map((profile) => join(ROOT, "target", profile, "tearsheet")).filter(existsSync);
  made.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  const newest = process.env.TEARSHEET ?? made[0];
  if (!newest) throw new Error("no tearsheet in target/: run `cargo build --release` first");
  return newest;
}

/** Builds `content/` into `target/site`; returns the folder. */
export function build() {
  const out = join(ROOT, "target/site");
  execFileSync(program(), ["build", "--quiet", "--out", out], { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
  return out;
}

/** The path below which the site lives, from the shortest address of its sitemap. */
export function basePath(folder) {
  const map = readFileSync(join(folder, "sitemap.xml"), "utf8");
  const addresses = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => new URL(found[1]).pathname);
  return addresses.reduce((shortest, path) => (path.length < shortest.length ? path : shortest));
}

/** Pages by name: the sections as they are, of each kind of note the one with the longest page. */
export function pages(folder) {
  const fixed = { home: "", usage: "usage/", pricing: "pricing/", figures: "figures/", search: "search/", compare: "compare/", list: "models/", changes: "changes/", "zh-data": "zh/data/prices/" };
  const found = Object.entries(fixed).filter(([, path]) => existsSync(join(folder, path, "index.html")));
  for (const kind of ["reports", "models", "vendors", "themes", "zh/reports"]) {
    const path = longest(folder, kind);
    if (path) found.push([kind.replace("/", "-"), path]);
  }
  found.push(["missing", "no-such-page/"]);
  return found;
}

function longest(folder, kind) {
  const section = join(folder, kind);
  if (!existsSync(section)) return undefined;
  const notes = readdirSync(section).filter((name) => existsSync(join(section, name, "index.html")) && name !== "page");
  const size = (name) => statSync(join(section, name, "index.html")).size;
  const name = notes.reduce((best, next) => (best && size(best) >= size(next) ? best : next), undefined);
  return name && `${kind}/${name}/`;
}
