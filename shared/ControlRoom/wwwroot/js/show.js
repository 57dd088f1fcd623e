import { board, fact, values } from "./board.js";
import { openDemo, start, verdicts } from "./demos.js";
import { attribute, el, text } from "./dom.js";
import { icon } from "./icons.js";
import { stop } from "./orders.js";
import { broken, expectations, measured } from "./report.js";
import { story } from "./story.js";

/** One demo, open: what to say, what happens, what came out. */
export function show(name) {
  const demo = fact("demo", name);
  const button = el("button.play", { onclick: () => isPlaying() ? stop() : start(name) });
  const stamp = el("div.stamp", { role: "status" }, el("span"), el("small"));
  const { steps, lines: timeline, update: tell } = story();
  const results = el("div");
  const scroll = el("div.scroll", { tabindex: 0 }, timeline, results);
  const words = {
    before: [el("dt", {}, "Before"), el("dd", {}, demo.say.before)],
    during: [el("dt", {}, "During"), el("dd", {}, demo.say.during)],
    after: [el("dt", {}, "After"), el("dd", {}, demo.say.after)],
  };
  const element = el("article.show.panel", { "data-demo": name },
    el("header", {},
      el("button.back", { onclick: () => openDemo(null), "aria-label": "Back to all demos" },
        icon("back")),
      el("h2", {}, name),
      button),
    el("p.claim", {}, demo.claim),
    el("dl.say", {}, ...Object.values(words).flat()),
    stamp, steps, scroll);
  const isPlaying = () => fact("run", name)?.status === "playing";
  let reported;

  function update() {
    const run = fact("run", name);
    const busy = values("run").some(one => one.status === "playing" && one.demo !== name);
    updateButton(busy);
    updateWords(run);
    updateStamp(run);
    const had = timeline.children.length;
    tell(run?.report?.timeline ?? run?.timeline ?? []);
    if (run?.status === "playing" && timeline.children.length !== had) {
      scroll.scrollTop = scroll.scrollHeight;
    }
    updateResults(run?.report ?? null);
  }

  function updateButton(isBusy) {
    const playing = isPlaying();
    const label = playing ? "stop" : "play";
    if (button.dataset.label !== label) {
      button.dataset.label = label;
      const [what, key] = playing ? ["Stop", "Esc"] : ["Run", "Enter"];
      button.replaceChildren(icon(label), ` ${what} `, el("kbd", {}, key));
    }
    attribute(button, "data-playing", String(playing));
    button.disabled = isBusy || !board.isConnected || !fact("level", "level").isOpen;
  }

  function updateWords(run) {
    const now = !run ? "before" : run.status === "playing" ? "during" : "after";
    for (const [moment, pair] of Object.entries(words)) {
      pair.forEach(part => part.classList.toggle("now", moment === now));
    }
  }

  function updateStamp(run) {
    stamp.hidden = !run || run.status === "playing";
    stamp.style.display = stamp.hidden ? "none" : "";
    attribute(stamp, "data-verdict", run?.status);
    text(stamp.firstChild, (verdicts[run?.status] ?? "").toUpperCase());
    const kept = run?.report?.expectations.filter(one => one.held).length;
    text(stamp.lastChild, run?.message
      ?? (run?.report ? `${kept} of ${run.report.expectations.length} expectations met` : ""));
  }

  function updateResults(report) {
    if (reported !== report) {
      reported = report;
      results.replaceChildren(
        ...(report ? [measured(report), expectations(report), ...broken(report)] : []));
      results.hidden = !report;
      // What was measured first, then how it came about.
      scroll.append(...(report ? [results, timeline] : [timeline, results]));
      scroll.scrollTop = 0;
    }
  }

  return { name, element, update };
}
