import { fact, values } from "./board.js";
import { attribute, el, keyed, text } from "./dom.js";
import { processState } from "./faults.js";
import { load, ms, regionNow, unitOf } from "./figures.js";
import { icon, iconOf } from "./icons.js";
import { processMenu, regionMenu } from "./menus.js";
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
    processes: el("div.processes"),
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
    parts.spark.element, parts.served, parts.processes);
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
  const here = values("resource").filter(resource => resource.region === region.name);
  keyed(parts.processes, here.length ? here : [{ name: "" }], one => one.name,
    createProcess, (element, one) => updateProcess(element, one, loads));
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
  element.replaceChildren(el("span.soft", { title: `Served by ${line}` }, line));
}

function instance({ by, share }) {
  const [, name, release] = by.split("/");
  return `${name} ${release} ${Math.round(share * 100)} %`;
}

function createProcess(resource) {
  if (!resource.name) {
    return el("p.empty", {}, "Shoppers only: every request leaves the region.");
  }
  const chip = el("button.process", {
    "data-process": resource.name, onclick: () => processMenu(chip, resource.name),
  }, iconOf(resource), el("span.name", {}, resource.name), el("span.badge"),
    el("span.detail", {}, el("span"), el("span.word"), el("span")));
  return chip;
}

const signs = { good: "✔", warn: "▲", bad: "✕", spare: "○" };

// In "backend-eu" the region goes without saying, when everything around it ends the same.
function shortName({ name, region }) {
  const end = name.slice(name.lastIndexOf("-"));
  const here = values("resource").filter(one => one.region === region);
  const isShared = here.length > 1 && here.every(one => one.name.endsWith(end));
  return isShared ? name.slice(0, -end.length) : name;
}

function updateProcess(chip, resource, loads) {
  if (!resource.name) {
    return;
  }
  const state = processState(resource);
  const [, name, badge, detail] = chip.children;
  const perSecond = Math.round(loads.get(resource.name) ?? 0);
  attribute(chip, "data-mood", state.mood);
  attribute(badge, "class", resource.role ? "badge role" : "badge release");
  text(badge, resource.role ?? resource.release ?? "");
  badge.hidden = !badge.textContent;
  text(name, shortName(resource));
  const [sign, word, rate] = detail.children;
  text(sign, signs[state.mood]);
  text(word, ` ${state.word}`);
  text(rate, perSecond && state.mood === "good" ? ` ${perSecond}/s` : "");
  attribute(chip, "aria-label",
    `${resource.name}: ${badge.textContent} ${detail.textContent}. Break it.`);
}
