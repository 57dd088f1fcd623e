// Drives the proxy with npm's client, and prints "held" if the server behaved as that client expects.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { Toxiproxy } = require("toxiproxy-node-client");
const toxiproxy = new Toxiproxy(process.argv[2]);
const upstream = "127.0.0.1:1";

assert.match(JSON.parse(await toxiproxy.getVersion()).version, /^\d+\.\d+\.\d+$/);

const proxy = await toxiproxy.createProxy({ name: "node", listen: "127.0.0.1:0", upstream });
assert.equal(proxy.enabled, true);
await assert.rejects(toxiproxy.createProxy({ name: "node", listen: "127.0.0.1:0", upstream }));

const toxic = await proxy.addToxic({
  name: "slow",
  type: "latency",
  stream: "upstream",
  toxicity: 1,
  attributes: { latency: 100, jitter: 10 },
});
assert.deepEqual(toxic.attributes, { latency: 100, jitter: 10 });
const slower = await toxic.update({ ...toxic.toJson(), attributes: { latency: 200, jitter: 0 } });
assert.deepEqual(slower.attributes, { latency: 200, jitter: 0 });
assert.equal((await proxy.getToxic("slow")).attributes.latency, 200);
await slower.remove();
await assert.rejects(proxy.getToxic("slow"));

const off = await proxy.update({ ...proxy.toJson(), enabled: false });
assert.equal(off.enabled, false);
await proxy.addToxic({ type: "timeout", attributes: { timeout: 0 } });
await toxiproxy.reset();
assert.equal((await toxiproxy.get("node")).enabled, true);
await assert.rejects(proxy.getToxic("timeout_downstream"));

const populated = await toxiproxy.populate([
  proxy.toJson(),
  { name: "second", listen: "127.0.0.1:0", upstream },
]);
assert.deepEqual(Object.keys(populated).sort(), ["node", "second"]);
assert.deepEqual(Object.keys(await toxiproxy.getAll()).sort(), ["node", "second"]);

await proxy.remove();
await assert.rejects(toxiproxy.get("node"));
console.log("held");
