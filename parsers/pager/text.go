package pager

import (
	"strings"

	"koubo/opportunity/jtext"
)

var (
	// pageNote ends the title of a page of a list: 入札公告（2ページ目）.
	pageNote = jtext.MustPattern(`\(\d{1,3}(?:ページ目?|頁|/\d{1,3})\)$`)
	// nextText matches what links to the following page of a list say, folded; arrows to the left may stand before what is older.
	nextText = jtext.MustPattern(`^[\[<(]?(?:次(?:の)?(?:ページ|\d+件|頁)?(?:へ(?:進む)?|を(?:表示|見る))?|次の一覧|(?i:next(?: page| \d+)?))\s*[>»›→≫)\]]*$|^(?:[>»›→≫]|>>)$|` +
		`^[\[<(«‹←≪\s]*(?:(?i:older(?: (?:posts|entries|articles))?)|(?:より|さらに)?(?:古い|(?:以前|過去)の)(?:記事|投稿|エントリー?)(?:へ|を(?:表示|見る))?)\s*[>»›→≫)\]]*$`)
	// moreText matches links to the rest of a list, folded.
	moreText = jtext.MustPattern(`^(?:もっと|さらに|続きを|残りを|以降を)(?:見る|読む|読み込む|表示(?:する)?)\s*[>»›→≫]*$|^(?i:(?:view |load |show )?more)\s*[>»›→≫]*$`)
)

// pagerText matches what the links of a pager say.
var pagerText = jtext.MustPattern(`^\[?\d{1,4}\]?(?:ページ目?)?$|^(?:前|次)(?:の?(?:ページ|\d+件|頁))?へ?\s*[<>«»]*$|^(?:最初|最後|先頭|末尾)(?:の?ページ)?へ?$|^[<>«»‹›≪≫|\s←→]+$|^(?i:next|prev|previous|first|last)$`)

// listText matches links to whole lists, whose target is no announcement.
var listText = jtext.MustPattern(`^(?:(?:新着|お知らせ|記事|過去)?(?:の)?(?:情報)?(?:の)?一覧(?:へ|を見る|はこちら|を表示)?|(?:もっと|全て|すべて)(?:を)?見る|RSS.{0,12}|(?:トップ|ホーム|TOP|HOME)(?:ページ)?(?:へ|に戻る|へ戻る)?|(?:このページの|ページの?)?(?:先頭|上部?|トップ)(?:へ|に)戻る|戻る|.{0,60}(?:へ|に)(?:もど|戻)る|印刷.{0,12}|本文へ.{0,8})$`)

// otherList matches links to the lists of other years and of what is over, folded.
var otherList = jtext.MustPattern(`^(?:過去|これまで|以前|前年度|終了した)(?:の|分)?.{0,24}(?:はこちら|へ|ページ|一覧|情報|公告|案件|入札|募集|公募|結果|プロポーザル|お知らせ|分)?$|` +
	`^(?:(?:令和|平成)(?:\d{1,2}|元)|20\d\d)年(?:度)?(?:(?:の|分).{0,24}|.{0,24}(?:一覧|情報|公告|案件|結果|お知らせ|公募型?プロポーザル|入札|実施状況))?$`)

// IsOtherList reports whether a link with these words leads to the list of another year, or of what is over.
func IsOtherList(title string) bool {
	return len(title) < 90 && otherList.MatchString(withDigits(jtext.Fold(title)))
}

// IsTurn reports whether a link with these words turns the pages of a list.
func IsTurn(s string) bool {
	if len(s) > maxTurn {
		return mayBePage(s) && pageNote.MatchString(jtext.Fold(s))
	}
	folded := jtext.Fold(s)
	return pageNote.MatchString(folded) || pagerText.MatchString(folded) || nextText.MatchString(folded) || moreText.MatchString(folded)
}

// IsMore reports whether a link with these words leads to the rest of what a page shows a part of: もっと見る.
func IsMore(s string) bool { return len(s) <= maxTurn && moreText.MatchString(jtext.Fold(s)) }

// IsWholeList reports whether a link with these words leads to a whole list, or back.
func IsWholeList(s string) bool {
	long := len(s) > 90
	return (!long || len(s) < maxTitle && (strings.HasSuffix(s, "戻る") || strings.HasSuffix(s, "もどる"))) && listText.MatchString(jtext.Fold(s))
}

// Lengths in bytes: of what a link says that turns a page, and of titles that are looked at for words at their end.
const (
	maxTurn  = 60
	maxTitle = 180
)

// mayBePage reports whether the end of a title may number a page of a list; it spares folding.
func mayBePage(s string) bool {
	return len(s) < maxTitle && (strings.HasSuffix(s, ")") || strings.HasSuffix(s, "）")) && (strings.Contains(s, "ページ") || strings.Contains(s, "頁") || strings.ContainsAny(s, "/／"))
}
