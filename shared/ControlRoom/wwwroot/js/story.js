import { el, keyed, text } from "./dom.js";
import { moment } from "./figures.js";
import { signOf } from "./log.js";

// A demo's timeline, told twice: in a few steps for the last row, and line by line.

const words = {
  inject: "broken", feel: "felt", detect: "detected", elect: "elected", promote: "promoted",
  route: "routed", restore: "mended", recover: "recovered",
};

const cut = /^cut \S+ (\(.*\))$/;

export function story() {
  const steps = el("ol.steps");
  const lines = el("ol.timeline");

  function update(entries) {
    const inOrder = entries.toSorted((one, other) => one.seconds - other.seconds);
    const said = stepsOf(inOrder);
    keyed(steps, said, step => step.kind, createStep, updateStep);
    steps.hidden = said.length < 2;
    keyed(lines, folded(inOrder), entry => Object.values(entry).join(), createLine, () => {});
  }

  return { steps, lines, update };
}

/** From the first thing that was broken to the moment at which everybody was served again. */
function stepsOf(entries) {
  const start = entries.find(entry => entry.kind === "inject")?.seconds;
  const after = entries.filter(entry => entry.seconds >= start);
  const end = after.findLast(entry => entry.kind === "recover")?.seconds;
  const found = [];
  for (const kind of Object.keys(words)) {
    const at = kind === "recover" ? end : after.find(entry => entry.kind === kind)?.seconds;
    // Whoever is served before it is mended was helped by the shop itself.
    if (at !== undefined && !(kind === "restore" && at > (end ?? at))) {
      found.push({ kind, seconds: at - start });
    }
  }
  // With a failover to tell, that somebody felt it goes without saying.
  return found
    .filter(({ kind }) => kind !== "feel" || found.every(one => one.kind !== "detect"))
    .toSorted((one, other) => one.seconds - other.seconds);
}

function createStep({ kind }) {
  return el(`li.${kind}`, {}, el("b"), el("span", {}, words[kind]));
}

const updateStep = (item, { kind, seconds }) =>
  text(item.firstChild, kind === "inject" ? "0 s" : `+${moment(seconds)}`);

// A region that is cut off loses dozens of links in one go: that is one line.
function folded(entries) {
  const groups = [];
  for (const entry of entries) {
    const first = groups.at(-1)?.[0];
    const how = cut.exec(entry.what)?.[1];
    if (how && first && cut.exec(first.what)?.[1] === how && entry.seconds - first.seconds < 1) {
      groups.at(-1).push(entry);
    } else {
      groups.push([entry]);
    }
  }
  return groups.map(([first, ...others]) => others.length === 0 ? first
    : { ...first, what: `cut ${1 + others.length} links ${cut.exec(first.what)[1]}` });
}

function createLine(entry) {
  return el(`li.${entry.kind}`, {},
    el("time", {}, moment(entry.seconds)),
    signOf(entry.kind),
    el("span", {}, entry.what));
}
