"use strict";

// Shows the frames that the kiosk pushes and tells it what was touched. Holds no rule of the visit
// and no character that was typed; what is on the page goes as soon as the connection goes.
(() => {
  const REPLACED = 4001; // the kiosk's close code when another page took this one's place
  const SILENCE = 6000; // ms without a sign of life (one is sent every 2 s) before the page blanks
  const DOUBLE = 250; // ms in which the second tap of a double tap falls, maybe on a new screen

  const stage = document.getElementById("stage");
  const veil = document.getElementById("veil");
  const policy = window.trustedTypes.createPolicy("screen", { createHTML: (html) => html });

  let socket = null;
  let retry = 0;
  let watchdog = 0;
  let shown = { n: 0, question: "", lang: "fr", low: false, contrast: false };
  let shownAt = 0;
  let tapped = -DOUBLE;
  let face = "lower";
  let sounded = "";

  // Connection -------------------------------------------------------------------------------

  function connect() {
    socket = new WebSocket("ws://" + location.host + "/screen");
    socket.onopen = () => { retry = 0; alive(); };
    socket.onmessage = (event) => { alive(); receive(JSON.parse(event.data)); };
    socket.onclose = (event) => lost(event.code);
  }

  function lost(code) {
    clearTimeout(watchdog);
    socket.onmessage = socket.onclose = null;
    socket = null;
    blank();
    if (code !== REPLACED) {
      retry = Math.min(retry + 1, 8);
      setTimeout(connect, 250 * retry);
    }
  }

  function alive() {
    clearTimeout(watchdog);
    watchdog = setTimeout(() => { const old = socket; lost(0); old.close(); }, SILENCE);
  }

  function say(message) {
    if (socket && socket.readyState === WebSocket.OPEN) {
      socket.send(JSON.stringify(message));
    }
  }

  // Frames -----------------------------------------------------------------------------------

  function receive(frame) {
    if (frame.blank) {
      blank();
    } else if (frame.html) {
      show(frame);
    }
  }

  function blank() {
    stage.hidden = true;
    stage.replaceChildren();
    announce("status", "");
    announce("alert", "");
    shown = { ...shown, question: "" };
    veil.hidden = false;
  }

  function show(frame) {
    const same = frame.question === shown.question;
    const focused = same && document.activeElement ? document.activeElement.id : "";
    document.documentElement.lang = frame.lang;
    document.body.dataset.low = frame.low;
    document.body.dataset.contrast = frame.contrast;
    stage.innerHTML = policy.createHTML(frame.html);
    stage.dataset.n = frame.n;
    stage.dataset.screen = frame.screen;
    stage.hidden = false;
    veil.hidden = true;
    if (!same) {
      face = "lower";
      shownAt = performance.now();
    }
    shown = frame;
    turn(face);
    mark("low", frame.low);
    mark("contrast", frame.contrast);
    focus(focused);
    speak();
    sound();
  }

  function mark(choice, on) {
    const button = document.getElementById("choose-" + choice);
    if (button) {
      button.setAttribute("aria-pressed", String(on));
    }
  }

  // The same control keeps the focus while its question stands; a new question starts at its title.
  function focus(id) {
    const control = id ? document.getElementById(id) : null;
    const target = control && !control.disabled ? control : document.getElementById("title");
    if (target) {
      target.focus({ preventScroll: true });
    }
  }

  // Live regions stay in the page: text that comes with its region is not read out.
  function speak() {
    announce("status", text("[data-announce]"));
    announce("alert", text("[data-alert]"));
  }

  function text(selector) {
    const element = stage.querySelector(selector);
    return element ? element.textContent.trim() : "";
  }

  function announce(id, words) {
    const region = document.getElementById(id);
    if (region.textContent !== words) {
      region.textContent = words;
    }
  }

  // Sound: two short tones, made here ---------------------------------------------------------

  function sound() {
    const element = stage.querySelector("[data-sound]");
    const name = element ? shown.question + element.dataset.sound : "";
    if (name && name !== sounded) {
      tones(element.dataset.sound === "ready" ? [660, 880] : [880, 660]);
    }
    sounded = name;
  }

  function tones(pitches) {
    const audio = new AudioContext();
    pitches.forEach((pitch, i) => {
      const start = audio.currentTime + i * 0.18;
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.25, start);
      volume.gain.exponentialRampToValueAtTime(0.001, start + 0.16);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + 0.17);
      tone.onended = () => i === pitches.length - 1 && audio.close();
    });
  }

  // What a control does ----------------------------------------------------------------------

  function perform(button) {
    const data = button.dataset;
    if (data.press) {
      say({ t: "press", action: data.press, n: shown.n });
    } else if (data.key) {
      type(button.textContent);
    } else if (data.keys) {
      for (const c of data.keys) {
        type(c);
      }
    } else if (data.erase) {
      say({ t: data.erase === "all" ? "eraseAll" : "erase", n: shown.n });
    } else if (data.open) {
      say({ t: "open", service: data.open, n: shown.n });
    } else if (data.language) {
      choose({ language: data.language });
    } else if (data.choose) {
      choose({ [data.choose]: !shown[data.choose] });
    } else if (data.faceTo) {
      turn(face === data.faceTo ? "lower" : data.faceTo);
      present();
    } else {
      present();
    }
  }

  function type(c) {
    say({ t: "key", c, n: shown.n });
    if (face === "upper") {
      turn("lower");
    }
  }

  function choose(change) {
    say({ t: "choose", language: shown.lang, low: shown.low, contrast: shown.contrast, ...change });
  }

  function present() {
    say({ t: "presence" });
  }

  function turn(to) {
    const board = stage.querySelector(".board");
    face = board ? to : "lower";
    if (!board) {
      return;
    }
    board.dataset.face = face;
    for (const key of board.querySelectorAll("[data-face-to]")) {
      key.setAttribute("aria-pressed", String(key.dataset.faceTo === face));
    }
    for (const key of board.querySelectorAll("[data-key]")) {
      const c = key.dataset.key;
      key.textContent = face === "upper" ? c.toUpperCase() : c;
    }
  }

  // Touch ------------------------------------------------------------------------------------

  // A frame may replace the button under the finger; so a press is a finger that goes down and up
  // on buttons of one name. Keys of a keyboard act as they go down, as on a keyboard.
  let down = "";

  function under(event) {
    const element = document.elementFromPoint(event.clientX, event.clientY);
    return element ? element.closest("button:not(:disabled)") : null;
  }

  function isKey(button) {
    return "key" in button.dataset || "keys" in button.dataset || "erase" in button.dataset;
  }

  // Somebody who taps twice means the screen that the first tap has changed.
  function secondOfTwo(event) {
    if (event.pointerType !== "touch") {
      return false;
    }
    const before = tapped;
    tapped = performance.now();
    return before < shownAt && tapped - before < DOUBLE;
  }

  document.addEventListener("pointerdown", (event) => {
    const button = event.button === 0 ? under(event) : null;
    down = "";
    if (secondOfTwo(event) || !button) {
      present();
    } else if (isKey(button)) {
      perform(button);
    } else {
      down = button.id;
    }
  });

  document.addEventListener("pointerup", (event) => {
    const button = under(event);
    if (button && button.id === down) {
      perform(button);
    }
    down = "";
  });

  // A click without a pointer comes from Enter, the space bar or an assistive technology.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button:not(:disabled)");
    if (button && event.detail === 0) {
      perform(button);
    }
  });

  // Keyboard ---------------------------------------------------------------------------------

  const NAMED = {
    Backspace: () => typing() && say({ t: "erase", n: shown.n }),
    Delete: () => typing() && say({ t: "eraseAll", n: shown.n }),
    Escape: () => click("#back"),
    F1: () => click("#help"),
    Enter: () => click(".action.primary"),
  };

  function typing() {
    return stage.querySelector("main[data-typing]");
  }

  function click(selector) {
    const button = stage.querySelector(selector);
    if (button && !button.disabled) {
      perform(button);
    }
    return true;
  }

  document.addEventListener("keydown", (event) => {
    const onButton = document.activeElement && document.activeElement.matches("button");
    if (event.key === "Tab" || (onButton && (event.key === "Enter" || event.key === " "))) {
      present();
    } else if (event.repeat) {
      event.preventDefault(); // a key held down counts once
    } else if (NAMED[event.key]) {
      event.preventDefault();
      NAMED[event.key]();
      present();
    } else if (isCharacter(event) && typing()) {
      event.preventDefault();
      type(event.key);
    } else {
      present();
    }
  });

  function isCharacter(event) {
    const shortcut = event.metaKey || (event.ctrlKey && !event.getModifierState("AltGraph"));
    return [...event.key].length === 1 && event.key !== " " && !shortcut;
  }

  for (const unwanted of ["contextmenu", "dragstart", "selectstart"]) {
    document.addEventListener(unwanted, (event) => event.preventDefault());
  }

  connect();
})();
