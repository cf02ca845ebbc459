// The modal on top of the stack; what was typed stays when its view is replaced.

import { renderBlocks } from "./blocks.js";
import { readAll } from "./inputs.js";
import { el } from "./text.js";

let mark = "";

function restore(dialog, typed) {
  for (const node of dialog.querySelectorAll("input[data-action], textarea[data-action]")) {
    const value = typed[node.closest("[data-block]")?.dataset.block]?.[node.dataset.action];
    if (value?.value) node.value = value.value;
  }
}

export function showModal(dialog, seen, tell) {
  const view = seen.modals.at(-1);
  if (!view) {
    mark = "";
    if (dialog.open) dialog.close();
    return;
  }
  const now = JSON.stringify(view);
  if (now === mark) return;
  const typed = dialog.dataset.view === view.id ? readAll(dialog) : {};
  mark = now;
  dialog.dataset.view = view.id;
  const act = (block, part, chosen) => tell("click_view", { view: view.id, block, chosen,
    action_id: part.action_id, values: readAll(dialog) });
  const close = () => tell("close", { view: view.id });
  const form = el("form", { method: "dialog", onsubmit: (event) => {
    event.preventDefault();
    tell("submit", { view: view.id, values: readAll(dialog) });
  } },
  el("header", {}, el("h2", { id: "modal-title" }, view.title.text),
    el("button", { type: "button", class: "shut", "aria-label": "Close", onclick: close }, "✕")),
  el("div", { class: "inside" }, renderBlocks(view.blocks, { seen, act, errors: view.errors })),
  el("footer", {},
    el("button", { type: "button", onclick: close }, view.close?.text ?? "Cancel"),
    view.submit ? el("button", { type: "submit", class: "primary" }, view.submit.text) : null));
  dialog.replaceChildren(form);
  dialog.oncancel = (event) => {
    event.preventDefault();
    close();
  };
  restore(dialog, typed);
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("[aria-invalid]") ?? dialog.querySelector(".inside :is(input, textarea, select)")
    ?? dialog.querySelector("footer button"))?.focus();
}
