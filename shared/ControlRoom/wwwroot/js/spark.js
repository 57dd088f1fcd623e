import { records } from "./board.js";
import { attribute, svg, text } from "./dom.js";
import { failed, ms, unitOf } from "./figures.js";

// The last minute of one region: the median as a curve, the 95th percentile as its shadow, and
// failures as bars from below.

const length = 60;
const width = 300;
const height = 66;

/**
 * All regions share one scale, so that distance is seen and not only read. One bad second does
 * not flatten the minute: it is cut off at the top instead.
 */
export function scaleOfAll() {
  const values = records("second").slice(-length)
    .flatMap(second => Object.values(second.regions))
    .map(cell => cell.read?.p95 ?? 0)
    .toSorted((one, other) => one - other);
  return nice(Math.max(20, values[Math.floor(values.length * 0.92)] ?? 0));
}

function nice(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 1.5, 2, 3, 5, 7.5, 10, 15].map(step => step * power).find(step => step >= value * 1.02);
}

export function spark(region) {
  const band = svg("path.band");
  const curve = svg("path.curve");
  const errors = svg("path.errors");
  const top = svg("text", { x: 5, y: 12 });
  const element = svg("svg.spark", {
    viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true",
  }, band, errors, curve);
  const frame = svg("svg.spark", {}, element, top);
  element.classList.remove("spark");

  function update(scale) {
    const cells = records("second").slice(-length).map(second => second.regions[region]);
    const x = index => (length - cells.length + index + 0.5) * width / length;
    const y = value => height - 2 - Math.min(1, value / scale) * (height - 6);
    const points = cells.map(({ read } = {}, index) => read?.ok ? { x: x(index), read } : null);
    attribute(curve, "d", line(points.map(one => one && [one.x, y(one.read.p50)])));
    attribute(band, "d",
      points.map(one => one && bar(one.x, y(one.read.p95), y(one.read.p50))).join(""));
    attribute(errors, "d", cells.map((cell, index) => errorBar(x(index), cell)).join(""));
    text(top, `${ms(scale)} ${unitOf(scale)}`);
  }

  return { element: frame, update };
}

// Gaps stay gaps: a second without an answer has no latency.
function line(points) {
  let pen = "M";
  return points.map(point => {
    const step = point ? `${pen}${point[0].toFixed(1)} ${point[1].toFixed(1)}` : "";
    pen = point ? "L" : "M";
    return step;
  }).join("");
}

const bar = (x, from, to, wide = 5) =>
  `M${(x - wide / 2).toFixed(1)} ${from.toFixed(1)}h${wide}V${to.toFixed(1)}h-${wide}z`;

function errorBar(x, cell) {
  const count = failed(cell);
  const high = Math.max(6, Math.min(1, count / 20) * (height - 8));
  return count ? bar(x, height - high, height, 3.2) : "";
}
