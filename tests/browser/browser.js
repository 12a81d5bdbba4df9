// The browser of these tests. Browsers hang and crash now and then: each test has its time, and is tried once more in a
// new browser before it counts as failed.
import { chromium } from "playwright-core";

const SECONDS = 120;

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
  });
}

/**
 * What `test(browser, item)` finds for each `[name, item]`, in order, `tabs` side by side. A test that throws or takes too
 * long is tried again; what it throws then ends the run.
 */
export async function each(items, tabs, test) {
  const found = [];
  let browser = await launch();
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const at = next++;
      const [name, item] = items[at];
      const mine = browser;
      found[at] = await within(SECONDS, test(mine, item)).catch(async (error) => {
        console.log(`again, in a new browser: ${name}: ${error.message.split("\n")[0]}`);
        // The other tabs may do well in the old one: it is left to them and ends with the process.
        if (browser === mine) browser = await launch();
        return within(SECONDS, test(browser, item));
      });
    }
  };
  await Promise.all(Array.from({ length: tabs }, work));
  return found;
}

/** Settles as `promise` does, or fails when the time is over. */
function within(seconds, promise) {
  let alarm;
  const late = new Promise((_, reject) => {
    alarm = setTimeout(() => reject(new Error(`not done in ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(alarm));
}
