import { board, fact, records } from "./board.js";
import { el, keyed } from "./dom.js";
import { moment } from "./figures.js";
import { icon } from "./icons.js";
import { replay } from "./orders.js";

const signs = {
  inject: ["bolt", "bad"], restore: ["reset", "good"], deploy: ["release", "calm"],
  held: ["check", "good"], proved: ["check", "good"], refuted: ["cross", "bad"],
  broken: ["cross", "bad"], failed: ["cross", "bad"], feel: ["feel", "bad"],
  recover: ["recover", "good"], detect: ["feel", "warn"], elect: ["person", "calm"],
  lease: ["agent", "calm"], promote: ["database", "calm"], route: ["balancer", "calm"],
  note: ["note", "soft"], switch: ["slow", "calm"],
  command: ["bolt", "calm"], replay: ["play", "calm"],
  phase: ["play", "soft"], stopped: ["stop", "warn"],
};

export function signOf(kind) {
  const [name, mood] = signs[kind] ?? ["note", "soft"];
  const sign = icon(name);
  sign.classList.add(mood);
  return sign;
}

/** What happened, newest first, to keep as a file. */
export function log(root) {
  const list = el("ol");
  root.append(el("header", {},
    el("h2", {}, "What happened"),
    el("button", { onclick: choose, title: "Do again what a saved log says (P)" },
      icon("play"), " Replay"),
    el("button", { onclick: save, title: "Save everything as JSON (L)" },
      icon("download"), " Save")), list);
  return {
    update() {
      const entries = records("log").slice(-200).toReversed();
      keyed(list, entries, one => `${one.at}${one.what}`, create, () => {});
    },
  };
}

function create(entry) {
  return el("li", {},
    el("time", {}, moment(entry.at)),
    el("span.kind", { title: entry.kind }, signOf(entry.kind)),
    el("span.what", { title: entry.what }, entry.what));
}

/** Lets the presenter choose a saved log, and does again what it says. */
export function choose() {
  const input = el("input", { type: "file", accept: ".json,application/json" });
  input.addEventListener("change", () => replay(input.files[0]));
  input.click();
}

/** The whole board as a file: every fault, verdict and second that the page knows. */
export function save() {
  const content = new Blob([JSON.stringify(board, null, 2)], { type: "application/json" });
  const time = new Date().toISOString().slice(0, 19).replaceAll(":", "");
  const name = `${fact("level", "level")?.level ?? "level"}-${time}.json`;
  const link = el("a", { href: URL.createObjectURL(content), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}
