// Charts over time: each draws its series into an SVG of its own.

import { clock, day, h, s, time } from "./dom.js";

const PAD = { top: 10, right: 12, bottom: 22, left: 58 };
const HEIGHT = 176;

/** One chart in a card: `{title, format, least, series: [{label, metric}]}`, where `least` is the least top of its scale. */
export class Chart {
  constructor(options) {
    this.options = options;
    this.data = null;
    this.hover = null;
    this.value = h("p", { class: "chart-value" });
    this.plot = h("div", { class: "plot" });
    this.element = h(
      "figure",
      { class: "card chart" },
      h("figcaption", {}, h("span", { class: "chart-title" }, options.title), this.value),
      this.plot,
    );
    this.plot.addEventListener("pointermove", (event) => this.point(event));
    this.plot.addEventListener("pointerleave", () => this.point(null));
    new ResizeObserver(() => this.draw()).observe(this.plot);
  }

  /** `{from, to, gap, series: [[{at, value}]]}`: a line breaks where points are further apart than `gap`. */
  update(data) {
    this.data = data;
    this.draw();
  }

  point(event) {
    if (!this.data || !this.scale) return;
    this.hover = event ? this.scale.time(event.clientX - this.plot.getBoundingClientRect().left) : null;
    this.draw();
  }

  draw() {
    const width = this.plot.clientWidth;
    if (!this.data || width === 0) return;
    const { from, to, series } = this.data;
    const all = series.flat();
    const top = niceTop(Math.max(this.options.least, ...all.map((point) => point.value)));
    const x = (at) => PAD.left + ((at - from) / (to - from)) * (width - PAD.left - PAD.right);
    const y = (value) => HEIGHT - PAD.bottom - (value / top) * (HEIGHT - PAD.top - PAD.bottom);
    this.scale = { time: (px) => from + ((px - PAD.left) / (width - PAD.left - PAD.right)) * (to - from) };

    const svg = s("svg", { width, height: HEIGHT, role: "img", "aria-label": this.describe() });
    for (const value of [0, top / 2, top]) {
      svg.append(
        s("line", { class: "grid", x1: PAD.left, x2: width - PAD.right, y1: y(value), y2: y(value) }),
        s("text", { class: "tick", x: PAD.left - 8, y: y(value) + 3.5, "text-anchor": "end" }, this.options.tick(value)),
      );
    }
    for (const at of ticks(from, to, Math.max(2, Math.floor(width / 110)))) {
      svg.append(s("text", { class: "tick", x: x(at), y: HEIGHT - 5, "text-anchor": "middle" }, tickText(at, to - from)));
    }
    series.forEach((points, index) => {
      for (const part of parts(points, this.data.gap)) {
        const line = part.map((point) => `${x(point.at).toFixed(1)} ${y(point.value).toFixed(1)}`).join("L");
        const [start, end] = [x(part[0].at).toFixed(1), x(part.at(-1).at).toFixed(1)];
        svg.append(
          s("path", { class: `area series-${index}`, d: `M${line}L${end} ${y(0)}L${start} ${y(0)}Z` }),
          s("path", { class: `line series-${index}`, d: part.length > 1 ? `M${line}` : `M${line}h.1` }),
        );
      }
    });
    const shown = this.hover === null ? null : series.map((points) => nearest(points, this.hover, this.data.gap));
    if (shown?.some(Boolean)) {
      const at = shown.find(Boolean).at;
      svg.append(s("line", { class: "cursor", x1: x(at), x2: x(at), y1: PAD.top, y2: HEIGHT - PAD.bottom }));
      shown.forEach((point, index) => {
        if (point) svg.append(s("circle", { class: `dot series-${index}`, cx: x(point.at), cy: y(point.value), r: 3.5 }));
      });
    }
    if (all.length === 0) {
      svg.append(s("text", { class: "empty", x: width / 2, y: HEIGHT / 2, "text-anchor": "middle" }, "nothing measured yet"));
    }
    this.plot.replaceChildren(svg);
    this.head(shown?.some(Boolean) ? shown : series.map((points) => points.at(-1)), Boolean(shown?.some(Boolean)));
  }

  /** The values in the card's head: those under the pointer, or the latest. */
  head(points, hovering) {
    const several = this.options.series.length > 1;
    const values = points.map((point, index) =>
      point &&
      h("span", { class: `value series-${index}` }, several && h("span", { class: "key" }, this.options.series[index].label), this.options.format(point.value)));
    const at = hovering && points.find(Boolean);
    this.value.replaceChildren(...[at && h("span", { class: "quiet" }, clock(at.at)), ...values].filter(Boolean));
  }

  describe() {
    const latest = this.data.series.map((points) => points.at(-1)?.value).filter((value) => value !== undefined);
    return `${this.options.title}: ${latest.map(this.options.format).join(", ") || "nothing measured yet"}`;
  }
}

/** What a target was: one bar for each while, full and green when it was up all the time. */
export function strip({ since, step, points }, bars = 48) {
  const width = 4, gap = 1.5, height = 22;
  const now = Date.now();
  const length = (now - since) / bars;
  const cells = Array.from({ length: bars }, () => []);
  for (const point of points) {
    cells[Math.min(bars - 1, Math.max(0, Math.floor((point.at + step / 2 - since) / length)))].push(point);
  }
  const svg = s("svg", { class: "strip", viewBox: `0 0 ${bars * (width + gap)} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": uptime(points) });
  cells.forEach((cell, index) => {
    const up = mean(cell.map((point) => point.up));
    const slow = mean(cell.map((point) => point.latency_ms).filter((ms) => ms !== null));
    const tone = up === null ? "none" : up > 0.99 ? "good" : up > 0.01 ? "some" : "bad";
    const when = `${clock(since + index * length, false)}: `;
    const text = up === null ? "not probed" : `${Math.round(up * 100)} % up${slow === null ? "" : `, ${slow.toFixed(1)} ms`}`;
    svg.append(s("rect", { class: `bar ${tone}`, x: index * (width + gap), y: tone === "none" ? height - 4 : 0, width, height: tone === "none" ? 4 : height, rx: 1.5 }, s("title", {}, when + text)));
  });
  return svg;
}

const uptime = (points) => (points.length ? `up ${Math.round(mean(points.map((point) => point.up)) * 100)} % of the time` : "not probed yet");
const mean = (values) => (values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null);

/** Runs of points without a gap between them. */
function parts(points, gap) {
  const found = [];
  for (const point of points) {
    const last = found.at(-1);
    if (last && point.at - last.at(-1).at <= gap) last.push(point);
    else found.push([point]);
  }
  return found;
}

function nearest(points, at, within) {
  let best = null;
  for (const point of points) {
    if (best === null || Math.abs(point.at - at) < Math.abs(best.at - at)) best = point;
  }
  return best && Math.abs(best.at - at) <= within ? best : null;
}

/** The next of 1, 2, 5, 10, 20, 50, … that is not below `value`. */
function niceTop(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999);
}

const MINUTE = 60_000;
const STEPS = [10_000, 30_000, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE, 60 * MINUTE, 120 * MINUTE, 180 * MINUTE, 360 * MINUTE, 720 * MINUTE, 1440 * MINUTE];

/** Round times between two times, at most `most` of them. */
function ticks(from, to, most) {
  const step = STEPS.find((candidate) => (to - from) / candidate <= most) ?? STEPS.at(-1) * Math.ceil((to - from) / STEPS.at(-1) / most);
  const zone = new Date(to).getTimezoneOffset() * MINUTE;
  const first = Math.ceil((from - zone) / step) * step + zone;
  const margin = (to - from) * 0.03;
  const found = [];
  for (let at = first; at <= to - margin; at += step) if (at >= from + margin) found.push(at);
  return found;
}

const tickText = (at, length) => (length > 2 * 1440 * MINUTE ? day(at) : time(at, length < 4 * MINUTE));
