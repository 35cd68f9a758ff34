// Long tables: rows from the page's data, sorted, filtered and shown in parts; every value is text, never HTML.
(() => {
  "use strict";
  const PART = 50;
  const page = JSON.parse(document.getElementById("page-data").textContent);
  const add = (parent, name, properties = {}, text = null) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) made.setAttribute(key, value);
    if (text !== null) made.textContent = text;
    return parent.appendChild(made);
  };
  const cellText = (value, column) =>
    Array.isArray(value) ? value.map((part) => column.format(part)).join(" to ")
      : typeof value === "number" ? column.format(value) : String(value);
  const fill = (cell, value, column) => {
    cell.className = `k-${column.kind}`;
    if (value === null) {
      const none = add(cell, "span", { class: "none" });
      add(none, "span", { "aria-hidden": "true" }, "–");
      add(none, "span", { class: "hidden-text" }, "not reported");
    } else if (column.kind === "tier") {
      add(cell, "span", { class: `tier tier-${page.tiers[value] ?? "none"}` }, value);
    } else if (column.kind === "evidence" || column.kind === "verdict") {
      add(cell, "span", { class: `${column.kind} ${column.kind}-${value.replaceAll(" ", "-")}` }, value);
    } else cell.textContent = cellText(value, column);
  };
  const compare = (a, b) =>
    typeof a === "number" ? a - b : Array.isArray(a) ? a[0] - b[0] || a[1] - b[1] : a.localeCompare(b, "en", { numeric: true });

  const grow = (box) => {
    const { columns, rows } = page.tables[box.dataset.table];
    const id = box.dataset.table;
    for (const column of columns) {
      const numbers = new Intl.NumberFormat("en", column.number ?? {});
      column.format = (value) => numbers.format(value);
    }
    const words = rows.map((row) => row.filter((value) => typeof value === "string").join("\n").toLowerCase());
    const state = { find: "", chosen: new Map(), sort: null, falling: false, shown: PART };

    const controls = add(box, "div", { class: "controls" });
    const control = (label, name, key) => {
      const place = add(controls, "div");
      add(place, "label", { for: `${id}-${key}` }, label);
      return add(place, name, { id: `${id}-${key}` });
    };
    if (rows.length > 8) {
      const find = control("Find", "input", "find");
      find.type = "search";
      find.addEventListener("input", () => { state.find = find.value.trim().toLowerCase(); show(); });
      columns.forEach((column, at) => {
        const values = [...new Set(rows.map((row) => row[at]).filter((value) => value !== null))].sort(compare);
        if (!column.filter || values.length < 2) return;
        const choice = control(column.label, "select", at);
        add(choice, "option", { value: "" }, "all");
        values.forEach((value) => add(choice, "option", { value }, value));
        choice.addEventListener("change", () => { state.chosen.set(at, choice.value); show(); });
      });
    }
    const scroll = add(box, "div", { class: "scroll", role: "region", tabindex: "0", "aria-label": box.dataset.title });
    const table = add(scroll, "table", { "aria-labelledby": `${id}-title` });
    const head = add(add(table, "thead"), "tr");
    const heads = columns.map((column, at) => {
      const cell = add(head, "th", { scope: "col", class: `k-${column.kind}`, "aria-sort": "none" });
      const button = add(cell, "button", { type: "button", class: "sort" }, column.label);
      button.addEventListener("click", () => {
        state.falling = state.sort === at ? !state.falling : Boolean(column.number);
        state.sort = at;
        show();
      });
      return cell;
    });
    const body = add(table, "tbody");
    const foot = add(box, "div", { class: "foot" });
    const count = add(foot, "p", { role: "status" });
    const more = add(foot, "button", { type: "button", class: "more" });
    more.addEventListener("click", () => {
      const first = state.shown;
      show(state.shown + 4 * PART);
      body.rows[first]?.scrollIntoView({ block: "nearest" });
    });

    const show = (shown = PART) => {
      state.shown = shown;
      let found = rows.map((row, at) => at).filter((at) => words[at].includes(state.find));
      for (const [at, value] of state.chosen) if (value) found = found.filter((row) => rows[row][at] === value);
      if (state.sort !== null) {
        const value = (row) => rows[row][state.sort];
        const known = found.filter((row) => value(row) !== null).sort((a, b) => compare(value(a), value(b)) * (state.falling ? -1 : 1));
        found = [...known, ...found.filter((row) => value(row) === null)];
      }
      heads.forEach((cell, at) =>
        cell.setAttribute("aria-sort", state.sort !== at ? "none" : state.falling ? "descending" : "ascending"));
      body.replaceChildren();
      for (const at of found.slice(0, shown)) {
        const line = add(body, "tr");
        rows[at].forEach((value, column) => {
          const cell = add(line, column === 0 ? "th" : "td", column === 0 ? { scope: "row" } : {});
          fill(cell, value, columns[column]);
        });
      }
      const seen = Math.min(shown, found.length);
      const all = rows.length.toLocaleString("en");
      count.textContent = found.length === 0 ? `None of ${all} rows fits.`
        : `${seen.toLocaleString("en")} of ${found.length.toLocaleString("en")} rows${found.length < rows.length ? ` that fit, of ${all}` : ""}`;
      count.hidden = rows.length <= 8;
      more.hidden = seen === found.length;
      more.textContent = `Show ${Math.min(4 * PART, found.length - seen).toLocaleString("en")} more`;
    };
    show();
  };
  document.querySelectorAll("[data-table]").forEach(grow);
})();
