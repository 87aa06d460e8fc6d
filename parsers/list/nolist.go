package list

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
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
	case isHome(c.doc.URL):
		return "it is the home page of the site"
	case c.hubs >= fewLists:
		return "it names no announcement but lists of them"
	case c.papers || isAnnouncement(body):
		return "it is the page of one announcement"
	}
	return ""
}

func isHome(address string) bool {
	u, err := url.Parse(address)
	return err == nil && u.RawQuery == "" && (u.Path == "" || u.Path == "/" || strings.HasPrefix(u.Path, "/index.") && strings.Count(u.Path, "/") == 1)
}

// dropPapers forgets what a page names that says much itself where all of it are papers that every announcement has, without
// a day: the page is the announcement. It reports whether there was anything.
func (c *collector) dropPapers(body *html.Node) bool {
	if body == nil || len(c.listing.Drafts) == 0 {
		return false
	}
	for _, d := range c.listing.Drafts {
		if d.Published != "" || len(d.Fields) > 0 || !isVague(d.Title) || !documentPath.MatchString(d.URL) {
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
