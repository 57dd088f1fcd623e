import { svg } from "./dom.js";

// Strokes on a 24 x 24 grid.
const shapes = {
  assets: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9v.01",
  back: "M15 5 8 12l7 7",
  balancer: "M4 12h6m0 0 8-7m-8 7 8 7m-8-7h10M14 5h4v4m-4 10h4v-4",
  agent: "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6z",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6z",
  check: "M5 13l4.5 4.5L19 7",
  cross: "M6 6l12 12M18 6 6 18",
  database: "M5 6c0-4 14-4 14 0v12c0 4-14 4-14 0zM5 6c0 4 14 4 14 0M5 12c0 4 14 4 14 0",
  edge: "M3 12h4m10 0h4M12 3v4m0 10v4M12 8a4 4 0 1 0 .01 0",
  download: "M12 4v11m-5-5 5 5 5-5M5 20h14",
  feel: "M12 3a9 9 0 1 0 .01 0M9 10v.01M15 10v.01M8.5 16.5c2-2.5 5-2.5 7 0",
  flap: "M3 12h4l3-7 4 14 3-7h4",
  hole: "M12 4a8 8 0 1 0 .01 0M12 9a3 3 0 1 0 .01 0",
  kill: "M12 3a7 7 0 0 0-4 12.7V19h8v-3.3A7 7 0 0 0 12 3M9.5 10v.01M14.5 10v.01M10.5 22v-3m3 3v-3",
  more: "M5 12v.01M12 12v.01M19 12v.01",
  note: "M5 5h14v10H9l-4 4z",
  pause: "M8 5v14M16 5v14",
  person: "M12 4a4 4 0 1 0 .01 0M5 20c0-8 14-8 14 0",
  play: "M7 4.5v15l12-7.5z",
  process: "M4 5h16v14H4zM4 9h16M8 13h8M8 16h5",
  recover: "M12 3a9 9 0 1 0 .01 0M9 10v.01M15 10v.01M8.5 14.5c2 2.5 5 2.5 7 0",
  release: "M12 20V8m-6 5 6-6 6 6M5 4h14",
  reset: "M4 12a8 8 0 1 0 3-6.2M4 4v4.5h4.5",
  shop: "M4 10v10h16V10M3 10l2-6h14l2 6c0 3-4.5 3-4.5 0 0 3-4.5 3-4.5 0 0 3-4.5 3-4.5 0 0 3-4.5 3-4.5 0M10 20v-5h4v5",
  slow: "M12 4a8 8 0 1 0 .01 0M12 8v4l3 2",
  stop: "M6 6h12v12H6z",
  theme: "M12 4a8 8 0 1 0 .01 0v16",
  warn: "M12 4 2.5 20h19zM12 10v4M12 17v.01",
};

const kinds = { Postgres: "database", Redis: "bolt", Etcd: "database" };

const roles = [
  { of: /balancer/, icon: "balancer" },
  { of: /edge|cdn/, icon: "edge" },
  { of: /assets/, icon: "assets" },
  { of: /failover/, icon: "agent" },
];

export function icon(name) {
  return svg("svg.icon", { viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { d: shapes[name] ?? shapes.process }));
}

/** What kind of process it is; what the page doesn't know is a process like any other. */
export function iconOf(resource) {
  const role = roles.find(one => one.of.test(resource.name))?.icon;
  return icon(kinds[resource.kind] ?? role ?? "process");
}
