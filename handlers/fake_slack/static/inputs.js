// The elements that take something in. Each node has `read()`, which returns Slack's state value.

import { el } from "./text.js";

function withRead(node, type, read) {
  node.read = () => ({ type, ...read() });
  return node;
}

function checkboxes(part) {
  const initial = part.initial_options ?? [];
  const rows = part.options.map((each) => {
    const checked = initial.some((other) => other.value === each.value);
    const box = el("input", { type: "checkbox", value: each.value, checked });
    box.given = each;
    return el("label", { class: "choice" }, box, el("span", {}, each.text.text));
  });
  const node = el("div", { class: "choices", "data-action": part.action_id }, rows);
  const picked = () => [...node.querySelectorAll("input:checked")].map((each) => each.given);
  return withRead(node, part.type, () => ({ selected_options: picked() }));
}

function field(part) {
  const shared = { "data-action": part.action_id, maxlength: part.max_length };
  const node = part.multiline
    ? el("textarea", { rows: 8, ...shared }) : el("input", { type: "text", ...shared });
  node.value = part.initial_value ?? "";
  return withRead(node, part.type, () => ({ value: node.value || null }));
}

export function input(part) {
  if (part.type === "checkboxes") return checkboxes(part);
  if (part.type === "plain_text_input") return field(part);
  return el("span", { class: "unknown" }, `[${part.type}]`);
}

export function readAll(root) {
  const values = {};
  for (const node of root.querySelectorAll("[data-action]")) {
    const block = node.closest("[data-block]")?.dataset.block;
    if (node.read && block) (values[block] ??= {})[node.dataset.action] = node.read();
  }
  return values;
}
