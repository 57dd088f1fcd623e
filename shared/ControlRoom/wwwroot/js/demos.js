import { fact, values } from "./board.js";
import { attribute, el, keyed, text } from "./dom.js";
import { show } from "./show.js";
import { play } from "./orders.js";

export const verdicts = {
  playing: "▶ playing",
  held: "✔ held",
  refuted: "✘ refuted",
  stopped: "■ stopped",
  broken: "✘ broke off",
};

let open = null;
let changed = () => {};

/** Opens one demo, or the list with null. */
export function openDemo(name) {
  open = name;
  changed();
}

export const openedDemo = () => open;

export function start(name) {
  openDemo(name);
  play(name);
}

/** The demos as cards; one of them open, with its narration, timeline and verdict. */
export function demos(root, onChange) {
  changed = onChange;
  const cards = el("div.cards");
  root.append(cards);
  let shown = null;
  let followed = null;

  function update() {
    // Another window, or this one before its reload, may have started a demo: show it.
    const playing = values("run").find(run => run.status === "playing")?.demo ?? null;
    if (playing && playing !== followed) {
      open = playing;
    }
    followed = playing;
    keyed(cards, ordered(), demo => demo.name, create, updateCard);
    if (open && fact("demo", open)) {
      if (shown?.name !== open) {
        shown?.element.remove();
        shown = show(open);
        root.append(shown.element);
      }
      shown.update();
    } else {
      shown?.element.remove();
      shown = null;
    }
    cards.hidden = shown !== null;
    cards.style.display = shown ? "none" : "";
  }

  return { update };
}

export const ordered = () => values("demo").toSorted((one, other) => one.number - other.number);

function create(demo) {
  return el("button.card", { onclick: () => openDemo(demo.name), "data-demo": demo.name },
    el("kbd", {}, demo.number < 10 ? demo.number : "·"),
    el("span.name", {}, demo.name),
    el("span.verdict"),
    el("span.claim", {}, demo.claim));
}

function updateCard(card, demo) {
  const verdict = card.querySelector(".verdict");
  const status = fact("run", demo.name)?.status;
  text(verdict, verdicts[status] ?? "");
  attribute(verdict, "data-verdict", status);
}
