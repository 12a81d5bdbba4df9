// Finds notes by any part of their titles, names, summaries and texts; Chinese needs no spaces.
(() => {
  const box = document.querySelector(".search-box");
  if (!box) return;
  const input = box.querySelector("input");
  const results = box.querySelector(".search-results");
  const texts = box.dataset.texts.split(" ").filter(Boolean);
  const most = 60;
  const around = 60;
  const fetched = new Map();
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const get = (address, ready) => {
    if (!fetched.has(address)) fetched.set(address, fetch(address).then((answer) => answer.json()).then((list) => list.map(ready)));
    return fetched.get(address);
  };
  const load = () => get(box.dataset.index, (entry) => ({ entry, title: fold(entry[0]), summary: fold(entry[3]), other: fold(entry[4]) }));
  const weigh = (note, words) => {
    let score = 0;
    for (const word of words) {
      const at = note.title.indexOf(word);
      if (at === 0) score += 40;
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
  const say = (text) => {
    const item = document.createElement("li");
    item.className = "details";
    item.textContent = text;
    return item;
  };
  const search = async () => {
    const asked = input.value;
    const words = fold(asked).split(/\s+/).filter(Boolean);
    if (!words.length) return results.replaceChildren();
    const notes = await load();
    if (asked !== input.value) return;
    const found = notes.map((note) => ({ note, score: weigh(note, words) })).filter(({ score }) => score > 0);
    found.sort((a, b) => b.score - a.score);
    results.replaceChildren(...found.slice(0, most).map(({ note }) => line(note.entry)));
    const address = new URL(location.href);
    address.searchParams.set("q", asked);
    history.replaceState(null, "", address);
    const named = new Set(found.map(({ note }) => note));
    let place = 0;
    for (const file of texts) {
      if (results.childElementCount >= most) return;
      const list = await get(file, (text) => text.normalize("NFKC"));
      if (asked !== input.value) return;
      for (const text of list) {
        const note = notes[place++];
        if (named.has(note) || results.childElementCount >= most) continue;
        const low = text.toLowerCase();
        if (inside(note, low, words)) results.append(line(note.entry, excerpt(low, text, words)));
      }
    }
    if (!results.childElementCount) results.replaceChildren(say(box.dataset.none));
  };
  box.hidden = false;
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", search);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { input.value = asked; search(); }
})();
