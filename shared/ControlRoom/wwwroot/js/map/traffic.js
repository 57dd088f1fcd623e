import { along } from "./routes.js";

// Requests as dots that travel along the routes, and answers that travel back. Their speed is the
// route's round trip, slowed so that the eye can follow.

export const slowness = 15;

const framesPerSecond = 12; // enough for slow dots, and cheap without a graphics card
const mostPerRoute = 4; // starts per second; more would only blur
const [small, large] = [0.22, 0.34]; // rem
const shortest = 350; // ms one way, or a last mile would flicker

export function traffic(canvas) {
  const context = canvas.getContext("2d");
  let dots = [];
  let isClear = true;
  let paths = [];
  let colours = {};
  let rem = 16;

  /** What to draw from now on: [{ key, curve, perSecond, rttMs, isBlocked, failing }]. */
  function show(current) {
    paths = current;
    const style = getComputedStyle(canvas);
    rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    const colour = name => style.getPropertyValue(name).trim();
    colours = { out: colour("--ink"), back: colour("--calm"), lost: colour("--bad") };
  }

  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  function frame() {
    const now = performance.now();
    if (!document.hidden && !calm.matches) {
      depart(now);
      draw(now);
    }
    setTimeout(frame, 1000 / framesPerSecond);
  }

  function depart(now) {
    for (const path of paths) {
      path.due ??= now + Math.random() * 1000;
      const rate = Math.min(mostPerRoute, path.perSecond);
      if (rate > 0 && now >= path.due) {
        path.due = now + 1000 / rate;
        dots.push({ path, start: now, lost: path.isBlocked || Math.random() < path.failing });
      }
    }
  }

  function draw(now) {
    if (dots.length === 0 && isClear) {
      return;
    }
    const ratio = canvas.width / canvas.clientWidth;
    context.clearRect(0, 0, canvas.width, canvas.height);
    dots = dots.filter(dot => now - dot.start < lifetime(dot));
    isClear = dots.length === 0;
    for (const dot of dots) {
      const [position, colour, size] = look(dot, now);
      const [x, y] = along(dot.path.curve, position);
      context.fillStyle = colours[colour];
      context.beginPath();
      context.arc(x * ratio, y * ratio, size * rem * ratio, 0, 7);
      context.fill();
    }
  }

  const oneWay = path => Math.max(shortest, path.rttMs / 2 * slowness);
  const lifetime = dot => oneWay(dot.path) * (dot.lost ? 0.62 : 2);

  // There as a request, back as an answer; a lost one ends in mid-ocean.
  function look(dot, now) {
    const way = (now - dot.start) / oneWay(dot.path);
    if (dot.lost) {
      return [Math.min(way, 0.5), way > 0.4 ? "lost" : "out", way > 0.5 ? large : small];
    }
    return way < 1 ? [way, "out", small] : [2 - way, "back", small];
  }

  frame();
  return { show };
}
