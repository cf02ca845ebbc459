// The page: shows what the server says one person sees, and tells it what they do.

import { renderBlocks } from "./blocks.js";
import { showModal } from "./modal.js";
import { makeComposer } from "./composer.js";
import { el, mrkdwn, when } from "./text.js";

const by = (id) => document.getElementById(id);
const at = { channel: null, tab: "messages", thread: null, asked: null, notices: null, read: {} };
let seen = null;

async function tell(action, sent) {
  const response = await fetch(`/page/do/${action}`, {
    method: "POST", body: JSON.stringify(sent),
    headers: { "Content-Type": "application/json", "X-Copydesk-Page": "1" } });
  notice(response.ok ? (await response.json()).told : await response.text());
}

function notice(text) {
  if (!text) return;
  const node = el("p", {}, text);
  by("notices").append(node);
  setTimeout(() => node.remove(), 6000);
}

const channelNow = () => seen.channels.find((each) => each.id === at.channel) ?? seen.channels[0];
const isRoot = (message) => !message.thread_ts || message.thread_ts === message.ts;
const isIn = (root) => (message) => (message.thread_ts ?? message.ts) === root;
const nameOf = (message) => message.user === seen.me ? "You" : seen.users[message.user] ?? message.user;

// Messages -------------------------------------------------------------------------------------

function files(message) {
  return message.files.map((file) => {
    const place = `/page/files/${file.id}`;
    const isPicture = /\.(png|jpe?g|gif)$/i.test(file.name);
    const inside = isPicture ? el("img", { src: place, alt: file.alt_txt ?? file.title })
      : el("span", {}, file.name);
    return el("a", { class: "file", href: place, target: "_blank", rel: "noopener" }, inside);
  });
}

function more(message) {
  const does = message.is_ephemeral ? [] : seen.shortcuts.map(([id, label]) => [label, () =>
    tell("shortcut", { channel: message.channel, ts: message.ts, callback_id: id })]);
  if (message.user === seen.me) {
    does.push(["Edit message", () => edit(message)], ["Delete message", () =>
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

function edit(message) {
  const plain = message.text.replaceAll(`<@${seen.bot}>`, "@copydesk")
    .replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  const text = prompt("Edit the message", plain);
  if (text?.trim()) tell("edit", { channel: message.channel, ts: message.ts, text });
}

function body(message) {
  if (!message.blocks.length) return [el("div", { class: "block" }, mrkdwn(message.text, seen))];
  return renderBlocks(message.blocks, { seen, act: (block, part, chosen) => tell("click", {
    channel: message.channel, ts: message.ts, action_id: part.action_id, block, chosen }) });
}

function repliesLine(message) {
  const replies = seen.messages[message.channel].filter(isIn(message.ts)).length - 1;
  const status = seen.statuses.find((each) => each.thread_ts === message.ts);
  const label = replies ? `${replies} ${replies === 1 ? "reply" : "replies"}` : "Reply in thread";
  const open = el("button", { type: "button", class: replies ? "replies" : "replies none",
    onclick: () => openThread(message.ts) }, label);
  return el("div", { class: "below" }, open,
    status ? el("span", { class: "status" }, `Copydesk ${status.status}`) : null);
}

function messageNode(message, inThread) {
  const node = el("article", { class: message.is_ephemeral ? "message ephemeral" : "message",
    "data-ts": message.ts, "aria-label": `Message of ${nameOf(message)}` });
  const name = el("b", { class: "name" }, nameOf(message));
  node.append(
    el("span", { class: message.is_bot ? "face bot" : "face", "aria-hidden": "true" },
      message.is_bot ? "©" : nameOf(message)[0].toUpperCase()),
    el("div", { class: "body" },
      message.is_ephemeral ? el("p", { class: "only" }, "Only visible to you") : null,
      el("header", {}, name, message.is_bot ? el("span", { class: "app" }, "APP") : null,
        when(message.ts), more(message)),
      ...body(message), message.text && message.edited && !message.is_bot ? el("small", {}, "(edited)") : null,
      ...files(message),
      ...message.reactions.map((each) => el("span", { class: "reaction" }, `:${each}:`)),
      inThread || message.is_ephemeral ? null : repliesLine(message)));
  return node;
}

const known = new WeakMap();

// Only what changed is drawn anew: what has the focus keeps it.
function showMessages(log, messages, inThread) {
  const was = known.get(log) ?? new Map();
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  const now = new Map();
  for (const message of messages) {
    const status = seen.statuses.filter((each) => each.thread_ts === message.ts);
    const count = inThread ? 0 : seen.messages[message.channel].filter(isIn(message.ts)).length;
    const mark = JSON.stringify([message, status, count]);
    const before = was.get(message.ts);
    now.set(message.ts, before?.mark === mark ? before
      : { mark, node: messageNode(message, inThread) });
  }
  known.set(log, now);
  const nodes = [...now.values()].map((each) => each.node);
  for (const node of [...log.children]) if (!nodes.includes(node)) node.remove();
  nodes.forEach((node, index) => {
    if (log.children[index] !== node) log.insertBefore(node, log.children[index] ?? null);
  });
  if (isAtEnd && messages.length !== was.size) log.scrollTop = log.scrollHeight;
  return messages.length !== was.size;
}

// What came into a channel since it was last looked at; what was there at first is not new.
function isUnread(channel) {
  const last = seen.messages[channel].at(-1)?.ts ?? "0";
  const isHere = channel === at.channel && (at.tab === "messages" || channelNow().kind !== "im");
  if (isHere || at.read[channel] === undefined) at.read[channel] = last;
  return last > at.read[channel];
}

// The three places ------------------------------------------------------------------------------

function openThread(ts) {
  at.thread = ts;
  show();
  by("reply").querySelector("textarea").focus();
}

function showThread() {
  const messages = at.thread ? seen.messages[at.channel].filter(isIn(at.thread)) : [];
  by("thread").hidden = !messages.length;
  document.body.classList.toggle("with-thread", Boolean(messages.length));
  const status = seen.statuses.find((each) => each.thread_ts === at.thread);
  const log = by("replies");
  const isNew = showMessages(log, messages, true);
  by("thread").dataset.status = status ? `Copydesk ${status.status}` : "";
  const last = log.lastElementChild;
  if (isNew && last) {
    // A long answer is read from its first line.
    last.scrollIntoView({ block: last.offsetHeight > log.clientHeight ? "start" : "nearest" });
  }
}

function showHome() {
  const blocks = seen.home?.blocks ?? [];
  const act = (block, part, chosen) => tell("click_view", { view: seen.home.id, block, chosen,
    action_id: part.action_id, values: {} });
  by("home").replaceChildren(...(blocks.length ? renderBlocks(blocks, { seen, act })
    : [el("p", { class: "empty" }, "Copydesk has not published its Home tab yet.")]));
}

function showPlaces() {
  const go = (channel, tab) => () => {
    Object.assign(at, { channel, tab, thread: null });
    document.body.classList.remove("with-menu");
    by("menu").setAttribute("aria-expanded", "false");
    if (channelNow().kind === "im") tell("open", { tab });
    show();
    by("log").scrollTop = by("log").scrollHeight;
  };
  const unread = seen.channels.filter((each) => isUnread(each.id)).map((each) => each.id);
  const item = (channel) => el("li", {}, el("button", { type: "button",
    "aria-current": channel.id === channelNow().id ? "page" : null,
    class: unread.includes(channel.id) ? "unread" : null,
    onclick: go(channel.id, channel.kind === "im" ? "home" : "messages") },
  channel.kind === "im" ? "Copydesk" : `# ${channel.name}`,
  unread.includes(channel.id) ? el("span", { class: "dot" }, " new") : null));
  const mark = JSON.stringify([seen.channels, at.channel, at.tab, seen.controls, unread]);
  if (by("side").dataset.mark === mark) return;
  by("side").dataset.mark = mark;
  by("channels").replaceChildren(...seen.channels.filter((each) => each.kind !== "im").map(item));
  by("apps").replaceChildren(...seen.channels.filter((each) => each.kind === "im").map(item));
  by("world").hidden = !seen.controls.length;
  by("controls").replaceChildren(...seen.controls.map((label, number) =>
    el("button", { type: "button", class: "control", onclick: () => tell("control", { number }) }, label)));
  const tab = (name, label) => el("button", { type: "button", role: "tab", id: `tab-${name}`,
    "aria-selected": String(at.tab === name), onclick: go(at.channel, name) }, label);
  const isApp = channelNow().kind === "im";
  by("tabs").replaceChildren(...(isApp ? [tab("home", "Home"), tab("messages", "Messages")] : []));
}

function showPrompts() {
  const starters = seen.starters.map((text) => ({ title: text.replace("@copydesk ", ""), message: text }));
  const prompts = channelNow().kind === "im" ? seen.prompts[at.channel] ?? [] : starters;
  return prompts.map((each) => el("button", { type: "button", onclick: () => say(each.message, null) },
    each.title));
}

function show() {
  const channel = channelNow();
  at.channel = seen.here = channel.id;
  showPlaces();
  const isHome = channel.kind === "im" && at.tab === "home";
  by("place").textContent = channel.kind === "im" ? "Copydesk" : `# ${channel.name}`;
  by("topic").textContent = channel.topic || (channel.kind === "im" ? "" : seen.intro);
  by("home").hidden = !isHome;
  by("log").hidden = by("write").hidden = isHome;
  followAnswer();
  if (isHome) showHome();
  const roots = seen.messages[channel.id].filter((each) => isRoot(each));
  showMessages(by("log"), roots, false);
  by("write").offer(roots.length ? [] : showPrompts());
  showThread();
}

// A newcomer should see the answer without looking for the thread it is in.
function followAnswer() {
  const mine = (seen.messages[at.channel] ?? []).filter((each) => each.user === seen.me && isRoot(each));
  const last = mine.at(-1)?.ts;
  const answers = (seen.messages[at.channel] ?? []).filter((each) => each.is_bot && each.thread_ts === last);
  if (at.asked && last && last > at.asked && answers.length) {
    at.thread = last;
    at.asked = null;
  }
}

async function say(text, thread_ts) {
  if (text.startsWith("/")) {
    if (thread_ts) return notice("Slash commands cannot be used in threads. Mention @copydesk instead.");
    return tell("command", { channel: at.channel, text });
  }
  const all = seen.messages[at.channel];
  if (!thread_ts) at.asked = all.at(-1)?.ts ?? "0";
  return tell("say", { channel: at.channel, text, thread_ts });
}

async function attach(file, thread_ts) {
  const asked = new URLSearchParams({ name: file.name, channel: at.channel });
  if (thread_ts) asked.set("thread_ts", thread_ts);
  await fetch(`/page/upload?${asked}`, { method: "POST", body: file, headers: { "X-Copydesk-Page": "1" } });
}

function start() {
  makeComposer(by("write"), "Message", (text) => say(text, null), (file) => attach(file, null), () => seen);
  makeComposer(by("reply"), "Reply", (text) => say(text, at.thread), (file) => attach(file, at.thread), () => seen);
  by("shut").addEventListener("click", () => {
    at.thread = null;
    show();
    by("write").querySelector("textarea").focus();
  });
  by("menu").addEventListener("click", () => {
    const isOpen = document.body.classList.toggle("with-menu");
    by("menu").setAttribute("aria-expanded", String(isOpen));
  });
  const live = new EventSource("/page/live");
  live.addEventListener("message", (event) => {
    seen = JSON.parse(event.data);
    const told = at.notices ?? seen.notices.length;
    seen.notices.slice(told).forEach(notice);
    at.notices = seen.notices.length;
    show();
    showModal(by("modal"), seen, tell);
    document.body.dataset.ready = "true";
  });
}

start();
