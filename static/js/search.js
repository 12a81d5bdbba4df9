// Finds pages by any part of their titles, names and summaries, and notes by any part of their texts; Chinese needs no spaces.
(() => {
  const box = document.querySelector(".search-box");
  if (!box) return;
  const input = box.querySelector("input");
  const results = box.querySelector(".search-results");
  const texts = box.dataset.texts.split(" ").filter(Boolean);
  const count = box.querySelector("[role=status]");
  const more = box.querySelector("button");
  const most = 60;
  let limit = most;
  const around = 60;
  const fetched = new Map();
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const get = (address, ready) => {
    if (!fetched.has(address)) fetched.set(address, fetch(address).then((answer) => answer.json()).then((list) => list.map(ready)));
    return fetched.get(address);
  };
  const load = () => get(box.dataset.index, (entry) => ({ entry, title: fold(entry[0]), names: fold(entry[4]).split(" · "), summary: fold(entry[3]), other: fold(entry[4]) }));
  const weigh = (note, words) => {
    let score = 0;
    for (const word of words) {
      const at = note.title.indexOf(word);
      if (at >= 0 && note.names.includes(word)) score += 60;
      else if (at === 0) score += 40;
      else if (at > 0) score += 20;
      else if (note.other.includes(word)) score += 8;
      else if (note.summary.includes(word)) score += 4;
      else return 0;
    }
    return score - note.title.length / 100;
  };
  const inside = (note, text, words) => words.every((word) =>
    text.includes(word) || note.title.includes(word) || note.other.includes(word) || note.summary.includes(word));
  // The text around the first word that stands in it. Lower case can be longer than what it was made of.
  const excerpt = (low, text, words) => {
    const word = words.find((word) => low.includes(word));
    if (!word) return null;
    const shown = low.length === text.length ? text : low;
    const at = low.indexOf(word), end = at + word.length;
    const from = Math.max(0, at - around), to = Math.min(shown.length, end + around);
    return [(from ? "…" : "") + shown.slice(from, at), shown.slice(at, end), shown.slice(end, to) + (to < shown.length ? "…" : "")];
  };
  const line = ([title, url, kind, summary], cut) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = title;
    const word = document.createElement("span");
    word.className = "details";
    word.textContent = ` ${kind}`;
    const text = document.createElement("p");
    if (cut) {
      const mark = document.createElement("mark");
      mark.textContent = cut[1];
      text.append(cut[0], mark, cut[2]);
    } else text.textContent = summary;
    item.append(link, word, text);
    return item;
  };
  // Adds what was found up to the limit, and says how much of it that is.
  const show = (found, whole) => {
    results.append(...found.slice(results.childElementCount, limit).map(({ note, cut }) => line(note.entry, cut)));
    const cut = found.length > limit;
    const told = () => (cut ? box.dataset.part : box.dataset.count).replace("{n}", limit).replace("{total}", found.length);
    count.textContent = !whole ? "" : found.length ? told() : box.dataset.none;
    more.hidden = !whole || !cut;
    more.onclick = () => {
      const first = results.childElementCount;
      limit += most;
      show(found, true);
      results.children[first].querySelector("a").focus();
    };
  };
  const search = async () => {
    const asked = input.value;
    const words = fold(asked).split(/\s+/).filter(Boolean);
    limit = most;
    if (!words.length) {
      results.replaceChildren();
      return show([], false);
    }
    const notes = await load();
    if (asked !== input.value) return;
    const weighed = notes.map((note) => ({ note, score: weigh(note, words) })).filter(({ score }) => score > 0);
    const found = weighed.sort((a, b) => b.score - a.score);
    results.replaceChildren();
    show(found, false);
    const address = new URL(location.href);
    address.searchParams.set("q", asked);
    history.replaceState(null, "", address);
    const named = new Set(found.map(({ note }) => note));
    let place = 0;
    for (const file of texts) {
      const list = await get(file, (text) => ({ text: text.normalize("NFKC"), low: fold(text) }));
      if (asked !== input.value) return;
      for (const { text, low } of list) {
        const note = notes[place++];
        if (!named.has(note) && inside(note, low, words)) found.push({ note, cut: excerpt(low, text, words) });
      }
      show(found, false);
    }
    show(found, true);
  };
  box.hidden = false;
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", search);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { input.value = asked; search(); }
})();
