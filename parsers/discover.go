package parsers

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Found is one place of a site where announcements may be read.
type Found struct {
	Kind  string // feed or list
	URL   string // absolute
	Title string // the link's words, "" where it has none
	Why   string // what speaks for it, a phrase
	score int
}

// feedTypes are the media types of feeds in <link rel="alternate">.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml", "application/xml"}

// feedAddress is the form of addresses that feeds have; each row's case is an address of a municipality's feed.
var feedAddress = regexp.MustCompile(`(?i)(?:` + strings.Join([]string{
	`/(?:news|rss|feed|index|atom|shinchaku|rss_news|whatsnew)\.(?:rss|xml|rdf)$`, // /news.rss, /atom.xml, /shinchaku.xml, /index.rdf
	`/rss/[^?#]+\.xml$`,        // /rss/10/list1.xml, /files/rss/block1346.xml
	`/cgi-bin/feed\.php\?`,     // /cgi-bin/feed.php?siteNew=1
	`/feed/?(?:\?[^#]*)?$`,     // /feed/ of WordPress
	`/[^/?#]+\.(?:rss|rdf)$`,   // /category/news/index.rss
	`/feed/service\.ashx\?srv`, // /feed/service.ashx?srv=news
}, "|") + `)`)

// listWords are what links to lists of announcements say, the more telling the higher.
var listWords = []struct {
	word  string
	score int
}{
	{"プロポーザル", 6}, {"企画提案", 6}, {"企画競争", 6}, {"サウンディング", 6}, {"実証実験", 6}, {"公募", 5}, {"入札", 5},
	{"指定管理者", 4}, {"官民連携", 4}, {"契約", 3}, {"発注", 3}, {"事業者の方", 3}, {"事業者向け", 3}, {"事業者募集", 5},
	{"募集", 2}, {"調達", 3}, {"産業・ビジネス", 2}, {"しごと・産業", 2},
}

// notListWords are what links say that hold a list word and lead elsewhere: people are recruited, residents invited.
var notListWords = []string{"職員", "採用", "入居者", "ボランティア", "委員", "参加者", "結果", "会計年度", "市民", "モニター"}

// maxListText is up to how many bytes a link to a list says; an announcement says more.
const maxListText = 75

// Discover names the feeds and lists that a page of a site links to, feeds first, the likeliest first, each address once.
// The page itself is never among them. A page that cannot be parsed leads nowhere.
func Discover(p Page) []Found {
	doc, err := ParseDocument(p, "")
	if err != nil {
		return nil
	}
	seen := map[string]bool{doc.URL: true}
	var found []Found
	walk(doc.Root, func(n *html.Node) bool {
		f, ok := inspectLink(doc, n)
		if ok && !seen[f.URL] {
			seen[f.URL] = true
			found = append(found, f)
		}
		return true
	})
	slices.SortStableFunc(found, func(a, b Found) int { return b.score - a.score })
	return found
}

// feedScore stands above every list's.
const feedScore = 100

// inspectLink says what a link or anchor leads to, if it is a feed or a list.
func inspectLink(doc *Document, n *html.Node) (f Found, ok bool) {
	if n.DataAtom != atom.A && n.DataAtom != atom.Link {
		return f, false
	}
	address, err := doc.Resolve(attribute(n, "href"))
	if err != nil {
		return f, false
	}
	f = Found{Kind: "feed", URL: address, Title: textOf(n), score: feedScore}
	kind := strings.ToLower(strings.TrimSpace(attribute(n, "type")))
	switch {
	case n.DataAtom == atom.Link && hasWord(attribute(n, "rel"), "alternate") && slices.Contains(feedTypes, kind):
		f.Title, f.Why, f.score = collapse(attribute(n, "title")), "the page names it as its feed", feedScore+10
		return f, true
	case n.DataAtom == atom.Link:
		return f, false
	case feedAddress.MatchString(address) && sameHost(address, doc.URL):
		f.Why = "its address has the form of a feed's"
		return f, true
	}
	return inspectListLink(doc, n, f)
}

// inspectListLink scores a link by the words it says.
func inspectListLink(doc *Document, n *html.Node, f Found) (Found, bool) {
	if len(f.Title) > maxListText || isFileLink(n) || !sameHost(f.URL, doc.URL) || containsAny(f.Title, notListWords) {
		return f, false
	}
	f.Kind, f.score = "list", 0
	var words []string
	for _, w := range listWords {
		if strings.Contains(f.Title, w.word) {
			f.score += w.score
			words = append(words, w.word)
		}
	}
	f.Why = fmt.Sprintf("its link says %s", strings.Join(words, ", "))
	return f, f.score > 0
}
