// The proof panel: what a number is, where it was printed, the arithmetic it stands in and the proof of its bounds.
// Every panel has an address (#fact=…, #figure=…, #identity=…), so a proof can be linked to, and Back goes back.
"use strict";
(() => {
  const book = window.crossfoot;
  const panel = document.getElementById("panel");
  const signs = { stated: "●", computed: "=", recovered: "◆", deduced: "↔", assumed: "◇", unknown: "∅" };
  const ticks = { ties: "✓", breaks: "✗", untested: "○" };
  window.crossfootProofs ??= {};
  let opener = null;

  // Elements are built from text alone, so nothing printed in a source can become markup.
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
    return element;
  }

  const address = (kind, id) => `#${kind}=${encodeURIComponent(id)}`;
  const parts = (fact) => [fact.period, fact.scenario].filter(Boolean).join(" · ");
  const name = (fact) => [fact.label, parts(fact)].filter(Boolean).join(" · ");
  const section = (title, ...children) => make("section", {}, make("h3", {}, title), ...children);

  function factLink(id, text) {
    const fact = book.facts[id];
    return make("a", { href: address("fact", id), "data-fact": id, class: `fact-name v-${fact.verdict}` }, text ?? name(fact));
  }

  function valueLink(id) {
    const fact = book.facts[id];
    const classes = `n k-${fact.source} v-${fact.verdict}`;
    return make("a", { href: address("fact", id), "data-fact": id, class: classes }, fact.shown);
  }

  function standing(kind, word, sign, meaning, reason) {
    return make("div", { class: `standing ${kind} is-${word}` },
      make("span", { class: "badge" }, make("span", { "aria-hidden": "true" }, sign), ` ${word}`),
      make("p", {}, make("span", { class: "quiet" }, `${meaning}.`), reason ? ` ${sentence(reason)}` : ""));
  }

  const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? "" : ".");

  function caption(figure) {
    if (!figure.caption) return null;
    const quote = make("blockquote", {});
    if (figure.span) {
      const [start, end] = figure.span;
      quote.append(figure.caption.slice(0, start), make("mark", {}, figure.caption.slice(start, end)), figure.caption.slice(end));
    } else {
      quote.append(figure.caption);
    }
    return quote;
  }

  function figureEntry(id, alone) {
    const figure = book.figures[id];
    return make("div", { class: "source" },
      make("p", {}, make("strong", { class: "printed" }, figure.text), make("span", { class: "quiet" }, ` as printed in ${figure.place}`)),
      caption(figure),
      make("dl", { class: "small" },
        figure.interval ? [make("dt", {}, "True values that print so"), make("dd", {}, figure.interval)] : [],
        figure.at ? [make("dt", {}, "Read from"), make("dd", {}, make("code", {}, figure.at))] : [],
        figure.readings ? [make("dt", {}, "Other readings"), make("dd", {}, figure.readings.join(", "))] : [],
        figure.note ? [make("dt", {}, "Note"), make("dd", {}, figure.note)] : [],
        figure.settled ? [make("dt", {}, "Reading settled by"), make("dd", {}, figure.settled)] : [],
        alone === true ? [] : [make("dt", {}, "Verdict"), make("dd", {}, verdictWord(figure.verdict), figure.reason ? ` ${sentence(figure.reason)}` : "")]),
      figure.block ? blockEntry(figure.block, id) : null);
  }

  const verdictWord = (verdict) => make("span", { class: `verdict ${verdict}` }, verdict);

  function blockEntry(id, figure) {
    const block = book.blocks[id];
    const entry = make("div", { class: "block" },
      make("p", {}, make("strong", {}, "A label whose place was lost. "),
        `It came in the run ${id} of ${block.labels.length} labels for ${block.slots} places.`));
    if (!block.placed) {
      entry.append(make("p", {}, "Its place is not recovered."));
      return entry;
    }
    const proven = block.proven.includes(figure);
    entry.append(make("p", {}, proven
      ? "Proven: no admissible assignment puts it anywhere else."
      : `Not forced by the arithmetic. What decided: ${block.preference || "a preference"}.`));
    const others = block.alternatives
      ? `${block.exhausted ? "" : "At least "}${block.alternatives.toLocaleString("en")} other ${block.alternatives === 1 ? "assignment" : "assignments"} of the run would be admissible too.`
      : "The assignment of the whole run is the only one.";
    const cost = block.cost !== null && block.next !== null ? ` The chosen one costs ${block.cost} under the preference, the next best ${block.next}.` : "";
    entry.append(make("p", { class: "quiet" }, `${block.proven.length} of ${block.placed.length} labels are proven. ${others}${cost}`));
    return entry;
  }

  function termRow(sign, factor, id, current) {
    const fact = book.facts[id];
    return make("tr", id === current ? { class: "current" } : {},
      make("td", { class: "sign" }, sign + (factor ? ` ${factor}` : "")),
      make("th", { scope: "row" }, factLink(id)),
      make("td", {}, own.value?.(id) ?? [valueLink(id), make("span", { class: "range" }, fact.interval)]));
  }

  function identityEntry(id, current) {
    const identity = book.identities[id];
    const rows = [];
    if (identity.ratio) rows.push(termRow("", "", identity.ratio, current));
    identity.terms.forEach(([sign, factor, fact], place) => {
      const scale = identity.ratio && identity.factor !== "1" && place === 0 ? `${identity.factor} × ` : "";
      rows.push(termRow(identity.ratio && place === 0 ? `= ${sign === "−" ? sign : ""}` : sign, scale + factor, fact, current));
    });
    (identity.over || []).forEach(([sign, factor, fact], place) => {
      rows.push(termRow(place === 0 ? "÷" : sign, factor, fact, current));
    });
    const offset = identity.offset && identity.offset !== "0" ? ` The ratio then takes ${identity.offset.replace("-", "−")}.` : "";
    const sum = identity.ratio ? "" : identity.within ? `The sum lies within ${identity.within}.` : "The sum of these is zero.";
    const left = identity.residual ? ` The printed values leave ${identity.residual}` + (identity.slack ? `; rounding explains up to ${identity.slack}.` : ".") : "";
    return make("details", { class: "identity", open: true },
      make("summary", {}, verdictWord(identity.verdict), " ", make("span", { class: "relation" }, identity.text)),
      make("p", { class: "quiet" }, `${sentence(`${identity.kind}: ${book.words.kinds[identity.kind]}`)} `,
        origin(identity), identity.reason ? sentence(identity.reason) : ""),
      make("div", { class: "scroll" }, make("table", { class: "terms" },
        make("thead", {}, make("tr", {}, make("td", {}), make("th", { scope: "col" }, "Fact"), make("th", { scope: "col" }, "Value, and where the true one lies"))),
        make("tbody", {}, rows))),
      make("p", { class: "quiet" }, sum + offset + left));
  }

  function origin(identity) {
    if (!identity.origin) return "";
    if (identity.belief) return `${sentence(identity.origin)} The odds that this is an accident: ${identity.belief}. `;
    return identity.rule ? `Holds in every book: ${identity.origin}. ` : ["Declared in ", make("code", {}, identity.origin), ". "];
  }

  function arithmetic(fact, id) {
    if (!fact.identities.length) return section("Arithmetic", make("p", { class: "quiet" }, "No identity of the book speaks of it."));
    const order = [...fact.identities].sort((a, b) => (b === fact.by) - (a === fact.by));
    const entries = order.map((identity) => identityEntry(identity, id));
    entries.slice(3).forEach((entry) => entry.removeAttribute("open"));
    return section(`Arithmetic (${entries.length})`, entries);
  }

  function loaded(chunk) {
    return new Promise((resolve, reject) => {
      if (window.crossfootProofs[chunk]) { resolve(window.crossfootProofs[chunk]); return; }
      // A script may be loaded from the file system, where a fetch may not.
      const script = make("script", { src: `assets/proofs-${chunk}.js` });
      script.addEventListener("load", () => resolve(window.crossfootProofs[chunk]));
      script.addEventListener("error", () => reject(new Error(`assets/proofs-${chunk}.js is missing`)));
      document.head.append(script);
    });
  }

  // What a sentence speaks of becomes links where it stands; what is not named in so many words is listed after it.
  function line(entry) {
    const mentions = [
      ...entry.facts.filter((id) => book.facts[id]).map((id) => ({
        words: [`${book.facts[id].label} ${book.facts[id].period}`, book.facts[id].label],
        make: (text) => factLink(id, text), alone: () => factLink(id) })),
      ...entry.figures.filter((id) => book.figures[id]).map((id) => ({
        words: quotes(entry.text).filter((quote) => quote.includes(book.figures[id].text)),
        make: (text) => figureLink(id, text), alone: () => figureLink(id, `“${book.figures[id].text}”`) })),
    ];
    let pieces = [entry.text];
    const left = [];
    for (const mention of mentions) {
      const linked = mention.words.some((words) => {
        const at = pieces.findIndex((piece) => typeof piece === "string" && words.length > 2 && piece.includes(words));
        if (at < 0) return false;
        const [before, ...rest] = pieces[at].split(words);
        pieces.splice(at, 1, before, mention.make(words), rest.join(words));
        return true;
      });
      if (!linked) left.push(mention.alone());
    }
    return make("li", {}, pieces, left.length ? make("span", { class: "mentions" }, left.flatMap((link, place) => (place ? [" · ", link] : [link]))) : null);
  }

  const quotes = (text) => text.match(/'[^']+'|“[^”]+”/g) ?? [];

  function figureLink(id, text) {
    return make("a", { href: address("figure", id), "data-figure": id, class: "fact-name" }, text);
  }

  function proofEntry(bound, proof) {
    return make("div", { class: "proof-entry" },
      make("h4", {}, bound),
      make("p", { class: "headline" }, proof.headline || "Proven by the certificate below."),
      proof.lines.length ? make("ol", { class: "proof" }, proof.lines.map(line)) : null,
      make("details", {}, make("summary", {}, `Certificate: ${proof.steps.length} ${proof.steps.length === 1 ? "step" : "steps"} in exact rational numbers`),
        make("ol", { class: "steps" }, proof.steps.map((step) => make("li", {},
          make("ul", {}, step.from.map((premise) => make("li", {}, premise))),
          make("p", {}, "gives ", make("code", {}, step.gives)))))));
  }

  function proofs(fact) {
    const declared = fact.declared ? make("p", {}, "It is not below zero, as its measure is declared never to be.") : null;
    if (!fact.proofs.length) return declared && section("Proof", declared);
    const home = section("Proof", make("p", { class: "quiet" }, "Loading the certificate…"));
    Promise.all(fact.proofs.map((proof) => loaded(proof.chunk).then((chunk) => proofEntry(proof.bound, chunk[proof.id]))))
      .then((entries) => { home.lastChild.replaceWith(...[declared, ...entries].filter(Boolean)); home.dataset.ready = "yes"; })
      .catch((error) => { home.lastChild.textContent = error.message; });
    return home;
  }

  function heading(kicker, title, ...below) {
    return make("header", {},
      make("div", { class: "bar" },
        make("p", { class: "kicker" }, kicker),
        make("button", { type: "button", class: "close", "aria-label": "Close the panel" }, "✕")),
      make("h2", { id: "panel-title", tabindex: "-1" }, title), ...below);
  }

  function factPanel(id) {
    const fact = book.facts[id];
    if (!fact) return null;
    const alone = fact.figures.length === 1;
    return [
      heading(parts(fact), fact.label,
        make("p", { class: `value k-${fact.source}` }, fact.shown),
        make("p", { class: "range" }, make("span", { class: "quiet" }, "True value: "), fact.interval)),
      standing("source", fact.source, signs[fact.source], book.words.sources[fact.source], fact.reason),
      // A verdict is a figure's: a fact that is printed nowhere has nothing to test.
      fact.figures.length ? standing("verdict", fact.verdict, ticks[fact.verdict], book.words.verdicts[fact.verdict], alone ? book.figures[fact.figures[0]].reason : "") : null,
      section("Source", fact.figures.length ? fact.figures.map((figure) => figureEntry(figure, alone)) : make("p", { class: "quiet" }, "Not printed anywhere in the sources.")),
      proofs(fact),
      arithmetic(fact, id),
    ];
  }

  function figurePanel(id) {
    const figure = book.figures[id];
    if (!figure) return null;
    const states = figure.fact ? make("p", {}, "States ", factLink(figure.fact), ".") : make("p", { class: "quiet" }, "No fact is bound to it.");
    return [heading("Figure as printed", figure.text, states), section("Source", figureEntry(id))];
  }

  function identityPanel(id) {
    const identity = book.identities[id];
    if (!identity) return null;
    return [heading("Identity", identity.text), section("Arithmetic", identityEntry(id, ""))];
  }

  // A page that marks figures where they stand brings panels of its own, and shows a term by the figures that print it.
  const own = book.extend?.({
    make, heading, section, standing, sentence, factLink, figureEntry, identityEntry, proofEntry, proofs, arithmetic, factPanel,
  }) ?? {};
  const panels = { fact: factPanel, figure: figurePanel, identity: identityPanel, ...own.panels };

  function wanted() {
    const found = /^#([a-z]+)=(.+)$/.exec(location.hash);
    if (!found || !Object.hasOwn(panels, found[1])) return null;
    try { return { kind: found[1], id: decodeURIComponent(found[2]) }; } catch { return null; }
  }

  function follow() {
    const want = wanted();
    if (!want) { if (panel.open) panel.close(); return; }
    const content = panels[want.kind](want.id)
      ?? [heading("Not found", "This book has no such number"), make("p", {}, want.id)];
    if (!panel.open) opener = document.activeElement;
    panel.replaceChildren(...content.filter(Boolean));
    mark(want);
    show();
    panel.scrollTop = 0;
    document.getElementById("panel-title").focus();
  }

  function show() {
    if (panel.open) return;
    // On a narrow screen the panel covers the page, so the page must be out of reach behind it.
    if (matchMedia("(max-width: 60rem)").matches) panel.showModal(); else panel.show();
    document.body.classList.add("with-panel");
  }

  function mark(want) {
    for (const number of document.querySelectorAll("main .open")) number.classList.remove("open");
    if (!want) return;
    for (const number of document.querySelectorAll(`main [data-${want.kind}]`)) {
      if (number.dataset[want.kind] === want.id) number.classList.add("open");
    }
  }

  panel.addEventListener("close", () => {
    document.body.classList.remove("with-panel");
    mark(null);
    if (wanted()) history.pushState(null, "", "#");
    const back = opener && opener.isConnected ? opener : document.getElementById("content");
    back.focus({ preventScroll: true });
    opener = null;
  });
  panel.addEventListener("click", (event) => { if (event.target.closest(".close")) panel.close(); });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && panel.open && !event.defaultPrevented) { event.preventDefault(); panel.close(); }
  });
  // A number activated again after its panel was closed has the address already: open it all the same.
  document.addEventListener("click", (event) => {
    const number = event.target.closest("a[href^='#']");
    if (number && number.getAttribute("href") === location.hash && !panel.open) follow();
  });
  window.addEventListener("hashchange", follow);
  follow();

  // The workpapers' filters.
  for (const form of document.querySelectorAll("form[data-filters]")) {
    const rows = [...document.getElementById(form.dataset.filters).rows];
    const apply = () => {
      const wants = [...form.querySelectorAll("[data-filter]")].map((field) => [field.dataset.filter, field.value.trim().toLowerCase()]);
      let left = 0;
      for (const row of rows) {
        const keep = wants.every(([filter, value]) => !value || (filter === "words"
          ? value.split(/\s+/).every((word) => row.textContent.toLowerCase().includes(word))
          : row.dataset[filter] === value));
        row.hidden = !keep;
        left += keep;
      }
      form.querySelector("output").textContent = `${left.toLocaleString("en")} of ${rows.length.toLocaleString("en")}`;
    };
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
  }
})();
