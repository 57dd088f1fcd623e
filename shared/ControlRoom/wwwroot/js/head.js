import { all, board, fact, values } from "./board.js";
import { attribute, el, keyed, text } from "./dom.js";
import { faults } from "./faults.js";
import { regionNow } from "./figures.js";
import { icon } from "./icons.js";
import { help } from "./keys.js";
import { choose, reset } from "./orders.js";

/** Which level this is, how it is, its switches, and the way back. */
export function head(root) {
  const level = el("h1", {}, el("span"), el("small"));
  const sign = el("strong");
  const what = el("span.what");
  const status = el("div.status", {}, sign, what);
  const figures = el("div.few");
  const switches = el("div.tools.switches");
  const resetButton = el("button", {
    id: "reset", onclick: reset, title: "Restore everything and prove it",
  }, icon("reset"), " Reset ", el("kbd", {}, "R"));
  root.append(level, status, figures, switches, el("div.tools", {},
    el("button", {
      onclick: toggleTheme, "aria-label": "Light or dark", title: "Light or dark (T)",
    }, icon("theme")),
    el("button", { onclick: help, "aria-label": "Help", title: "Keys (?)" }, "?")), resetButton);

  return {
    figures,
    update() {
      const current = fact("level", "level");
      if (!current) {
        showMood(["warn", "… Connecting to the level", ""]);
        return;
      }
      const [name, title] = titleOf(current.level);
      text(level.firstChild, name);
      text(level.lastChild, title);
      document.title = `${name} – control room`;
      showMood(moodOf(current));
      keyed(switches, all("switch"), ([key]) => key, createSwitch, updateSwitch);
      resetButton.disabled = !board.isConnected || fact("reset", "reset")?.status === "restoring";
    },
  };

  function showMood([mood, title, details]) {
    attribute(status, "data-mood", mood);
    text(sign, title);
    text(what, details);
    status.title = details;
  }
}

export function toggleTheme() {
  const next = document.documentElement.dataset.theme === "light" ? "dark" : "light";
  document.documentElement.dataset.theme = next;
  localStorage.setItem("theme", next);
}

// "level1-single-region" is Level 1, single region.
function titleOf(folder) {
  const [first, ...rest] = folder.split("-");
  const number = first.match(/^level(\d+)$/)?.[1];
  return [number ? `Level ${number}` : first[0].toUpperCase() + first.slice(1), rest.join(" ")];
}

function moodOf(level) {
  if (!board.isConnected) {
    return ["bad", "✕ Lost the level", "Reconnecting …"];
  }
  const broken = faults();
  const what = broken.map(one => one.text).join(" · ");
  if (!level.isOpen) {
    return ["warn", "… Opening the shop", what];
  }
  const demo = values("run").find(run => run.status === "playing")?.demo;
  const again = fact("replay", "replay");
  const playing = demo
    ?? (again?.status === "playing" ? `${again.done} of ${again.count} again` : null);
  // Nobody broke anything, and it fails all the same.
  const unhappy = values("region").filter(one => regionNow(one.name).errors > 0).map(one => one.city);
  if (broken.length === 0 && !playing && unhappy.length > 0) {
    return ["bad", "✕ Customers get errors", unhappy.join(" · ")];
  }
  if (broken.length === 0) {
    const without = level.without ? `without ${level.without}` : "";
    return ["good", playing ? `▶ Playing ${playing}` : "✔ All is well", without];
  }
  const mood = broken.some(one => one.mood === "bad") ? "bad" : "warn";
  const count = broken.length === 1 ? "1 thing is broken" : `${broken.length} things are broken`;
  const sign = mood === "bad" ? "✕" : "▲";
  return [mood, playing ? `▶ ${playing}` : `${sign} ${count}`, what];
}

// A few options are seen at once; more would push everything else off the stage.
function createSwitch([name, one]) {
  if (one.options.join("").length > 12) {
    const choice = el("select", { onchange: event => pick(event.target, name) },
      ...one.options.map(option => el("option", {}, option)));
    return el("label.switch", { title: one.title }, el("span", {}, one.title), choice);
  }
  return el("div.switch", { role: "group", "aria-label": one.title },
    el("span", {}, one.title),
    el("div.segments", {}, ...one.options.map(option =>
      el("button", { onclick: () => choose(name, option), "data-option": option }, option))));
}

// Without the focus it shows what holds, also when the choice was refused.
function pick(select, name) {
  choose(name, select.value);
  select.blur();
}

function updateSwitch(element, [, one]) {
  const choice = element.querySelector("select");
  if (choice && choice.value !== one.current && document.activeElement !== choice) {
    choice.value = one.current;
  }
  for (const button of element.querySelectorAll("button")) {
    attribute(button, "aria-pressed", String(button.dataset.option === one.current));
  }
}
