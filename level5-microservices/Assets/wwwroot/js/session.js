import { call, calls, useToken } from "./api.js";
import { h, openDialog } from "./dom.js";
import { say } from "./toast.js";

const storage = "session";
export const session = new EventTarget();
export let customer = null;

function set(value) {
  customer = value?.customer ?? null;
  useToken(value?.token ?? null);
  if (value) localStorage.setItem(storage, JSON.stringify(value));
  else localStorage.removeItem(storage);
  session.dispatchEvent(new Event("change"));
}

export function restore() {
  calls.addEventListener("signed-out", () => set(null));
  set(JSON.parse(localStorage.getItem(storage)));
}

export function signOut() {
  set(null);
  say("Signed out. See you soon.");
}

// Resolves to whether the visitor is signed in now, after asking them if need be.
export function signIn() {
  if (customer) return Promise.resolve(true);
  return new Promise((resolve) => {
    const dialog = openDialog("narrow", "Sign in", form(false, () => dialog.close()));
    dialog.addEventListener("close", () => resolve(customer !== null));
    dialog.querySelector("input").focus();
  });
}

function form(isNew, done) {
  const fields = [
    isNew && field("name", "Name", { autocomplete: "name", maxlength: "100" }),
    field("email", "E-mail", { type: "email", autocomplete: "email" }),
    field("password", isNew ? "Password (8 characters or more)" : "Password", {
      type: "password",
      autocomplete: isNew ? "new-password" : "current-password",
    }),
  ];
  const swapped = () => swap(result, isNew, done);
  const other = h("button", { type: "button", class: "plain", onclick: swapped },
    isNew ? "I have an account" : "Create an account");
  const failure = h("p", { class: "error", role: "alert" });
  const result = h("form", { class: "form", novalidate: "", onsubmit: (event) => {
    event.preventDefault();
    submit(result, isNew, failure, done);
  } },
  h("h2", {}, isNew ? "Create an account" : "Welcome back"), ...fields.filter(Boolean), failure,
  h("button", { class: "primary" }, isNew ? "Create account" : "Sign in"), other);
  return result;
}

const field = (name, label, attributes) => h("label", {}, label,
  h("input", { name, required: "", ...attributes }),
  h("span", { class: "error", "data-field": name }));

function swap(current, isNew, done) {
  const next = form(!isNew, done);
  current.replaceWith(next);
  next.querySelector("input").focus();
}

async function submit(element, isNew, failure, done) {
  const path = isNew ? "/api/customers" : "/api/sessions";
  element.querySelectorAll(".error").forEach((error) => error.replaceChildren());
  try {
    set(await call("POST", path, { body: Object.fromEntries(new FormData(element)) }));
    say(`Welcome, ${customer.name}.`);
    done();
  } catch (problem) {
    showErrors(element, failure, problem);
  }
}

function showErrors(element, failure, problem) {
  if (!problem.errors) failure.textContent = problem.message;
  for (const [name, [message]] of Object.entries(problem.errors ?? {})) {
    const place = element.querySelector(`[data-field="${name}"]`) ?? failure;
    place.textContent = message;
  }
}
