// Package linkname tells which words of a link that holds a whole card name what it leads to.
package linkname

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/list/rowday"
	"koubo/parsers/page"
)

// Lengths in bytes: of names that are long enough to be an announcement's, and of what stands beside one.
const (
	longName  = 36
	longTerm  = 12
	shortKind = 9
	shortTag  = 24
	shortMark = 48
	longFact  = 150
)

// In is the part of a link that is its title alone: its heading, the part that is called one, or the part before a description. nil for
// a link all of whose words are its title.
func In(link *html.Node) *html.Node {
	if head := page.HeadingIn(link); head != nil {
		return head
	}
	if named := labelled(link); named != nil {
		return named
	}
	parts := partsOf(link)
	if len(parts) < 2 {
		return nil
	}
	if named := calledTitle(parts); named != nil {
		return named
	}
	if first := parts[0]; isBesideDescriptions(first, parts[1:]) {
		return first
	}
	return nil
}

// labelled is the element in a link that stands behind the label of a title, nil for none.
func labelled(link *html.Node) (title *html.Node) {
	if onlyText(link) {
		return nil // as most
	}
	page.Walk(link, func(n *html.Node) bool {
		if title == nil && n != link && n.Type == html.ElementNode && page.IsTitleLabel(page.WordsOf(n)) {
			title = page.ElementAfter(n)
		}
		return title == nil
	})
	return title
}

func onlyText(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return false
		}
	}
	return true
}

// partsOf are the nodes with words in the innermost box that holds all words of a link, but for its marks, days, departments and facts.
func partsOf(link *html.Node) (parts []*html.Node) {
	box := link
	for only := onlyElement(box); only != nil; only = onlyElement(box) {
		box = only
	}
	for c := box.FirstChild; c != nil; c = c.NextSibling {
		if page.WordsOf(c) == "" || c.Type == html.ElementNode && (IsOwnDay(c) || IsAside(c)) {
			continue
		}
		if c.Type == html.ElementNode && IsPhrase(c) && c.DataAtom != atom.Strong && c.DataAtom != atom.B && c.DataAtom != atom.Em || holdsDay(c) {
			return nil // a line of words
		}
		parts = append(parts, c)
	}
	return parts
}

// holdsDay reports whether a box holds a day beside other words: what is the title in it is left to the words.
func holdsDay(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && IsOwnDay(c) {
			return true
		}
	}
	return false
}

// onlyElement is the element in n that holds all of its words, nil where several do.
func onlyElement(n *html.Node) (only *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case page.WordsOf(c) == "":
		case c.Type != html.ElementNode || only != nil:
			return nil
		default:
			only = c
		}
	}
	return only
}

var (
	// titleClass matches the class of an element that is a title, textClass that of one that describes it.
	titleClass = regexp.MustCompile(`(?:^|[\s_-])(?i:ttl|tit|title|name|subject|heading|headline|hdg|midashi|midasi|kenmei)\d?(?:$|[\s_-])|[a-z](?:Ttl|Title|Name|Heading|Subject)(?:$|[\s_-])`)
	textClass  = regexp.MustCompile(`(?:^|[\s_-])(?i:desc|description|txt|text|lead|excerpt|summary|outline|detail|read|body|intro|abstract|caption|copy|gaiyou?|setsumei)s?\d?(?:$|[\s_-])|[a-z](?:Desc|Description|Txt|Text|Lead|Excerpt|Summary|Body)(?:$|[\s_-])`)
)

// calledTitle is the only one of several parts whose class calls it a title or, where none is, the only one before those whose classes call
// them texts; nil for none.
func calledTitle(parts []*html.Node) (named *html.Node) {
	for _, p := range parts {
		if titleClass.MatchString(page.Attribute(p, "class")) {
			if named != nil {
				return nil
			}
			named = p
		}
	}
	if named != nil {
		return named
	}
	for _, p := range parts[1:] {
		if !textClass.MatchString(page.Attribute(p, "class")) {
			return nil
		}
	}
	if textClass.MatchString(page.Attribute(parts[0], "class")) {
		return nil
	}
	return parts[0]
}

var (
	// sentenceEnd ends a sentence, folded, invitation one with which a call itself is titled.
	sentenceEnd = jtext.MustPattern(`(?:。|[でま]す|ました|ません|ください|下さい|ましょう|できます)[。!]?$`)
	invitation  = jtext.MustPattern(`(?:募集|公募|実施|開催|受け?付け|募り|求め|行い|公売|売却|貸し?付け|お待ちして)(?:いた|致)?(?:し)?(?:てい)?ます[。!]?$`)
	// kind matches a name of nothing but the kind of an announcement, which menus and cards have alike, and general is in what a menu says
	// of it.
	kind    = jtext.MustPattern(`^(?:公募型?|簡易型?|プロポーザル(?:方式)?|サウンディング(?:型市場調査)?|企画|提案|競争|一般|指名|募集|公告|入札|契約|調達|指定管理者?(?:制度)?|民間|事業者?|企業|業者|業務|委託|工事|物品|役務|補助金|助成金|実証実験|市場調査|対話|お知らせ|イベント|重要|注目|新着|情報|その他|の|・|等|[()、\s])*$`)
	general = jtext.MustPattern(`情報|案件|掲載|一覧|まとめ|お知らせ|窓口|など|ページ|手続|制度|各種|こちら|確認`)
	// pointer ends what leads on and is no sentence.
	pointer = jtext.MustPattern(`(?:へ|はこちら|に関する(?:お知らせ|情報|ページ|こと)|のご?案内|(?:など|等)(?:を掲載|の情報|のご案内|について)?|一覧)[。]?$`)
)

// isBesideDescriptions reports whether all that follows a part is words about it: once more its own words, a sentence, where a short name
// leads to. A sentence that invites may be the title behind the kind of a call, which is short.
func isBesideDescriptions(name *html.Node, rest []*html.Node) bool {
	words := jtext.Fold(page.WordsOf(name))
	if endsInSentence(words) {
		return false
	}
	for _, p := range rest {
		text := jtext.Fold(page.WordsOf(p))
		switch {
		case strings.HasPrefix(text, words):
		case (len(words) <= shortKind || kind.MatchString(words)) && !general.MatchString(text):
			return false
		case endsInSentence(text) && (len(words) >= longName || name.DataAtom == atom.Dt && len(words) > longTerm || !invitation.MatchString(text) || strings.Contains(strings.TrimSuffix(text, "。"), "。")):
		case len(words) < longName && pointer.MatchString(text):
		default:
			return false
		}
	}
	return true
}

func endsInSentence(folded string) bool { return sentenceEnd.MatchString(folded) }

// IsPhrase reports whether an element marks words of a line and parts nothing.
func IsPhrase(n *html.Node) bool {
	switch n.DataAtom {
	case atom.B, atom.Strong, atom.Em, atom.I, atom.U, atom.Font, atom.Wbr, atom.Ruby, atom.Rb, atom.Mark, atom.Big, atom.Ins:
		return true
	}
	return false
}

// IsOwnDay says whether an element inside a link holds a day and nothing else.
func IsOwnDay(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Time, atom.Span, atom.P, atom.Div, atom.Dt, atom.Dd, atom.Small, atom.Em, atom.Strong, atom.B:
		return rowday.IsDay(page.TextOf(n))
	}
	return false
}
