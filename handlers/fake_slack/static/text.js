// Texts as Slack shows them. Everything becomes text nodes: nothing foreign is ever read as HTML.

export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

const EMOJI = {
  warning: "⚠️", white_check_mark: "✅", x: "❌", bell: "🔔", no_bell: "🔕", eyes: "👀", mag: "🔍",
  newspaper: "📰", information_source: "ℹ️", hourglass_flowing_sand: "⏳", thumbsup: "👍", "+1": "👍",
  thumbsdown: "👎", "-1": "👎", rotating_light: "🚨", scales: "⚖️", calendar: "📅", pencil: "✏️",
  pencil2: "✏️", zzz: "💤", link: "🔗", speech_balloon: "💬", bulb: "💡", wave: "👋", house: "🏠",
  heavy_check_mark: "✔️", arrows_counterclockwise: "🔄", books: "📚", red_circle: "🔴",
  large_green_circle: "🟢", large_yellow_circle: "🟡", large_blue_circle: "🔵", memo: "📝",
  page_facing_up: "📄", stopwatch: "⏱️", clock3: "🕒", pushpin: "📌", mute: "🔇", star: "⭐",
};

export const emoji = (name) => EMOJI[name] ?? `:${name}:`;

export function linked(url, ...label) {
  if (!/^(https?:|mailto:)/i.test(url)) return el("span", {}, ...label);
  return el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, ...label);
}

const unescaped = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");

export function mention(kind, id, seen) {
  const names = { "@": seen.users, "#": Object.fromEntries(seen.channels.map((c) => [c.id, c.name])) };
  const name = names[kind]?.[id] ?? id;
  return el("span", { class: "mention" }, kind + name);
}

function angle(inside, seen) {
  const [what, label] = inside.split("|");
  if (what.startsWith("@")) return mention("@", what.slice(1), seen);
  if (what.startsWith("#")) return mention("#", what.slice(1), seen);
  if (what.startsWith("!date^")) return document.createTextNode(unescaped(label ?? ""));
  if (what.startsWith("!")) return el("span", { class: "mention all" }, "@" + what.slice(1));
  return linked(unescaped(what), unescaped(label ?? what.replace(/^mailto:/, "")));
}

const around = (mark) => `(?<![\\w${mark}])${mark}(?!\\s)([^${mark}\\n]+?)(?<!\\s)${mark}(?![\\w${mark}])`;
const INLINE = new RegExp(
  "```([\\s\\S]+?)```|`([^`\\n]+)`|<([^<>]+)>|:([a-z0-9_+-]+):|" +
    `${around("\\*")}|${around("_")}|${around("~")}`,
  "g",
);

function inline(text, seen) {
  const nodes = [];
  let from = 0;
  for (const found of text.matchAll(INLINE)) {
    const [all, pre, code, tag, name, bold, italic, struck] = found;
    if (name && !EMOJI[name]) continue;
    nodes.push(unescaped(text.slice(from, found.index)));
    from = found.index + all.length;
    if (pre) nodes.push(el("pre", {}, unescaped(pre).trim()));
    else if (code) nodes.push(el("code", {}, unescaped(code)));
    else if (tag) nodes.push(angle(tag, seen));
    else if (name) nodes.push(emoji(name));
    else if (bold) nodes.push(el("b", {}, inline(bold, seen)));
    else if (italic) nodes.push(el("i", {}, inline(italic, seen)));
    else nodes.push(el("s", {}, inline(struck, seen)));
  }
  return [...nodes, unescaped(text.slice(from))];
}

export function mrkdwn(text, seen) {
  const nodes = [];
  let quoted = [];
  const endQuote = () => {
    if (quoted.length) nodes.push(el("blockquote", {}, inline(quoted.join("\n"), seen)));
    quoted = [];
  };
  const plain = [];
  const endPlain = () => {
    if (plain.length) nodes.push(el("span", { class: "lines" }, inline(plain.join("\n"), seen)));
    plain.length = 0;
  };
  for (const line of text.split("\n")) {
    const quote = /^(?:&gt;|>)\s?(.*)$/.exec(line);
    if (quote) {
      endPlain();
      quoted.push(quote[1]);
    } else {
      endQuote();
      plain.push(line);
    }
  }
  endQuote();
  endPlain();
  return nodes;
}

export const textObject = (object) => [el("span", { class: "lines" }, object.text)];

export function when(ts) {
  const date = new Date(Number(ts) * 1000);
  const time = date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return el("time", { datetime: date.toISOString(), title: date.toLocaleString() }, time);
}
