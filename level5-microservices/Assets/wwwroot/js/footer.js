import { calls, entrance, entrances } from "./api.js";
import { h } from "./dom.js";

const badge = document.getElementById("badge");

// Says with every call who served it and what the distance cost.
export function showFooter() {
  calls.addEventListener("answered", ({ detail }) => badge.replaceChildren(...describe(detail)));
  const list = document.getElementById("entrances");
  list.hidden = entrances.length < 2;
  list.replaceChildren("Shop as from", ...entrances.map(link));
}

function describe({ unreachable, region, instance, release, cache, server, latency }) {
  if (unreachable) return [h("strong", {}, "No answer")];
  return [
    h("span", {}, "Served by ", h("strong", {}, region || "unknown")),
    h("span", {}, `${instance ?? "?"} · ${release ?? "?"}`),
    cache && h("span", {}, `cache ${cache}`),
    h("span", {}, "in ", h("strong", {}, `${Math.round(latency)} ms`),
      Number.isFinite(server) ? ` (${Math.round(server)} ms of it at the server)` : ""),
  ].filter(Boolean);
}

const link = (one) => h("a", {
  href: one.page,
  title: one.region,
  "aria-current": one === entrance && "true",
}, one.city);
