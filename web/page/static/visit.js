// Marks what is newer than all that was shown up to the visitor's last visit. What it keeps stays in this browser: the newest
// moment shown before this visit, the newest shown since, and when the page was last looked at. A visit ends after half an hour
// away, so that a reload keeps the marks.
(() => {
  "use strict";
  const place = document.getElementById("found")?.parentNode;
  if (!place) return;
  const key = "koubo-visit " + new URL(document.querySelector("form.filter").action).pathname;
  const away = 30 * 60e3; // ms
  let visit;

  function keep() {
    visit.at = Date.now();
    localStorage.setItem(key, JSON.stringify(visit));
  }

  function mark() {
    for (const card of place.querySelectorAll(".card[data-at]")) {
      const at = Number(card.dataset.at);
      visit.newest = Math.max(visit.newest, at);
      if (at <= visit.before || card.querySelector(".fresh")) continue;
      const badge = document.createElement("span");
      badge.className = "badge fresh";
      badge.textContent = "前回見たときから新しい";
      card.querySelector(".badges").append(badge);
    }
  }

  try {
    visit = JSON.parse(localStorage.getItem(key));
    if (!(visit?.newest >= 0)) visit = { before: 1e12, newest: 0 }; // the first visit: nothing is new
    else if (Date.now() - visit.at > away) visit.before = visit.newest;
    mark();
    keep();
    new MutationObserver(() => { mark(); }).observe(place, { childList: true, subtree: true });
    addEventListener("pagehide", () => { try { keep(); } catch { /* it is full or was closed */ } });
  } catch { /* a browser that keeps nothing shows no marks */ }
})();
