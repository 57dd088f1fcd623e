import { fact, values } from "./board.js";
import { attribute, el, keyed, text } from "./dom.js";
import { load, ms, regionNow, unitOf } from "./figures.js";
import { icon } from "./icons.js";
import { regionMenu } from "./menus.js";
import { processes } from "./processes.js";
import { scaleOfAll, spark } from "./spark.js";

/** A tile per region: what its customers feel, and what runs there. */
export function regions(root) {
  return {
    update() {
      const scale = scaleOfAll();
      const loads = load();
      keyed(root, values("region"), region => region.name, create, (tile, region) =>
        update(tile, region, scale, loads));
    },
  };
}

function create(region) {
  const parts = {
    p50: figure("median"),
    p95: figure("p95"),
    errors: figure("errors/s"),
    spark: spark(region.name),
    served: el("div.served"),
    processes: processes(region.name),
  };
  parts.p50.classList.add("main");
  parts.errors.classList.add("errors");
  const more = el("button.more", {
    "aria-label": `Break ${region.city}`, onclick: () => regionMenu(more, region.name),
  }, icon("more"));
  const tile = el("article.region.panel", { "data-region": region.name },
    el("header", {},
      icon(region.hasShop ? "shop" : "person"),
      el("h2", {}, region.city), el("span.soft", {}, region.name), more),
    el("dl.figures", {}, parts.p50, parts.p95, parts.errors),
    parts.spark.element, parts.served, parts.processes.element);
  tile.parts = parts;
  return tile;
}

const figure = label => el("div", {}, el("dt", {}, label), el("dd"));

function update(tile, region, scale, loads) {
  const { parts } = tile;
  const now = regionNow(region.name);
  latency(parts.p50, now.p50);
  latency(parts.p95, now.p95);
  const mood = now.errors ? "bad" : "good";
  attribute(tile, "data-mood", mood);
  attribute(parts.errors, "data-mood", mood);
  text(parts.errors.lastChild, now.errors ? `✕ ${now.errors}` : "✔ 0");
  parts.spark.update(scale);
  served(parts.served, now, region);
  parts.processes.update(loads);
}

function latency(element, value) {
  const label = value === null ? "–" : ms(value);
  const dd = element.lastChild;
  if (dd.dataset.value !== label) {
    dd.dataset.value = label;
    dd.replaceChildren(label, el("small", {}, value === null ? "" : unitOf(value)));
  }
}

// Who answered, place by place: "here: backend v1 80 % · assets v1 20 %".
function served(element, now, region) {
  if (now.error) {
    element.dataset.line = "";
    element.replaceChildren(icon("cross"), el("span.error", {}, now.error));
    element.firstChild.classList.add("bad");
    return;
  }
  const places = Object.groupBy(now.servedBy, ({ by }) => by.split("/")[0]);
  const lines = Object.entries(places).map(([where, answers]) => {
    const city = where === region.name ? "here" : fact("region", where)?.city ?? where;
    return `${city}: ${answers.slice(0, 4).map(instance).join(" · ")}`;
  });
  const line = lines.length ? lines.join(", ") : "nobody is served";
  if (element.dataset.line !== line) {
    element.dataset.line = line;
    element.replaceChildren(el("span.soft", { title: `Served by ${line}` }, line));
  }
}

function instance({ by, share }) {
  const [, name, release] = by.split("/");
  return `${name} ${release} ${Math.round(share * 100)} %`;
}
