package main

import (
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"time"
)

// town is the web site of a municipality on a loopback address: a feed under any name, /NAME/news.rss, a list under
// /NAME/list/, and the announcements' own pages, /NAME/1.html and so on. /home/ is its home page, /closed/ a notice in its
// place. What stands under /gone/ does not
// exist, and what stood under /old/ stands under /hall/ now.
type town struct {
	*httptest.Server
	items atomic.Int64 // announcements of each feed and list
	asked func()       // told of each request before it is answered
	due   time.Time    // the deadline that open calls name
}

func newTown(items int64, asked func()) *town {
	t := &town{asked: asked, due: time.Now().AddDate(0, 0, 60)}
	t.items.Store(items)
	t.Server = httptest.NewServer(t)
	return t
}

// address is host:port.
func (t *town) address() string { return t.Listener.Addr().String() }

// page is the address of an announcement, counted from 1.
func (t *town) page(name string, n int64) string { return fmt.Sprintf("%s/%s/%d.html", t.URL, name, n) }

// title gives each third announcement the words of an open call, a tender, a result; under staff, people are looked for.
func (t *town) title(name string, n int64) string {
	if name == "staff" {
		return fmt.Sprintf("会計年度任用職員（第%d回）の募集について", n)
	}
	forms := []string{
		"%sネットワーク再構築業務（第%d期）に係る公募型プロポーザルの実施について",
		"%s道路清掃業務（その%d）一般競争入札の公告",
		"%s公用車管理業務（第%d期）プロポーザル選定結果について",
	}
	return fmt.Sprintf(forms[(n-1)%3], name, n)
}

// ServeHTTP answers as a plain municipal server does, without validators.
func (t *town) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if t.asked != nil {
		t.asked()
	}
	name, rest, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	n := int64(0)
	switch fmt.Sscanf(rest, "%d.html", &n); {
	case name == "gone" || name == "robots.txt":
		http.NotFound(w, r)
	case name == "old":
		http.Redirect(w, r, "/hall/"+rest, http.StatusMovedPermanently)
	case name == "home" || name == "closed" || name == "bare":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, map[string]string{"home": townHome, "closed": townClosed, "bare": townBare}[name])
	case rest == "news.rss":
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprint(w, t.feed(name))
	case rest == "list/":
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, t.list(name))
	case n > 0 && n <= t.items.Load():
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, t.detail(name, n))
	default:
		http.NotFound(w, r)
	}
}

const townHome = `<!DOCTYPE html><html lang="ja"><head><title>浜辺町</title><link rel="alternate" type="application/rss+xml" href="/hall/news.rss"></head>
<body><ul><li><a href="/gone/kurashi/">くらし</a></li><li><a href="/gone/fukushi/">健康・福祉</a></li><li><a href="/other/list/">事業者の募集・プロポーザル</a></li>
<li><a href="/staff/list/">職員採用</a></li><li><a href="/gone/kekka/">入札結果</a></li><li><a href="/gone/keiyaku/">入札・契約</a></li></ul></body></html>`

const townBare = `<!DOCTYPE html><html lang="ja"><head><title>浜辺町</title></head><body><p>ようこそ浜辺町へ</p></body></html>`

const townClosed = `<!DOCTYPE html><html lang="ja"><head><title>ただいまメンテナンス中です</title></head><body><p>しばらくお待ちください。</p></body></html>`

func (t *town) feed(name string) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>新着情報</title><link>/</link>`)
	for n := t.items.Load(); n > 0; n-- {
		fmt.Fprintf(&b, "<item><title>%s</title><link>%s</link><pubDate>%s</pubDate></item>",
			html.EscapeString(t.title(name, n)), t.page(name, n), t.published().Format(time.RFC1123Z))
	}
	return b.String() + "</channel></rss>"
}

func (t *town) list(name string) string {
	var b strings.Builder
	b.WriteString(`<!DOCTYPE html><html lang="ja"><head><title>事業者の方へ</title></head><body><main><h1>事業者の方へ</h1><ul class="news">`)
	for n := t.items.Load(); n > 0; n-- {
		fmt.Fprintf(&b, `<li><span class="day">%s</span> <a href="/%s/%d.html">%s</a></li>`, japanese(t.published()), name, n, t.title(name, n))
	}
	return b.String() + "</ul></main></body></html>"
}

func (t *town) detail(name string, n int64) string {
	return fmt.Sprintf(`<!DOCTYPE html><html lang="ja"><head><title>%[1]s</title></head><body><main><h1>%[1]s</h1><p>更新日：%[2]s</p>
<p>民間事業者からの提案を次のとおり募集します。</p><table><tr><th>提案書の提出期限</th><td>%[3]s午後5時まで（必着）</td></tr>
<tr><th>委託上限額</th><td>12,000,000円（消費税を含む）</td></tr></table><p>問い合わせ先 企画課 電話 099-999-0001</p></main></body></html>`,
		t.title(name, n), japanese(t.published()), japanese(t.due))
}

func (t *town) published() time.Time { return t.due.AddDate(0, 0, -65) }

func japanese(at time.Time) string { return at.Format("2006年1月2日") }
