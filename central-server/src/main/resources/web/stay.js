// Warns two minutes before what was begun here ends and makes it last, without leaving the page. The server
// is asked each time: another tab may have made it last. Once it is over, the page is left, so that
// nobody reads what stands there.
"use strict";

(() => {
  const WARNING_S = 120;
  const AGAIN_S = 10;

  const ending = document.getElementById("ending");
  const form = ending.querySelector("form");
  const path = form.getAttribute("action");
  const stay = document.getElementById("ending-stay");
  const sentences = [document.getElementById("stay"), document.getElementById("ending-told")];
  let timer;

  function ask(options) {
    clearTimeout(timer);
    fetch(path, { ...options, headers: { Accept: "application/json", "X-Live": "1" } })
      .then((answer) => {
        if (answer.status === 401) {
          location.assign(ending.dataset.over);
        } else if (answer.ok) {
          answer.json().then(heed);
        } else {
          later(AGAIN_S);
        }
      })
      .catch(() => later(AGAIN_S));
  }

  function later(seconds) {
    timer = setTimeout(ask, seconds * 1000);
  }

  function heed({ left, last, told }) {
    for (const sentence of sentences) {
      if (sentence.textContent !== told) {
        sentence.textContent = told;
      }
    }
    stay.hidden = last;
    if (left > WARNING_S) {
      ending.close();
      later(left - WARNING_S);
      return;
    }
    if (!ending.open) {
      ending.showModal();
    }
    later(left + 1);
  }

  form.addEventListener("submit", (event) => {
    if (event.submitter === stay) {
      event.preventDefault();
      ask({ method: "POST", body: new URLSearchParams(new FormData(form)) });
    }
  });

  heed({
    left: Number(ending.dataset.left),
    last: ending.dataset.last === "true",
    told: sentences[0].textContent,
  });
})();
