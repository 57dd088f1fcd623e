import { fact, values } from "./board.js";
import { ms, unitOf } from "./figures.js";

// What is broken at the moment, in words: a state never shows as a colour alone.

const outages = { refuse: "refused", "black-hole": "black hole", reset: "reset" };

/** How a link is: { mood, sign, word }. */
export function linkState(link) {
  if (link.isFlapping) {
    return { mood: "bad", sign: "∿", word: "flapping" };
  }
  if (link.down) {
    return { mood: "bad", sign: "✕", word: outages[link.down] };
  }
  const now = `${ms(link.nowMs)} ${unitOf(link.nowMs)}`.trim();
  return link.nowMs === link.rttMs
    ? { mood: "good", sign: "", word: now }
    : { mood: "warn", sign: "▲", word: now };
}

const words = {
  NotStarted: "not started", Waiting: "waiting", Starting: "starting", Stopping: "stopping",
  Exited: "down", Finished: "stopped", FailedToStart: "failed to start",
};

/** What stands for a process's mood beside its colour. */
export const signs = { good: "✔", warn: "▲", bad: "✕", spare: "○" };

/** How a process is: { mood, word }. */
export function processState(resource) {
  if (resource.isPaused) {
    return { mood: "bad", word: "paused" };
  }
  if (resource.isSpare && resource.state !== "Running") {
    return { mood: "spare", word: "spare" };
  }
  if (resource.state !== "Running") {
    const isComing = ["NotStarted", "Waiting", "Starting"].includes(resource.state);
    return { mood: isComing ? "warn" : "bad", word: words[resource.state] ?? resource.state };
  }
  if (resource.health && resource.health !== "Healthy") {
    return { mood: "warn", word: resource.health.toLowerCase() };
  }
  return resource.release && resource.release !== resource.firstRelease
    ? { mood: "good", word: `now ${resource.release}` }
    : { mood: "good", word: "up" };
}

const city = name => fact("region", name)?.city ?? name;

/** Everything that is not as it was when the level started. */
export function faults() {
  const processes = values("resource")
    .map(resource => ({ name: resource.name, ...processState(resource) }))
    .filter(one => one.mood === "bad" || one.mood === "warn")
    .map(one => ({ mood: one.mood, text: `${one.name} ${one.word}` }));
  return [...processes, ...brokenRoutes()];
}

// The links between two regions break together more often than not: they are named once then.
function brokenRoutes() {
  const broken = values("link")
    .map(link => ({ link, ...linkState(link) }))
    .filter(one => one.mood !== "good");
  const grouped = Object.groupBy(
    broken, ({ link, word }) => `${link.from}|${link.toRegion}|${word}`);
  return Object.values(grouped).map(group => {
    const { link, mood, word } = group[0];
    const what = group.length === 1 ? ` (${link.to})` : "";
    return { mood, text: `${city(link.from)} → ${city(link.toRegion)}${what} ${word}` };
  });
}
