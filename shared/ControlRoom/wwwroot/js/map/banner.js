import { fact, records } from "../board.js";
import { el, text } from "../dom.js";

/** Says that the world was restored, and how that is known. */
export function banner() {
  const title = el("strong");
  const proof = el("ul");
  const element = el("div.banner", { hidden: true }, title, proof);
  let shown = null;

  function update() {
    const reset = fact("reset", "reset");
    const version = JSON.stringify(reset);
    if (version === shown) {
      element.hidden ||= isOver(reset);
      return;
    }
    const isFirst = shown === null;
    shown = version;
    element.hidden = !reset || (isFirst && reset.status !== "restoring" && !isRecent(reset));
    if (element.hidden) {
      return;
    }
    element.dataset.mood = reset.status === "failed" ? "bad" : "good";
    text(title, {
      restoring: "↺ Restoring the world …",
      proved: `✔ Restored and proved in ${reset.seconds.toFixed(1)} s`,
      failed: "✘ Not restored",
    }[reset.status]);
    proof.replaceChildren(...reset.proof.map(line => el("li", {}, line)));
    if (reset.status === "proved") {
      setTimeout(() => element.hidden = shown === version, 8000);
    }
  }

  // What was broken since makes it a lie.
  function isOver(reset) {
    const last = records("log").findLast(one => one.kind === "inject");
    return reset?.status === "proved" && last?.at > reset.at + reset.seconds;
  }

  // A page that is opened later need not hear of it again.
  function isRecent(reset) {
    const started = Date.parse(fact("level", "level").started) / 1000;
    return Date.now() / 1000 - started - reset.at - reset.seconds < 8;
  }

  return { element, update };
}
