package list

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// nextText matches what links to the following page of a list say, folded.
var nextText = regexp.MustCompile(`^[\[<(]?(?:次(?:の)?(?:ページ|\d+件|頁)?(?:へ|を表示)?|次の一覧|Next(?: page)?|next|もっと見る|古い記事|以前の記事)\s*[>»›→≫)\]]*$|^[>»›→≫]$`)

// pagerText matches what the links of a pager say.
var pagerText = regexp.MustCompile(`^\[?\d{1,4}\]?(?:ページ目?)?$|^(?:前|次)(?:の?(?:ページ|\d+件|頁))?へ?\s*[<>«»]*$|^(?:最初|最後|先頭|末尾)(?:の?ページ)?へ?$|^[<>«»‹›≪≫|\s←→]+$|^(?i:next|prev|previous|first|last)$`)

// listText matches links to whole lists, whose target is no announcement.
var listText = regexp.MustCompile(`^(?:(?:新着|お知らせ|記事|過去)?(?:の)?(?:情報)?(?:の)?一覧(?:へ|を見る|はこちら|を表示)?|(?:もっと|全て|すべて)(?:を)?見る|RSS.{0,12}|(?:トップ|ホーム|TOP|HOME)(?:ページ)?(?:へ|に戻る|へ戻る)?|(?:このページの|ページの?)?(?:先頭|上部?|トップ)(?:へ|に)戻る|戻る|.{0,60}(?:ページ|一覧|目次|トップ|ホーム)(?:へ|に)(?:もど|戻)る|印刷.{0,12}|本文へ.{0,8})$`)

// otherList matches links to the lists of other years and of what is over, folded.
var otherList = regexp.MustCompile(`^(?:過去|これまで|以前|前年度|終了した)(?:の|分)?.{0,24}(?:はこちら|へ|ページ|一覧|情報|公告|案件|入札|募集|公募|結果|プロポーザル|お知らせ|分)?$|` +
	`^(?:(?:令和|平成)(?:\d{1,2}|元)|20\d\d)年(?:度)?(?:(?:の|分).{0,24}|.{0,24}(?:一覧|情報|公告|案件|結果|お知らせ|公募型?プロポーザル|入札|実施状況))?$`)

func isOtherList(title string) bool {
	return len(title) < 90 && otherList.MatchString(jtext.Fold(title))
}

func isPagerText(s string) bool { return len(s) < 60 && pagerText.MatchString(jtext.Fold(s)) }

func isListLink(s string) bool { return len(s) < 180 && listText.MatchString(jtext.Fold(s)) }

// pagerSigns are the characters of which every link of a pager holds one.
const pagerSigns = "次もとNnＮｎ以古>»›→≫＞0123456789０１２３４５６７８９"

// maxNext bounds the next pages of a page; a pager names a few.
const maxNext = 50

// nextPages returns the addresses of the list's next pages, the nearest first, on the same host: rel=next, a link that
// says 次へ, else the page number after the one that is no link.
func nextPages(doc *page.Document) []string {
	var found []string
	add := func(n *html.Node) {
		address, err := doc.Resolve(page.Attribute(n, "href"))
		if err != nil || doc.LeadsHere(address) || !page.SameHost(address, doc.URL) {
			return
		}
		for _, f := range found {
			if f == address {
				return
			}
		}
		found = append(found, address)
	}
	var numbered []*html.Node
	page.Walk(doc.Root, func(n *html.Node) bool {
		if len(found) == maxNext {
			return false
		}
		if n.DataAtom != atom.A && n.DataAtom != atom.Link || page.Attribute(n, "href") == "" {
			return true
		}
		if hasWord(page.Attribute(n, "rel"), "next") {
			add(n)
			return true
		}
		if n.DataAtom == atom.A {
			text := page.TextOf(n)
			switch {
			case len(text) == 0 || len(text) > 60 || !strings.ContainsAny(text, pagerSigns):
			case isNumber(text):
				numbered = append(numbered, n)
			case nextText.MatchString(jtext.Fold(text)):
				add(n)
			}
		}
		return true
	})
	if len(found) == 0 {
		if n := afterCurrent(numbered); n != nil {
			add(n)
		}
	}
	return found
}

func isNumber(s string) bool {
	if len(s) > 12 {
		return false
	}
	n, err := strconv.Atoi(strings.Trim(jtext.Fold(s), "[]"))
	return err == nil && n > 0 && n < 1000
}

// afterCurrent returns the first link of a row of page numbers that is one more than the number before it without a link.
func afterCurrent(numbered []*html.Node) *html.Node {
	for _, n := range numbered {
		value, _ := strconv.Atoi(strings.Trim(jtext.Fold(page.TextOf(n)), "[]"))
		before := previousText(n)
		if current, err := strconv.Atoi(strings.Trim(jtext.Fold(before), "[]| ")); err == nil && current == value-1 {
			return n
		}
	}
	return nil
}

// previousText is the text before a link that is not itself linked, at most two elements up; "" for none.
func previousText(n *html.Node) string {
	for range 3 {
		for s := n.PrevSibling; s != nil; s = s.PrevSibling {
			if text := page.TextOf(s); strings.Trim(text, "| ") != "" {
				if page.HoldsLink(s) && page.Attribute(s, "href") != "" {
					return ""
				}
				return text
			}
		}
		if n = n.Parent; n == nil {
			break
		}
	}
	return ""
}

func hasWord(list, word string) bool {
	for _, w := range strings.Fields(list) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}
