// Tells how hard a new code is to guess while it is typed: a hint, never a condition (rule C3).
"use strict";

const code = document.getElementById("new");
const strength = document.getElementById("new-strength");
const sorts = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

function level(typed) {
  const points = typed.length + 2 * sorts.filter((sort) => sort.test(typed)).length;
  if (points < 18) {
    return "weak";
  }
  return points < 24 ? "fair" : "strong";
}

code?.addEventListener("input", () => {
  const told = code.value === "" ? "" : level(code.value);
  strength.textContent = told === "" ? "" : strength.dataset[told];
  strength.className = told;
});
