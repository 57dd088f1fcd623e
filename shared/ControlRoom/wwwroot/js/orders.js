import { el } from "./dom.js";

// Orders to the server. Each needs a header that no foreign page can add.

export async function order(path, query = {}, body = null) {
  const words = new URLSearchParams(query).toString();
  const answer = await fetch(`/api/${path}${words && `?${words}`}`, {
    method: "POST",
    headers: { "X-Control-Room": "1" },
    body,
  }).catch(() => null);
  if (!answer?.ok) {
    const problem = await answer?.json().catch(() => null);
    complain(problem?.detail ?? "The level does not answer.");
  }
}

export const play = demo => order(`demos/${demo}`);
export const stop = () => order("stop");
export const reset = () => order("reset");
export const command = (resource, name) => order(`resources/${resource}/${name}`);
export const link = (name, fault, query) => order(`links/${name}/${fault}`, query);
export const lose = region => order(`regions/${region}/lose`);
export const partition = (region, from, outage) =>
  order(`regions/${region}/partition`, { from, outage });
export const replay = file => order("replay", {}, file);
export const choose = (name, to) => order(`switches/${name}`, { to });

function complain(what) {
  document.querySelector(".toast")?.remove();
  const toast = el("div.toast", { role: "alert" }, what);
  document.body.append(toast);
  setTimeout(() => toast.remove(), 5000);
}
