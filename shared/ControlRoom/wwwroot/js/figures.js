import { records, values } from "./board.js";

// What the page computes from the seconds.

const classes = ["read", "write", "asset"];

/** Milliseconds as they are read from afar. */
export const ms = value =>
  value >= 10_000 ? `${(value / 1000).toFixed(0)} s`
    : value >= 1000 ? `${(value / 1000).toFixed(1)} s`
      : value < 10 ? value.toFixed(1) : value.toFixed(0);

export const unitOf = value => value >= 1000 ? "" : "ms";

/** A moment, to the tenth of a second while that can matter: 12.3 s, then 10:05. */
export function moment(at) {
  const [minutes, rest] = [Math.floor(at / 60), String(Math.floor(at % 60)).padStart(2, "0")];
  return at < 600 ? `${at.toFixed(1)} s` : `${minutes}:${rest}`;
}

export function failed(cell) {
  return cell ? classes.reduce((sum, one) => sum + (cell[one]?.failed ?? 0), 0) : 0;
}

export function answered(cell) {
  return cell ? classes.reduce((sum, one) => sum + (cell[one]?.ok ?? 0), 0) : 0;
}

/** The figures of a region now: medians of the last few seconds, errors of the last one. */
export function regionNow(name) {
  const recent = records("second").slice(-5).map(second => second.regions[name]);
  const last = recent.at(-1);
  return {
    p50: weighted(recent, "p50"),
    p95: weighted(recent, "p95"),
    errors: failed(last),
    perSecond: failed(last) + answered(last),
    error: failed(last) > 0 ? last.error : null,
    servedBy: servedBy(recent.slice(-3)),
  };
}

/** Requests per second that an instance answered lately, by region/instance. */
export function load() {
  const recent = records("second").slice(-3);
  const found = new Map();
  for (const cell of recent.flatMap(second => Object.values(second.regions))) {
    for (const [by, count] of Object.entries(cell.servedBy)) {
      const instance = by.split("/", 2).join("/");
      found.set(instance, (found.get(instance) ?? 0) + count / recent.length);
    }
  }
  return found;
}

/** How many requests a second travel from a region to another, on the way that is used now. */
export function flow({ from, to }) {
  const { perSecond, errors } = regionNow(from);
  const isUsed = values("link")
    .some(link => link.isUsed && link.from === from && link.toRegion === to);
  return {
    perSecond: isUsed ? perSecond / 3 : 0,
    failing: perSecond ? errors / perSecond : 0,
  };
}

// The median of medians, each counted as often as it had answers; null without any.
function weighted(cells, figure) {
  const reads = cells.map(cell => cell?.read).filter(read => read?.ok > 0);
  const sorted = reads.toSorted((one, other) => one[figure] - other[figure]);
  let rest = sorted.reduce((sum, read) => sum + read.ok, 0) / 2;
  for (const read of sorted) {
    rest -= read.ok;
    if (rest <= 0) {
      return read[figure];
    }
  }
  return null;
}

function servedBy(cells) {
  const counts = new Map();
  for (const [by, count] of cells.flatMap(cell => Object.entries(cell?.servedBy ?? {}))) {
    counts.set(by, (counts.get(by) ?? 0) + count);
  }
  const sum = [...counts.values()].reduce((one, other) => one + other, 0);
  return [...counts]
    .map(([by, count]) => ({ by, share: count / sum }))
    .toSorted((one, other) => other.share - one.share);
}
