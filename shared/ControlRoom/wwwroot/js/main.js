import { announcer } from "./announcer.js";
import { follow } from "./board.js";
import { demos } from "./demos.js";
import { head } from "./head.js";
import { keys } from "./keys.js";
import { log } from "./log.js";
import { map } from "./map/map.js";
import { regions } from "./regions.js";

const parts = [
  head(document.getElementById("head")),
  map(document.getElementById("map")),
  regions(document.getElementById("regions")),
  demos(document.getElementById("demos"), update),
  log(document.getElementById("log")),
  announcer(document.getElementById("announcer")),
];

// Changes come in bursts; one drawing per frame is enough.
let isDue = false;
function update() {
  if (!isDue) {
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      parts.forEach(part => part.update());
    });
  }
}

keys();
update();
follow(update);
