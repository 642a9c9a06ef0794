// The page's drawing as a picture of its own: it brings its colours along, and names functions instead of states.
(async () => {
  const report = await (await fetch("api/report")).json();
  const svg = document.querySelector("#drawing svg").cloneNode(true);
  const [, , width, height] = svg.getAttribute("viewBox").split(" ");
  for (const name of ["role", "aria-label", "width", "height"]) svg.removeAttribute(name);
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  for (const group of svg.querySelectorAll(".node")) {
    const node = report.nodes.find(({ name }) => name === group.dataset.node);
    for (const name of ["class", "tabindex", "role", "aria-label"]) group.removeAttribute(name);
    group.setAttribute("class", "node");
    group.querySelector("circle").remove();
    group.querySelector(".name").setAttribute("x", 16);
    group.querySelector(".brief").textContent = node.manifold.replace(/^agent::/, "");
  }
  const style = document.createElementNS("http://www.w3.org/2000/svg", "style");
  style.textContent = `
    text { font-family: system-ui, sans-serif; }
    rect { fill: #fff; stroke: #c3cad5; stroke-width: 1.25; }
    .name { fill: #1a2230; font-size: 13.5px; font-weight: 600; }
    .brief { fill: #667085; font-size: 11px; }
    .edge { fill: none; stroke: #8b95a5; stroke-width: 1.5; }
    .optional { stroke-dasharray: 8 4; }
    .latest { stroke-width: 1; }
    .watch { stroke-dasharray: 2 4; stroke-linecap: round; }
    .condition { stroke-dasharray: 12 3 2 3; }
    @media (prefers-color-scheme: dark) {
      rect { fill: #161c25; stroke: #3a4658; }
      .name { fill: #e6eaf1; }
      .brief { fill: #93a0b4; }
      .edge { stroke: #77839a; }
    }
  `;
  svg.prepend(style);
  const text = new XMLSerializer().serializeToString(svg);
  return text.replaceAll(/<(path|g|\/svg)/g, "\n<$1").replaceAll(/class="(.*?)\s*"/g, 'class="$1"') + "\n";
})()
