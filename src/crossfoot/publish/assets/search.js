// Search over pages, measures and printed figures, all in the book's own records: nothing is asked of any server.
"use strict";
(() => {
  const book = window.crossfoot;
  const box = document.getElementById("search");
  const list = document.getElementById("found");
  const most = { page: 4, fact: 8, figure: 4 };
  let entries = null;
  let chosen = -1;

  function entry(kind, title, detail, url) {
    return { kind, title, detail, url, text: `${title} ${detail}`.toLowerCase() };
  }

  function everything() {
    const pages = book.pages.map((page) => entry("page", page.title, page.section, page.url));
    const facts = Object.entries(book.facts).map(([id, fact]) => ({
      ...entry("fact", `${fact.label} ${[fact.period, fact.scenario].filter(Boolean).join(" · ")}`, fact.shown, `#fact=${encodeURIComponent(id)}`),
      more: `${fact.name} ${id}`.toLowerCase(),
    }));
    const figures = Object.entries(book.figures).map(([id, figure]) =>
      entry("figure", figure.text, [figure.place, figure.caption].filter(Boolean).join(" · "), `#figure=${encodeURIComponent(id)}`));
    return [...pages, ...facts, ...figures];
  }

  // Better: words at the beginning of the title, then in it, then anywhere; shorter titles first.
  function score(found, words) {
    const title = found.title.toLowerCase();
    let points = 0;
    for (const word of words) {
      if (title.startsWith(word)) points += 3;
      else if (title.includes(word)) points += 2;
      else if (found.text.includes(word)) points += 1;
      else if (!found.more || !found.more.includes(word)) return -1;
    }
    return points - title.length / 200;
  }

  function search() {
    const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) { close(); return; }
    entries ??= everything();
    const hits = entries.map((found) => [score(found, words), found]).filter(([points]) => points >= 0).sort((a, b) => b[0] - a[0]);
    const kinds = { page: "Pages", fact: "Numbers", figure: "As printed" };
    list.replaceChildren();
    for (const kind of Object.keys(kinds)) {
      hits.filter(([, found]) => found.kind === kind).slice(0, most[kind]).forEach(([, found]) => list.append(option(found, kinds[kind])));
    }
    if (!list.children.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.setAttribute("role", "presentation");
      none.textContent = "Nothing found.";
      list.append(none);
    }
    choose(list.querySelector("[role=option]") ? 0 : -1);
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
  }

  function option(found, kind) {
    const row = document.createElement("li");
    row.setAttribute("role", "option");
    row.id = `found-${list.children.length}`;
    row.dataset.url = found.url;
    for (const [name, text] of [["title", found.title], ["detail", found.detail], ["kind", kind]]) {
      const part = document.createElement("span");
      part.className = name;
      part.textContent = text;
      row.append(part, " ");
    }
    return row;
  }

  function choose(place) {
    const options = list.querySelectorAll("[role=option]");
    options.forEach((row, at) => row.setAttribute("aria-selected", String(at === place)));
    chosen = place;
    if (place >= 0) {
      box.setAttribute("aria-activedescendant", options[place].id);
      options[place].scrollIntoView({ block: "nearest" });
    } else {
      box.removeAttribute("aria-activedescendant");
    }
  }

  function close() {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    chosen = -1;
  }

  function go(row) {
    close();
    box.value = "";
    if (row.dataset.url.startsWith("#")) location.hash = row.dataset.url; else location.href = row.dataset.url;
  }

  box.addEventListener("input", search);
  box.addEventListener("keydown", (event) => {
    const options = list.querySelectorAll("[role=option]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!options.length) return;
      event.preventDefault();
      choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(options[chosen]);
    } else if (event.key === "Escape" && (!list.hidden || box.value)) {
      event.preventDefault();
      box.value = "";
      close();
    }
  });
  // Before the box loses its focus and the list closes.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) go(row);
  });
  box.addEventListener("blur", close);
  box.addEventListener("focus", () => { if (box.value) search(); });
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
})();
