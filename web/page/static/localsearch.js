// Searches a site of plain files in the browser. Shards hold the records of what is open, by their ids, and of the rest, in runs of
// changes, the newest first; search/index.json lists them. What a search means is said by the program's own search, of which this
// is the same in another language; a test compares the two.
(() => {
  "use strict";
  const form = document.querySelector("form.filter");
  const said = document.getElementById("said");
  if (!form || !said || !window.fetch || !window.DecompressionStream) return;
  const root = new URL("..", document.currentScript.src);
  const home = new URL(form.action);

  const pause = 250; // ms without a key before a search
  const perPage = 20;
  const atOnce = 4; // runs that are read together
  const openStates = ["upcoming", "open", "closing_soon", "rolling", "unknown"];
  const loaded = new Map();
  let list = null, timer = 0, latest = 0, chosenLast = 0;

  // Words as they are searched.

  function fold(text) {
    const visible = s => s.replace(/[\s\u0085]+/gu, " ").replace(/[\p{Cc}\p{Cf}\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu, "");
    return visible(visible(text).normalize("NFKC")).replace(/[〜～∼∾⁓〰˜]/gu, "~").replace(/[−─━⁃➖]|(?!゠)\p{Pd}/gu, "-")
      .normalize("NFKC").replace(/ +/g, " ").trim();
  }

  function key(text) {
    const plain = c => {
      if (c === "ヵ" || c === "ゕ") return "か";
      if (c === "ヶ" || c === "ゖ") return "け";
      if (c >= "ァ" && c < "ヵ" || c === "ヽ" || c === "ヾ") return String.fromCodePoint(c.codePointAt(0) - 0x60);
      return (list.forms[c] ?? c).toLowerCase();
    };
    return Array.from(fold(text), plain).join("").normalize("NFKC");
  }

  // parse reads a search as groups of terms, of each of which one must hold.
  function parse(text) {
    const groups = [];
    let joined = false;
    for (let rest = fold(text); rest !== "";) {
      rest = rest.replace(/^ +/, "");
      if (rest === "") break;
      const bare = rest.replace(/^[-ー]+/, "");
      const not = bare.length < rest.length && bare !== "" && bare[0] !== " ";
      let word, phrase = /^["“”„]([^"“”]*)["“”]*/u.exec(bare), corner = /^「([^「」]*)」(?= |$)/u.exec(bare);
      if (phrase || corner) {
        word = (phrase || corner)[1].trim();
        rest = bare.slice((phrase || corner)[0].length);
      } else {
        word = bare.split(" ", 1)[0];
        rest = bare.slice(word.length + 1);
        if ((word === "OR" || word === "AND") && !not) {
          joined = groups.length > 0 && (joined || word === "OR");
          continue;
        }
      }
      const term = { key: key(word), not };
      if (term.key === "") continue;
      if (joined) groups[groups.length - 1].push(term); else groups.push([term]);
      joined = false;
    }
    return groups;
  }

  // What is asked for.

  const values = (params, name) => params.getAll(name).flatMap(v => v.split(",")).filter(v => v !== "");

  function today(plus) {
    const at = new Date(Date.now() + 9 * 3600e3 + plus * 86400e3); // Japan has no summer time
    return at.toISOString().slice(0, 10);
  }

  function selection(params) {
    const q = { words: parse(params.get("q") ?? ""), sort: params.get("sort") || "revised", page: Math.max(1, parseInt(params.get("page"), 10) || 1) };
    for (const name of ["kind", "stage", "status", "pref", "issuer", "theme", "source"]) q[name] = values(params, name);
    q.after = params.get("closing_after") ?? "";
    q.before = params.get("closing_before") ?? "";
    const within = parseInt(params.get("closing_within"), 10);
    if (within > 0) {
      if (today(0) > q.after) q.after = today(0);
      if (q.before === "" || today(within) < q.before) q.before = today(within);
    }
    const since = params.get("since") ?? "";
    q.since = since === "" ? 0 : Date.parse(since.includes("T") ? since : since + "T00:00:00+09:00") / 1000 || 0;
    q.min = parseInt(params.get("budget_min"), 10) || 0;
    q.max = parseInt(params.get("budget_max"), 10) || 0;
    q.unknown = params.get("budget_unknown") === "1";
    q.now = Date.now() / 1000;
    q.openAlone = q.stage.length === 0 && q.status.every(s => openStates.includes(s));
    return q;
  }

  const known = /^(q|kind|stage|status|pref|issuer|theme|source|since|closing_(after|before|within)|budget_(min|max|unknown)|sort|limit|page)$/;

  // refusal says what is wrong with a search, "" for nothing: what is mistyped would otherwise be left out of account without a word.
  function refusal(params, q) {
    const odd = [...params.keys()].find(name => !known.test(name));
    if (odd) return `「${odd}」という条件はありません。`;
    if (params.get("closing_after") > (params.get("closing_before") ?? "~")) return "締切の始まりが終わりより後の日です。";
    return q.max && q.min > q.max ? "予算の下限が上限より大きくなっています。" : "";
  }

  function statusOf(e, now) {
    let status = "";
    for (const [from, next] of e.w) if (from <= now) status = next;
    return status;
  }

  const any = (wanted, test) => wanted.length === 0 || wanted.some(test);

  function matches(q, e) {
    const kinds = q.kind.length ? q.kind.includes("all") || q.kind.includes(e.k) : !list.routine.includes(e.k);
    const stages = q.stage.length ? q.stage.includes("all") || q.stage.includes(e.g) : e.o;
    if (!kinds || !stages || !matchesStatus(q, e)) return false;
    return any(q.pref, p => e.b.startsWith(p)) && any(q.issuer, i => e.b === i) && any(q.theme, t => e.t?.includes(t)) && any(q.source, s => e.s?.includes(s)) &&
      e.f >= q.since && matchesDays(q, e) && matchesBudget(q, e) && q.words.every(group => group.some(t => e.x.includes(t.key) !== t.not));
  }

  function matchesStatus(q, e) {
    const status = statusOf(e, q.now);
    if (q.status.includes("all")) return true;
    if (q.status.length) return q.status.includes(status);
    if ((e.g === "result" || e.g === "cancelled") && q.stage.includes(e.g)) return true;
    return status !== "closed" && status !== "withdrawn";
  }

  function matchesDays(q, e) {
    if (q.after === "" && q.before === "") return true;
    return (e.d ?? []).some(d => d >= q.after && (q.before === "" || d <= q.before));
  }

  function matchesBudget(q, e) {
    if (!q.min && !q.max) return true;
    if (e.y === undefined) return q.unknown;
    return e.y >= q.min && (!q.max || e.y <= q.max);
  }

  function order(q) {
    const closing = e => e.c < 0 ? 2 ** 61 : e.c > q.now ? e.c : 2 ** 62 - e.c * 1024; // so that seconds count behind so great a number
    const rank = { deadline: closing, published: e => -Date.parse(e.p || "0001-01-01"), budget: e => e.y === undefined ? 1 : -e.y }[q.sort];
    return rank ? (a, b) => rank(a) - rank(b) || b.n - a.n : (a, b) => b.m - a.m || b.v - a.v;
  }

  // Reading.

  async function load(path) {
    const answer = await fetch(new URL(path, root));
    if (!answer.ok) throw new Error(path + ": " + answer.status);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b; // some servers unpack it themselves
    const text = packed ? await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text() : new TextDecoder().decode(bytes);
    return text.split("\n").filter(line => line !== "").map(line => JSON.parse(line));
  }

  function shard(path) {
    if (!loaded.has(path)) loaded.set(path, load(path).catch(fault => { loaded.delete(path); throw fault; }));
    return loaded.get(path);
  }

  async function read(q, paths) {
    const parts = await Promise.all(paths.map(shard));
    return parts.flat().filter(e => matches(q, e));
  }

  // find reads what it takes to show a page of results; seen is told how far it has come.
  async function find(q, seen) {
    let hits = await read(q, list.open), done = list.runs.length;
    if (!q.openAlone) {
      const enough = (q.page * perPage) + 1;
      for (done = 0; done < list.runs.length;) {
        const paths = list.runs.slice(done, done + atOnce);
        hits = hits.concat(await read(q, paths));
        done += paths.length;
        const latest = Math.max(...list.runs.slice(done).map(path => parseInt(/run-\d+-(\d+)/.exec(path)[1], 10))); // that those left may tell of
        if (q.sort === "revised" && hits.filter(e => e.m > latest).length >= enough) break;
        seen(done, list.runs.length);
      }
    }
    return { hits: hits.sort(order(q)), more: done < list.runs.length };
  }

  // Showing.

  function parameters() {
    const wanted = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== "" && !(name === "sort" && value === "revised")) wanted.append(name, value);
    return wanted;
  }

  function addressOf(params) {
    const address = new URL(home);
    address.search = params.toString();
    return address;
  }

  async function search(params, keepAddress) {
    clearTimeout(timer);
    const mine = ++latest;
    try {
      if (!list) list = await (await fetch(new URL("search/index.json", root), { cache: "no-cache" })).json();
      const q = selection(params), wrong = refusal(params, q);
      if (wrong) {
        said.textContent = wrong;
        document.getElementById("found").innerHTML = '<h2 id="results">条件を読み取れません</h2><p class="panel nothing"></p>';
        document.querySelector("#found p").textContent = wrong;
        return;
      }
      const result = await find(q, (n, all) => { if (mine === latest) said.textContent = `探しています（${all}分の${n}）`; });
      if (mine !== latest) return;
      show(params, q, result);
      if (!keepAddress) history.replaceState(null, "", addressOf(params));
    } catch (fault) {
      if (mine !== latest) return;
      list = null; // it may have been published anew
      said.textContent = "検索できませんでした。ページを読み込み直してください。";
    }
  }

  function show(params, q, result) {
    const found = document.getElementById("found");
    const first = (q.page - 1) * perPage;
    const cards = result.hits.slice(first, first + perPage);
    const head = document.createElement("div");
    head.className = "resulthead";
    const words = `検索結果 ${result.hits.length.toLocaleString("ja")}件${result.more ? "以上" : ""}`;
    head.innerHTML = '<h2 id="results"></h2>';
    head.firstChild.textContent = words;
    found.replaceChildren(head);
    found.insertAdjacentHTML("beforeend", byDays(cards, q.sort));
    for (const title of found.querySelectorAll(":is(h3, h4) bdi")) mark(title, q.words.flat().filter(t => !t.not));
    if (cards.length === 0) found.insertAdjacentHTML("beforeend", '<p class="panel nothing"><strong>条件に合う公募は見つかりませんでした。</strong></p>');
    const pager = pages(params, q, result.hits.length > first + perPage || result.more && cards.length > 0);
    if (pager) found.append(pager);
    for (const n of form.querySelectorAll(".n")) n.remove(); // they count what the page showed
    said.textContent = words;
  }

  // mark shows in a text where the terms stand, as its characters fold by themselves.
  function mark(text, terms) {
    const chars = Array.from(text.textContent), owner = [], hit = [];
    const folded = chars.map((c, i) => {
      const own = key(c) || " ";
      for (let n = own.length; n > 0; n--) owner.push(i);
      return own;
    }).join("");
    for (const { key: k } of terms) {
      for (let i = folded.indexOf(k); i >= 0; i = folded.indexOf(k, i + 1)) owner.slice(i, i + k.length).forEach(o => { hit[o] = true; });
    }
    text.replaceChildren();
    for (let from = 0, to = 0; from < chars.length; from = to) {
      while (to < chars.length && !hit[to] === !hit[from]) to++;
      const part = document.createElement(hit[from] ? "mark" : "span");
      part.textContent = chars.slice(from, to).join("");
      text.append(hit[from] ? part : part.textContent);
    }
  }

  // byDays puts cards below the heading of their day, where the order is one of days. The cards are made by the program's own
  // templates, which escape.
  function byDays(cards, sort) {
    if (sort === "deadline" || sort === "budget") return cards.map(e => e.h).join("");
    let last = null;
    return cards.map(e => {
      const day = sort === "published" ? e.p ?? "" : new Date((e.m + 9 * 3600) * 1e3).toISOString().slice(0, 10);
      const head = day === last ? "" : dayHead(day);
      last = day;
      return head + e.h.replace("<h3>", "<h4>").replace("</h3>", "</h4>");
    }).join("");
  }

  function dayHead(day) {
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) return '<h3 class="dayhead">日付の記載なし</h3>';
    const [year, month, date] = day.split("-").map(Number);
    const words = `${day.slice(0, 4) === today(0).slice(0, 4) ? "" : year + "年"}${month}月${date}日（${"日月火水木金土"[new Date(day).getUTCDay()]}）`;
    const near = { [today(0)]: " <span>今日</span>", [today(-1)]: " <span>昨日</span>" }[day] ?? "";
    return `<h3 class="dayhead"><time datetime="${day}">${words}</time>${near}</h3>`;
  }

  function pages(params, q, more) {
    if (!more && q.page === 1) return null;
    const nav = document.createElement("nav");
    nav.className = "pager";
    nav.setAttribute("aria-label", "ページ送り");
    const link = (label, page, rel) => {
      const a = document.createElement("a"), to = new URLSearchParams(params);
      to.delete("page");
      if (page > 1) to.set("page", page);
      a.className = rel ? "button" : "button second";
      a.href = addressOf(to);
      a.textContent = label;
      if (rel) a.rel = rel;
      nav.append(a);
    };
    if (q.page > 1) link("最初のページ", 1, "");
    if (more) link("次のページ", q.page + 1, "next");
    return nav;
  }

  // bodies offers those of the prefectures that are chosen, as the prefectures' own pages do.
  async function bodies() {
    const mine = ++chosenLast;
    const box = document.getElementById("bodies");
    const chosen = [...form.querySelectorAll('input[name="pref"]:checked')].map(i => i.value);
    const checked = [...box.querySelectorAll("input:checked")].map(i => i.value);
    const texts = await Promise.all(chosen.map(async p => (await fetch(new URL(`pref/${p}.html`, root))).text()));
    const groups = texts.flatMap(t => [...new DOMParser().parseFromString(t, "text/html").querySelectorAll("#bodies details")]);
    if (mine !== chosenLast || groups.length === 0) return; // others were chosen meanwhile
    box.replaceChildren(box.querySelector("legend"), ...groups.map(g => document.importNode(g, true)));
    for (const i of box.querySelectorAll("input")) i.checked = checked.includes(i.value);
    for (const n of box.querySelectorAll(".n")) n.remove();
  }

  // fill sets the fields as an address says, and carries along what has no field.
  function fill(params) {
    for (const i of form.querySelectorAll("input, select")) {
      if (i.type === "checkbox") i.checked = values(params, i.name).includes(i.value);
      else if (params.has(i.name)) i.value = params.get(i.name);
    }
    const known = new Set([...form.elements].map(i => i.name));
    for (const [name, value] of params) {
      if (known.has(name) || name === "page" || name === "limit") continue;
      const hidden = document.createElement("input");
      Object.assign(hidden, { type: "hidden", name, value });
      form.append(hidden);
    }
  }

  const searchForm = () => search(parameters());

  form.addEventListener("submit", event => { event.preventDefault(); searchForm(); });
  form.addEventListener("input", event => {
    if (event.target.name === "q" && !event.isComposing) soon();
  });
  form.addEventListener("compositionend", soon);
  form.addEventListener("change", event => {
    if (event.target.name === "pref") bodies().catch(() => {}); // they can be chosen on the prefecture's page
    if (event.target.name !== "q") searchForm();
  });
  function soon() {
    clearTimeout(timer);
    timer = setTimeout(searchForm, pause);
  }

  const asked = new URLSearchParams(location.search);
  for (const [name, value] of [...asked]) if (value === "" || /^(utm_|fbclid|gclid)/.test(name)) asked.delete(name);
  if (asked.size > 0) {
    fill(asked);
    search(asked, true);
  }
})();
