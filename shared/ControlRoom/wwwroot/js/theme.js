// A classic script, so that it runs before the first paint. ?theme=light is for screenshots.
(() => {
  const wanted = new URLSearchParams(location.search).get("theme") ?? localStorage.getItem("theme");
  const preferred = matchMedia("(prefers-color-scheme: light)").matches ? "light" : "dark";
  document.documentElement.dataset.theme = wanted ?? preferred;
})();
