import { call } from "./api.js";
import { checkedOut, checkOut, loadCart, setQuantity } from "./cart.js";
import { h, money, picture } from "./dom.js";
import { signIn } from "./session.js";
import { complain, say } from "./toast.js";

const empty = (text) => h("div", { class: "empty" }, h("p", {}, text),
  h("a", { class: "button primary", href: "#/" }, "Look around"));

export async function cartView() {
  if (!(await signIn())) return [empty("Sign in to see your cart.")];
  const items = await loadCart();
  if (!items.length) return [empty("Your cart is empty.")];
  // A cart only knows which products and how many; the catalog knows the rest.
  const ids = items.map((item) => `ids=${item.productId}`).join("&");
  const products = (await call("GET", `/api/products?pageSize=100&${ids}`)).items;
  const lines = items.map((item) => (
    { ...products.find((one) => one.id === item.productId), quantity: item.quantity }));
  const total = lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  return [h("section", { class: "sheet cart" },
    h("h1", {}, "Your cart"),
    h("ul", { class: "lines" }, lines.map(cartLine)),
    h("div", { class: "sum" },
      h("span", {}, "Total ", h("strong", { class: "price" }, money(total))),
      h("button", { type: "button", class: "primary", onclick: buy }, "Buy now")))];
}

const cartLine = (line) => h("li", { class: "line" },
  picture(line.id, 76),
  h("div", {}, h("a", { href: `#/product/${line.id}` }, line.name),
    h("div", { class: "muted" }, `${money(line.price)} each`)),
  h("div", { class: "stepper" },
    step(line, -1, "−", `One ${line.name} less`),
    h("output", { "aria-label": "Quantity" }, String(line.quantity)),
    step(line, 1, "+", `One ${line.name} more`)),
  h("button", { type: "button", class: "plain", onclick: () => change(line.id, 0) }, "Remove"));

const step = (line, by, sign, label) => h("button", { type: "button", "aria-label": label,
  disabled: line.quantity + by > 99, onclick: () => change(line.id, line.quantity + by) }, sign);

const redraw = () => window.dispatchEvent(new Event("hashchange"));

async function change(id, quantity) {
  await setQuantity(id, quantity).catch(complain);
  redraw();
}

async function buy({ currentTarget: button }) {
  button.disabled = true;
  try {
    const order = await checkOut();
    checkedOut();
    say(`Thank you! ${money(order.total)} well spent.`);
    location.hash = "#/orders";
  } catch (problem) {
    complain(problem);
    button.disabled = false;
  }
}

export async function ordersView() {
  if (!(await signIn())) return [empty("Sign in to see your orders.")];
  const orders = await call("GET", "/api/orders?pageSize=20");
  if (!orders.items.length) return [empty("No orders yet.")];
  return [h("section", { class: "sheet" },
    h("div", { class: "heading" }, h("h1", {}, "Your orders"),
      h("span", { class: "muted" }, String(orders.total))),
    orders.items.map(orderCard))];
}

const orderCard = (order) => h("article", { class: "order" },
  h("header", {},
    h("span", {}, new Date(order.createdAt).toLocaleString("en-US",
      { dateStyle: "medium", timeStyle: "short" }), " ",
    h("span", { class: "muted" }, `#${order.id.slice(0, 8)}`)),
    h("strong", { class: "price" }, money(order.total))),
  h("ul", { class: "lines" }, order.lines.map((line) => h("li", { class: "line" },
    picture(line.productId, 44),
    h("a", { href: `#/product/${line.productId}` }, line.name),
    h("span", { class: "muted" }, `${line.quantity} × ${money(line.price)}`)))));
