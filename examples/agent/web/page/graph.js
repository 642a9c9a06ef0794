// The drawing of the graph: a layered layout (layers, then order, then places), providers left of those who need them.

import { h, s, span, millis } from "./dom.js";

const BOX = { width: 160, height: 50 };
const GAP = { x: 112, y: 18 };

/** What a state looks like, and what it is called. */
export const STATES = {
  left_out: ["none", "left out"],
  waiting: ["wait", "waiting"],
  settling: ["busy", "settling"],
  back_off: ["bad", "back-off"],
  starting: ["busy", "starting"],
  running: ["good", "running"],
  stopping: ["busy", "stopping"],
  stuck: ["bad", "stuck"],
  done: ["none", "done"],
  declined: ["wait", "declined"],
  given_up: ["bad", "given up"],
  removed: ["none", "removed"],
  stopped: ["none", "stopped"],
};

export const tone = (node) => (STATES[node.state] ?? ["none"])[0];
export const stateText = (node) => (STATES[node.state] ?? ["", node.state])[1];

/** What the second line of a node says. */
export function brief(node, now) {
  if (node.next_attempt) return `${stateText(node)}, ${soon(node, now)}`;
  return node.run > 0 ? `${stateText(node)} · run ${node.run}` : stateText(node);
}

/** When a node is tried next. */
export function soon(node, now) {
  const left = millis(node.next_attempt.at) - now;
  return left > 500 ? `next in ${span(left)}` : "next now";
}

/** An SVG of the report's nodes; `select(name)` is called when one is chosen. */
export function draw(nodes, now, selected, select) {
  const edges = edgesOf(nodes);
  const { places, routes, width, height } = layout(nodes, edges);
  const svg = s("svg", { viewBox: `0 0 ${width} ${height}`, width, height, role: "group", "aria-label": "The graph of the agent" });
  edges.forEach((edge, index) => {
    const near = edge.from === selected || edge.to === selected;
    const classes = ["edge", edge.kind, edge.met ? "" : "unmet", selected ? (near ? "near" : "far") : ""];
    svg.append(s("path", { class: classes.join(" "), d: curve(routes[index]) }, s("title", {}, edge.title)));
  });
  for (const node of nodes) {
    const { x, y } = places.get(node.name);
    const choose = () => select(node.name);
    svg.append(
      s(
        "g",
        {
          class: `node ${tone(node)}${node.name === selected ? " selected" : ""}`,
          transform: `translate(${round(x)} ${round(y)})`,
          tabindex: 0,
          role: "button",
          "data-node": node.name,
          "aria-label": `${node.name}: ${brief(node, now)}`,
          onclick: choose,
          onkeydown: (event) => (event.key === "Enter" || event.key === " ") && (event.preventDefault(), choose()),
        },
        s("rect", { width: BOX.width, height: BOX.height, rx: 9 }),
        s("circle", { cx: 16, cy: 17, r: 4.5 }),
        s("text", { class: "name", x: 28, y: 21 }, node.name),
        s("text", { class: "brief", x: 16, y: 38 }, brief(node, now)),
      ),
    );
  }
  return svg;
}

/** Every edge: what an input or a condition comes from, and whether it is there. */
function edgesOf(nodes) {
  const short = (path) => path.split("::").at(-1);
  return nodes.flatMap((node) => [
    ...node.inputs.filter((input) => input.provider).map((input) => ({
      from: input.provider,
      to: node.name,
      kind: input.kind,
      met: input.available,
      title: `${input.provider} → ${node.name}: ${short(input.of)} (${input.kind === "watch" ? "watched" : input.kind})${input.available ? "" : ", not there"}`,
    })),
    ...node.conditions.map((condition) => ({
      from: condition.node,
      to: node.name,
      kind: "condition",
      met: condition.met,
      title: `${node.name} runs only when ${condition.node} does${condition.met ? "" : ", and it does not"}`,
    })),
  ]);
}

/** Where each node goes, and the points that each edge passes. */
function layout(nodes, edges) {
  const layer = layersOf(nodes, edges);
  // An edge that passes a layer gets a place of its own in it, so that no line runs through a box.
  const layers = Array.from({ length: Math.max(...layer.values()) + 1 }, () => []);
  for (const node of nodes) layers[layer.get(node.name)].push({ name: node.name, height: BOX.height, near: [] });
  const place = new Map(layers.flat().map((item) => [item.name, item]));
  const paths = edges.map((edge, index) => {
    const [from, to] = [place.get(edge.from), place.get(edge.to)];
    const path = [from];
    for (let passed = layer.get(edge.from) + 1; passed < layer.get(edge.to); passed += 1) {
      const item = { name: `${index}/${passed}`, height: 6, near: [] };
      layers[passed].push(item);
      path.push(item);
    }
    path.push(to);
    for (let hop = 1; hop < path.length; hop += 1) {
      path[hop - 1].near.push(path[hop]);
      path[hop].near.push(path[hop - 1]);
    }
    return path;
  });
  order(layers);
  const height = stack(layers);
  layers.forEach((items, index) => items.forEach((item) => (item.x = 8 + index * (BOX.width + GAP.x))));
  const places = new Map(nodes.map(({ name }) => [name, { x: place.get(name).x, y: place.get(name).y - BOX.height / 2 }]));
  return {
    places,
    routes: routesOf(paths, edges),
    width: 16 + layers.length * BOX.width + (layers.length - 1) * GAP.x,
    height: Math.ceil(height + 16),
  };
}

/** The layer of each node: one more than the last of those it needs. A watched edge counts unless it closes a cycle. */
function layersOf(nodes, edges) {
  const needs = new Map(nodes.map((node) => [node.name, []]));
  const leadsTo = (from, to) => from === to || needs.get(from).some((before) => leadsTo(before, to));
  const firm = (edge) => edge.kind !== "watch";
  for (const edge of [...edges.filter(firm), ...edges.filter((edge) => !firm(edge))]) {
    if (firm(edge) || !leadsTo(edge.from, edge.to)) needs.get(edge.to).push(edge.from);
  }
  const layer = new Map();
  const find = (name) => {
    if (!layer.has(name)) layer.set(name, Math.max(-1, ...needs.get(name).map(find)) + 1);
    return layer.get(name);
  };
  nodes.forEach((node) => find(node.name));
  return layer;
}

/** Orders each layer so that few edges cross: to and fro, each item goes to the mean of its neighbours. */
function order(layers) {
  const number = (items) => items.forEach((item, index) => (item.order = index));
  layers.forEach(number);
  let best = { crossings: crossings(layers), layers: layers.map((items) => [...items]) };
  for (let sweep = 0; sweep < 24; sweep += 1) {
    const forth = sweep % 2 === 0;
    for (let step = 1; step < layers.length; step += 1) {
      const index = forth ? step : layers.length - 1 - step;
      const beside = new Set(layers[forth ? index - 1 : index + 1]);
      for (const item of layers[index]) {
        const near = item.near.filter((other) => beside.has(other));
        item.wish = near.length ? near.reduce((sum, other) => sum + other.order, 0) / near.length : item.order;
      }
      layers[index].sort((a, b) => a.wish - b.wish || a.order - b.order);
      number(layers[index]);
    }
    const found = crossings(layers);
    if (found < best.crossings) best = { crossings: found, layers: layers.map((items) => [...items]) };
  }
  best.layers.forEach((items, index) => {
    layers[index].splice(0, layers[index].length, ...items);
    number(layers[index]);
  });
}

function crossings(layers) {
  let count = 0;
  for (let index = 1; index < layers.length; index += 1) {
    const before = new Set(layers[index - 1]);
    const hops = layers[index].flatMap((item) => item.near.filter((other) => before.has(other)).map((other) => [other.order, item.order]));
    hops.forEach(([a, b], one) => {
      for (const [c, d] of hops.slice(one + 1)) if ((a - c) * (b - d) < 0) count += 1;
    });
  }
  return count;
}

/** Gives each item its height on the page: near its neighbours, in order, without touching. Returns the height of all. */
function stack(layers) {
  const room = (a, b) => (a.height + b.height) / 2 + GAP.y * (a.height < BOX.height && b.height < BOX.height ? 0.6 : 1);
  for (const items of layers) {
    items.forEach((item, index) => (item.y = index === 0 ? 0 : items[index - 1].y + room(items[index - 1], item)));
  }
  for (let round = 0; round < 40; round += 1) {
    for (const items of round % 2 ? [...layers].reverse() : layers) {
      for (const item of items) {
        item.wish = item.near.length ? item.near.reduce((sum, other) => sum + other.y, 0) / item.near.length : item.y;
      }
      settle(items, room);
    }
  }
  const all = layers.flat();
  const top = Math.min(...all.map((item) => item.y - item.height / 2));
  for (const item of all) item.y += 8 - top;
  return Math.max(...all.map((item) => item.y + item.height / 2)) - 8;
}

/** Moves items to their wishes; those that would touch form a block, which goes to the mean of its wishes. */
function settle(items, room) {
  const blocks = [];
  for (const item of items) {
    let block = { items: [item], offsets: [0], sum: item.wish };
    for (let before = blocks.at(-1); before; before = blocks.at(-1)) {
      const at = before.sum / before.items.length;
      const last = before.offsets.at(-1);
      const step = room(before.items.at(-1), block.items[0]);
      if (block.sum / block.items.length >= at + last + step) break;
      blocks.pop();
      const shift = last + step;
      block = {
        items: [...before.items, ...block.items],
        offsets: [...before.offsets, ...block.offsets.map((offset) => offset + shift)],
        sum: before.sum + block.sum - shift * block.items.length,
      };
    }
    blocks.push(block);
  }
  for (const block of blocks) {
    const at = block.sum / block.items.length;
    block.items.forEach((item, index) => (item.y = at + block.offsets[index]));
  }
}

/** The points of each edge; those that end at one box are spread over its side, in the order in which they arrive. */
function routesOf(paths, edges) {
  const ports = (end) => {
    const sides = new Map();
    paths.forEach((path, index) => {
      const name = end === "to" ? edges[index].to : edges[index].from;
      const other = end === "to" ? path.at(-2) : path[1];
      if (!sides.has(name)) sides.set(name, []);
      sides.get(name).push({ index, y: other.y });
    });
    const offset = [];
    for (const side of sides.values()) {
      side.sort((a, b) => a.y - b.y);
      const step = Math.min(9, (BOX.height - 14) / side.length);
      side.forEach(({ index }, place) => (offset[index] = (place - (side.length - 1) / 2) * step));
    }
    return offset;
  };
  const [starts, ends] = [ports("from"), ports("to")];
  return paths.map((path, index) => {
    const backwards = path[0].x >= path.at(-1).x;
    const points = path.slice(1, -1).flatMap((item) => [{ x: item.x, y: item.y }, { x: item.x + BOX.width, y: item.y }]);
    const start = { x: path[0].x + (backwards ? 0 : BOX.width), y: path[0].y + starts[index] };
    const end = { x: path.at(-1).x + (backwards ? BOX.width : 0), y: path.at(-1).y + ends[index] };
    return [start, ...points, end];
  });
}

/** A smooth line: level where it leaves and arrives. */
function curve(points) {
  const at = (x, y) => `${round(x)} ${round(y)}`;
  let path = `M${at(points[0].x, points[0].y)}`;
  for (let index = 1; index < points.length; index += 1) {
    const [from, to] = [points[index - 1], points[index]];
    const bend = (to.x - from.x) / 2;
    path += from.y === to.y ? `L${at(to.x, to.y)}` : `C${at(from.x + bend, from.y)} ${at(to.x - bend, to.y)} ${at(to.x, to.y)}`;
  }
  return path;
}

const round = (value) => Math.round(value * 10) / 10;

/** A text of the engine, with its names in code. */
const marked = (text) => text.split("`").map((part, index) => (index % 2 ? h("code", {}, part) : part));

/** One row a node: its state, what it waits for, its last error, and when it is tried next. */
export function row(node, now, selected, select) {
  const waits = node.waits_for.map((text) => h("li", {}, marked(text)));
  const notes = node.notes.map(([key, value]) => h("li", {}, h("b", {}, `${key}: `), value));
  return h(
    "article",
    { class: `node-row ${tone(node)}${node.name === selected ? " selected" : ""}`, "data-node": node.name, onclick: () => select(node.name) },
    h("h3", {}, h("span", { class: "dot" }), node.name, h("code", {}, node.manifold.split("::").slice(1).join("::") || node.manifold)),
    h("p", { class: "state" }, h("b", {}, stateText(node)), ` for ${span(now - millis(node.since))}`, node.run > 0 && ` · run ${node.run}`, node.failures > 0 && ` · ${node.failures} ${node.failures === 1 ? "failure" : "failures"}`),
    node.status && h("p", { class: "quiet" }, node.status),
    notes.length > 0 && h("ul", { class: "quiet" }, notes),
    waits.length > 0 && h("ul", { class: "waits", "aria-label": "waits for" }, waits),
    node.last_error && h("p", { class: "error" }, `Run ${node.last_error.run} failed ${span(now - millis(node.last_error.at))} ago: `, marked(node.last_error.text)),
    node.next_attempt && h("p", { class: "next" }, `${soon(node, now)} (${node.next_attempt.why})`),
  );
}
