import { keepCart } from "./cart.js";
import { catalogView, listAddress, showCategories, showProduct } from "./catalog.js";
import { h } from "./dom.js";
import { showFooter } from "./footer.js";
import { cartView, ordersView } from "./purchases.js";
import { customer, restore, session, signIn, signOut } from "./session.js";
import { complain } from "./toast.js";

const main = document.getElementById("main");
const search = document.getElementById("search");
const account = document.getElementById("account");
let list = "#/";
let shown = "";
let drawing = 0;
let product = null;

// The address after # says what is shown; a product is a dialog on top of what was there.
async function draw(event) {
  const [path, query = ""] = location.hash.slice(1).split("?");
  const ticket = ++drawing;
  try {
    closeProduct();
    if (path.startsWith("/product/")) {
      if (!shown) await drawPage("/", "", ticket);
      const dialog = await showProduct(path.slice("/product/".length));
      if (ticket !== drawing) return dialog.close(); // The visitor has gone on meanwhile.
      dialog.addEventListener("close", () => product === dialog && leaveProduct());
      product = dialog;
    } else if (event?.type !== "hashchange" || shown !== location.hash || path !== "/") {
      await drawPage(path, query, ticket);
    }
  } catch (problem) {
    if (ticket !== drawing) return;
    if (!main.children.length) main.replaceChildren(tryAgain());
    if (shown) history.replaceState(null, "", shown); // So that the same link can be tried again.
    complain(problem);
  }
}

async function drawPage(path, query, ticket) {
  const parameters = new URLSearchParams(query);
  const isList = path !== "/cart" && path !== "/orders";
  const searched = isList ? parameters.get("search") ?? "" : "";
  if (search.value.trim() !== searched) search.value = searched; // Somebody may be typing.
  const draft = { "/cart": cartView, "/orders": ordersView }[path] ?? catalogView;
  const view = await draft(parameters);
  if (ticket !== drawing) return;
  if (!isList) await showCategories(null);
  if (isList) list = listAddress(Object.fromEntries(parameters));
  if (shown !== location.hash) scrollTo(0, 0);
  shown = isList ? list : location.hash;
  main.replaceChildren(...view.filter(Boolean));
}

function closeProduct() {
  const open = product;
  product = null;
  open?.close();
}

function leaveProduct() {
  product = null;
  location.hash = shown;
}

const tryAgain = () => h("div", { class: "empty" }, h("p", {}, "The shop doesn't answer."),
  h("button", { type: "button", class: "primary", onclick: draw }, "Try again"));

search.form.addEventListener("submit", (event) => event.preventDefault());
let typing;
search.addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    location.hash = listAddress({ search: search.value.trim() });
  }, 250);
});

account.addEventListener("click", () => (customer ? signOut() : signIn()));
session.addEventListener("change", () => {
  account.textContent = customer ? "Sign out" : "Sign in";
  account.title = customer?.name ?? "";
  if (!/^#\/(cart|orders)/.test(shown)) return;
  if (customer) return draw();
  drawing++; // What is somebody's own goes with them, at once, whatever is on its way.
  shown = "";
  main.replaceChildren();
  location.hash = "#/";
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault(); // The address says what is shown, and that stays.
  main.focus();
});

addEventListener("hashchange", draw);
showFooter();
keepCart();
restore();
await draw();
