// Takes the picture of the README: the top of the home page. `node picture.js`
import { join } from "node:path";
import { launch } from "./browser.js";
import { serve } from "./serve.js";
import { ROOT, basePath, build } from "./site.js";

const folder = build();
const base = basePath(folder);
const origin = await serve(folder, base);
const browser = await launch();
const page = await browser.newPage({ viewport: { width: 1280, height: 810 } });
await page.goto(origin + base, { waitUntil: "load" });
await page.screenshot({ path: join(ROOT, "docs/home.png") });
process.exit();
