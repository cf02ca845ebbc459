// The messages of a channel or a thread.

import { renderBlocks } from "./blocks.js";
import { el, mrkdwn, when } from "./text.js";

export const isIn = (root) => (message) => (message.thread_ts ?? message.ts) === root;
const nameOf = (message, seen) => message.user === seen.me ? "You" : seen.users[message.user] ?? message.user;

function files(message) {
  return message.files.map((file) => {
    const place = `/page/files/${file.id}`;
    const isPicture = /\.(png|jpe?g|gif)$/i.test(file.name);
    const inside = isPicture ? el("img", { src: place, alt: file.alt_txt ?? file.title })
      : el("span", {}, file.name);
    return el("a", { class: "file", href: place, target: "_blank", rel: "noopener" }, inside);
  });
}

function more(message, { seen, tell }) {
  const does = message.is_ephemeral ? [] : seen.shortcuts.map(([id, label]) => [label, () =>
    tell("shortcut", { channel: message.channel, ts: message.ts, callback_id: id })]);
  if (message.user === seen.me) {
    does.push(["Edit message", () => edit(message, seen, tell)], ["Delete message", () =>
      tell("delete", { channel: message.channel, ts: message.ts })]);
  }
  if (!does.length) return null;
  const close = (event) => event.target.closest("details").removeAttribute("open");
  const items = does.map(([label, act]) => el("button", { type: "button", onclick: (event) => {
    close(event);
    act();
  } }, label));
  return el("details", { class: "more" }, el("summary", { "aria-label": "More actions" }, "⋯"),
    el("div", { class: "items" }, items));
}

function edit(message, seen, tell) {
  const plain = message.text.replaceAll(`<@${seen.bot}>`, "@copydesk")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const text = prompt("Edit the message", plain);
  if (text?.trim()) tell("edit", { channel: message.channel, ts: message.ts, text });
}

function body(message, { seen, tell }) {
  if (!message.blocks.length) return [el("div", { class: "block" }, mrkdwn(message.text, seen))];
  return renderBlocks(message.blocks, { seen, act: (block, part, chosen) => tell("click", {
    channel: message.channel, ts: message.ts, action_id: part.action_id, block, chosen }) });
}

function repliesLine(message, { seen, tell, openThread }) {
  const replies = seen.messages[message.channel].filter(isIn(message.ts)).length - 1;
  const status = seen.statuses.find((each) => each.thread_ts === message.ts);
  const label = replies ? `${replies} ${replies === 1 ? "reply" : "replies"}` : "Reply in thread";
  const open = el("button", { type: "button", class: replies ? "replies" : "replies none",
    onclick: () => openThread(message.ts) }, label);
  return el("div", { class: "below" }, open,
    status ? el("span", { class: "status" }, `Copydesk ${status.status}`) : null,
    status?.can_stop ? el("button", { type: "button", class: "replies", onclick: () =>
      tell("stop", { channel: message.channel, thread_ts: message.ts }) }, "Stop") : null);
}

function messageNode(message, place) {
  const node = el("article", { class: message.is_ephemeral ? "message ephemeral" : "message",
    "data-ts": message.ts, "aria-label": `Message of ${nameOf(message, place.seen)}` });
  const name = el("b", { class: "name" }, nameOf(message, place.seen));
  node.append(
    el("span", { class: message.is_bot ? "face bot" : "face", "aria-hidden": "true" },
      message.is_bot ? "©" : nameOf(message, place.seen)[0].toUpperCase()),
    el("div", { class: "body" },
      message.is_ephemeral ? el("p", { class: "only" }, "Only visible to you") : null,
      el("header", {}, name, message.is_bot ? el("span", { class: "app" }, "APP") : null,
        when(message.ts), more(message, place)),
      ...body(message, place), message.text && message.edited && !message.is_bot ? el("small", {}, "(edited)") : null,
      ...files(message),
      place.inThread || message.is_ephemeral ? null : repliesLine(message, place)));
  return node;
}

const known = new WeakMap();

// Only what changed is drawn anew: what has the focus keeps it.
export function showMessages(log, messages, place) {
  const { seen, inThread } = place;
  const was = known.get(log) ?? new Map();
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const now = new Map();
  for (const message of messages) {
    const status = seen.statuses.filter((each) => each.thread_ts === message.ts);
    const count = inThread ? 0 : seen.messages[message.channel].filter(isIn(message.ts)).length;
    const mark = JSON.stringify([message, status, count]);
    const before = was.get(message.ts);
    now.set(message.ts, before?.mark === mark ? before
      : { mark, node: messageNode(message, place) });
  }
  known.set(log, now);
  const nodes = [...now.values()].map((each) => each.node);
  for (const node of [...log.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, index) => {
    if (log.children[index] !== node) log.insertBefore(node, log.children[index] ?? null);
  });
  const isNew = messages.at(-1)?.ts !== [...was.keys()].at(-1);
  if (isAtEnd && isNew) log.scrollTop = log.scrollHeight;
  return isNew;
}
