import { call } from "./api.js";
import { addToCart } from "./cart.js";
import { h, money, openDialog, picture } from "./dom.js";
import { reviews } from "./reviews.js";
import { complain } from "./toast.js";

const pageSize = 24;

// Where a list of products lives: #/?search=mug&category=Mugs&page=2
export const listAddress = (changes) => {
  const query = new URLSearchParams(
    Object.entries(changes).filter(([, value]) => value && value !== "1"));
  return query.size ? `#/?${query}` : "#/";
};

export async function showCategories(current) {
  const nav = document.getElementById("categories");
  if (!nav.children.length) {
    const categories = await call("GET", "/api/categories");
    nav.replaceChildren(...["", ...categories.map((one) => one.name)].map((name) =>
      h("a", { class: "button", href: listAddress({ category: name }), "data-name": name },
        name || "Everything")));
  }
  for (const link of nav.children) {
    if (link.dataset.name === current) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

export async function catalogView(query) {
  const [search, category] = [query.get("search") ?? "", query.get("category") ?? ""];
  const page = Number(query.get("page") ?? 1);
  const wanted = new URLSearchParams({ page, pageSize });
  if (search) wanted.set("search", search);
  if (category) wanted.set("category", category);
  const products = call("GET", `/api/products?${wanted}`);
  const [found] = await Promise.all([products, showCategories(category)]);
  const size = `${found.total.toLocaleString("en-US")} product${found.total === 1 ? "" : "s"}`;
  const title = search ? `“${search}”` : category || "Good things, far and near";
  return [
    h("div", { class: "heading" }, h("h1", {}, title),
      h("span", { class: "muted" }, size)),
    found.total ? h("ul", { class: "products" }, found.items.map(card)) : nothingFound(),
    pager(found, { search, category }),
  ];
}

const card = (product) => h("li", {}, h("article", { class: "product" },
  picture(product.id, 400),
  product.freeShipping ? h("span", { class: "tag" }, "Free shipping") : null,
  h("div", { class: "text" },
    h("h2", {}, h("a", { href: `#/product/${product.id}` }, product.name)),
    h("span", { class: "muted" }, product.category),
    h("div", { class: "row" },
      h("span", { class: "price" }, money(product.price)),
      h("button", {
        type: "button",
        class: "add",
        disabled: product.stock === 0,
        "aria-label": `Add ${product.name} to the cart`,
        onclick: () => addToCart(product),
      }, "+")))));

const nothingFound = () => h("div", { class: "empty" },
  h("p", {}, "Nothing like that on our shelves."),
  h("a", { class: "button", href: "#/" }, "Show everything"));

function pager({ page, total }, filter) {
  const pages = Math.ceil(total / pageSize);
  if (pages < 2) return null;
  const step = (to, label) => to < 1 || to > pages
    ? h("button", { disabled: true }, label)
    : h("a", { class: "button", href: listAddress({ ...filter, page: String(to) }) }, label);
  return h("nav", { class: "pager", "aria-label": "Pages" },
    step(page - 1, "← Back"), h("span", {}, `${page} of ${pages}`), step(page + 1, "More →"));
}

export async function showProduct(id) {
  const product = await call("GET", `/api/products/${id}`);
  return openDialog("", product.name, h("div", { class: "detail" },
    picture(product.id, 400),
    h("div", { class: "text" },
      h("span", { class: "muted" }, product.category),
      h("h1", {}, product.name),
      h("span", { class: "price" }, money(product.price)),
      product.freeShipping ? h("span", { class: "tag" }, "Free shipping") : null,
      h("p", {}, product.description),
      h("p", { class: "muted" }, product.stock > 0 ? `${product.stock} in stock` : "Sold out"),
      h("button", {
        type: "button",
        class: "primary",
        autofocus: true,
        disabled: product.stock === 0,
        onclick: () => addToCart(product).catch(complain),
      }, "Add to cart"),
      reviews(product.id))));
}
