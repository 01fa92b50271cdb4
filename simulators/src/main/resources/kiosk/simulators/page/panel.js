// Sends the panel's forms in the background and shows what the simulators say.
"use strict";

const words = document.querySelector(".words").dataset;
const trouble = document.querySelector("[data-trouble]");
document.documentElement.classList.add("scripted");

function say(text) {
  trouble.hidden = text === "";
  trouble.textContent = text;
}

async function send(form, button) {
  const address = button?.hasAttribute("formaction") ? button.formAction : form.action;
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "X-Sent-By": "fetch" },
      body: new URLSearchParams(new FormData(form)),
    });
    say(answer.ok ? "" : (await answer.json()).trouble);
  } catch {
    say(words.lost);
  }
}

for (const form of document.forms) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form, event.submitter);
  });
  if ("atOnce" in form.dataset) {
    form.addEventListener("change", () => send(form));
  }
}

document.querySelector("#card").addEventListener("dblclick", (event) => event.target.form?.requestSubmit());

function show(name, text) {
  const place = document.querySelector(`[data-show="${name}"]`);
  if (place.textContent !== text) {
    place.textContent = text;
  }
}

function enable(name, on) {
  for (const button of document.querySelectorAll(`[data-enabled="${name}"]`)) {
    button.setAttribute("aria-disabled", String(!on));
  }
}

function check(name, value) {
  const radio = document.querySelector(`input[name="${name}"][value="${value}"]`);
  radio.checked = true;
}

let paperVersion = -1;

function showPaper(version) {
  if (version === paperVersion) {
    return;
  }
  paperVersion = version;
  const paper = document.querySelector("[data-paper]");
  paper.className = version === 0 ? "none" : "sheet";
  paper.src = version === 0 ? "/assets/no-paper.svg" : `/printer/paper.png?v=${version}`;
}

function recordWords(record) {
  if (record.passages === 0 && !record.on) {
    return words.recordNone;
  }
  return (record.on ? words.recordOn : words.recordOver) + record.passages;
}

const mostRows = 400;
const pause = document.querySelector("[data-pause]");
const held = { reader: [], printer: [] };

function row(line) {
  const cells = document.createElement("tr");
  for (const text of [line.at, line.way, line.name, line.detail, line.personal]) {
    cells.insertCell().textContent = text;
  }
  return cells;
}

function showLines(device) {
  const table = document.querySelector(`[data-lines="${device}"]`);
  table.append(...held[device].splice(0).map(row));
  while (table.rows.length > mostRows) {
    table.deleteRow(0);
  }
  const box = table.closest(".passing");
  box.scrollTop = box.scrollHeight;
}

function isPaused() {
  return pause.getAttribute("aria-pressed") === "true";
}

function addLines(lines) {
  for (const device of ["reader", "printer"]) {
    if (lines[device].length > 0) {
      held[device] = held[device].concat(lines[device]).slice(-mostRows);
      if (!isPaused()) {
        showLines(device);
      }
    }
  }
}

pause.addEventListener("click", () => {
  pause.setAttribute("aria-pressed", String(!isPaused()));
  if (!isPaused()) {
    showLines("reader");
    showLines("printer");
  }
});

// The server tells all that it still knows whenever it is asked anew.
function forgetLines() {
  for (const device of ["reader", "printer"]) {
    held[device] = [];
    document.querySelector(`[data-lines="${device}"]`).replaceChildren();
  }
}

function showAll(state) {
  const printer = state.printer;
  show("card", state.card === "" ? words.noCard : state.cardLabel);
  show("readerRaised", state.readerRaised.join(", ") || words.noFault);
  show("printerRaised", state.printerRaised.join(", ") || words.noFault);
  show("output", document.querySelector(`[data-output="${printer.output}"]`).textContent.trim());
  show("tickets", String(printer.tickets));
  show("retracted", printer.retracted === null ? words.noBin : String(printer.retracted));
  enable("card", state.card !== "");
  enable("ticket", !["EMPTY", "PRINTING"].includes(printer.output));
  show("readerRecord", recordWords(state.readerRecord));
  show("printerRecord", recordWords(state.printerRecord));
  check("roll", printer.roll);
  check("open", String(printer.coverOpen));
  showPaper(printer.paperVersion);
}

const news = new EventSource("/events" + location.search);
news.addEventListener("message", (event) => {
  showAll(JSON.parse(event.data));
});
news.addEventListener("lines", (event) => addLines(JSON.parse(event.data)));
news.addEventListener("open", () => {
  say("");
  forgetLines();
});
news.addEventListener("error", () => say(words.lost));
