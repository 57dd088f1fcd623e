import { h } from "./dom.js";

const toasts = document.getElementById("toasts");
// A popover is above an open dialog too.
toasts.popover = "manual";

export function say(text, kind = "") {
  const toast = h("div", { class: `toast ${kind}` }, text);
  toasts.append(toast);
  if (toasts.matches(":popover-open")) toasts.hidePopover();
  toasts.showPopover();
  setTimeout(() => {
    toast.remove();
    if (!toasts.children.length) toasts.hidePopover();
  }, 6000);
}

// What the shop says about a failure: the problem's title, and the first field that is wrong.
export function complain(problem) {
  const [field] = Object.values(problem.errors ?? {});
  say(field ? `${problem.message} ${field[0]}` : problem.message, "bad");
}
