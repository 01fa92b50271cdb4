// What is wrong with the geometry of the screen that is shown: sentences, none when all is well.
() => {
  const problems = [];
  const width = innerWidth;
  const height = innerHeight;
  const lying = width > height;
  const low = document.body.dataset.low === "true";
  const stage = document.getElementById("stage");
  const box = (element) => element.getBoundingClientRect();
  const main = stage.querySelector("main");
  const name = (element) =>
      element.tagName.toLowerCase() + (element.id ? "#" + element.id : "." + element.className);
  const visible = (element) => box(element).width > 0 && !element.closest(".unseen");

  // Zones: the same for every screen of a panel and layout.
  const bands = lying ? { top: 112, bottom: 144 } : { top: 128, bottom: 192 };
  const zones = [
    [".top", 0, bands.top],
    ["main", bands.top, height - bands.bottom],
    [".bottom", height - bands.bottom, height],
  ];
  for (const [selector, top, bottom] of zones) {
    const zone = box(stage.querySelector(selector));
    if (zone.top !== top || zone.bottom !== bottom || zone.left !== 0 || zone.width !== width) {
      problems.push(`zone ${selector} is at ${zone.top}–${zone.bottom}, not ${top}–${bottom}`);
    }
  }
  window.places ??= {};
  for (const id of ["stop", "help", "back", "language-fr", "language-en"]) {
    const at = box(document.getElementById(id));
    const key = [id, width, low].join(" ");
    const place = [at.left, at.top, at.width, at.height].map(Math.round).join();
    window.places[key] ??= place;
    if (window.places[key] !== place) {
      problems.push(`${id} moved from ${window.places[key]} to ${place}`);
    }
  }

  // Nothing scrolls, leaves its zone or lies on something else.
  const root = document.documentElement;
  if (root.scrollHeight > height || root.scrollWidth > width) {
    problems.push("the page scrolls");
  }
  for (const zone of [main, stage.querySelector(".top"), stage.querySelector(".bottom")]) {
    const frame = box(zone);
    for (const element of zone.querySelectorAll("*")) {
      const at = box(element);
      const elsewhere = low && element.closest(".languages"); // they stand in the bottom band then
      if (elsewhere || (element.closest("svg") && element.tagName !== "svg")) {
        continue;
      }
      if (visible(element) && (at.left < frame.left - 1 || at.right > frame.right + 1
          || at.top < frame.top - 1 || at.bottom > frame.bottom + 1)) {
        problems.push(`${name(element)} leaves ${name(zone)}: ${[at.left, at.top, at.right, at.bottom].map(Math.round)}`);
      }
    }
  }
  for (const element of stage.querySelectorAll("button, p, h1, h2, li, div, span, strong")) {
    if (visible(element) && (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
        || element.scrollHeight > element.clientHeight + 2 && element.clientHeight > 0
            && getComputedStyle(element).display !== "inline")) {
      problems.push(`${name(element)} overflows: ${element.scrollWidth}×${element.scrollHeight} in `
          + `${element.clientWidth}×${element.clientHeight}`);
    }
  }
  const parts = [...main.children].filter(visible);
  parts.forEach((a, i) => parts.slice(i + 1).forEach((b) => {
    const [x, y] = [box(a), box(b)];
    if (x.left < y.right && y.left < x.right && x.top < y.bottom - 1 && y.top < x.bottom - 1) {
      problems.push(`${name(a)} lies on ${name(b)}`);
    }
  }));
  for (const part of parts) {
    const inside = [...part.querySelectorAll("*")].filter(visible).map(box);
    const below = Math.max(0, ...inside.map((at) => at.bottom - box(part).bottom));
    const above = Math.max(0, ...inside.map((at) => box(part).top - at.top));
    if (Math.max(above, below) > 1) {
      problems.push(`what is in ${name(part)} comes out of it by ${Math.round(Math.max(above, below))}`);
    }
  }

  // Buttons: large enough, far enough from each other, low enough.
  const buttons = [...stage.querySelectorAll("button")].filter(visible);
  const least = (b) => b.closest(".board") ? [88, lying && low ? 64 : 88] : b.matches(".key") ? [112, 112] : [96, 96];
  for (const button of buttons) {
    const at = box(button);
    const [wide, high] = least(button);
    if (at.width < wide - 0.5 || at.height < high - 0.5) {
      problems.push(`${name(button)} is only ${Math.round(at.width)}×${Math.round(at.height)}`);
    }
    if (low && at.top < height / 2 - 1) {
      problems.push(`${name(button)} is in the upper half, at ${Math.round(at.top)}`);
    }
  }
  buttons.forEach((a, i) => buttons.slice(i + 1).forEach((b) => {
    const [x, y] = [box(a), box(b)];
    const across = Math.max(x.left - y.right, y.left - x.right);
    const along = Math.max(x.top - y.bottom, y.top - x.bottom);
    const apart = a.closest(".board") && b.closest(".board") ? 8 : 24;
    if (Math.max(across, along) < apart - 0.5) {
      problems.push(`${name(a)} and ${name(b)} are ${Math.round(Math.max(across, along))} px apart`);
    }
  }));
  return problems;
}
