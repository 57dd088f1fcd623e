import { h } from "./dom.js";

const toasts = document.getElementById("toasts");
// A popover is above an open dialog too.
toasts.popover = "manual";

export function say(text, kind = "") {
  const toast = h("div", { class: `toast ${kind}` }, text);
  toasts.append(toast);
  // Two at a time: more would cover the shop.
  if (toasts.children.length > 2) toasts.firstChild.remove();
  if (toasts.matches(":popover-open")) toasts.hidePopover();
  toasts.showPopover();
  setTimeout(() => {
    toast.remove();
    if (!toasts.children.length) toasts.hidePopover();
  }, kind ? 8000 : 3500);
}

// What the shop says about a failure: the problem's title, and the first field that is wrong.
export function complain(problem) {
  const [field] = Object.values(problem.errors ?? {});
  say(field ? `${problem.message} ${field[0]}` : problem.message, "bad");
}
