// The page: shows what the server says one person sees, and tells it what they do.

import { renderBlocks } from "./blocks.js";
import { makeComposer } from "./composer.js";
import { isIn, showMessages } from "./messages.js";
import { showModal } from "./modal.js";
import { el } from "./text.js";

const by = (id) => document.getElementById(id);
const at = { channel: null, tab: "messages", thread: null, asked: null, notices: null, read: {} };
const marks = new WeakMap();
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
  const isNew = showMessages(log, messages, { seen, tell, openThread, inThread: true });
  by("thread").dataset.status = status ? `Copydesk ${status.status}` : "";
  const last = log.lastElementChild;
  if (isNew && last) {
    // A long answer is read from its first line.
    last.scrollIntoView({ block: last.offsetHeight > log.clientHeight ? "start" : "nearest" });
  }
}

// Drawn anew only when it changed: what has the focus keeps it.
function isNews(node, what) {
  const mark = JSON.stringify(what);
  const before = marks.get(node);
  marks.set(node, mark);
  return before !== mark;
}

function showHome() {
  if (!isNews(by("home"), seen.home)) return;
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
    onclick: go(channel.id, channel.kind === "im" && !unread.includes(channel.id) ? "home" : "messages") },
  channel.kind === "im" ? "Copydesk" : `# ${channel.name}`,
  unread.includes(channel.id) ? el("span", { class: "dot" }, " new") : null));
  if (isNews(by("channels"), [seen.channels, at.channel, unread])) {
    by("channels").replaceChildren(...seen.channels.filter((each) => each.kind !== "im").map(item));
    by("apps").replaceChildren(...seen.channels.filter((each) => each.kind === "im").map(item));
  }
  if (isNews(by("controls"), seen.controls)) {
    by("world").hidden = !seen.controls.length;
    by("controls").replaceChildren(...seen.controls.map((label, number) =>
      el("button", { type: "button", class: "control", onclick: () => tell("control", { number }) }, label)));
  }
  const isApp = channelNow().kind === "im";
  if (isNews(by("tabs"), [isApp, at.channel, at.tab])) showTabs(isApp, go);
}

function showTabs(isApp, go) {
  const panels = { home: "home", messages: "log" };
  const tab = (name, label) => el("button", { type: "button", role: "tab", id: `tab-${name}`,
    "aria-selected": String(at.tab === name), "aria-controls": panels[name],
    tabindex: at.tab === name ? "0" : "-1", onclick: go(at.channel, name) }, label);
  by("tabs").replaceChildren(...(isApp ? [tab("home", "Home"), tab("messages", "Messages")] : []));
}

// As the pattern for tabs has it: https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
function turnTab(event) {
  if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
  by(at.tab === "home" ? "tab-messages" : "tab-home").click();
  by(`tab-${at.tab}`).focus();
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
  showMessages(by("log"), roots, { seen, tell, openThread, inThread: false });
  by("write").offer(roots.length && channel.kind !== "im" ? [] : showPrompts());
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
  by("tabs").addEventListener("keydown", turnTab);
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
