package list

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/bare"
	"koubo/parsers/page"
	"koubo/parsers/pager"
)

// errorTitle finds what the titles of error pages say.
var errorTitle = jtext.MustPattern(`(?i)\b(?:404|403|500|502|503)\b|not found|forbidden|見つかりません|ありませんでした|存在しません|エラー|メンテナンス中|アクセスできません|アクセスが集中|ログイン|log ?in|サインイン|error`)

// noList says in a sentence why a page is no list: an error page, a login; "" where nothing speaks against it.
func noList(doc *page.Document) string {
	why := ""
	page.Walk(doc.Root, func(n *html.Node) bool {
		if why != "" {
			return false
		}
		switch n.DataAtom {
		case atom.Title, atom.H1:
			if text := jtext.Fold(page.TextOf(n)); errorTitle.MatchString(text) {
				why = fmt.Sprintf("it is titled %q", page.Clip(text, 60))
			}
		case atom.Input:
			if page.Attribute(n, "type") == "password" {
				why = "it asks for a password"
			}
		}
		return true
	})
	return why
}

// Bounds of what speaks for a page that is no list.
const (
	maxLists  = 5           // lists that it links to are named
	fewLists  = 2           // lists make it a page of lists
	ownWords  = 3 * ownText // bytes outside links make it a page about something
	maxListed = 60          // bytes in the words of a link to a list
)

// whatInstead says in a phrase what a page without announcements is, "" where it may be a list that holds none at the
// moment: the site's home page, a page of lists, the page of one announcement.
func (c *collector) whatInstead() string {
	body := page.BodyOf(c.doc.Root)
	switch {
	case body == nil || c.listing.None:
		return ""
	case page.IsHome(c.doc.URL):
		return "it is the home page of the site"
	case c.hubs >= fewLists:
		return "it names no announcement but lists of them"
	case c.papers || isAnnouncement(body):
		return "it is the page of one announcement"
	}
	return ""
}

// dropPapers forgets what a page names that says much itself where all of it are papers that every announcement has, without
// a day: the page is the announcement. It reports whether there was anything.
func (c *collector) dropPapers(body *html.Node) bool {
	if body == nil || len(c.listing.Drafts) == 0 {
		return false
	}
	for _, d := range c.listing.Drafts {
		if d.Published != "" || !isVague(d.Title) || !documentPath.MatchString(d.URL) {
			return false
		}
	}
	if len(ownWordsOf(body)) < ownWords { // which walks the whole page
		return false
	}
	c.listing.Drafts, c.seen = nil, nil
	return true
}

// deadlineWords are what an announcement says of its dates.
var deadlineWords = jtext.MustPattern(`(?:提出|応募|申込|申請|受付|参加表明|募集)(?:の)?(?:期限|期間|締切|〆切)`)

// isAnnouncement reports whether a page says much itself, a deadline among it.
func isAnnouncement(body *html.Node) bool {
	words := ownWordsOf(body)
	return len(words) >= ownWords && deadlineWords.MatchString(jtext.Fold(words))
}

// ownWordsOf is what a page says outside links and what stands around its main part.
func ownWordsOf(body *html.Node) string {
	var text strings.Builder
	page.Walk(body, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			text.WriteString(n.Data)
		}
		return n.Type != html.ElementNode || n.DataAtom != atom.A && !page.IsSilent(n) && !isAside(n)
	})
	return page.Collapse(text.String())
}

// listWords are in the names of lists of announcements.
var listWords = []string{"入札", "契約", "公募", "プロポーザル", "募集", "公告", "新着", "サウンディング", "指定管理"}

// listsLinked returns the addresses that a page without announcements links lists of them at, on the same host: those that
// it is made of, else those whose words name lists anywhere on it, the breadcrumbs included.
func (c *collector) listsLinked() []string {
	lists := c.listing.Sub
	for _, a := range page.LinksIn(c.doc.Root) {
		if len(lists) >= maxLists {
			break
		}
		text := page.TextOf(a)
		if text == "" || len(text) > maxListed || !jtext.HasAny(text, listWords...) || page.IsFileLink(a) || pager.IsTurn(text) {
			continue
		}
		address, err := c.doc.Resolve(page.Attribute(a, "href"))
		if err == nil && !c.doc.LeadsHere(address) && page.SameHost(address, c.doc.URL) && !slices.Contains(lists, address) {
			lists = append(lists, address)
		}
	}
	return lists
}

// shellText is how much text a page has at most that is only the shell of what its script writes, in bytes: a heading, a
// line about its purpose.
const shellText = 600

var (
	// saysNone is what a page says that holds nothing and knows it.
	saysNone = regexp.MustCompile(`ありません|ございません|ございませ|無し|なし。|なし$|いたしました|終了`)
	// waits is what a page says until its script has run.
	waits = regexp.MustCompile(`(?i)読み込み中|読込中|ロード中|loading|しばらくお待ち|JavaScript.{0,20}(?:有効|オン|必要|on)`)
	// writes finds the calls of scripts that put words into a page; counters and tag managers only put scripts.
	writes = regexp.MustCompile(`innerHTML|insertAdjacentHTML|appendChild\(|\.append\(|\.html\(|\bfetch\(|XMLHttpRequest|\.getJSON\(|\.ajax\(|axios|document\.write|createApp|new Vue|ReactDOM|hydrateRoot|createRoot|DataTable\(`)
	// mounts are the ids that frameworks put their pages into, by the examples of their guides.
	mounts = map[string]bool{"app": true, "root": true, "__next": true, "__nuxt": true, "q-app": true, "___gatsby": true, "svelte": true}
	// fillable are parts of the names of boxes that a list is put into.
	fillable = []string{"list", "news", "result", "item", "data", "content", "ichiran", "itiran", "nyusatsu", "koubo", "anken", "boshu", "feed", "table", "kekka", "rss"}
	// templates are attributes that scripts read to repeat an element.
	templates = []string{"v-for", "ng-repeat", "data-ng-repeat", "ng-app", "x-for", "x-data", "*ngfor", "data-bind", "data-reactroot", "v-if", "v-cloak"}
)

// isShell reports whether a page without announcements is one that a script fills in a browser: it says next to nothing, not
// that there is nothing, and holds a place for a script to write to and a script that writes.
func isShell(doc *page.Document) bool {
	body := page.BodyOf(doc.Root)
	if body == nil {
		return false
	}
	var s shell
	s.look(doc.Root, false)
	text := page.Collapse(s.text.String())
	if len(text) > shellText || saysNone.MatchString(text) {
		return false
	}
	return s.template || s.mount && s.script || s.place && s.writes || s.script && (waits.MatchString(text) || strings.Contains(text, "{{"))
}

// shell is what speaks for a page that a script fills.
type shell struct {
	text     strings.Builder // outside navigation
	script   bool            // one of the site's own, or one that writes
	writes   bool            // one that writes, in the page or in a file of its own beside the content
	mount    bool            // an empty element by a framework's name
	place    bool            // an empty element named like a list
	template bool
}

// look reads n and what is in it; inBody is set below the body.
func (s *shell) look(n *html.Node, inBody bool) {
	switch n.DataAtom {
	case atom.Script:
		s.lookScript(n, inBody)
		return
	case atom.Noscript:
		if n.FirstChild != nil && waits.MatchString(n.FirstChild.Data) {
			s.text.WriteString(waits.FindString(n.FirstChild.Data))
		}
		return
	case atom.Body, atom.Main:
		inBody = true
	}
	if n.Type == html.TextNode && inBody {
		s.text.WriteString(n.Data)
	}
	if n.Type == html.ElementNode && (inBody && isAside(n) || page.IsSilent(n) && n.DataAtom != atom.Head) {
		return
	}
	if n.Type == html.ElementNode {
		s.lookBox(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.look(c, inBody)
	}
}

// lookScript notes a script: its own words, or a file of the site.
func (s *shell) lookScript(n *html.Node, inBody bool) {
	source := page.Attribute(n, "src")
	own := source != "" && !strings.Contains(source, "//")
	s.script = s.script || own || page.Attribute(n, "type") == "module"
	s.writes = s.writes || own && inBody
	if n.FirstChild != nil && writes.MatchString(n.FirstChild.Data) {
		s.script, s.writes = true, true
	}
}

// lookBox notes an element that is filled or repeated by a script.
func (s *shell) lookBox(n *html.Node) {
	for i := range n.Attr {
		for _, name := range templates {
			s.template = s.template || n.Attr[i].Key == name
		}
	}
	id, class := strings.ToLower(page.Attribute(n, "id")), strings.ToLower(page.Attribute(n, "class"))
	switch n.DataAtom {
	case atom.Div, atom.Ul, atom.Ol, atom.Dl, atom.Table, atom.Tbody, atom.Section:
	default:
		return
	}
	if (mounts[id] || jtext.HasAny(id+" "+class, fillable...)) && page.IsWordless(n) {
		s.mount, s.place = s.mount || mounts[id], true
	}
}

// ownerName matches the name of a body, or of one of its offices, in that of a page.
var ownerName = jtext.MustPattern(`^\S{1,6}?[都道府県市区町村](?:役所|役場)?|\S{1,8}[局部課]`)

// longSubject is from how many bytes on what a page's name says beside the words of lists is what its one call is about.
const longSubject = 15

// mayNameCalls reports whether a page of that name may be a list of calls: it is neither of what is over, nor of what is to come and not asked
// for yet, nor of one call.
func mayNameCalls(name string, asked bool) bool {
	folded := strings.TrimSpace(remarkBehind.ReplaceAllString(jtext.Fold(name), ""))
	if asked {
		folded = bare.WithoutForecast(folded)
	}
	if endedName.MatchString(folded) || bare.NamesOneTender(siteBehind.ReplaceAllString(name, "")) {
		return false
	}
	return !callTitle.MatchString(folded) || len(listTitle.ReplaceAllString(ownerName.ReplaceAllString(folded, ""), "")) < longSubject
}

// siteBehind matches the name of a site behind that of a page.
var siteBehind = jtext.MustPattern(`\s*(?:[|｜]|\s-\s|-\s).*$`)

// remarkBehind matches the name of a site and remarks behind that of a page, folded.
var remarkBehind = jtext.MustPattern(`(?:\s*[|｜]\s*.*|\s*-\s.*|\([^)]*\))$`)
