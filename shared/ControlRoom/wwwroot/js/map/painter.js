import { along } from "./curve.js";
import { slowness } from "./slowness.js";

// Paints the traffic, in a worker. The speed of a dot is its route's round trip, slowed so that
// the eye can follow.

const framesPerSecond = 3; // their tails join the frames to a flow, and few of them are cheap
const mostPerRoute = 2; // starts per second; more would only blur
const [small, large] = [0.2, 0.34]; // rem
const shortest = 800; // ms one way, or a last mile would flicker
const tail = 1.6; // frames

const state = {
  canvas: null, box: null, ratio: 1, rem: 16, paths: [], colours: {}, isMoving: false,
};
const due = new Map();
let dots = [];
let isClear = true;
let timer = null;

onmessage = ({ data }) => {
  Object.assign(state, data);
  if (data.box) {
    state.canvas.width = data.box.width * state.ratio;
    state.canvas.height = data.box.height * state.ratio;
  }
  timer ??= state.isMoving ? setInterval(frame, 1000 / framesPerSecond) : null;
  if (!state.isMoving) {
    clearInterval(timer);
    timer = null;
    dots = [];
  }
};

function frame() {
  const now = performance.now();
  const paths = new Map(state.paths.map(path => [path.key, path]));
  for (const path of paths.values()) {
    depart(path, now);
  }
  dots = dots.filter(dot => paths.has(dot.key) && now - dot.start < lifetime(dot));
  if (state.box && (dots.length > 0 || !isClear)) {
    draw(paths, now);
  }
}

function depart(path, now) {
  const rate = Math.min(mostPerRoute, path.perSecond);
  if (rate > 0 && now >= (due.get(path.key) ?? now)) {
    due.set(path.key, now + 1000 / rate);
    const lost = path.isBlocked || Math.random() < path.failing;
    dots.push({ key: path.key, start: now, oneWay: oneWay(path), lost });
  }
}

function draw(paths, now) {
  const { canvas, box, ratio, rem, colours } = state;
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, box.width, box.height);
  pen.translate(-box.left, -box.top);
  pen.lineCap = "round";
  isClear = dots.length === 0;
  for (const dot of dots) {
    const { curve } = paths.get(dot.key);
    const [position, colour, radius] = look(dot, now);
    const [before] = look(dot, Math.max(dot.start, now - tail * 1000 / framesPerSecond));
    pen.fillStyle = pen.strokeStyle = colours[colour];
    streak(pen, along(curve, before), along(curve, position), radius * rem);
  }
}

function streak(pen, from, to, radius) {
  pen.globalAlpha = 0.4;
  pen.lineWidth = radius * 1.3;
  pen.beginPath();
  pen.moveTo(...from);
  pen.lineTo(...to);
  pen.stroke();
  pen.globalAlpha = 1;
  pen.beginPath();
  pen.arc(...to, radius, 0, 7);
  pen.fill();
}

const oneWay = path => Math.max(shortest, path.rttMs / 2 * slowness);
const lifetime = dot => dot.oneWay * (dot.lost ? 0.62 : 2);

// There as a request, back as an answer; a lost one ends in mid-ocean.
function look(dot, now) {
  const way = (now - dot.start) / dot.oneWay;
  if (dot.lost) {
    return [Math.min(way, 0.5), way > 0.4 ? "lost" : "out", way > 0.5 ? large : small];
  }
  return way < 1 ? [way, "out", small] : [2 - way, "back", small];
}
