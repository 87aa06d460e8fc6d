// Searches while one types or chooses. It asks for the same page that the form's button leads to, and takes the results and the
// numbers out of it: without this script, and wherever it fails, the form works by its button.
(() => {
  "use strict";
  const form = document.querySelector("form.filter");
  const said = document.getElementById("said");
  if (!form || !said || !window.fetch || !window.AbortController) return;

  const pause = 250; // ms without a key before a search
  let timer = 0, running = null, shown = address();

  // address is where the button would lead, without empty fields.
  function address() {
    const wanted = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value !== "") wanted.append(name, value);
    }
    const query = wanted.toString();
    const home = new URL(form.action).pathname;
    return query ? home + "?" + query : home;
  }

  async function search() {
    clearTimeout(timer);
    const target = address();
    if (target === shown) return;
    if (running) running.abort();
    running = new AbortController();
    try {
      const answer = await fetch(target, { signal: running.signal, headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (!answer.ok) {
        const what = page.querySelector("main p, h1");
        said.textContent = what ? what.textContent : "";
        return;
      }
      shown = target;
      show(page);
      history.replaceState(null, "", target);
    } catch (fault) {
      if (fault.name !== "AbortError") said.textContent = "検索できませんでした。「検索」を押してください。";
    }
  }

  function show(page) {
    const open = document.querySelector(".subscribe")?.open;
    document.title = page.title;
    exchange(page, "found");
    if (!document.getElementById("bodies").contains(document.activeElement)) exchange(page, "bodies");
    for (const one of page.querySelectorAll("[data-n]")) {
      document.querySelector(`[data-n="${one.dataset.n}"]`)?.replaceWith(document.importNode(one, true));
    }
    const feeds = document.head.querySelectorAll("link[rel=alternate]");
    page.head.querySelectorAll("link[rel=alternate]").forEach((one, i) => { if (feeds[i]) feeds[i].href = one.getAttribute("href"); });
    if (open) document.querySelector(".subscribe").open = true;
    said.textContent = document.getElementById("results").textContent;
  }

  function exchange(page, id) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id).replaceWith(document.importNode(fresh, true));
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(search, pause);
  }

  form.addEventListener("input", event => {
    if (event.target.name === "q" && !event.isComposing) soon();
  });
  form.addEventListener("compositionend", soon);
  form.addEventListener("change", event => {
    if (event.target.name !== "q") search();
  });
})();
