// Calls the API through the entrance that this page itself was loaded through.
const known = await fetch("/entrances.json").then((response) => response.json());

export const entrances = known.entrances;
export const entrance = entrances.find((one) => one.page === location.origin);
const base = entrance?.api ?? known.api;

export const calls = new EventTarget();

export class Problem extends Error {
  constructor(status, title, errors) {
    super(title);
    this.status = status;
    this.errors = errors;
  }
}

let token = null;
export function useToken(value) {
  token = value;
}

export async function call(method, path, { body, headers } = {}) {
  const started = performance.now();
  const response = await send(method, path, body, headers);
  tell(response, performance.now() - started);
  const answer = await response.json().catch(() => null);
  if (response.ok) return answer;
  if (response.status === 401 && token) calls.dispatchEvent(new Event("signed-out"));
  throw new Problem(response.status, answer?.title ?? `The shop answered ${response.status}.`,
    answer?.errors);
}

async function send(method, path, body, headers = {}) {
  const all = { ...headers };
  if (token) all.Authorization = `Bearer ${token}`;
  if (body) all["Content-Type"] = "application/json";
  try {
    return await fetch(base + path, { method, headers: all, body: body && JSON.stringify(body) });
  } catch {
    calls.dispatchEvent(new CustomEvent("answered", { detail: { unreachable: true } }));
    throw new Problem(0, "The shop can't be reached. Please try again.");
  }
}

// Who answered, how long it took there, and how long with the way there and back.
function tell(response, latency) {
  const [region, instance, release] = (response.headers.get("X-Served-By") ?? "").split("/");
  const timing = response.headers.get("Server-Timing") ?? "";
  // What either of the edge's and the backend's caches had, else what they say instead.
  const cache = response.headers.get("X-Cache")
    ?? /(?:cdn|cache);desc="?(hit|stale)/.exec(timing)?.[1]
    ?? /(?:cdn|cache);desc="?(\w+)/.exec(timing)?.[1];
  const server = Number(/app;dur=([\d.]+)/.exec(timing)?.[1] ?? NaN);
  const detail = { region, instance, release, cache, server, latency };
  calls.dispatchEvent(new CustomEvent("answered", { detail }));
}
