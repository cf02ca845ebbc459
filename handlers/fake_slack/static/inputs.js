// The elements that take something in. Each node has `read()`, which returns Slack's state value.

import { el } from "./text.js";

const option = (each, chosen) => {
  const node = el("option", { value: each.value, selected: chosen }, each.text.text);
  node.given = each;
  return node;
};

const optionsOf = (part) =>
  part.option_groups ? part.option_groups.flatMap((group) => group.options) : part.options ?? [];

const isIn = (each, list) => list.some((other) => other?.value === each.value);

function withRead(node, type, read) {
  node.read = () => ({ type, ...read() });
  return node;
}

function select(part, context, choose) {
  const initial = part.initial_option ?? part.initial_options;
  const chosen = [initial].flat().filter(Boolean);
  const many = part.type.startsWith("multi_") ? "selected_options" : null;
  return menu(part, optionsOf(part), (each) => isIn(each, chosen), choose, {
    one: "selected_option", many, value: (each) => each });
}

function menu(part, options, isChosen, choose, names) {
  const hint = part.placeholder?.text ?? "Choose…";
  const node = el("select", { multiple: Boolean(names.many), "aria-label": hint,
    "data-action": part.action_id, size: names.many ? Math.min(options.length, 5) : null });
  if (!names.many) node.append(el("option", { value: "" }, hint));
  node.append(...options.map((each) => option(each, isChosen(each))));
  const picked = () => [...node.selectedOptions].filter((each) => each.given).map((each) => names.value(each.given));
  withRead(node, part.type, () => names.many
    ? { [names.many]: picked() } : { [names.one]: picked()[0] ?? null });
  if (choose) node.addEventListener("change", () => choose(stateOf(node)));
  return node;
}

function stateOf(node) {
  const { type, ...chosen } = node.read();
  return chosen;
}

const NAMED = {
  channels_select: ["selected_channel", "selected_channels", "initial_channel"],
  conversations_select: ["selected_conversation", "selected_conversations", "initial_conversation"],
  users_select: ["selected_user", "selected_users", "initial_user"],
};

function people(part, context, choose) {
  const { seen } = context;
  const kind = part.type.replace("multi_", "");
  const [one, many, initial] = NAMED[kind];
  const all = kind === "users_select"
    ? Object.entries(seen.users).map(([id, name]) => ({ value: id, text: { text: "@" + name } }))
    : seen.channels.map((each) => ({ value: each.id,
      text: { text: each.kind === "im" ? "Direct message" : "#" + each.name } }));
  let chosen = [part[initial] ?? part[initial + "s"] ?? []].flat();
  if (part.default_to_current_conversation && !chosen.length) chosen = [seen.here];
  return menu(part, all, (each) => chosen.includes(each.value), choose, {
    one, many: part.type.startsWith("multi_") ? many : null, value: (each) => each.value });
}

let groups = 0;

function choices(part, context, choose) {
  const isRadio = part.type === "radio_buttons";
  const initial = [part.initial_option ?? part.initial_options].flat().filter(Boolean);
  const name = `choice-${groups++}`;
  const rows = optionsOf(part).map((each) => {
    const box = el("input", { type: isRadio ? "radio" : "checkbox", name, value: each.value,
      checked: isIn(each, initial) });
    box.given = each;
    const more = each.description ? el("small", {}, " " + each.description.text) : null;
    return el("label", { class: "choice" }, box, el("span", {}, each.text.text, more));
  });
  const node = el("div", { class: "choices", "data-action": part.action_id }, rows);
  const picked = () => [...node.querySelectorAll("input:checked")].map((each) => each.given);
  withRead(node, part.type, () => isRadio
    ? { selected_option: picked()[0] ?? null } : { selected_options: picked() });
  if (choose) node.addEventListener("change", () => choose(stateOf(node)));
  return node;
}

function overflow(part, context, choose) {
  const node = menu({ ...part, placeholder: { text: "More…" } }, optionsOf(part), () => false,
    (chosen) => {
      if (chosen.selected_option) choose(chosen);
      node.selectedIndex = 0;
    }, { one: "selected_option", many: null, value: (each) => each });
  return node;
}

const TYPES = {
  datepicker: ["date", "selected_date", "initial_date"],
  timepicker: ["time", "selected_time", "initial_time"],
  plain_text_input: ["text", "value", "initial_value"],
  number_input: ["number", "value", "initial_value"],
  email_text_input: ["email", "value", "initial_value"],
  url_text_input: ["url", "value", "initial_value"],
};

function field(part, context, choose) {
  const [type, name, initial] = TYPES[part.type];
  const shared = { "data-action": part.action_id, placeholder: part.placeholder?.text,
    maxlength: part.max_length, "aria-label": part.placeholder?.text };
  const node = part.multiline ? el("textarea", { rows: 8, ...shared }) : el("input", { type, ...shared });
  node.value = part[initial] ?? "";
  if (part.focus_on_load) node.setAttribute("autofocus", "");
  withRead(node, part.type, () => ({ [name]: node.value || null }));
  if (choose) node.addEventListener("change", () => choose(stateOf(node)));
  return node;
}

export function input(part, context, choose) {
  if (part.type === "overflow") return overflow(part, context, choose);
  if (TYPES[part.type]) return field(part, context, choose);
  if (part.type === "radio_buttons" || part.type === "checkboxes") return choices(part, context, choose);
  if (part.type.endsWith("static_select")) return select(part, context, choose);
  if (NAMED[part.type.replace("multi_", "")]) return people(part, context, choose);
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
