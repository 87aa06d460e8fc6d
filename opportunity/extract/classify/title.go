package classify

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// A day as titles carry it: 令和8年7月31日, 2026年7月31日, R8.7.31, 2026/7/31, 7月31日, with its weekday.
const titleDay = `(?:(?:令和|平成|[RHr])?\s*[0-9０-９元]{1,4}\s*[年./．／-]\s*)?[0-9０-９]{1,2}\s*[月./．／-]\s*[0-9０-９]{1,2}\s*日?\s*(?:[（(][月火水木金土日](?:曜日?)?[）)])?`

// trimming is one thing that lists and templates put around a title.
type trimming struct {
	*regexp.Regexp
	ends string // the characters of which one must stand at the title's end, or at its beginning where the form begins with ^
}

const (
	closers  = "）)]］】"
	openers  = "【[［(（"
	anyDigit = "0123456789０１２３４５６７８９"
)

// trimmings are each taken off only with their brackets, or apart from the title, so that （10月3日締切） and
// （令和9年度～13年度の5年間） stay.
var trimmings = []trimming{
	// 募集要項（PDF：98KB）, 公告［PDFファイル／98KB］
	{regexp.MustCompile(`(?i)\s*[（(\[［【][^（(\[［【）)\]］】]{0,12}(?:pdf|word|excel|zip|docx?|xlsx?)[^（(\[［【）)\]］】]{0,20}[）)\]］】]$`), closers},
	// 〇〇の募集（令和8年7月31日更新）, 〇〇の募集［2026年7月31日］
	{regexp.MustCompile(`\s*[（(\[［【]\s*(?:更新日?|掲載日?|公開日?|登録日?)?[:：]?\s*` + titleDay + `\s*(?:更新|掲載|公開|登録|付け?)?\s*[）)\]］】]$`), closers},
	// 〇〇の募集 2026年7月31日更新
	{regexp.MustCompile(`\s+` + titleDay + `\s*(?:更新|掲載|公開|登録)?$`), anyDigit + closers + "日新載開録"},
	// 2026年7月31日　〇〇の募集
	{regexp.MustCompile(`^(?:[0-9０-９]{4}\s*[年./．／-]|(?:令和|R)\s*[0-9０-９元]{1,2}\s*[年.．])\s*[0-9０-９]{1,2}\s*[月./．／-]\s*[0-9０-９]{1,2}日?\s+`), anyDigit + "令R"},
	// NEW 〇〇の募集, 〇〇の募集【新着】
	{regexp.MustCompile(`^(?:[【\[［(（]\s*(?:NEW|New|new|ＮＥＷ|新着)[!！]*\s*[】\]］)）]|(?:NEW|New|ＮＥＷ|新着)[!！]*\s)\s*`), openers + "NＮ新"},
	{regexp.MustCompile(`\s*(?:[【\[［(（]\s*(?:NEW|New|new|ＮＥＷ|新着)[!！]*\s*[】\]］)）]|\s(?:NEW|New|ＮＥＷ|新着)[!！]*)$`), closers + "WwＷ着!！"},
}

// off returns the title without it.
func (t trimming) off(title string) string {
	end, _ := utf8.DecodeLastRuneInString(title)
	if strings.HasPrefix(t.String(), "^") {
		end, _ = utf8.DecodeRuneInString(title)
	}
	if !strings.ContainsRune(t.ends, end) {
		return title
	}
	return t.ReplaceAllString(title, "")
}

// siteWords tell the name of a site from a part of the title.
var siteWords = terms("公式|ホームページ|ウェブサイト|webサイト|ウェブページ|サイト|website|トップページ")

// maxTitle is the length in characters that a title is cut to.
const maxTitle = 500

// CleanTitle takes off what does not belong to a title: the site's name behind a bar, badges, days and file sizes. It
// returns at most 500 characters.
func CleanTitle(raw, issuer string) string {
	title := dropSite(jtext.Excerpt(raw, maxTitle), issuer)
	for range trimmings { // one may uncover another
		before := title
		for _, t := range trimmings {
			if rest := strings.TrimSpace(t.off(title)); rest != "" {
				title = rest
			}
		}
		if title == before {
			break
		}
	}
	return title
}

// dropSite cuts 〇〇の募集｜あおば市公式ホームページ and 〇〇の募集 - あおば市 behind the title.
func dropSite(title, issuer string) string {
	for _, bar := range []string{"｜", "|", " - ", " － ", " – ", " ― ", "／", " / ", " : ", "："} {
		at := strings.LastIndex(title, bar)
		if at <= 0 {
			continue
		}
		rest, site := strings.TrimSpace(title[:at]), jtext.Key(title[at+len(bar):])
		if rest != "" && (site == jtext.Key(issuer) && site != "" || len(site) < 120 && hasTerm(site, siteWords)) {
			return dropSite(rest, issuer)
		}
	}
	return title
}
