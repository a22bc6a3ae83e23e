// The report: panels of figures and findings, the walk from finding to finding, filters, and the way from a link to its page.
"use strict";
(() => {
  const book = window.crossfoot;
  // What would be empty was left out of the file.
  for (const fact of Object.values(book.facts)) {
    Object.assign(fact, { name: "", scenario: "", reason: "", by: "", figures: [], identities: [], proofs: [], ...fact });
    fact.interval ??= book.figures[fact.figures[0]].interval;
  }
  for (const figure of Object.values(book.figures)) figure.verdict = figure.standing;
  const main = document.getElementById("content");
  const panel = document.getElementById("panel");
  const signs = { ties: "✓", breaks: "✗", untested: "○", recovered: "◆" };

  // What the shared panel is made of, with figures in the place of facts: a term is shown by the figures that print it.
  book.extend = (tools) => {
    const { make, heading, section, standing, sentence, factLink, figureEntry, identityEntry, proofEntry, proofs, arithmetic, factPanel } = tools;

    function printed(id) {
      const figure = book.figures[id];
      return make("a", { href: `#figure=${encodeURIComponent(id)}`, "data-figure": id, class: `fig ${figure.standing}`, "aria-label": `${figure.text}: ${figure.standing}` }, figure.text);
    }

    function value(id) {
      const { figures } = book.facts[id];
      if (!figures.length) return null;
      return figures.flatMap((figure) => [printed(figure), make("span", { class: "range" }, book.figures[figure].interval)]);
    }

    function change(one) {
      const figure = book.figures[one.figure];
      const fact = book.facts[figure.fact];
      return make("div", { class: "change" },
        make("p", {}, printed(one.figure), " ", make("span", { class: "quiet" }, [fact && `${fact.label} ${fact.period}`, figure.place].filter(Boolean).join(" · "))),
        make("dl", { class: "small" },
          make("dt", {}, "As printed"), make("dd", {}, figure.interval ?? "any value"),
          make("dt", {}, "As the rest needs it"), make("dd", {}, one.interval),
          one.suggested ? [make("dt", {}, "Suggested"), make("dd", {}, make("strong", {}, one.suggested), one.slip ? ` (likely slip: ${one.slip})` : "")] : []));
    }

    function accusation(number, id) {
      const finding = book.findings[number];
      const own = finding.corrections.find((changes) => changes.some((one) => one.figure === id));
      return make("div", { class: `finding ${finding.severity}` },
        make("p", {}, make("span", { class: "severity" }, finding.severity), " ", make("a", { href: `#finding=${number}` }, finding.message)),
        own ? own.map(change) : null);
    }

    // The figure on its page, at a size that can be read while the page itself has made room for the panel.
    function cutout(id) {
      const area = main.querySelector(`.picture [data-figure="${CSS.escape(id)}"] rect`);
      if (!area) return null;
      const [left, top, width, height] = area.closest("svg").getAttribute("viewBox").split(" ").map(Number);
      const at = Object.fromEntries(["x", "y", "width", "height"].map((side) => [side, Number(area.getAttribute(side))]));
      const across = Math.min(width, Math.max(240, at.width * 1.5));
      const down = Math.min(height, Math.max(66, at.height * 3));
      const x = Math.min(Math.max(at.x + at.width / 2 - across / 2, left), left + width - across);
      const y = Math.min(Math.max(at.y + at.height / 2 - down / 2, top), top + height - down);
      const image = drawing("image", { href: area.closest(".picture").querySelector("img").src, x: left, y: top, width, height });
      return drawing("svg", { class: "cutout", viewBox: `${x} ${y} ${across} ${down}`, role: "img", "aria-label": `${book.figures[id].text} on its page` },
        image, drawing("rect", { ...at, rx: 1.2, class: book.figures[id].standing }));
    }

    function drawing(tag, attributes, ...children) {
      const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
      element.append(...children);
      return element;
    }

    function elsewhere(id, figures) {
      const others = figures.filter((figure) => figure !== id);
      if (!others.length) return null;
      return section("Also printed", make("ul", { class: "plain-list" }, others.map((figure) => make("li", {}, printed(figure), " ", make("span", { class: "quiet" }, book.figures[figure].place)))));
    }

    function figure(id) {
      const own = book.figures[id];
      if (!own) return null;
      const fact = book.facts[own.fact];
      return [
        heading(own.place, own.text, fact ? make("p", {}, factLink(own.fact)) : make("p", { class: "quiet" }, "No measure is bound to it."),
          own.interval ? make("p", { class: "range" }, make("span", { class: "quiet" }, "Prints so: "), own.interval) : "",
          fact && fact.interval !== own.interval ? make("p", { class: "range" }, make("span", { class: "quiet" }, "With the rest: "), fact.interval) : ""),
        standing("verdict", own.standing, signs[own.standing], book.words.standings[own.standing], own.reason),
        cutout(id),
        own.findings ? section("Findings", own.findings.map((number) => accusation(number, id))) : null,
        fact ? arithmetic(fact, own.fact) : null,
        fact ? proofs(fact) : null,
        fact ? elsewhere(id, fact.figures) : null,
        section("Source", figureEntry(id, true)),
      ];
    }

    function finding(text) {
      const number = Number(text);
      const own = book.findings[number];
      if (!own) return null;
      const sets = own.corrections.length;
      // notes come last, and are not counted among the findings
      const count = book.findings.filter((one) => one.severity !== "note").length;
      const head = heading(own.severity === "note" ? "note" : `${own.severity} · finding ${number + 1} of ${count}`, sentence(own.message));
      head.querySelector("h2").classList.add("long");
      return [
        head,
        sets ? section(sets > 1 ? "Any one of these corrections would make it tie" : "This correction would make it tie",
          own.corrections.map((changes) => make("div", { class: "set" }, changes.map(change))),
          own.complete ? null : make("p", { class: "quiet" }, "There may be more.")) : null,
        own.identities.length ? section("In conflict", own.identities.map((id) => identityEntry(id, ""))) : null,
        !sets && own.figures.length ? section("Figures", make("ul", { class: "plain-list" }, own.figures.map((id) => make("li", {}, printed(id), " ", make("span", { class: "quiet" }, book.figures[id].place))))) : null,
        own.proof ? section("Proof", proofEntry("", own.proof)) : null,
      ];
    }

    // A fact that is printed is shown as its figure, with the others that print it; what is only implied, as itself.
    function fact(id) {
      const own = book.facts[id];
      return own?.figures.length ? figure(own.figures[0]) : factPanel(id);
    }

    function identity(id) {
      const own = book.identities[id];
      if (!own) return null;
      const head = heading(`Identity · ${own.kind}`, own.text);
      head.querySelector("h2").classList.add("long");
      return [head, section("Arithmetic", identityEntry(id, ""))];
    }

    return { panels: { fact, figure, identity, finding }, value };
  };

  // The way from an address to the page: a figure where it is drawn, a fact or finding at its first figure.
  const address = () => {
    const found = /^#(figure|fact|finding)=(.+)$/.exec(location.hash);
    try { return found ? [found[1], decodeURIComponent(found[2])] : ["", ""]; } catch { return ["", ""]; }
  };

  function figuresAt([kind, id]) {
    if (kind === "figure") return [id];
    if (kind === "fact") return book.facts[id]?.figures ?? [];
    return kind === "finding" ? book.findings[Number(id)]?.figures ?? [] : [];
  }

  function drawn(id) {
    const name = CSS.escape(id);
    return main.querySelector(`.picture [data-figure="${name}"]`) ?? main.querySelector(`.page [data-figure="${name}"]`);
  }

  function arrive() {
    for (const mark of main.querySelectorAll(".meant")) mark.classList.remove("meant");
    const want = address();
    const figures = figuresAt(want);
    for (const id of figures) {
      for (const mark of main.querySelectorAll(`.page [data-figure="${CSS.escape(id)}"]`)) mark.classList.add("meant");
    }
    if (want[0] === "finding") walkTo(Number(want[1]));
    const first = figures.map(drawn).find(Boolean);
    if (!first) return;
    first.closest("details")?.setAttribute("open", "");
    const pages = first.closest(".document");
    if (pages.hidden) choose("");
    // The panel has just taken its room from the page, which moves under it.
    requestAnimationFrame(() => {
      const at = first.getBoundingClientRect();
      const margin = main.querySelector(".tools").getBoundingClientRect().bottom + 24;
      if (at.top < margin || at.bottom > innerHeight - 60 || at.left < 0 || at.right > innerWidth) first.scrollIntoView({ block: "center", inline: "center" });
    });
  }

  // Findings, one after the other.
  const shownFindings = () => [...main.querySelectorAll(".findings > .finding:not(.note)")].filter((finding) => !finding.hidden).map((finding) => Number(finding.id.replace("finding-", "")));

  function walkTo(number) {
    const all = shownFindings();
    const place = all.indexOf(number);
    if (place >= 0) document.getElementById("walk").textContent = `${place + 1} of ${all.length} ${all.length === 1 ? "finding" : "findings"}`;
  }

  function step(by) {
    const all = shownFindings();
    if (!all.length) return;
    const [kind, id] = address();
    const open = kind === "finding" ? Number(id) : kind === "figure" ? book.figures[id]?.findings?.[0] : -1;
    const found = all.indexOf(open);
    const place = found < 0 && by < 0 ? 0 : found;
    const next = `#finding=${all[(place + by + all.length) % all.length]}`;
    if (location.hash === next) arrive(); else location.hash = next;
  }

  for (const button of main.querySelectorAll("[data-step]")) button.addEventListener("click", () => step(Number(button.dataset.step)));

  // Filters: which tickmarks are drawn, and which document is shown.
  for (const box of main.querySelectorAll("[data-show]")) {
    const apply = () => main.classList.toggle(`without-${box.dataset.show}`, !box.checked);
    box.addEventListener("change", apply);
    apply();  // a page that is opened again may come with its boxes as they were left
  }

  const choice = document.getElementById("document");
  function choose(name) {
    if (choice) choice.value = name;
    for (const part of document.querySelectorAll("[data-document]")) {
      // rows of a filtered table have a filter of their own, and a class keeps the two apart
      if (part.tagName === "TR") part.classList.toggle("apart", Boolean(name) && part.dataset.document !== name);
      else part.hidden = Boolean(name) && part.dataset.document !== name;
    }
    for (const finding of main.querySelectorAll("[data-documents]")) {
      finding.hidden = Boolean(name) && !JSON.parse(finding.dataset.documents).includes(name);
    }
    const count = shownFindings().length;
    document.getElementById("walk").textContent = `${count} ${count === 1 ? "finding" : "findings"}`;
  }
  choice?.addEventListener("change", () => choose(choice.value));

  const zoom = document.getElementById("zoom");
  zoom?.addEventListener("change", () => { main.dataset.zoom = zoom.value; });

  // A page is one stop of the Tab key; arrows go from figure to figure within it.
  const groups = [...main.querySelectorAll(".marks, .redrawn-table")].map((group) => [...group.querySelectorAll("[data-figure]")]).filter((marks) => marks.length);
  for (const marks of groups) marks.forEach((mark, place) => mark.setAttribute("tabindex", place ? "-1" : "0"));

  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  function nearest(from, marks, [right, down]) {
    const at = centre(from);
    let best = null;
    let least = Infinity;
    for (const mark of marks) {
      const there = centre(mark);
      const along = (there.x - at.x) * right + (there.y - at.y) * down;
      const aside = Math.abs((there.x - at.x) * down) + Math.abs((there.y - at.y) * right);
      if (mark === from || along < 2 || (right && aside > 8)) continue;
      if (along + 3 * aside < least) { least = along + 3 * aside; best = mark; }
    }
    return best;
  }

  function centre(mark) {
    const box = (mark.querySelector("rect") ?? mark).getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  }

  main.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    const group = event.target.closest?.("[data-figure]") && event.target.closest(".marks, .redrawn-table");
    if (!way || !group || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const marks = [...group.querySelectorAll("[data-figure]")];
    const next = nearest(event.target, marks, way);
    if (!next) return;
    for (const mark of marks) mark.setAttribute("tabindex", mark === next ? "0" : "-1");
    next.focus();
  });

  document.addEventListener("keydown", (event) => {
    if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") step(1);
    if (event.key === "p") step(-1);
  });

  window.addEventListener("hashchange", () => setTimeout(arrive));
  setTimeout(arrive);
  // On paper a page's picture says what its tables would say again, and nothing else may stay folded.
  addEventListener("beforeprint", () => { for (const part of main.querySelectorAll("details")) part.open = !part.matches(".redrawn"); });
})();
