// Reads the report's records out of its own file, unpacking those of a large book; panels and search start after it.
"use strict";
async function crossfootRead() {
  const unpacked = (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
  };
  const records = (id) => {
    const { type, textContent } = document.getElementById(id);
    return type === "application/gzip" ? unpacked(textContent) : JSON.parse(textContent);
  };
  try {
    [window.crossfoot, window.crossfootProofs] = await Promise.all([records("book"), records("proofs")]);
  } catch (error) {
    const told = document.createElement("p");
    told.className = "verdict-line";
    told.textContent = "Proofs and search cannot be opened here: this browser does not unpack what a report of this size holds. Browsers of 2023 and later do.";
    document.getElementById("content").prepend(told);
    throw error;
  }
}
