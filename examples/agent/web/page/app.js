// The page: it shows what the stream says, and asks for history every now and then.

import { $, bytes, clock, h, latency, number, percent, rate, s, show, span } from "./dom.js";
import { Chart, strip } from "./charts.js";
import { brief, draw, row, tone } from "./graph.js";

const RANGES = [[15, "15 min"], [60, "1 h"], [360, "6 h"], [1440, "1 d"], [10080, "7 d"]];
const TAIL = 2000;

const page = {
  state: null,
  minutes: 15,
  selected: null,
  /** What the stream has said since the page was opened: the end of every chart, and all of it while the store is away. */
  tail: [],
  history: new Map(),
  probes: new Map(),
  pastAlerts: [],
  /** The timer of the next refresh. */
  next: null,
  /** How far the clock of the agent is ahead of this one. */
  ahead: 0,
};

const now = () => Date.now() + page.ahead;

const rateTick = (value) => rate(value).replace(/(\.\d*?)0+ /, "$1 ").replace(". ", " ");
const CHARTS = [
  { title: "CPU", format: percent, tick: (value) => `${value} %`, least: 10, series: [{ label: "all cores", metric: "cpu", of: (host) => host.cpu }] },
  { title: "Memory", format: percent, tick: (value) => `${value} %`, least: 100, series: [{ label: "used", metric: "memory", of: (host) => share(host.memory) }] },
  { title: "Load", format: number, tick: (value) => String(value), least: 1, series: [{ label: "1 min", metric: "load", of: (host) => host.load[0] }] },
  {
    title: "Network", format: rate, tick: rateTick, least: 1000,
    series: [
      { label: "in", metric: "received", of: (host) => total(host.networks, "received") },
      { label: "out", metric: "sent", of: (host) => total(host.networks, "sent") },
    ],
  },
].map((options) => new Chart(options));

const share = ({ used, total }) => (total ? (100 * used) / total : 0);
const total = (items, field) => items.reduce((sum, item) => sum + item[field], 0);

// ---------------------------------------------------------------- what comes in

function listen() {
  const stream = new EventSource("api/stream");
  stream.onmessage = (event) => take(JSON.parse(event.data));
  stream.onerror = () => link("wait", "reconnecting");
}

function take(state) {
  page.state = state;
  page.ahead = state.at - Date.now();
  if (state.host && page.tail.at(-1)?.at !== state.host.at) {
    page.tail.push(state.host);
    if (page.tail.length > TAIL) page.tail.shift();
  }
  link("good", "live");
  render();
  updateCharts();
}

/** Asks for history, and again when there may be more of it; what cannot be had stays as it was. */
async function refresh() {
  clearTimeout(page.next);
  const minutes = page.minutes;
  const get = async (path, keep) => {
    const response = await fetch(path).catch(() => null);
    if (response?.ok && minutes === page.minutes) keep(await response.json());
  };
  const metrics = CHARTS.flatMap((chart) => chart.options.series.map((series) => series.metric));
  const names = Object.keys(page.state?.targets ?? {});
  await Promise.all([
    ...metrics.map((metric) => get(`api/history?metric=${metric}&minutes=${minutes}`, (points) => page.history.set(metric, points))),
    ...names.map((name) => get(`api/probes?target=${encodeURIComponent(name)}&minutes=${minutes}`, (points) => page.probes.set(name, points))),
    get("api/alerts", (alerts) => (page.pastAlerts = alerts)),
  ]);
  if (minutes !== page.minutes) return;
  updateCharts();
  if (page.state) render();
  // A point of a week's chart stands for the better part of an hour.
  page.next = setTimeout(refresh, Math.min(60_000, Math.max(5000, minutes * 60)));
}

/** Draws all charts over the same time. */
function updateCharts() {
  const to = now();
  const range = page.minutes * 60_000;
  const data = CHARTS.map((chart) => chart.options.series.map(({ metric, of }) => {
    const history = page.history.get(metric);
    const points = history ? [...history.points] : [];
    const last = points.length ? points.at(-1).at + history.step : 0;
    for (const host of page.tail) if (host.at >= last && host.at >= to - range) points.push({ at: host.at, value: of(host) });
    return points;
  }));
  const first = Math.min(to, ...data.flat().map((points) => points[0]?.at ?? to));
  const step = Math.max(1000, ...[...page.history.values()].map((history) => history.step));
  // A young agent has little to show: it gets the whole width all the same.
  const from = Math.max(to - range, Math.min(first, to - 120_000));
  CHARTS.forEach((chart, index) => chart.update({ from, to, gap: Math.max(step * 3, 15_000), series: data[index] }));
}

// ---------------------------------------------------------------- what is shown

function link(tone, text) {
  const pill = $("link");
  pill.dataset.tone = tone;
  if (pill.textContent !== text) pill.textContent = text;
}

function render() {
  const { state } = page;
  const problems = state.graph.nodes.filter((node) => tone(node) === "bad").length;
  const marks = (state.alerts?.length ?? 0) + problems + (state.problem ? 1 : 0);
  document.title = `${marks ? `(${marks}) ` : ""}${state.host?.name ?? "agent"}`;
  $("version").textContent = `agent ${state.version}`;
  renderHost(state.host);
  show("banners", [state.problem, state.alerts], () => banners(state));
  show("tiles", state.host, () => tiles(state.host));
  show("target-list", [state.targets, state.problem, [...page.probes], Math.floor(now() / 5000)], () => targets(state));
  show("alert-list", [state.alerts, page.pastAlerts, state.stored, Math.floor(now() / 5000)], () => alerts(state));
  renderGraph();
}

function renderHost(host) {
  if (!host) return;
  $("host").textContent = host.name;
  $("about").textContent = `${host.system} · ${host.cores} ${host.cores === 1 ? "core" : "cores"} · up ${span(host.uptime * 1000)}`;
}

function banners({ problem, alerts }) {
  const found = [];
  if (problem) {
    const where = problem.at ? `${problem.file}, line ${problem.at[0]}, column ${problem.at[1]}` : problem.file;
    const meanwhile = problem.has_last_good ? "The last good ones stay in force." : "What cannot do without settings waits.";
    found.push(h("div", { class: "banner bad", "data-banner": "settings" },
      h("p", {}, h("b", {}, "The settings have a mistake."), ` ${meanwhile}`),
      h("p", {}, `${where}: ${problem.message}`),
      problem.line !== null && h("pre", {}, `${problem.line}\n${" ".repeat(Math.max(0, problem.at[1] - 1))}^`)));
  }
  if (alerts?.length) {
    const short = alerts.slice(0, 3).map((alert, index) => [index > 0 && "; ", h("b", {}, alert.rule), ` (${alert.subject})`]);
    found.push(h("a", { class: "banner bad", "data-banner": "alerts", href: "#alerts" },
      h("p", {}, short, alerts.length > 3 && ` and ${alerts.length - 3} more`)));
  }
  return found;
}

function tiles(host) {
  if (!host) return [h("p", { class: "quiet" }, "The first measurement is under way.")];
  const meter = (value) => h("div", { class: `meter ${value >= 90 ? "bad" : value >= 75 ? "some" : "good"}`, role: "presentation" }, h("i", { style: `width:${Math.min(100, value).toFixed(1)}%` }));
  const tile = (name, value, more, ...rest) => h("div", { class: "card tile", "data-tile": name }, h("h3", {}, name), h("p", { class: "big" }, value), h("p", { class: "quiet" }, more), ...rest);
  const found = [
    tile("CPU", percent(host.cpu), `of ${host.cores} ${host.cores === 1 ? "core" : "cores"}`, meter(host.cpu)),
    tile("Memory", percent(share(host.memory)), `${bytes(host.memory.used)} of ${bytes(host.memory.total)}`, meter(share(host.memory))),
    tile("Load", number(host.load[0]), `${number(host.load[1])} in 5 min, ${number(host.load[2])} in 15 min`, meter((100 * host.load[0]) / host.cores)),
    tile("Network", rate(total(host.networks, "received")), `in; ${rate(total(host.networks, "sent"))} out`),
  ];
  if (host.swap.total > 0) {
    found.push(tile("Swap", percent(share(host.swap)), `${bytes(host.swap.used)} of ${bytes(host.swap.total)}`, meter(share(host.swap))));
  }
  for (const disk of host.disks) {
    found.push(tile(`Disk ${disk.mount}`, percent(share(disk)), `${bytes(disk.total - disk.used)} free of ${bytes(disk.total)}`, meter(share(disk))));
  }
  return found;
}

function targets({ targets: states, problem }) {
  const names = Object.keys(states);
  const waits = problem && !problem.has_last_good;
  const nothing = waits ? "Nothing is probed until the settings are mended." : "No targets: add some to the settings.";
  if (names.length === 0) return [h("p", { class: "nothing" }, nothing)];
  return names.map((name) => {
    const { address, last, since } = states[name];
    const tone = last === null ? "wait" : last.up ? "good" : "bad";
    const word = last === null ? "not probed yet" : `${last.up ? "up" : "down"} for ${span(now() - since)}`;
    const history = page.probes.get(name);
    return h("article", { class: `target ${tone}`, "data-target": name },
      h("div", { class: "what" },
        h("h3", {}, h("span", { class: "dot" }), name),
        h("p", { class: "quiet" }, address)),
      h("div", { class: "how" },
        h("p", {}, h("b", {}, word), last?.latency_ms != null && h("span", { class: "quiet" }, ` · ${latency(last.latency_ms)}`)),
        h("p", { class: "quiet" }, last?.detail ?? "")),
      history && h("div", { class: "past" }, strip(history)));
  });
}

function alerts({ alerts: active, stored }) {
  const found = [];
  if (active === null) found.push(h("p", { class: "nothing" }, "Nobody looks for alerts at present: see the graph."));
  for (const alert of active ?? []) {
    found.push(h("article", { class: "alert bad", "data-alert": alert.rule }, h("h3", {}, h("span", { class: "dot" }), alert.rule),
      h("p", {}, `${alert.subject}: ${alert.text}`), h("p", { class: "quiet" }, `for ${span(now() - alert.since)}, since ${clock(alert.since)}`)));
  }
  if (active?.length === 0) found.push(h("p", { class: "nothing good" }, h("span", { class: "dot" }), "All is well."));
  const past = page.pastAlerts.filter((alert) => alert.until !== null).slice(0, 5);
  if (past.length) found.push(h("h3", { class: "sub" }, "Earlier"));
  for (const alert of past) {
    found.push(h("article", { class: "alert none", title: alert.text }, h("h3", {}, h("span", { class: "dot" }), alert.rule),
      h("p", { class: "quiet" }, `${alert.subject}, ${clock(alert.since)}, for ${span(alert.until - alert.since)}`)));
  }
  if (!stored) found.push(h("p", { class: "nothing wait" }, h("span", { class: "dot" }), "Not recorded at present: the store is away."));
  return found;
}

function renderGraph() {
  const nodes = page.state.graph.nodes.filter((node) => node.state !== "left_out");
  const at = now();
  const key = nodes.map((node) => [node.name, brief(node, at), node.inputs, node.conditions]);
  show("drawing", [key, page.selected], () => [draw(nodes, at, page.selected, select)]);
  show("nodes", [nodes, page.selected, Math.floor(at / 1000)], () => nodes.map((node) => row(node, at, page.selected, select)));
  const running = nodes.filter((node) => node.state === "running").length;
  $("graph-summary").textContent = running === nodes.length ? `all ${running} nodes run` : `${running} of ${nodes.length} nodes run`;
}

function select(name) {
  page.selected = page.selected === name ? null : name;
  renderGraph();
  document.querySelector(`.node[data-node="${name}"]`)?.focus({ preventScroll: true });
}

function renderRanges() {
  $("ranges").replaceChildren(...RANGES.map(([minutes, text]) =>
    h("button", { type: "button", "aria-pressed": String(minutes === page.minutes), onclick: () => choose(minutes) }, text)));
}

function choose(minutes) {
  page.minutes = minutes;
  page.history.clear();
  page.probes.clear();
  renderRanges();
  refresh();
}

// ---------------------------------------------------------------- go

$("chart-grid").append(...CHARTS.map((chart) => chart.element));
renderRanges();
// The page counts as loaded when it shows something.
await fetch("api/state").then((response) => response.json()).then(take, () => link("wait", "reconnecting"));
await refresh();
listen();
