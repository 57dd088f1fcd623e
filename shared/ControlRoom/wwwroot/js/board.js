// The board as the server has it: facts by topic and name, records by topic.

const kept = { second: 120, log: 1000, order: 1000 };

export const board = { facts: {}, records: {}, isConnected: false };

/** The named facts of a topic, as a list of [name, value]. */
export const all = topic => Object.entries(board.facts[topic] ?? {});
export const values = topic => Object.values(board.facts[topic] ?? {});
export const fact = (topic, name) => board.facts[topic]?.[name];
export const records = topic => board.records[topic] ?? [];

/**
 * Keeps the board up to date and calls back with the topic of every change, without one when all
 * may have changed; reconnects for ever.
 */
export function follow(changed) {
  const events = new EventSource("/api/events");
  const on = (type, apply) => events.addEventListener(type, event => {
    const data = JSON.parse(event.data);
    apply(data);
    changed(board.isConnected ? data.topic : undefined);
    board.isConnected = true;
  });

  on("snapshot", snapshot => Object.assign(board, snapshot));
  on("fact", ({ topic, name, value }) => {
    (board.facts[topic] ??= {})[name] = value;
  });
  on("record", ({ topic, value }) => {
    const record = board.records[topic] ??= [];
    record.push(value);
    record.splice(0, record.length - kept[topic]);
  });

  events.addEventListener("error", () => {
    board.isConnected = false;
    changed();
    // Most browsers come back by themselves, except when they were refused.
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(() => follow(changed), 1000);
    }
  });
}
