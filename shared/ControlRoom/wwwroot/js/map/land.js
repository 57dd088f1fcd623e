import { outlines } from "./outline.js";

// The continents as dots: at home on a projector, and honest about how coarse they are.

const step = 2.2;

/** The part of the world that is shown, in degrees; the poles sell little. */
export const view = { west: -150, east: 178, north: 74, south: -46 };

// Away from the equator a degree of longitude is shorter. One factor for all is a compromise for
// the latitudes where people live.
const stretch = 1.18;

/** Where a place is in a picture of some size; the world is as large as fits. */
export function projection(width, height) {
  const wide = view.east - view.west;
  const high = (view.north - view.south) * stretch;
  const scale = Math.min(width / wide, height / high);
  const left = (width - wide * scale) / 2;
  const top = (height - high * scale) / 2;
  return {
    scale,
    place: (longitude, latitude) => [
      left + (longitude - view.west) * scale,
      top + (view.north - latitude) * stretch * scale,
    ],
  };
}

const dots = [...grid()].filter(isLand);

/** One path of zero-length strokes; with round caps each is a dot. */
export function landPath(place) {
  return dots.map(([longitude, latitude]) => {
    const [x, y] = place(longitude, latitude);
    return `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
  }).join("");
}

export const dotSize = scale => step * scale * 0.62;

function* grid() {
  for (let row = 0, latitude = view.north; latitude > view.south; row++) {
    const first = view.west + (row % 2) * step / 2;
    for (let longitude = first; longitude < view.east; longitude += step) {
      yield [longitude, latitude];
    }
    latitude -= step / stretch;
  }
}

function isLand(point) {
  return outlines.filter(outline => isWithin(point, outline)).length % 2 === 1;
}

function isWithin([x, y], outline) {
  let within = false;
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const [xi, yi] = outline[i];
    const [xj, yj] = outline[j];
    if (yi > y !== yj > y && x < (xj - xi) * (y - yi) / (yj - yi) + xi) {
      within = !within;
    }
  }
  return within;
}
