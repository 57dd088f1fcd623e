import { openDemo, openedDemo, ordered, start } from "./demos.js";
import { fact, values } from "./board.js";
import { el } from "./dom.js";
import { toggleTheme } from "./head.js";
import { choose, save } from "./log.js";
import { reset, stop } from "./orders.js";

// The stage without a mouse. Letters alone, because a presenter's remote sends those.

const actions = {
  r: reset,
  t: toggleTheme,
  l: save,
  p: choose,
  s: () => open(fact("level", "level").shop, "_blank", "noopener"),
  "?": help,
  Escape: escape,
  Enter: () => openedDemo() && !isPlaying() && start(openedDemo()),
};

export function keys() {
  document.addEventListener("keydown", event => {
    const isTyping = event.target.matches("input, select, textarea");
    const isPressing = event.key === "Enter" && event.target.closest("button, [role=button], a");
    const isElsewhere = document.querySelector("dialog[open], .menu");
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping || isPressing || isElsewhere) {
      return;
    }
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const demo = ordered().find(one => String(one.number) === key);
    if (demo && !isPlaying()) {
      document.activeElement?.blur();
      openDemo(demo.name);
    } else if (actions[key]) {
      event.preventDefault();
      actions[key]();
    }
  });
}

const isPlaying = () => values("run").some(run => run.status === "playing");

function escape() {
  if (isPlaying() || fact("replay", "replay")?.status === "playing") {
    stop();
  } else {
    openDemo(null);
  }
}

export function help() {
  const entry = (keys, what) =>
    [el("dt", {}, ...keys.map(key => el("kbd", {}, key))), el("dd", {}, what)];
  const dialog = el("dialog", { "aria-label": "Keys" },
    el("h2", {}, "Keys"),
    el("dl", {},
      ...entry(["1", "…", "9"], "Open a demo: read what to say before"),
      ...entry(["Enter"], "Run the open demo"),
      ...entry(["Esc"], "Stop the demo or the replay; close the demo"),
      ...entry(["R"], "Reset: restore everything and prove it"),
      ...entry(["S"], "Open the shop in another tab"),
      ...entry(["L"], "Save what happened as a file"),
      ...entry(["P"], "Replay a saved file"),
      ...entry(["T"], "Light or dark"),
      ...entry(["Tab"], "Go through lines, places and processes; Enter breaks one")),
    el("form", { method: "dialog" }, el("button", {}, "Close")));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
