import { fact } from "./board.js";
import { el } from "./dom.js";
import { ms } from "./figures.js";

// What a demo found, as tables. Reports have the form in which the command line saves them.

/** What was claimed, and what was measured. */
export function expectations(report) {
  return el("table.facts", {},
    head("expected", "bounds", "measured"),
    ...report.expectations.map(one => el("tr", {},
      el("td", {}, one.held ? el("span.good", {}, "✔ ") : el("span.bad", {}, "✘ "), one.what),
      el("td.number.soft", {}, one.bounds),
      el("td.number", {}, `${short(one.value)} ${one.unit}`))));
}

/** What the demo laid side by side, if it did; else what readers met in each phase. */
export const measured = report => report.comparison ? comparison(report.comparison) : phases(report);

const comparison = ({ columns, rows }) => el("table.facts", {},
  head(...columns),
  ...rows.map(row => el("tr", {},
    ...row.map((cell, index) => el(index ? "td.number" : "td", {}, cell)))));

/** What the demo's history breaks, each with the smallest proof of it as a picture. */
export const broken = report => (report.findings ?? [])
  .filter(one => one.violations > 0)
  .map(one => el("figure.finding", {},
    el("figcaption", {}, el("strong", {}, `Checked for ${one.guarantee}: ${one.violations} violations.`), ` ${one.sentence}`),
    el("img", { src: `data:image/svg+xml,${encodeURIComponent(one.svg)}`, alt: one.sentence })));

function phases(report) {
  const regions = [...new Set(report.phases.flatMap(phase => Object.keys(phase.regions)))];
  return el("table.facts", {},
    head("reads, median", ...report.phases.map(phase => `${phase.name}`)),
    ...regions.map(region => el("tr", {},
      el("td", {}, fact("region", region)?.city ?? region),
      ...report.phases.map(phase => cell(phase.regions[region].reads)))));
}

function cell(reads) {
  const median = reads.ok ? `${ms(reads.p50_ms)} ms` : "";
  const lost = reads.failed ? el("span.bad", {}, ` ✕ ${share(reads)}`) : null;
  return el("td.number", {}, median, lost);
}

function share({ ok, failed }) {
  const percent = 100 * failed / (ok + failed);
  return percent === 100 ? "all" : `${percent < 1 ? "<1" : percent.toFixed(0)} %`;
}

const head = (...titles) =>
  el("tr", {}, ...titles.map((title, index) => el(index ? "th.number" : "th", {}, title)));

const short = value =>
  typeof value !== "number" ? value
    : Math.abs(value) >= 100 || Number.isInteger(value) ? value.toFixed(0) : value.toFixed(1);
