// Figures as readers use them: values under the pointer and the arrow keys, the data table, paper.

const POINTABLE = "figure:has(.tools):has(.plot g title)";

/** Points at charts with the mouse, goes along them with the keys, touches them; the values must show and go. */
export async function pointing(page) {
  const wrong = [];
  for (const figure of (await page.locator(POINTABLE).all()).slice(0, 3)) {
    const name = await figure.getAttribute("id");
    const plot = figure.locator(".plot");
    const tip = figure.locator("output");
    const says = async () => ((await tip.count()) ? (await tip.innerText()).trim() : "");
    const shows = () => tip.waitFor({ state: "visible", timeout: 3000 }).then(says, () => "");
    await plot.scrollIntoViewIfNeeded();
    const box = await plot.boundingBox();
    const mouse = (share) => page.mouse.move(box.x + box.width * share, box.y + box.height / 2);
    await mouse(0.1);
    await mouse(0.12);
    const first = await shows();
    const course = (await figure.locator("[data-x]").count()) > 0;
    if (course ? first.split("\n").length < 2 : !/\d/.test(first)) wrong.push(`${name}: the mouse shows "${first}"`);
    const known = await figure.locator("details").first().evaluate((details) => details.textContent);
    const summed = (await figure.locator("[data-values]").count()) > 0;
    if (course && !summed && !known.includes(first.split("\n")[0])) wrong.push(`${name}: "${first}" is not in the table`);
    await page.mouse.move(0, 0);
    await page.waitForTimeout(50);
    if (await says()) wrong.push(`${name}: the values stay when the mouse has left`);
    await plot.focus();
    await page.keyboard.press("ArrowRight");
    const second = await shows();
    await page.keyboard.press("ArrowLeft");
    await page.waitForTimeout(50);
    const third = await says();
    if (!second || second === third) wrong.push(`${name}: the arrow keys show "${second}", then "${third}"`);
    await page.keyboard.press("Escape");
    if (await says()) wrong.push(`${name}: the values stay after Escape`);
    await plot.dispatchEvent("pointerdown", { clientX: box.x + box.width / 2, clientY: box.y + 40, pointerType: "touch" });
    if (!(await shows())) wrong.push(`${name}: a touch shows nothing`);
    await plot.blur();
  }
  return wrong;
}

/** In a reader's own colours the drawing keeps its own, on a plate: its letters can be read on it. */
export async function forcedColours(page) {
  await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
  const wrong = await page.evaluate(() => {
    const wrong = [];
    const channels = (colour) => colour.match(/[\d.]+/g).slice(0, 3).map((part) => Number(part) / 255);
    const light = (colour) => channels(colour).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    for (const svg of document.querySelectorAll("main .plot > svg")) {
      if (!svg.getClientRects().length) continue;
      const plate = getComputedStyle(svg).backgroundColor;
      if (/, 0\)$/.test(plate)) wrong.push("a drawing without a plate");
      for (const text of svg.querySelectorAll("text")) {
        const [low, high] = [light(plate), light(getComputedStyle(text).fill)].sort((a, b) => a - b);
        if ((high + 0.05) / (low + 0.05) < 4.5) wrong.push(`${text.textContent}: ${getComputedStyle(text).fill} on ${plate}`);
      }
    }
    return wrong;
  });
  return wrong;
}

/** The data table opens, has heads and a number for each place. */
export async function tables(page) {
  const wrong = [];
  for (const details of (await page.locator("figure.chart details:has(table)").all()).slice(0, 3)) {
    await details.locator("summary").click();
    if (!(await details.locator("table").isVisible())) wrong.push("a data table does not open");
    if ((await details.locator("thead th[scope=col]").count()) < 2) wrong.push("a data table has no heads");
    if ((await details.locator("tbody td.num").count()) < 1) wrong.push("a data table has no numbers");
  }
  return wrong;
}

/** What paper shows of figures, in a dark theme too: wide, light, in one piece, with sources and address. */
export async function paper(page) {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  return page.evaluate(() => {
    const wrong = [];
    const shown = (element) => element !== null && element.getClientRects().length > 0;
    const channels = (colour) => colour.match(/[\d.]+/g).map(Number);
    const dark = (colour) => channels(colour)[3] !== 0 && Math.max(...channels(colour).slice(0, 3)) < 200;
    if (dark(getComputedStyle(document.body).backgroundColor)) wrong.push("the paper is dark");
    for (const figure of document.querySelectorAll("main figure.chart:not(.bare)")) {
      const find = (selector) => figure.querySelector(selector);
      if (!shown(find("svg.wide")) || shown(find("svg.narrow"))) wrong.push(`${figure.id}: not the wide drawing`);
      if (!shown(find(".source"))) wrong.push(`${figure.id}: no sources`);
      if (!shown(find(".address"))) wrong.push(`${figure.id}: no address`);
      if (shown(find(".tools"))) wrong.push(`${figure.id}: tools on paper`);
      if (getComputedStyle(figure).breakInside !== "avoid") wrong.push(`${figure.id}: may be split`);
      const label = find("svg.wide text");
      if (label && Math.min(...channels(getComputedStyle(label).fill).slice(0, 3)) > 200) wrong.push(`${figure.id}: light letters`);
    }
    return wrong;
  });
}
