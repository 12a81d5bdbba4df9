// Finds notes by any part of their titles, summaries, headings and names; Chinese needs no spaces.
(() => {
  const box = document.querySelector(".search-box");
  if (!box) return;
  const input = box.querySelector("input");
  const results = box.querySelector(".search-results");
  const most = 40;
  let index = null;
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const load = () => {
    index ??= fetch(box.dataset.index)
      .then((answer) => answer.json())
      .then((list) => list.map((entry) => ({ entry, title: fold(entry[0]), summary: fold(entry[3]), other: fold(entry[4]) })));
    return index;
  };
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
  const show = (found) => {
    results.replaceChildren(...found.map(({ entry: [title, url, kind, summary] }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = url;
      link.textContent = title;
      const word = document.createElement("span");
      word.className = "details";
      word.textContent = ` ${kind}`;
      const text = document.createElement("p");
      text.textContent = summary;
      item.append(link, word, text);
      return item;
    }));
  };
  const none = () => {
    const item = document.createElement("li");
    item.textContent = box.dataset.none;
    results.replaceChildren(item);
  };
  const search = async () => {
    const asked = input.value;
    const words = fold(asked).split(/\s+/).filter(Boolean);
    if (!words.length) return results.replaceChildren();
    const notes = await load();
    if (asked !== input.value) return;
    const found = notes.map((note) => ({ ...note, score: weigh(note, words) })).filter((note) => note.score > 0);
    found.sort((a, b) => b.score - a.score);
    if (found.length) show(found.slice(0, most)); else none();
    const address = new URL(location.href);
    address.searchParams.set("q", asked);
    history.replaceState(null, "", address);
  };
  box.hidden = false;
  input.addEventListener("focus", load, { once: true });
  input.addEventListener("input", search);
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { input.value = asked; search(); }
})();
