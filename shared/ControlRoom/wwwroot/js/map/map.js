import { board, fact, values } from "../board.js";
import { attribute, clear, el, keyed, pressable, svg, text } from "../dom.js";
import { regionNow } from "../figures.js";
import { icon } from "../icons.js";
import { regionMenu, routeMenu } from "../menus.js";
import { banner } from "./banner.js";
import { dotSize, landPath, projection } from "./land.js";
import { along, boundsOf, pathOf, reversed } from "./curve.js";
import { nowhere } from "./nowhere.js";
import { drawn, titleOf } from "./routes.js";
import { slowness } from "./slowness.js";
import { traffic } from "./traffic.js";

/** The world: where the shop and its customers are, and what lies between them. */
export function map(root) {
  const land = svg("path.land");
  const lines = svg("g");
  const tags = svg("g");
  const places = svg("g");
  const canvas = el("canvas");
  const legend = el("p.legend", {}, `Dots are requests, ${slowness} × slowed. `
    + "Click a line, a place, a process to break it.");
  const proof = banner();
  const others = nowhere();
  // Dots fly over lines and under names.
  root.append(svg("svg.world", {}, land, lines), canvas, svg("svg.world.front", {}, tags, places),
    others.element, legend, proof.element);
  const dots = traffic(canvas);
  let plan = null;

  new ResizeObserver(() => {
    const { width, height } = root.getBoundingClientRect();
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    plan = { ...projection(width, height), rem };
    // Everything is drawn in pixels: begin anew.
    [lines, tags, places].forEach(clear);
    land.setAttribute("d", landPath(plan.place));
    land.style.strokeWidth = `${dotSize(plan.scale)}px`;
    update();
  }).observe(root);

  function update() {
    proof.update();
    others.update();
    if (!plan || !board.facts.region) {
      return;
    }
    const paths = drawn(plan.place, plan.rem);
    keyed(lines, paths, one => one.route.key, createLine, updateLine);
    keyed(tags, paths, one => one.route.key, createTag, updateTag);
    keyed(places, values("region"), one => one.name, createPlace, updatePlace);
    dots.show(paths.flatMap(travel), boundsOf(paths, plan.rem));
  }

  function travel({ route, path }) {
    return board.isConnected ? route.ways.map(way => ({
      ...way,
      curve: way.from === route.from ? path : reversed(path),
    })) : [];
  }

  function createLine({ route }) {
    const press = () => routeMenu(tags.keyed.get(route.key), route.key);
    return svg("g.arc", { onclick: press }, svg("path.line"), svg("path.hit"));
  }

  function updateLine(arc, { route, path }) {
    attribute(arc, "data-mood", route.mood);
    attribute(arc, "data-used", route.ways.some(way => way.perSecond > 0));
    for (const line of arc.children) {
      attribute(line, "d", pathOf(path));
    }
  }

  function createTag({ route }) {
    const tag = svg("g.tag", pressable(() => routeMenu(tag, route.key)),
      svg("rect", { rx: plan.rem * 0.6 }), svg("text"));
    return tag;
  }

  function updateTag(tag, { route, path }) {
    const { rem } = plan;
    const [box, label] = tag.children;
    if (label.textContent !== route.label) {
      label.textContent = route.label;
      tag.wide = label.getComputedTextLength() + 1.1 * rem;
    }
    const { wide } = tag;
    attribute(box, "x", -wide / 2);
    attribute(box, "y", -0.8 * rem);
    attribute(box, "width", wide);
    attribute(box, "height", 1.55 * rem);
    attribute(label, "y", 0.36 * rem);
    attribute(tag, "transform", `translate(${beside(path, wide, rem)})`);
    attribute(tag, "data-mood", route.mood);
    attribute(tag, "data-route", route.key);
    attribute(tag, "data-used", route.ways.some(way => way.perSecond > 0));
    attribute(tag, "aria-label", `${titleOf(route)}: ${route.label}. Break it.`);
  }

  // In the middle of its line, but not on top of the places at its ends.
  function beside({ start, control, end }, wide, rem) {
    const middle = along({ start, control, end }, 0.5);
    const room = wide / 2 + 1.5 * rem;
    const near = [start, end].filter(at => start !== end && Math.abs(at[1] - middle[1]) < 2 * rem);
    const x = near.reduce((best, [at]) =>
      at > middle[0] ? Math.min(best, at - room) : Math.max(best, at + room), middle[0]);
    return `${x} ${middle[1]}`;
  }

  function createPlace(region) {
    const { rem } = plan;
    const sign = icon(region.hasShop ? "shop" : "person");
    for (const [name, value] of Object.entries({ x: -0.75, y: -0.75, width: 1.5, height: 1.5 })) {
      sign.setAttribute(name, value * rem);
      sign.style[name] = "";
    }
    sign.style.width = sign.style.height = `${1.5 * rem}px`;
    const place = svg("g.place", pressable(() => regionMenu(place, region.name)),
      svg("circle.halo", { r: 2 * rem }),
      svg("circle.disc", { r: 1.25 * rem }),
      sign,
      svg("text.name", { y: 2.5 * rem }),
      svg("text.code", { y: 3.55 * rem }));
    return place;
  }

  function updatePlace(place, region) {
    const { errors } = regionNow(region.name);
    const [, , , name, code] = place.children;
    attribute(place, "transform", `translate(${plan.place(region.longitude, region.latitude)})`);
    attribute(place, "data-mood", errors ? "bad" : "good");
    attribute(place, "data-region", region.name);
    attribute(place, "aria-label", `${region.city}, ${region.name}: `
      + `${errors ? `${errors} errors a second` : "no errors"}. Break it.`);
    text(name, region.city);
    text(code, errors ? `✕ ${errors} errors/s` : region.name);
    attribute(code, "class", errors ? "code feel" : "code");
  }

  return { update };
}
