package detail

import (
	"strings"

	"koubo/opportunity/jtext"
)

// newsForm names what a notice is one of.
const newsForm = `(?:お知らせ|ニュース|新着(?:情報)?|トピックス|(?i:news|topics|press release)|報道(?:発表|資料|提供)(?:資料)?|プレスリリース|記者(?:発表|会見|提供)(?:資料)?|投げ込み資料|公告|告示|公示)`

var (
	// pageNumber is the number that a system gives a page: 記事ID：0001638.
	pageNumber = jtext.MustPattern(`(?:^|\s)(?:記事|ページ|コンテンツ)(?:ID|ＩＤ|番号|Id|id)\s*[：:]?\s*[0-9０-９-]+\s*`)
	// pageWas begins a sentence about the page: このページは2026年11月9日に更新されました.
	pageWas = jtext.MustPattern(`^\s*(?:この|本)(?:ページ|記事)は[、]?\s*`)
	// officeBefore names whose page it is, before the day: 公園緑地課　2026年6月1日掲載.
	officeBefore = jtext.MustPattern(`^[\s　（(]*(?:[^\s　。、0-9０-９]{1,24}(?:課|室|係|局|部|所|班|グループ|センター|委員会|財団)[\s　／/・|｜:：]+){1,3}`)
	// paperBefore is the number of the paper as which a body gave a notice out: 青葉市記者発表資料 第57号, 青総管第1024号.
	paperBefore = jtext.MustPattern(`^[\s　（(［\[【〔]*(?:[^\s　。、0-9０-９]{0,20}` + newsForm + `|[^\s　。、0-9０-９]{0,8})[\s　]*(?:第[\s　]?[0-9０-９一二三四五六七八九十百]{1,6}[\s　]?号|(?i:no)[.．][\s　]?[0-9０-９]{1,6})(?:[\s　）)］\]】〕／/・|｜]+|$)`)
	// newsBefore says that it is news, apart from what follows: （報道資料）, お知らせ｜.
	newsBefore = jtext.MustPattern(`^[\s　]*(?:[（(［\[【〔][^（）()\s　。、0-9０-９]{0,12}` + newsForm + `[）)］\]】〕]|` + newsForm + `[\s　]*[／/|｜:：])[\s　／/・|｜]*(?:[^\s　。、0-9０-９]{1,8}(?:市|町|村|区|県)[\s　]+)?`)
)

// withoutStampHead drops what stands before a page's own day and says whose or which notice it is: the number of the page or
// of the paper, the office.
func withoutStampHead(text string) string {
	const most = 4
	rest := text
	for range most {
		before := len(rest)
		for _, head := range [...]*jtext.Pattern{newsBefore, paperBefore, officeBefore} {
			if at := head.FindStringIndex(rest); at != nil {
				rest = rest[at[1]:]
			}
		}
		if len(rest) == before {
			break
		}
	}
	if saysStep(text[:len(text)-len(rest)]) {
		return text
	}
	return rest
}

// categoryBefore is the name of a category before a day: 公民連携　2026/11/02 公開.
var categoryBefore = jtext.MustPattern(`^[\s　]*[^\s　。、:：0-9０-９令平昭（）()]{2,10}[\s　／/|｜・]+(?:令和|平成|昭和|[RHSＲＨＳ]?[0-9０-９])`)

// withoutCategory drops it.
func withoutCategory(text string) string {
	at := categoryBefore.FindStringIndex(text)
	if at == nil {
		return text
	}
	start := strings.IndexFunc(text, func(r rune) bool {
		return r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune("令平昭RHSＲＨＳ", r)
	})
	if tag := text[:start]; saysStep(tag) || mayStamp(tag) || jtext.HasAny(tag, "質問", "回答", "結果", "要項", "要領", "仕様", "資料", "様式", "説明会") {
		return text
	}
	return text[start:]
}

// underTitle reports whether line at stands right under the title, or nothing but a number and an office stands between.
func (r *reader) underTitle(at int) bool {
	const most = 3 // lines
	if r.titleAt < 0 || at <= r.titleAt || at > r.titleAt+most {
		return false
	}
	for _, between := range r.lines[r.titleAt+1 : at] {
		if between.heading || between.pair || strings.TrimSpace(withoutStampHead(between.text+" ")) != "" {
			return false
		}
	}
	return true
}
