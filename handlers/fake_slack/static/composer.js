// The box in which one writes: Enter sends, Shift+Enter makes a line, "/" and "@" offer what there is.

import { el } from "./text.js";

export function makeComposer(form, label, send, attach, look) {
  const box = el("textarea", { rows: 1, "aria-label": label, placeholder: hint(label),
    "aria-describedby": `${form.id}-offers` });
  const offers = el("div", { class: "offers", id: `${form.id}-offers` });
  const file = el("input", { type: "file", hidden: true, accept: ".txt,.html,.pdf,.md" });
  const pick = el("button", { type: "button", "aria-label": "Attach a file", onclick: () => file.click() }, "+");
  form.append(offers, el("div", { class: "line" }, pick, file, box,
    el("button", { type: "submit", class: "primary", "aria-label": "Send" }, "➤")));
  let own = [];

  const fit = () => {
    box.style.height = "auto";
    box.style.height = `${Math.min(box.scrollHeight, 200)}px`;
  };
  const fill = (text) => {
    box.value = text;
    box.focus();
    offer();
    fit();
  };
  function offer() {
    const seen = look();
    const typed = box.value;
    let shown = own;
    if (seen && /^\/\S*$/.test(typed)) {
      shown = seen.commands.filter(([name]) => name.startsWith(typed)).map(([name, words]) =>
        el("button", { type: "button", onclick: () => fill(`${name} `) }, `${name} ${words}`));
    } else if (/(^|\s)@\w*$/.test(typed) && !typed.endsWith("@copydesk")) {
      shown = [el("button", { type: "button",
        onclick: () => fill(typed.replace(/@\w*$/, "@copydesk ")) }, "@copydesk")];
    }
    offers.replaceChildren(...shown);
  }
  form.offer = (buttons) => {
    own = buttons;
    offer();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = box.value.trim();
    if (!text) return;
    fill("");
    send(text);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  box.addEventListener("input", () => {
    offer();
    fit();
  });
  file.addEventListener("change", async () => {
    if (file.files[0]) await attach(file.files[0]);
    file.value = "";
  });
}

const hint = (label) => label === "Reply" ? "Reply…" : "Ask @copydesk, or type /";
