// Quadratic Bézier curves: { start, control, end }, each a point [x, y] in pixels.

/** The point at a share of the way along a curve. */
export function along({ start, control, end }, t) {
  const u = 1 - t;
  return [0, 1].map(i => u * u * start[i] + 2 * u * t * control[i] + t * t * end[i]);
}

export const reversed = ({ start, control, end }) => ({ start: end, control, end: start });

export const pathOf = ({ start, control, end }) =>
  `M${start.join(" ")}Q${control.join(" ")} ${end.join(" ")}`;

/** The smallest box around some drawn curves, with a margin: { left, top, width, height }. */
export function boundsOf(drawn, margin) {
  const points = drawn.flatMap(({ path }) => samples.map(t => along(path, t)));
  const [xs, ys] = [0, 1].map(i => points.map(point => point[i]));
  const [left, top] = [xs, ys].map(all => Math.floor(Math.min(...all) - margin));
  const [right, bottom] = [xs, ys].map(all => Math.ceil(Math.max(...all) + margin));
  return { left, top, width: right - left, height: bottom - top };
}

const samples = Array.from({ length: 17 }, (_, i) => i / 16);
