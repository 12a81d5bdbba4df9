// What a reader meets around the figures: contents and facts before the text, numbers folded up, tables that scroll and
// filter, paper, line ends of Chinese.

/** On a phone contents and facts stand before the text, and the list of numbers is folded up until a number leads there. */
export async function phone(page) {
  const wrong = await page.evaluate(() => {
    const wrong = [];
    const top = (selector) => document.querySelector(selector)?.getBoundingClientRect().top;
    const [side, body] = [top(".note-side"), top(".note-body")];
    if (side !== undefined && body !== undefined && side > body) wrong.push("contents and facts stand behind the text");
    for (const details of document.querySelectorAll(".note-side details")) {
      if (details.getBoundingClientRect().height > 60) wrong.push(`${details.textContent.trim().slice(0, 20)} is not folded up`);
    }
    const list = document.querySelector(".numbers details");
    if (list && list.open !== (list.querySelectorAll("li").length < 9)) wrong.push("the list of numbers is open or shut at the wrong length");
    return wrong;
  });
  const fact = page.locator(".note-body .fact a").last();
  if ((await fact.count()) > 0) {
    const place = await fact.getAttribute("href");
    await fact.evaluate((link) => link.click());
    await page.waitForTimeout(100);
    if (!(await page.locator(`[id="${place.split("#")[1]}"]`).isVisible())) wrong.push(`${place} leads to nothing that can be seen`);
  }
  return wrong;
}

/** A table that is wider than a phone: its first column stays, its last one can be reached. */
export async function scrolling(page) {
  return page.evaluate(() => {
    const wrong = [];
    for (const wrap of [...document.querySelectorAll("main .table-wrap")].filter((wrap) => !wrap.closest("details:not([open])") && wrap.scrollWidth > wrap.clientWidth + 1).slice(0, 6)) {
      const name = wrap.getAttribute("aria-label") ?? "a table";
      if (wrap.tabIndex !== 0) wrong.push(`${name}: no key scrolls it`);
      const head = wrap.querySelector("tbody th");
      const left = () => head.getBoundingClientRect().left - wrap.getBoundingClientRect().left;
      const last = wrap.querySelector("tbody tr").lastElementChild;
      const before = head && left();
      wrap.scrollLeft = wrap.scrollWidth;
      if (head && Math.abs(left() - before) > 1) wrong.push(`${name}: the first column goes away`);
      if (last.getBoundingClientRect().right > wrap.getBoundingClientRect().right + 1) wrong.push(`${name}: the last column is cut off`);
    }
    return wrong;
  });
}

/** Long tables: a word leaves the rows that hold it, nothing leaves them all. */
export async function filtering(page) {
  const wrong = [];
  const field = page.locator(".table-filter input").first();
  const long = await page.evaluate(() => [...document.querySelectorAll("main table:is(.sortable, .changes)")].some((table) => table.tBodies[0].rows.length > 15 && !table.closest("details")));
  if (((await field.count()) > 0) !== long) return [`a long table ${long ? "has no" : "is not there for the"} filter`];
  if (!long) return wrong;
  const rows = () => page.evaluate(() => {
    const wrap = document.querySelector(".table-filter").nextElementSibling;
    const all = [...wrap.querySelectorAll("tbody tr")];
    return { all: all.length, shown: all.filter((row) => row.getClientRects().length).length, word: all.at(-1).textContent.match(/[\p{L}\d]{3,}/u)[0] };
  });
  const { all, word } = await rows();
  await field.fill(word);
  const { shown } = await rows();
  if (shown === 0 || shown >= all) wrong.push(`“${word}” leaves ${shown} of ${all} rows`);
  if ((await page.locator(".table-filter output").first().innerText()) !== `${shown} / ${all}`) wrong.push("the count of rows is not told");
  await field.fill("");
  if ((await rows()).shown !== all) wrong.push("an empty filter hides rows");
  return wrong;
}

/** What paper shows: everything that a screen folds up, no controls, heads of tables that are repeated, whence it is. */
export async function sheet(page) {
  await page.emulateMedia({ media: "print" });
  return page.evaluate(() => {
    const wrong = [];
    const shown = (element) => element.getClientRects().length > 0 && element.checkVisibility({ contentVisibilityAuto: true });
    for (const selector of [".facts dl", ".numbers li"]) {
      const found = document.querySelector(`.note ${selector}`);
      if (found && !shown(found)) wrong.push(`no ${selector} on paper`);
    }
    for (const control of document.querySelectorAll("nav, .site-tools, .table-filter, .search-box, .tools, .toc")) {
      if (shown(control)) wrong.push(`<${control.localName} class="${control.className}"> on paper`);
    }
    for (const figure of document.querySelectorAll("main figure.table")) {
      if (getComputedStyle(figure).containerType !== "normal") wrong.push(`${figure.id}: heads are not repeated`);
    }
    const button = document.querySelector("th.sorts button");
    if (button && getComputedStyle(button).display !== "contents") wrong.push("repeated heads come without their words");
    const running = getComputedStyle(document.documentElement).getPropertyValue("--running");
    if (JSON.parse(running || '""') !== document.title) wrong.push(`the head of a sheet says ${running}`);
    const address = getComputedStyle(document.querySelector(".imprint"), "::after").content;
    if (!address.includes(new URL(document.querySelector("link[rel=canonical]").href).pathname)) wrong.push(`the sheet says that it is from ${address}`);
    return wrong;
  });
}

/** No line of Chinese begins with a mark that closes or ends. */
export async function lineStarts(page) {
  return page.evaluate(() => {
    const wrong = [];
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    const box = (node, at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      return range.getClientRects()[0];
    };
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      for (const { index } of node.data.matchAll(/(?<=\p{Script=Han})[，。、；：！？）》”]/gu)) {
        const [before, mark] = [box(node, index - 1), box(node, index)];
        if (before && mark && mark.top > before.bottom - 2) wrong.push(`a line begins: ${node.data.slice(index, index + 12)}`);
      }
    }
    return wrong;
  });
}
