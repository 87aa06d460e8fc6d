package mend_test

import (
	"bytes"
	"fmt"
	"hash/fnv"
	"io"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
	"text/template"
	"time"

	"golang.org/x/text/encoding/htmlindex"
)

// call is one announcement of a town.
type call struct {
	N               int
	Kind, Title     string
	Dept            string
	Published, Ends time.Time
}

var kinds = []struct{ kind, form string }{
	{"proposal", "%s業務に係る公募型プロポーザルの実施について"},
	{"proposal", "%s業務委託の企画提案を募集します"},
	{"sounding", "%sに関するサウンディング型市場調査の実施について"},
	{"tender", "%s業務一般競争入札の公告"},
	{"proposal", "【公募】%s業務プロポーザル参加者の募集について"},
	{"result", "%s業務プロポーザルの審査結果について"},
}

var subjects = strings.Fields(`観光案内システム構築 港湾緑地利活用 総合計画策定支援 学校給食調理 子育て支援アプリ導入 公共施設予約システム再構築 移住促進プロモーション 図書館管理システム更新
庁舎清掃 防災行政無線更新 地域公共交通計画策定 市民会館改修基本設計 文化財デジタルアーカイブ作成 ふるさと産品販路開拓 空き家実態調査 デマンド交通運行 児童館運営
健康増進計画策定 中学校部活動地域移行支援 脱炭素先行地域推進 広報紙デザイン作成 庁内ネットワーク再構築 財務会計システム更新 水道料金徴収 下水道ストックマネジメント計画策定
公園遊具点検 街路灯LED化 特産品ECサイト運営 外国人材受入支援 博物館展示リニューアル 職員研修企画運営 ホームページリニューアル 河川監視カメラ設置 道の駅基本計画策定
電子図書館導入 農業DX推進 プレミアム商品券発行 介護予防事業評価 母子保健システム標準化 森林経営管理調査 スポーツ施設包括管理 災害廃棄物処理計画改定`)

// callsOf are a town's announcements, one every other day, the newest first.
func callsOf(name string, upTo time.Time) (all []call) {
	h := fnv.New32a()
	h.Write([]byte(name))
	at := int(h.Sum32() % 1000)
	day := time.Date(2026, 5, 16, 0, 0, 0, 0, time.UTC)
	for n := 0; n < len(subjects) && !day.After(upTo); n++ {
		k := kinds[(n*5+at)%len(kinds)]
		subject := subjects[(n+at)%len(subjects)]
		all = append(all, call{1001 + n, k.kind, fmt.Sprintf(k.form, subject), []string{"企画課", "財政課", "建設課", "観光課"}[n%4], day, day.AddDate(0, 0, 40+n%7)})
		day = day.AddDate(0, 0, 2)
	}
	slices.Reverse(all)
	return all
}

// breakTown is a web that lives in the memory: pages by address, before and after the day on which something broke.
type breakTown struct {
	name string
	now  func() time.Time

	mu    sync.Mutex
	pages map[string]string // address → template; an address may hold {n}, the number of an announcement
	wrap  string
	nav   string
	refs  []string // requests
}

const townHost = "https://www.city.hamabe.lg.jp"

func absolute(path string) string {
	if strings.HasPrefix(path, "/") {
		return townHost + path
	}
	return path
}

// RoundTrip answers in the place of the network.
func (b *breakTown) RoundTrip(req *http.Request) (*http.Response, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	address := req.URL.String()
	b.refs = append(b.refs, address)
	origin := req.URL.Scheme + "://" + req.URL.Host
	text, n, ok := b.find(address)
	if all, is := b.pages[origin+"/*"]; is && !ok {
		text, ok = all, true
	}
	if all, is := b.pages[origin+"/**"]; is { // also what else stands there
		text, ok = all, true
	}
	if !b.has(origin) || strings.HasPrefix(text, "refuse") {
		return nil, syscall.ECONNREFUSED
	}
	answer := &http.Response{StatusCode: 200, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{}, Request: req}
	var body []byte
	status := 0
	if _, err := fmt.Sscanf(text, "%d", &status); err == nil && status >= 300 {
		to := strings.TrimSpace(text[3:])
		answer.StatusCode = status
		if status < 400 {
			answer.Header.Set("Location", strings.ReplaceAll(to, "{path}", req.URL.Path))
			to = ""
		}
		body = []byte("<html><head><title>エラー</title></head><body>" + to + "</body></html>")
	} else if !ok {
		answer.StatusCode, body = 404, []byte("<html><head><title>404</title></head><body>Not Found</body></html>")
	} else {
		body = b.render(text, n, answer.Header)
	}
	if tag := tagOf(body); answer.StatusCode == 200 {
		answer.Header.Set("ETag", tag)
		if req.Header.Get("If-None-Match") == tag {
			answer.StatusCode, body = 304, nil
		}
	}
	answer.Body = io.NopCloser(bytes.NewReader(body))
	answer.ContentLength = int64(len(body))
	return answer, nil
}

func tagOf(body []byte) string {
	h := fnv.New64a()
	h.Write(body)
	return fmt.Sprintf(`"%x"`, h.Sum64())
}

// has reports whether anything stands at an origin.
func (b *breakTown) has(origin string) bool {
	for address := range b.pages {
		if strings.HasPrefix(address, origin+"/") {
			return true
		}
	}
	return false
}

func (b *breakTown) find(address string) (text string, n int, ok bool) {
	if text, ok := b.pages[address]; ok {
		return text, 0, true
	}
	for _, pattern := range slices.Sorted(maps.Keys(b.pages)) {
		head, tail, is := strings.Cut(pattern, "{n}")
		if m := regexp.MustCompile("^" + regexp.QuoteMeta(head) + `(\d+)` + regexp.QuoteMeta(tail) + "$").FindStringSubmatch(address); is && m != nil {
			fmt.Sscan(m[1], &n)
			if slices.ContainsFunc(callsOf(b.name, b.now()), func(c call) bool { return c.N == n }) {
				return b.pages[pattern], n, true
			}
		}
	}
	return "", 0, false
}

// render fills a template; a page that brings no frame of its own stands in the site's.
func (b *breakTown) render(text string, n int, header http.Header) []byte {
	now := b.now()
	items := callsOf(b.name, now)
	data := map[string]any{"Items": items, "N": n}
	for _, c := range items {
		if c.N == n {
			data["Call"], data["Title"] = c, c.Title
		}
	}
	if title, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(title, "title: ") {
		data["Title"], text = strings.TrimPrefix(title, "title: "), rest
	}
	charset := "utf-8"
	if first, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(first, "charset: ") {
		charset, text = strings.TrimPrefix(first, "charset: "), rest
	}
	header.Set("Content-Type", "text/html; charset="+charset)
	if strings.HasPrefix(text, "{{rss") || strings.HasPrefix(text, "{{atom") || strings.HasPrefix(text, "<?xml") {
		header.Set("Content-Type", "application/xml")
	} else if !strings.HasPrefix(text, "<!DOCTYPE") {
		frame := frames[b.wrap]
		if frame == "" {
			frame = frames["plain"]
		}
		text = strings.NewReplacer("NAV", b.nav, "BODY", text).Replace(frame)
	}
	var out strings.Builder
	if err := template.Must(template.New("").Funcs(words).Parse(text)).Execute(&out, data); err != nil {
		panic(err)
	}
	if encoding, err := htmlindex.Get(charset); err == nil {
		if coded, err := encoding.NewEncoder().String(out.String()); err == nil {
			return []byte(coded)
		}
	}
	return []byte(out.String())
}

// frames are what stands around the pages of a site.
var frames = map[string]string{
	"plain": `<!DOCTYPE html><html lang="ja"><head><meta charset="utf-8"><title>{{.Title}}｜浜辺市</title></head><body><header><p class="site"><a href="/">浜辺市公式ホームページ</a></p>
<nav><ul>NAV</ul></nav></header><main><h1>{{.Title}}</h1>BODY</main><footer><ul><li><a href="/policy/">サイトポリシー</a></li><li><a href="/privacy/">個人情報の取り扱い</a></li></ul><address>浜辺市役所 電話 0998-00-0000</address></footer></body></html>`,
	"table": `<!DOCTYPE html><html><head><title>{{.Title}}</title></head><body><table width="900"><tr><td colspan="2"><img src="/logo.gif" alt="浜辺市"></td></tr><tr><td width="150" valign="top"><ul>NAV</ul></td>
<td><font size="5"><b>{{.Title}}</b></font><br>BODY</td></tr></table><hr>浜辺市役所</body></html>`,
	"divs": `<!DOCTYPE html><html lang="ja"><head><title>{{.Title}} - 浜辺市</title></head><body><div id="wrapper"><div id="globalnav"><ul>NAV</ul></div><div id="pankuzu"><a href="/">トップページ</a> &gt; {{.Title}}</div>
<div id="contents"><h2 class="page-title">{{.Title}}</h2>BODY</div><div id="side"><h3>よく見られるページ</h3><ul><li><a href="/gomi/calendar.html">ごみ収集カレンダー</a></li><li><a href="/shisetsu/yoyaku.html">施設予約</a></li>
<li><a href="/bus/">コミュニティバス時刻表</a></li></ul></div><div id="footer"><a href="/link/">リンク集</a></div></div></body></html>`,
}

const (
	defaultNav = `<li><a href="/kurashi/">くらし</a></li><li><a href="/fukushi/">健康・福祉</a></li><li><a href="/kanko/">観光・文化</a></li><li><a href="/sangyo/">産業・しごと</a></li><li><a href="/shisei/">市政情報</a></li>`
	// defaultDetail is an announcement's page.
	defaultDetail = `<p class="day">更新日：{{wareki .Call.Published}}</p><p>次のとおり事業者を募集します。</p><table><tr><th>提案書の提出期限</th><td>{{wareki .Call.Ends}} 午後5時（必着）</td></tr>
<tr><th>委託上限額</th><td>8,800,000円（消費税を含む）</td></tr></table><h2>お問い合わせ</h2><p>浜辺市{{.Call.Dept}} 電話 0998-00-1234</p>`
)

// words are what templates may say.
var words = template.FuncMap{
	"date":   func(form string, at time.Time) string { return at.Format(form) },
	"wareki": wareki,
	"first":  func(n int, all []call) []call { return all[:min(n, len(all))] },
	"skip":   func(n int, all []call) []call { return all[min(n, len(all)):] },
	"cut": func(n int, title string) string {
		runes := []rune(title)
		return string(runes[:min(n, len(runes))]) + "…"
	},
	"short": func(title string) string {
		for _, end := range []string{"の実施について", "について", "します"} {
			title = strings.TrimSuffix(title, end)
		}
		return strings.TrimPrefix(title, "【公募】")
	},
	"only": func(kind string, all []call) []call {
		return slices.DeleteFunc(slices.Clone(all), func(c call) bool { return c.Kind != kind })
	},
	"but": func(kind string, all []call) []call {
		return slices.DeleteFunc(slices.Clone(all), func(c call) bool { return c.Kind == kind })
	},
	"since": func(day string, all []call) []call {
		return slices.DeleteFunc(slices.Clone(all), func(c call) bool { return c.Published.Format(time.DateOnly) < day })
	},
	"until": func(day string, all []call) []call {
		return slices.DeleteFunc(slices.Clone(all), func(c call) bool { return c.Published.Format(time.DateOnly) >= day })
	},
	"of": func(dept string, all []call) []call {
		return slices.DeleteFunc(slices.Clone(all), func(c call) bool { return c.Dept != dept })
	},
	"rss": func(form string, all []call) string {
		var out strings.Builder
		out.WriteString(`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>新着情報</title><link>` + townHost + `/</link>`)
		for _, c := range all {
			fmt.Fprintf(&out, "<item><title>%s</title><link>%s</link><pubDate>%s</pubDate></item>", c.Title, fmt.Sprintf(absolute(form), c.N), c.Published.Format(time.RFC1123Z))
		}
		return out.String() + "</channel></rss>"
	},
	"atom": func(form string, all []call) string {
		var out strings.Builder
		out.WriteString(`<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>新着情報</title><id>urn:a</id>`)
		for _, c := range all {
			address := fmt.Sprintf(absolute(form), c.N)
			fmt.Fprintf(&out, `<entry><title>%s</title><link href="%s"/><id>%s</id><updated>%s</updated></entry>`, c.Title, address, address, c.Published.Format(time.RFC3339))
		}
		return out.String() + "</feed>"
	},
}

func wareki(at time.Time) string {
	return fmt.Sprintf("令和%d年%d月%d日", at.Year()-2018, at.Month(), at.Day())
}

// stand puts pages of a part of a case up; an address that begins with "-" takes all down that begin with it.
func (b *breakTown) stand(pages map[string]string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, address := range slices.Sorted(maps.Keys(pages)) {
		text := pages[address]
		switch {
		case address == "nav":
			b.nav = strings.TrimSpace(text)
		case address == "wrap":
			b.wrap = strings.TrimSpace(text)
		case strings.HasPrefix(address, "-"):
			maps.DeleteFunc(b.pages, func(a, _ string) bool { return strings.HasPrefix(a, absolute(address[1:])) })
		default:
			if strings.TrimSpace(text) == "" && strings.Contains(address, "{n}") {
				text = defaultDetail
			}
			b.pages[absolute(address)] = text
		}
	}
}
