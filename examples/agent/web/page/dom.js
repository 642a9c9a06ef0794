// Small helpers: elements, numbers and times as people read them.

const SVG = "http://www.w3.org/2000/svg";

/** An HTML element. */
export const h = (tag, attributes, ...children) =>
  fill(document.createElement(tag), attributes, children);

/** An SVG element. */
export const s = (tag, attributes, ...children) =>
  fill(document.createElementNS(SVG, tag), attributes, children);

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces the content of an element, but only if `key` says that it has changed. */
export function show(id, key, children) {
  const element = document.getElementById(id);
  const text = JSON.stringify(key);
  if (element.dataset.key === text) return;
  element.dataset.key = text;
  element.replaceChildren(...children());
}

export const $ = (id) => document.getElementById(id);

const scaled = (value, units, base) => {
  let unit = 0;
  while (Math.abs(value) >= base && unit < units.length - 1) {
    value /= base;
    unit += 1;
  }
  const digits = unit === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[unit]}`;
};

export const bytes = (value) => scaled(value, ["B", "KiB", "MiB", "GiB", "TiB", "PiB"], 1024);
export const rate = (value) => scaled(value, ["B/s", "kB/s", "MB/s", "GB/s"], 1000);
export const percent = (value) => `${value.toFixed(value >= 99.95 || value === 0 ? 0 : 1)} %`;
export const number = (value) => value.toFixed(2);
export const latency = (ms) => (ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms.toFixed(ms >= 10 ? 0 : 1)} ms`);

/** A length of time: 12 s, 3 min, 2 h 5 min, 4 d 3 h. */
export function span(ms) {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return minutes % 60 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  return hours % 24 ? `${Math.floor(hours / 24)} d ${hours % 24} h` : `${Math.floor(hours / 24)} d`;
}

const two = (value) => String(value).padStart(2, "0");

/** The time of day. */
export function time(ms, seconds = true) {
  const at = new Date(ms);
  return `${two(at.getHours())}:${two(at.getMinutes())}${seconds ? `:${two(at.getSeconds())}` : ""}`;
}

/** The date. */
export function day(ms) {
  const at = new Date(ms);
  return `${at.getDate()} ${at.toLocaleString("en", { month: "short" })}`;
}

/** The time of day; with its date when that is not today. */
export function clock(ms, seconds = true) {
  const today = day(ms) === day(Date.now());
  return today ? time(ms, seconds) : `${day(ms)} ${time(ms, seconds)}`;
}

/** A time of the report, in milliseconds. */
export const millis = (time) => time.secs_since_epoch * 1000 + time.nanos_since_epoch / 1e6;
