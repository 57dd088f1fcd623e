import { records } from "./board.js";
import { text } from "./dom.js";

/** Tells a screen reader what happens, as it happens. */
export function announcer(root) {
  return {
    update() {
      const last = records("log").at(-1);
      if (last) {
        text(root, `${last.kind}: ${last.what}`);
      }
    },
  };
}
