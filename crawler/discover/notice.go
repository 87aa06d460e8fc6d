package discover

import (
	"regexp"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

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
