import { values } from "./board.js";
import { attribute, el, keyed, text } from "./dom.js";
import { processState, signs } from "./faults.js";
import { iconOf } from "./icons.js";
import { processMenu } from "./menus.js";

// What runs in a region, on floors as requests pass them: entrance, services, assets, data.

const floors = [/edge|cdn|balancer/, null, /assets/, /cache|database|etcd|failover/];
const stores = ["Postgres", "Redis", "Etcd"];

// How close they stand: each word has its rules in regions.css.
const densities = [
  { above: 14, words: "many crowd throng" },
  { above: 7, words: "many crowd" },
  { above: 4, words: "many" },
  { above: -1, words: "few" },
];

function floorOf({ name, kind }) {
  const found = floors.findIndex(floor => floor?.test(name));
  return stores.includes(kind) ? floors.length - 1 : found < 0 ? 1 : found;
}

export function processes(region) {
  const element = el("div.processes");

  function update(loads) {
    const here = values("resource").filter(resource => resource.region === region);
    const short = shortNames(region, here);
    const stacked = Object.entries(Object.groupBy(here, floorOf));
    attribute(element, "data-floors", densities.find(one => here.length > one.above).words);
    keyed(element, stacked.length ? stacked : [["", []]], ([floor]) => floor,
      ([floor]) => floor === "" ? deserted() : el("div.floor"),
      (row, [, ones]) => ones.length && keyed(row, ones.toSorted(byName), one => one.name,
        create, (chip, one) => show(chip, one, short(one), loads)));
  }

  return { element, update };
}

const byName = (one, other) => one.name < other.name ? -1 : 1;

const deserted = () => el("p.empty", {}, "Shoppers only: every request leaves the region.");

// In "backend-blue-eu" the region goes without saying, when its neighbours end the same or other
// regions have one, too.
function shortNames(region, here) {
  const split = ({ name }) => [name.slice(0, name.lastIndexOf("-")), name.split("-").at(-1)];
  const ends = here.map(one => split(one)[1]);
  const isEverywhere = stem => values("resource").filter(one => split(one)[0] === stem).length > 1;
  return one => {
    const [stem, end] = split(one);
    const isTold = ends.filter(other => other === end).length > 1 || isEverywhere(stem);
    const name = isTold && isNaN(end) && region.split("-").includes(end) ? stem : one.name;
    // In a crowd the icon says what holds or guards the data of which service.
    return here.length > densities[1].above ? name.replace(/^(database|failover)-/, "") : name;
  };
}

function create(resource) {
  const chip = el("button.process", {
    "data-process": resource.name, onclick: () => processMenu(chip, resource.name),
  }, iconOf(resource), el("span.name", {}, resource.name), el("span.badge"),
    el("span.detail", {}, el("span"), el("span.word"), el("span")));
  return chip;
}

function show(chip, resource, shortName, loads) {
  const state = processState(resource);
  const [, name, badge, detail] = chip.children;
  const perSecond = Math.round(loads.get(`${resource.region}/${resource.name}`) ?? 0);
  attribute(chip, "data-mood", state.mood);
  attribute(chip, "data-released", resource.release !== resource.firstRelease);
  attribute(chip, "title", resource.name);
  attribute(chip, "data-slot", /-(blue|green)\b/.exec(resource.name)?.[1]);
  attribute(badge, "class", resource.role ? "badge role" : "badge release");
  text(badge, resource.role ?? resource.release ?? "");
  badge.hidden = !badge.textContent;
  text(name, shortName);
  const [sign, word, rate] = detail.children;
  text(sign, signs[state.mood]);
  text(word, ` ${state.word}`);
  text(rate, perSecond && state.mood === "good" ? ` ${perSecond}/s` : "");
  attribute(chip, "aria-label",
    `${resource.name}: ${badge.textContent} ${detail.textContent}. Break it.`);
}
