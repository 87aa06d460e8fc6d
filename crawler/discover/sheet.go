package discover

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/crawler/discover/cms"
	"koubo/crawler/discover/operator"
	"koubo/crawler/discover/outcome"
	"koubo/crawler/discover/vocabulary"
	"koubo/crawler/fetch"
	"koubo/opportunity/jtext"
	"koubo/parsers/feed"
	"koubo/parsers/list"
	"koubo/parsers/page"
)

// sheet is what one answer offers, read once: nothing of it refers to the answer's bytes.
type sheet struct {
	url     string // final address
	title   string // of the page: its first heading, else its title element
	heading string // its first, "" for none
	cms     string
	links   []link
	feeds   []link           // <link rel="alternate">
	frames  []string         // of a frameset
	refresh string           // where the page sends its reader
	splash  bool             // it is no more than a door to another page
	imprint operator.Imprint // of a page on another host
	body    string           // name of a body in the page's title, "" for none
	notice  string           // why it is no page of the site's but a notice of its server; "" for none
	listing page.Listing
	why     string // why nothing could be read as a list; "" where something was, or nothing stands there
	past    bool   // a table of it tells what came of each of its rows
	isFeed  bool
	err     error // why nothing could be read
}

// link is a link of a page, with an absolute address without its fragment.
type link struct {
	url, text string
	near      string // words of the row that it stands in, where it is no more than the sign of a feed
	crumb     bool   // stands in the breadcrumbs
	box       int    // which it shares with others, from 1; 0 for none
	choice    bool   // is chosen in a form, which narrows the list of a page that is one
	path      string
}

// read reads an answer as what its step expects.
func read(s step, resp fetch.Response, err error) sheet {
	switch {
	case err != nil:
		return sheet{url: s.url, err: err}
	case resp.Status != 200:
		return sheet{url: s.url, err: fmt.Errorf("it answers %d", resp.Status)}
	case s.as == asFeed:
		f := readFeed(resp.Page)
		if f.err != nil && !s.guess && isHTML(resp.Page) {
			return readPage(s, resp.Page) // a page about feeds, which looked like one by its link
		}
		return f
	case s.as == asMap:
		return readMap(resp.Page)
	}
	if IsFeed(resp.Page) { // whatever its link said
		return readFeed(resp.Page)
	}
	p := readPage(s, resp.Page)
	if p.refresh == "" {
		p.refresh = resp.Refresh
	}
	return p
}

func isHTML(p page.Page) bool {
	head := bytes.ToLower(p.Body[:min(len(p.Body), 1024)])
	return bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html"))
}

// IsFeed reports whether a page is a feed in XML, by its first tag.
func IsFeed(p page.Page) bool {
	const head = 1024
	return page.IsFeedHead(p.Body[:min(len(p.Body), head)])
}

func readFeed(p page.Page) sheet {
	listing, err := feed.Read(p)
	if err == nil && len(listing.Drafts) == 0 {
		err = errors.New("it holds no entry")
	}
	return sheet{url: p.URL, listing: listing, isFeed: true, err: err}
}

// place finds the addresses of a sitemap (sitemaps.org, element loc).
var place = regexp.MustCompile(`<loc>\s*([^<\s]+)\s*</loc>`)

// mostPlaces bounds what is read of a sitemap, which may name every page of a site.
const mostPlaces = 5000

func readMap(p page.Page) sheet {
	s := sheet{url: p.URL}
	for _, m := range place.FindAllSubmatch(p.Body, mostPlaces) {
		s.links = append(s.links, newLink(html.UnescapeString(string(m[1])), ""))
	}
	if len(s.links) == 0 {
		s.err = errors.New("it is no sitemap")
	}
	return s
}

func newLink(address, text string) link {
	l := link{url: address, text: text}
	if u, err := url.Parse(address); err == nil {
		l.path = u.Path
	}
	return l
}

func readPage(x step, p page.Page) sheet {
	doc, err := page.Parse(p, "")
	if err != nil {
		return sheet{url: p.URL, err: err}
	}
	heading, title := namesOf(doc.Root)
	s := sheet{url: p.URL, title: titleOf(heading, title), heading: heading, body: operator.NameOf(doc.Root)}
	if x.alien {
		s.imprint = operator.Of(doc.Root)
	}
	s.refresh, _ = page.MetaRefresh(doc)
	page.LinkScripts(doc.Root)
	c := linkCollector{doc: doc, sheet: &s, names: []string{heading, title}, boxes: map[*html.Node]int{}}
	c.collect(doc.Root, false)
	s.cms = cms.Of(p.Body, s.paths())
	parsed, err := list.Of(doc, p)
	if err == nil {
		s.listing, err = parsed.Read(list.Options{})
	}
	switch {
	case err != nil:
		s.listing, s.why = page.Listing{}, "it "+strings.TrimPrefix(err.Error(), p.URL+" ")
	case s.listing.ByScript:
		s.why = "its links are made by script, which is not run here"
	}
	s.past = outcome.IsToldOfAll(doc.Root)
	s.splash = s.isDoor(doc)
	if len(s.links) <= doorLinks {
		s.notice = noticeOf(s.title, doc.Root)
	}
	return s
}

func (s *sheet) paths() (all []string) {
	for _, l := range s.links {
		all = append(all, l.path)
	}
	return all
}

// A page with so few links and so little text, none of them on the way to calls, may stand before the home page.
const (
	doorLinks = 6
	doorText  = 600 // bytes
)

func (s *sheet) isDoor(doc *page.Document) bool {
	body := page.BodyOf(doc.Root)
	return body != nil && len(s.links) <= doorLinks && len(page.TextOf(body)) < doorText && !s.tellsNews() && !slices.ContainsFunc(s.links, func(l link) bool {
		return vocabulary.Of(l.text).Weight > 0
	})
}

// fewNews is how many dated rows make a page of few links the home page of a small body, and no door.
const fewNews = 2

// tellsNews reports whether a page holds announcements, as no door does.
func (s *sheet) tellsNews() bool {
	dated := 0
	for _, d := range s.listing.Drafts {
		if page.ShowsDay(&d) {
			dated++
		}
	}
	return dated >= fewNews || len(s.listing.Drafts) >= fewItems
}

// notices are what servers say in the place of a page.
var notices = regexp.MustCompile(`(?i)メンテナンス|保守作業|アクセスが集中|工事中|準備中|しばらくお待ち|エラー|見つかりません|アクセスできません|制限|ログイン|not found|forbidden|error|unavailable|denied|login|verify|ロボットでは|just a moment`)

// noticeOf says why a page of few links is a server's notice, by its title or for it asks for a password.
func noticeOf(title string, root *html.Node) (why string) {
	if notices.MatchString(title) {
		return fmt.Sprintf("it is titled %q", page.Clip(title, 60))
	}
	page.Walk(root, func(n *html.Node) bool {
		if n.DataAtom == atom.Input && page.Attribute(n, "type") == "password" {
			why = "it asks for a password"
		}
		return why == ""
	})
	return why
}

// namesOf are the first heading of a page, and its title element without the site's name.
func namesOf(root *html.Node) (heading, title string) {
	page.Walk(root, func(n *html.Node) bool {
		switch {
		case n.DataAtom == atom.Title && title == "":
			title = page.TextOf(n)
		case n.DataAtom == atom.H1 && heading == "":
			heading = words(n)
		}
		return true
	})
	if main, _, cut := strings.Cut(title, "|"); cut {
		title = strings.TrimSpace(main)
	}
	return heading, title
}

func titleOf(heading, title string) string {
	if heading != "" && strings.Contains(title, heading) || title == "" {
		return heading
	}
	return title
}

// passing is what servers say in the place of a page that will be back.
var passing = regexp.MustCompile(`(?i)メンテナンス(?:中|のため|作業|を実施|により)|保守作業|ただいま(?:、)?(?:システム|サーバ|アクセス|混)|アクセスが集中|混み?合|しばらく(?:お待ち|して|経って|時間)|一時的に(?:アクセス|利用|ご利用|表示|停止)|サービス(?:を|の)?(?:一時)?(?:停止|休止)|システム(?:の)?(?:停止|障害)|just a moment|checking your browser|verify (?:that )?you are human|under maintenance|service unavailable|temporarily unavailable|attention required`)

// passingText is how many characters of a page are a notice and nothing else.
const passingText = 300

// PassingNotice returns the words by which a page is a notice of its server that the page asked for will be back: maintenance,
// too many visitors, a check for robots. "" for any other page.
func PassingNotice(doc *page.Document) (words string) {
	page.Walk(doc.Root, func(n *html.Node) bool {
		if n.DataAtom == atom.Title || n.DataAtom == atom.H1 || n.DataAtom == atom.H2 {
			words = passing.FindString(jtext.Fold(page.TextOf(n)))
		}
		return words == ""
	})
	body := page.BodyOf(doc.Root)
	if words != "" || body == nil {
		return words
	}
	if text := jtext.Fold(page.TextOf(body)); len([]rune(text)) <= passingText {
		return passing.FindString(text)
	}
	return ""
}
