import { announcer } from "./announcer.js";
import { follow } from "./board.js";
import { counters } from "./counters.js";
import { demos } from "./demos.js";
import { head } from "./head.js";
import { keys } from "./keys.js";
import { log } from "./log.js";
import { map } from "./map/map.js";
import { regions } from "./regions.js";

const at = name => document.getElementById(name);

const top = head(at("head"));

// Each part with the topics that it shows. Nothing is drawn for what it doesn't.
const parts = [
  [top, "level switch run reset replay link resource region second"],
  // With the rest of the second: each drawing costs, however little it changes.
  [counters(top.figures, at("counters")), "second"],
  [map(at("map")), "level region link resource second reset log"],
  [regions(at("regions")), "region resource second"],
  [demos(at("demos"), () => update()), "level demo run region"],
  [log(at("log")), "level log"],
  [announcer(at("announcer")), "log"],
].map(([part, topics]) => ({ part, topics: topics.split(" "), isStale: true }));

// Changes come in bursts: they wait for each other, and in a window that nobody sees for its
// return. What a click changes is drawn with the next frame.
const burst = 200; // ms
let due = null;

function update(topic) {
  for (const one of parts) {
    one.isStale ||= topic === undefined || one.topics.includes(topic);
  }
  if (topic === undefined) {
    clearTimeout(due);
    due = null;
    requestAnimationFrame(draw);
  } else if (parts.some(one => one.isStale)) {
    due ??= setTimeout(() => requestAnimationFrame(draw), burst);
  }
}

function draw() {
  due = null;
  for (const one of parts.filter(one => one.isStale)) {
    one.isStale = false;
    one.part.update();
  }
}

keys();
update();
follow(update);
