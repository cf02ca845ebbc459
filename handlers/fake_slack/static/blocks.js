// Block Kit (https://docs.slack.dev/reference/block-kit/) as elements of the page.
// `context` says who sees it (`seen`), what an action does (`act`) and what was entered (`errors`).

import { input } from "./inputs.js";
import { el, linked, mention, textObject } from "./text.js";

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
  usergroup: (span, seen) => mention("@", span.usergroup_id, seen),
};

const spans = (elements, seen) =>
  elements.map((span) => styled(span.style, SPANS[span.type]?.(span, seen) ?? `[${span.type}]`));

const RICH = {
  rich_text_section: (part, seen) => el("div", { class: "paragraph" }, spans(part.elements, seen)),
  rich_text_quote: (part, seen) => el("blockquote", {}, spans(part.elements, seen)),
  rich_text_list: (part, seen) =>
    el("ul", {}, part.elements.map((item) => el("li", {}, spans(item.elements, seen)))),
};

function feedback(element, context) {
  const button = (side, helpful) => {
    const label = element[side].text.text;
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
  const press = () => context.act(context.number, element, {});
  const props = { class: element.style, "data-action": element.action_id };
  const label = textObject(element.text);
  if (element.url) {
    const link = linked(element.url, ...label);
    link.classList.add("button");
    link.addEventListener("click", press);
    return link;
  }
  return el("button", { type: "button", ...props, onclick: press }, label);
}

export function element(part, context) {
  if (part.type === "button") return button(part, context);
  if (part.type === "feedback_buttons") return feedback(part, context);
  return input(part, context);
}

function picture(part) {
  const place = `/page/files/${part.slack_file.id}`;
  return el("span", { class: "picture" }, el("img", { src: place, alt: part.alt_text }));
}

function labelled(block, context) {
  const error = context.errors?.[block.block_id];
  const id = `input-${context.number}`;
  const control = input(block.element, context);
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
  input: labelled,
  header: (block) => el("h3", { class: "block" }, block.text.text),
  divider: () => el("hr"),
  rich_text: (block, context) => el("div", { class: "block rich" },
    block.elements.map((part) => RICH[part.type]?.(part, context.seen) ?? `[${part.type}]`)),
  context: (block, context) => el("div", { class: "block context" },
    block.elements.map((part) => el("span", {}, textObject(part)))),
  actions: (block, context) => el("div", { class: "block actions" },
    block.elements.map((part) => element(part, context))),
  context_actions: (block, context) => el("div", { class: "block actions quiet" },
    block.elements.map((part) => element(part, context))),
  image: (block) => el("figure", { class: "block" },
    block.title ? el("figcaption", {}, block.title.text) : null, picture(block)),
};
