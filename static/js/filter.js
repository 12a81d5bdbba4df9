// Lets a reader find rows of a long table: those stay that hold all words, wherever in the row they stand.
(() => {
  const least = 16;
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const words = document.querySelector("main").dataset.filter;
  for (const table of document.querySelectorAll("table:is(.sortable, .changes)")) {
    const rows = [...table.tBodies[0].rows];
    if (rows.length < least || table.closest("details")) continue;
    const label = document.createElement("label");
    const input = document.createElement("input");
    const count = document.createElement("output");
    label.className = "table-filter";
    input.type = "search";
    label.append(words, " ", input, " ", count);
    table.parentNode.before(label);
    input.addEventListener("input", () => {
      const asked = fold(input.value).split(/\s+/).filter(Boolean);
      for (const row of rows) row.hidden = !asked.every((word) => (row.folded ??= fold(row.textContent)).includes(word));
      count.textContent = asked.length ? `${rows.filter((row) => !row.hidden).length} / ${rows.length}` : "";
    });
  }
})();
