// Lets a reader sort a table by any column: numbers by value, words by the rules of the page's language. A column of numbers
// in several units has no order.
(() => {
  const collator = new Intl.Collator(document.documentElement.lang || undefined, { numeric: true });
  const key = (cell) => (cell ? cell.dataset.value ?? cell.textContent.trim() : "");
  const empty = (cell) => !cell || cell.classList.contains("missing") || key(cell) === "";
  const compare = (a, b) => {
    const [x, y] = [Number(key(a)), Number(key(b))];
    return Number.isFinite(x) && Number.isFinite(y) ? x - y : collator.compare(key(a), key(b));
  };
  const sort = (table, column, down) => {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    rows.sort((a, b) => {
      const [x, y] = [a.cells[column], b.cells[column]];
      if (empty(x) || empty(y)) return empty(x) - empty(y);
      return down ? compare(y, x) : compare(x, y);
    });
    body.append(...rows);
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    heads.forEach((head, column) => {
      if (!head.textContent.trim() || head.querySelector("a") || "unordered" in head.dataset) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      head.classList.add("sorts");
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, column, down);
      });
    });
  }
})();
