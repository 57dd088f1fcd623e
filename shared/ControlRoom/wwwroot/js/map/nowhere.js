import { values } from "../board.js";
import { attribute, el, keyed, text } from "../dom.js";
import { processState, signs } from "../faults.js";

/** What runs in no region, and so dies with none: it is looked at and not broken. */
export function nowhere() {
  const list = el("ul");
  const element = el("div.nowhere", {}, el("span.soft", {}, "In no region"), list);

  function update() {
    const here = values("resource").filter(resource => !resource.region);
    element.hidden = here.length === 0;
    keyed(list, here, one => one.name, create, show);
  }

  return { element, update };
}

const create = resource => el("li", { "data-process": resource.name });

function show(item, resource) {
  const { mood, word } = processState(resource);
  attribute(item, "data-mood", mood);
  text(item, `${signs[mood]} ${resource.name}${mood === "good" ? "" : ` ${word}`}`);
}
