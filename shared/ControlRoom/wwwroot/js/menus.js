import { fact, values } from "./board.js";
import { el } from "./dom.js";
import { linkState, processState } from "./faults.js";
import { icon } from "./icons.js";
import { routes, titleOf } from "./map/routes.js";
import * as orders from "./orders.js";

// What can be done to a line, a place or a process, beside the thing itself.

const linkFaults = [
  { sign: "slow", name: "Slow down", hint: "to 400 ms", fault: "slow", query: { ms: 400 } },
  { sign: "slow", name: "Crawl", hint: "to 2 s", fault: "slow", query: { ms: 2000 } },
  { sign: "cross", name: "Cut", hint: "refused at once", fault: "refuse" },
  { sign: "hole", name: "Black hole", hint: "bytes vanish", fault: "black-hole" },
  { sign: "bolt", name: "Reset", hint: "connections break", fault: "reset" },
  { sign: "flap", name: "Flap", hint: "down and up each second", fault: "flap" },
  { sign: "reset", name: "Mend", hint: "as configured", fault: "mend" },
];

const signs = {
  kill: "kill", pause: "pause", resume: "play", start: "play", stop: "stop", promote: "check",
};

export function routeMenu(anchor, key) {
  const route = routes().find(one => one.key === key);
  let chosen = route.links;
  const part = (label, links) => el("label", {},
    el("input", {
      type: "radio", name: "part", checked: links === route.links, onchange: () => chosen = links,
    }), ` ${label}`);

  show(anchor, titleOf(route), describe(route.links), [
    route.links.length > 1 && el("fieldset", {},
      el("legend", {}, "Which of its links?"),
      part("all", route.links),
      ...route.links.map(link => part(nameOf(link, route), [link]))),
    list(linkFaults.map(one => ({
      ...one,
      act: () => Promise.all(chosen.map(link => orders.link(link.name, one.fault, one.query))),
    }))),
  ]);
}

export function processMenu(anchor, name) {
  const resource = fact("resource", name);
  const state = processState(resource).word;
  const what = [resource.role, resource.release, state, `port ${resource.port}`];
  show(anchor, name, what.filter(Boolean).join(" · "), [
    list(resource.commands.map(one => ({
      sign: signs[one.name] ?? (one.name.startsWith("deploy") ? "release" : "bolt"),
      name: one.title,
      hint: one.description,
      act: () => orders.command(name, one.name),
    }))),
  ]);
}

export function regionMenu(anchor, name) {
  const region = fact("region", name);
  const others = values("region").filter(other => other.name !== name);
  const isJoined = other => values("link").some(link =>
    [link.from, link.toRegion].includes(name) && [link.from, link.toRegion].includes(other.name));
  show(anchor, region.city, `${region.name} · ${role(region)}`, [
    list([
      {
        sign: "kill",
        name: "Lose the region",
        hint: "links cut, processes killed",
        act: () => orders.lose(name),
      },
      ...others.filter(isJoined).map(other => ({
        sign: "hole",
        name: `Partition from ${other.city}`,
        hint: "black hole",
        act: () => orders.partition(name, other.name, "black-hole"),
      })),
    ]),
  ]);
}

// Where links lead both ways, the one from which matters, too.
const nameOf = (link, route) =>
  link.from === route.from ? link.to : `${fact("region", link.from).city} → ${link.to}`;

function role(region) {
  return [region.hasShop && "the shop is here", region.hasShoppers && "shoppers live here"]
    .filter(Boolean).join(", ");
}

function describe(links) {
  return links.map(link => `${link.to}: ${linkState(link).word}`).join(" · ");
}

function list(actions) {
  return el("ul", {}, ...actions.map(action => el("li", {},
    el("button", { onclick: event => act(event, action) },
      icon(action.sign), action.name, el("small", {}, action.hint ?? "")))));
}

function act(event, action) {
  event.target.closest("[popover]").hidePopover();
  action.act();
}

function show(anchor, title, description, content) {
  const menu = el("div.menu", { popover: "auto", role: "dialog", "aria-label": title },
    el("h2", {}, title),
    el("p", {}, description),
    ...content.filter(Boolean));
  menu.addEventListener("toggle", event => {
    if (event.newState === "closed") {
      menu.remove();
      anchor.focus({ preventScroll: true });
    }
  });
  document.getElementById("menus").append(menu);
  menu.showPopover();
  place(menu, anchor.querySelector?.(".tag, .disc") ?? anchor);
  menu.querySelector("li button").focus({ focusVisible: false });
}

function place(menu, anchor) {
  const at = anchor.getBoundingClientRect();
  const { width, height } = menu.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left), innerWidth - width - 8);
  const isBelow = at.bottom + height + 16 < innerHeight;
  const top = isBelow ? at.bottom + 8 : Math.max(8, Math.min(at.top, innerHeight) - height - 8);
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}
