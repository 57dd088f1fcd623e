// Requests as dots that travel along the routes, and answers that travel back. A worker paints
// them: a frame of its own costs half of one that the whole page takes part in.

export function traffic(canvas) {
  const painter = new Worker("/js/map/painter.js", { type: "module" });
  const surface = canvas.transferControlToOffscreen();
  painter.postMessage({ canvas: surface }, [surface]);

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const tellMoving = () => painter.postMessage({ isMoving: !document.hidden && !calm.matches });
  calm.addEventListener("change", tellMoving);
  document.addEventListener("visibilitychange", tellMoving);
  tellMoving();

  const theme = new MutationObserver(tellColours);
  theme.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  tellColours();

  function tellColours() {
    const style = getComputedStyle(document.documentElement);
    const colour = name => style.getPropertyValue(name).trim();
    painter.postMessage({
      colours: { out: colour("--ink"), back: colour("--calm"), lost: colour("--bad") },
    });
  }

  // As small as the routes allow: each frame costs as much as it is large.
  let shown = "";
  function fit(box) {
    for (const [side, length] of Object.entries(box)) {
      canvas.style[side] = `${length}px`;
    }
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    painter.postMessage({ box, rem, ratio: devicePixelRatio });
  }

  /** What to draw now and where: [{ key, curve, perSecond, rttMs, isBlocked, failing }]. */
  function show(paths, box) {
    const wanted = [...Object.values(box), devicePixelRatio].join();
    if (paths.length > 0 && wanted !== shown) {
      shown = wanted;
      fit(box);
    }
    painter.postMessage({ paths });
  }

  return { show };
}
