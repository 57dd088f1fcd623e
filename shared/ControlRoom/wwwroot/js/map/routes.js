import { fact, values } from "../board.js";
import { linkState } from "../faults.js";
import { flow } from "../figures.js";

// A route is all links between two regions, whichever way they lead: one line on the map.

export function routes() {
  const grouped = Object.groupBy(values("link"), link => keyOf(link.from, link.toRegion));
  return Object.entries(grouped).map(([key, links]) => {
    const { from, toRegion: to } = links[0];
    return { key, from, to, links, ...stateOf(links) };
  });
}

const keyOf = (one, other) => [one, other].sort().join("|");

const worst = { bad: 2, warn: 1, good: 0 };

function stateOf(links) {
  const states = links.map(link => ({ link, ...linkState(link) }));
  const first = states.toSorted((one, other) =>
    worst[other.mood] - worst[one.mood]
    || other.link.isForShoppers - one.link.isForShoppers)[0];
  const alike = states.filter(one => one.mood !== "good" && one.word === first.word).length;
  const part = first.mood === "good" || alike === states.length ? ""
    : alike === 1 ? `${first.link.to} ` : `${alike} of ${states.length} `;
  return { mood: first.mood, label: `${first.sign} ${part}${first.word}`.trim() };
}

export function titleOf({ from, to, links }) {
  const [one, other] = [from, to].map(name => fact("region", name).city);
  const arrow = links.every(link => link.from === from) ? "→" : "⇄";
  return from === to ? `The last mile in ${one}` : `${one} ${arrow} ${other}`;
}

/** The ways in which shoppers can travel a route, and how many of them do. */
export function ways(route) {
  const entrances = route.links.filter(link => link.isForShoppers);
  return Object.entries(Object.groupBy(entrances, link => link.from)).map(([from, links]) => {
    const to = links[0].toRegion;
    return {
      key: `${from}>${to}`,
      from,
      to,
      rttMs: Math.max(...links.map(link => link.nowMs)),
      isBlocked: links.every(link => link.down),
      ...flow({ from, to }),
    };
  });
}

/** Routes with their curves. */
export function drawn(place, rem) {
  const at = name => place(fact("region", name).longitude, fact("region", name).latitude);
  const all = routes().map(route => ({ ...route, ways: ways(route) }));
  const lines = all.filter(route => route.from !== route.to)
    .map(route => ({ route, path: line(at(route.from), at(route.to), bendOf(route)) }));
  const loops = all.filter(route => route.from === route.to)
    .map(route => ({ route, path: loop(at(route.from), lines, rem) }));
  return [...lines, ...loops];
}

function line(start, end, bend) {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const middle = [(start[0] + end[0]) / 2, (start[1] + end[1]) / 2];
  return { start, control: [middle[0] + dy * bend, middle[1] - dx * bend], end };
}

// Lines bend north like the great circles that they stand for; the longest bend south instead,
// where the map is empty.
function bendOf(route) {
  const [from, to] = [fact("region", route.from).longitude, fact("region", route.to).longitude];
  const west = to < from ? 1 : -1;
  return west * (Math.abs(to - from) > 120 ? 0.26 : -0.3);
}

// Above, beside, between; below is the region's name.
const sides = [180, 225, 270, 315, 0].map(degrees => degrees * Math.PI / 180);

// The last mile of a region that has the shop: out on the side where no line is, and back.
function loop(start, lines, rem) {
  const taken = lines
    .filter(({ path }) => [path.start, path.end].some(end => end.join() === start.join()))
    .map(({ path }) => Math.atan2(path.control[1] - start[1], path.control[0] - start[0]));
  const room = side => Math.min(9, ...taken.map(angle => 1 - Math.cos(side - angle)));
  const side = sides.toSorted((one, other) => room(other) - room(one))[0];
  const reach = (Math.abs(Math.cos(side)) * 5.6 + Math.abs(Math.sin(side)) * 2) * rem;
  const control = [Math.cos(side), Math.sin(side)].map((part, i) => start[i] + part * 2 * reach);
  return { start, control, end: start };
}
