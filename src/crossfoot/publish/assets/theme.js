// Light or dark: the reader's choice where one was made, else the system's. Loaded early, so that no page flashes.
"use strict";
(() => {
  const root = document.documentElement;
  const memory = {
    get: () => { try { return localStorage.getItem("crossfoot-theme"); } catch { return null; } },
    set: (theme) => { try { localStorage.setItem("crossfoot-theme", theme); } catch { /* a private window forgets */ } },
  };
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const chosen = memory.get();
  if (chosen) root.dataset.theme = chosen;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const show = () => button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      memory.set(root.dataset.theme);
      show();
    });
    system.addEventListener("change", show);
    show();
  });
})();
