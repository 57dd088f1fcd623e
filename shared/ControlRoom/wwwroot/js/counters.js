import { all } from "./board.js";
import { attribute, el, keyed, text } from "./dom.js";

const mostInTheHead = 2;

/** Numbers that tell how the level is: a few in the head, more of them in a panel of their own. */
export function counters(head, panel) {
  const list = el("div.counters");
  return {
    update() {
      const known = all("counter");
      const home = known.length > mostInTheHead ? panel : head;
      if (known.length > 0 && list.parentNode !== home) {
        home.append(list);
      }
      keyed(list, known, ([name]) => name, create, update);
    },
  };
}

function create([name]) {
  return el("div.counter", { title: name }, el("b"), el("span", {}, name));
}

function update(element, [, counter]) {
  const isBad = counter.isBadAbove !== null && counter.value > counter.isBadAbove;
  const rounded = Math.round(counter.value * 10) / 10;
  const value = counter.value === null ? "–" : `${rounded} ${counter.unit}`;
  text(element.firstChild, `${isBad ? "✕ " : ""}${value}`);
  attribute(element.firstChild, "class", isBad ? "bad" : null);
}
