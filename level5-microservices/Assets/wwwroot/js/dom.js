// Builds an element. Text is always text, never markup, so nothing has to be escaped.
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else if (value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null));
  return element;
}

const currency = new Intl.NumberFormat("en-US", { style: "currency", currency: "USD" });

// Prices come in minor units.
export const money = (minor) => currency.format(minor / 100);

// The page says under which name today's images are to be had.
const { images } = document.documentElement.dataset;

export const picture = (id, size) =>
  h("img", { src: `${images}/${id}.svg`, alt: "", width: size, height: size, loading: "lazy" });

// A modal dialog that leaves nothing behind; the browser keeps the focus inside it.
export function openDialog(className, label, ...content) {
  const close = h("button", { type: "button", class: "close", "aria-label": "Close",
    onclick: () => dialog.close() }, "✕");
  const dialog = h("dialog", { class: className, "aria-label": label }, close, ...content);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
