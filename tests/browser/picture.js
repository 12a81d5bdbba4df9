// Takes the picture of the README: the top of the home page. `node picture.js`
import { join } from "node:path";
import { chromium } from "playwright-core";
import { serve } from "./serve.js";
import { ROOT, basePath, build } from "./site.js";

const folder = build();
const base = basePath(folder);
const { server, origin } = await serve(folder, base);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 810 } });
await page.goto(origin + base, { waitUntil: "load" });
await page.screenshot({ path: join(ROOT, "docs/home.png") });
await browser.close();
server.close();
