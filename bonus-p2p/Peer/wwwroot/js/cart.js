import { call } from "./api.js";
import { customer, session, signIn } from "./session.js";
import { complain, say } from "./toast.js";

const count = document.getElementById("cart-count");
let items = [];
let loading = Promise.resolve();

function show(cart) {
  items = cart.items;
  const pieces = items.reduce((sum, item) => sum + item.quantity, 0);
  count.textContent = pieces;
  count.hidden = pieces === 0;
  return items;
}

export async function loadCart() {
  return show(customer ? await call("GET", "/api/cart") : { items: [] });
}

export async function addToCart(product) {
  if (!(await signIn())) return;
  await loading; // Who has just signed in may have some in the cart already.
  try {
    const has = items.find((item) => item.productId === product.id)?.quantity ?? 0;
    await setQuantity(product.id, Math.min(has + 1, 99));
    say(`${product.name} is in your cart.`);
  } catch (problem) {
    complain(problem);
  }
}

export async function setQuantity(id, quantity) {
  return show(quantity > 0
    ? await call("PUT", `/api/cart/items/${id}`, { body: { quantity } })
    : await call("DELETE", `/api/cart/items/${id}`));
}

// The key stays the same until it has led to an order: whoever presses twice, or tries again
// after a broken connection, buys once.
export async function checkOut() {
  const key = sessionStorage.getItem("checkout") ?? crypto.randomUUID();
  sessionStorage.setItem("checkout", key);
  try {
    return await call("POST", "/api/orders", { headers: { "Idempotency-Key": key } });
  } finally {
    await loadCart().catch(() => {});
  }
}

export const checkedOut = () => sessionStorage.removeItem("checkout");

export function keepCart() {
  session.addEventListener("change", () => {
    loading = loadCart().catch(() => show({ items: [] }));
  });
}
