// Keeps the page new, and its keys. Without this script the page works and reloads by itself.
"use strict";

const PERIOD = 3000;

async function refresh() {
  const live = document.getElementById("live");
  // Whoever is on a control keeps it: nothing moves under their hands.
  if (document.hidden || live.contains(document.activeElement)) {
    return;
  }
  try {
    const answer = await fetch(location.href, { headers: { "X-Live": "1" }, redirect: "error" });
    if (answer.status === 401) {
      location.assign("/ops/login");
      return;
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("live");
    if (fresh) {
      live.replaceWith(fresh);
    }
  } catch (lost) {
    // The server is away: what is shown says of when it is.
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input")) {
    return;
  }
  const keys = document.getElementById("keys");
  if (event.key === "?" && keys) {
    keys.open = !keys.open;
    keys.scrollIntoView({ block: "nearest" });
  } else if (event.key === "r") {
    location.reload();
  } else if (event.key === "t") {
    document.getElementById("troubles")?.focus();
  }
});

setInterval(refresh, PERIOD);
