// The little that a page without a framework needs.

const svgNamespace = "http://www.w3.org/2000/svg";

/** Makes an element: el("button.big", { onclick }, "text", otherElement). */
export function el(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  element.classList.add(...classes);
  return fill(element, properties, children);
}

export function svg(name, properties = {}, ...children) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElementNS(svgNamespace, tag);
  element.classList.add(...classes);
  return fill(element, properties, children);
}

function fill(element, properties, children) {
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else {
      attribute(element, key, value);
    }
  }
  element.append(...children.filter(child => child !== null && child !== undefined));
  return element;
}

/** Sets an attribute, or removes it; touches the page only when something changes. */
export function attribute(element, name, value) {
  if (value === null || value === undefined || value === false) {
    element.removeAttribute(name);
  } else if (element.getAttribute(name) !== String(value)) {
    element.setAttribute(name, value === true ? "" : value);
  }
}

export function text(element, value) {
  const wanted = String(value);
  if (element.textContent !== wanted) {
    element.textContent = wanted;
  }
}

/** Makes the children of an element follow a list, and keeps those that are there. */
export function keyed(parent, items, key, create, update) {
  const known = parent.keyed ??= new Map();
  const wanted = new Set(items.map(key));
  for (const [name, child] of known) {
    if (!wanted.has(name)) {
      child.remove();
      known.delete(name);
    }
  }
  items.forEach((item, index) => {
    const name = key(item);
    let child = known.get(name);
    if (!child) {
      child = create(item);
      known.set(name, child);
    }
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] ?? null);
    }
    update(child, item);
  });
}

/** Forgets the children that keyed() made. */
export function clear(parent) {
  parent.replaceChildren();
  parent.keyed = new Map();
}

/** Lets a drawing be used like a button, with mouse and keyboard. */
export function pressable(press) {
  return {
    role: "button",
    tabindex: 0,
    onclick: press,
    onkeydown: event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        press(event);
      }
    },
  };
}
