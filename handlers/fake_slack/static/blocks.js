// Block Kit (https://docs.slack.dev/reference/block-kit/) as elements of the page.
// `context` says who sees it (`seen`), what an action does (`act`) and what was entered (`errors`).

import { input } from "./inputs.js";
import { el, emoji, linked, mention, mrkdwn, textObject } from "./text.js";

export function renderBlocks(blocks, context) {
  return blocks.map((block, number) => {
    const render = BLOCKS[block.type];
    const place = { ...context, block, number };
    const node = render ? render(block, place) : el("p", { class: "unknown" }, `[${block.type}]`);
    node.dataset.block = block.block_id ?? `b${number}`;
    return node;
  });
}

function styled(style, node) {
  const tags = { bold: "b", italic: "i", strike: "s", code: "code" };
  return Object.entries(tags).reduce(
    (inner, [name, tag]) => (style?.[name] ? el(tag, {}, inner) : inner), node);
}

const SPANS = {
  text: (span) => el("span", { class: "lines" }, span.text),
  link: (span) => linked(span.url, span.text ?? span.url),
  user: (span, seen) => mention("@", span.user_id, seen),
  channel: (span, seen) => mention("#", span.channel_id, seen),
  broadcast: (span) => el("span", { class: "mention all" }, "@" + span.range),
  emoji: (span) => emoji(span.name),
  date: (span) => span.fallback ?? new Date(span.timestamp * 1000).toLocaleString(),
};

const spans = (elements, seen) =>
  elements.map((span) => styled(span.style, SPANS[span.type]?.(span, seen) ?? `[${span.type}]`));

const RICH = {
  rich_text_section: (part, seen) => el("div", { class: "paragraph" }, spans(part.elements, seen)),
  rich_text_quote: (part, seen) => el("blockquote", {}, spans(part.elements, seen)),
  rich_text_preformatted: (part, seen) => el("pre", {}, spans(part.elements, seen)),
  rich_text_list: (part, seen) => {
    const tag = part.style === "ordered" ? "ol" : "ul";
    return el(tag, { class: `indent${part.indent ?? 0}` },
      part.elements.map((item) => el("li", {}, spans(item.elements, seen))));
  },
};

function feedback(element, context) {
  const button = (side, helpful) => {
    const label = element[side].accessibility_label ?? element[side].text.text;
    return el("button", { type: "button", class: "small", onclick: (event) => {
      for (const each of event.target.parentElement.children) each.removeAttribute("aria-pressed");
      event.target.setAttribute("aria-pressed", "true");
      context.act(context.number, element, { helpful });
    } }, label);
  };
  return el("div", { class: "feedback", role: "group", "aria-label": "Feedback" },
    button("positive_button", true), button("negative_button", false));
}

function button(element, context) {
  const press = () => {
    const ask = element.confirm;
    if (ask && !confirm(`${ask.title?.text ?? ""}\n\n${ask.text?.text ?? ""}`)) return;
    context.act(context.number, element, {});
  };
  const props = { class: element.style, "data-action": element.action_id };
  const label = textObject(element.text, context.seen);
  if (element.url) {
    const link = linked(element.url, ...label);
    link.classList.add("button");
    link.addEventListener("click", press);
    return link;
  }
  return el("button", { type: "button", ...props, onclick: press,
    "aria-label": element.accessibility_label }, label);
}

export function element(part, context) {
  if (part.type === "button" || part.type === "icon_button") return button(part, context);
  if (part.type === "feedback_buttons") return feedback(part, context);
  if (part.type === "image") return picture(part);
  return input(part, context, (chosen) => context.act(context.number, part, chosen));
}

function picture(part) {
  const place = part.slack_file ? `/page/files/${part.slack_file.id}` : part.image_url;
  const inner = place?.startsWith("/")
    ? el("img", { src: place, alt: part.alt_text })
    : el("span", { class: "unknown" }, `[picture: ${part.alt_text}]`);
  return el("span", { class: "picture" }, inner);
}

function cell(part, context) {
  if (part.type === "rich_text") {
    return part.elements.map((each) => RICH[each.type](each, context.seen));
  }
  return [el("span", { class: "lines" }, part.text ?? String(part.value ?? ""))];
}

function table(block, context) {
  const [head, ...rows] = block.rows;
  const aligned = (column) => `align-${block.column_settings?.[column]?.align ?? "left"}`;
  const row = (cells, tag) => el("tr", {}, cells.map((each, column) =>
    el(tag, { class: aligned(column), scope: tag === "th" ? "col" : null }, cell(each, context))));
  const inside = el("table", {}, el("thead", {}, row(head, "th")),
    el("tbody", {}, rows.map((each) => row(each, "td"))));
  return el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Table" }, inside);
}

function section(block, context) {
  const fields = (block.fields ?? []).map((field) =>
    el("div", { class: "field" }, textObject(field, context.seen)));
  const text = el("div", { class: "words" }, textObject(block.text, context.seen),
    fields.length ? el("div", { class: "fields" }, fields) : null);
  const beside = block.accessory ? element(block.accessory, context) : null;
  return el("div", { class: "block section" }, text, beside);
}

function labelled(block, context) {
  const error = context.errors?.[block.block_id];
  const id = `input-${context.number}`;
  const control = input(block.element, context, block.dispatch_action
    ? (chosen) => context.act(context.number, block.element, chosen) : null);
  const field = control.matches("input, select, textarea") ? control
    : control.querySelector("input, select, textarea");
  const many = field && field !== control;
  if (field && !many) field.id = id;
  const told = [];
  if (block.hint) told.push(el("p", { class: "hint", id: `${id}-hint` }, block.hint.text));
  if (error) told.push(el("p", { class: "error", id: `${id}-error`, role: "alert" }, error));
  if (field) {
    if (told.length) field.setAttribute("aria-describedby", told.map((each) => each.id).join(" "));
    if (error) field.setAttribute("aria-invalid", "true");
  }
  const name = [block.label.text, block.optional ? el("small", {}, " (optional)") : null];
  const label = many ? el("legend", {}, name) : el("label", { for: id }, name);
  return el(many ? "fieldset" : "div", { class: "block input" }, label, control, ...told);
}

const BLOCKS = {
  section,
  table,
  input: labelled,
  header: (block) => el("h3", { class: "block" }, block.text.text),
  divider: () => el("hr"),
  rich_text: (block, context) => el("div", { class: "block rich" },
    block.elements.map((part) => RICH[part.type]?.(part, context.seen) ?? `[${part.type}]`)),
  context: (block, context) => el("div", { class: "block context" },
    block.elements.map((part) => part.type === "image" ? picture(part)
      : el("span", {}, textObject(part, context.seen)))),
  actions: (block, context) => el("div", { class: "block actions" },
    block.elements.map((part) => element(part, context))),
  context_actions: (block, context) => el("div", { class: "block actions quiet" },
    block.elements.map((part) => element(part, context))),
  image: (block) => el("figure", { class: "block" },
    block.title ? el("figcaption", {}, block.title.text) : null, picture(block)),
  markdown: (block, context) => el("div", { class: "block" }, mrkdwn(block.text, context.seen)),
  alert: (block, context) => el("div", { class: `block alert ${block.level ?? ""}`, role: "status" },
    textObject(block.text, context.seen)),
};
