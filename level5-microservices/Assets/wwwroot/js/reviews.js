import { call } from "./api.js";
import { h } from "./dom.js";
import { signIn } from "./session.js";
import { complain } from "./toast.js";

// What customers say of a product. Each answer is the newest that this region knows.
export function reviews(id) {
  const place = h("section", { class: "reviews", "aria-label": "Reviews" });
  const text = h("input", { name: "text", required: "", maxlength: "500",
    "aria-label": "Your review", placeholder: "What do you think of it?" });
  const form = h("form", { class: "row", onsubmit: (event) => {
    event.preventDefault();
    change("POST", "reviews", { text: text.value }).then(() => { text.value = ""; }, complain);
  } }, text, h("button", {}, "Send"));

  function show({ likes, reviews: all }) {
    const like = h("button", { type: "button", "aria-label": `Like it, as ${likes} do`,
      onclick: () => change("POST", "likes").catch(complain) }, `♥ ${likes}`);
    place.replaceChildren(
      h("div", { class: "row" }, h("h2", {}, "Reviews"), like),
      h("ul", {}, all.map(entry)),
      form);
  }

  const entry = (review) => h("li", {},
    h("p", {}, review.text),
    review.isMine ? h("button", { type: "button", class: "plain",
      onclick: () => change("DELETE", `reviews/${review.id}`).catch(complain) }, "Remove") : null);

  async function change(method, what, body) {
    if (await signIn()) show(await call(method, `/api/products/${id}/${what}`, { body }));
  }

  call("GET", `/api/products/${id}/reviews`).then(show, (problem) =>
    place.replaceChildren(h("p", { class: "muted" }, problem.message)));
  return place;
}
