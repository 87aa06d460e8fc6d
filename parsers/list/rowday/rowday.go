// Package rowday reads the days that rows of lists show, and those that the headings over them complete.
package rowday

import (
	"strconv"
	"strings"

	"koubo/opportunity/jtext"
	"koubo/parsers/page"
)

// short finds a day of two digits of a year or of none, folded: 26.11.20, '26/11/20, 8.11.20, 11/20, 11.20.
var short = jtext.MustPattern(`^(.*?)(?:(?:['’]?(\d{1,2})\s?([./])\s?(\d{1,2})\s?[./]\s?(\d{1,2}))|(\d{1,2})(?:/(\d{1,2})|\.(\d{2})))(?:\s*\(?[月火水木金土日]\)?)?(.*)$`)

// aroundShort is all that may stand around such a day, folded: brackets, and that it is one.
var aroundShort = jtext.MustPattern(`(?i)公告|公示|公表|公開|掲載|登録|更新|投稿|発表|日付?|up|new!?|[\[\]()【】<>:・●■◆○◇□]|\s`)

// shortDay returns a day that a folded text writes with two digits of a year or with none, "" where it says anything else.
func shortDay(folded string) string {
	if len(folded) < 3 || len(folded) > 40 || !strings.ContainsAny(folded, "./") {
		return ""
	}
	m := short.FindStringSubmatch(folded)
	if m == nil || aroundShort.ReplaceAllString(m[1]+m[9], "") != "" {
		return ""
	}
	if m[2] != "" {
		if !isMonthDay(m[4], m[5]) {
			return ""
		}
		return m[2] + m[3] + m[4] + m[3] + m[5]
	}
	day := m[7] + m[8]
	if !isMonthDay(m[6], day) || m[8] != "" && len(m[6]) < 2 {
		return "" // 1.25 is as likely a number
	}
	return number(m[6]) + "月" + number(day) + "日"
}

func isMonthDay(month, day string) bool {
	m, err := strconv.Atoi(month)
	d, err2 := strconv.Atoi(day)
	return err == nil && err2 == nil && m >= 1 && m <= 12 && d >= 1 && d <= 31
}

// number is a number without zeros before it.
func number(digits string) string { return strings.TrimLeft(digits, "0") }

// IsDay reports whether a text is a day with at most a word around it.
func IsDay(text string) bool {
	if page.IsDateText(text) {
		return true
	}
	if len(text) < 3 || len(text) > 60 || !jtext.HasDigitOfAnyWidth(text) && !strings.Contains(text, "年") {
		return false
	}
	folded := jtext.Fold(text)
	day := plain(folded)
	return shortDay(day) != "" || day != folded && page.IsDateText(day)
}

// IsBare reports whether a text is a day and nothing else but the signs around it.
func IsBare(text string) bool {
	folded := jtext.Fold(text)
	at := page.RowDate.FindStringIndex(folded)
	return at != nil && strings.Trim(folded[:at[0]]+folded[at[1]:], "[]()【】<>■●◆○◎□▼▶・:- ") == ""
}

// Published finds the day of publication in what a row says outside its title, piece by piece, and what else its piece
// says, folded: the first day that is said to be one (公告日：…, …掲載), else the first that is not said to be another
// (締切, …まで).
func Published(pieces []string) (day, rest string) {
	folded := make([]string, len(pieces))
	for i, piece := range pieces {
		folded[i] = plain(jtext.Fold(piece))
	}
	folded = assemble(folded)
	if len(folded) > 1 {
		folded = append(folded, strings.Join(folded, "")) // a date may be cut into pieces: 2026年<b>7</b>月31日
	}
	for i, piece := range folded {
		if !jtext.HasDigitOfAnyWidth(piece) {
			continue
		}
		label := ""
		if i > 0 && i < len(pieces) {
			label = folded[i-1]
		}
		words, left, sure := stated(piece, label)
		if sure {
			return words, left
		}
		if day == "" {
			day, rest = words, left
		}
	}
	if day == "" {
		day = shortSaid(folded)
	}
	return day, rest
}

// shortSaid finds a short day of publication that stands beside others in one piece: 8.11.25掲載・12.28締切.
func shortSaid(folded []string) string {
	for _, piece := range folded {
		if !strings.Contains(piece, "・") {
			continue
		}
		for part := range strings.SplitSeq(piece, "・") {
			if day := shortDay(part); day != "" && noteOfDay.MatchString(part) {
				return day
			}
		}
	}
	return ""
}

// noteOfDay is in what says that a day is that of publication, folded.
var noteOfDay = jtext.MustPattern(`公告|公示|公表|公開|掲載|登録|更新`)

// Said finds the first day that one of some pieces says to be that of publication, or that a piece is.
func Said(pieces []string) string {
	for _, piece := range pieces {
		if day, _, sure := stated(plain(jtext.Fold(piece)), ""); sure || day != "" && IsDay(piece) {
			return day
		}
	}
	return ""
}

// ArePieces reports whether pieces are the parts of one day and nothing else.
func ArePieces(pieces []string) bool {
	folded := make([]string, len(pieces))
	for i, piece := range pieces {
		folded[i] = jtext.Fold(piece)
	}
	_, n := assembled(folded)
	return n > 0 && n == len(pieces)
}

// OfColumns is the day of cells under the headings 年, 月 and 日; a year of one or two digits is one of the present era.
func OfColumns(year, month, day string) string {
	year = strings.TrimSuffix(jtext.Fold(year), "年")
	month, day = strings.TrimSuffix(jtext.Fold(month), "月"), strings.TrimSuffix(jtext.Fold(day), "日")
	if !isMonthDay(month, day) {
		return ""
	}
	if n, err := strconv.Atoi(year); err == nil && n > 0 && n < 100 {
		year = "令和" + number(year)
	}
	return wholeDay(year, month, day)
}

// What stands around a day in its piece, folded.
var (
	// otherDay finds words that make a day beside a title something else than that of publication.
	otherDay = jtext.MustPattern(`締切|締め切り|〆切|期限|期間|開札|開催|必着|受付|まで|から|実施日|入札日`)
	// otherLabel matches a piece that names the day in the next one, which is not that of publication.
	otherLabel = jtext.MustPattern(`^[\[(【<■●・]*(?:(?:提出|応募|申込み?|申請|受付|参加表明|募集|公募|質問|入札|見積)?(?:書)?(?:の)?(?:提出)?(?:期限|期間|締切(?:日時?)?|締め切り日?|〆切日?|最終日)|(?:開札|入札|開催|実施|執行|説明会)(?:の)?(?:予定)?(?:年月日|日時|日)|納期|工期|契約日|決定日)[\])】>]*:?$`)
	// said ends the words before a day of publication.
	said = jtext.MustPattern(`([^\d\s:]{0,12}?)(?:公告|公示|告示|公表|公開|掲載|掲示|登録|投稿|発表|発行|配信)(?:年月日|日時|開始日|日|期間)?\s*[:\])】>]*\s*$`)
	// saidAfter begins the words behind one.
	saidAfter = jtext.MustPattern(`^\s*(?:に|付け?(?:で)?)?\s*(?:新規)?(?:公告|公示|告示|公表|公開|掲載|掲示|登録|投稿|発表)(.{0,6})`)
	// notYet makes such words those of another day.
	notYet = jtext.MustPattern(`予定|結果|回答|期間|選定|審査`)
	// lasts begins the words behind a day on which something begins or ends.
	lasts = jtext.MustPattern(`^\s*(?:[\])】]\s*)?(?:(?:正午|(?:午[前後])?\s*\d{1,2}\s*(?:時|:\d\d)\s*(?:\d{1,2}分|半)?)\s*)?(?:から|まで|より|必着|消印|締切|締め切り|〆切|開札|開催|実施|執行|[~〜～–—-]\s*(?:$|\d|令和|平成|[RH]\d))`)
	// lastsUntil begins the words behind a day until which something lasts: 掲載 12月18日まで.
	lastsUntil = jtext.MustPattern(`^\s*(?:まで|迄)`)
	// until ends the words before the last day of a range.
	until = jtext.MustPattern(`(?:から|より|[~〜～–—-])\s*$`)
)

// stated finds the day of publication in one folded piece, behind the piece that may label it. sure reports that the piece
// says that it is one.
func stated(piece, label string) (day, rest string, sure bool) {
	days := page.RowDate.FindAllStringIndex(piece, -1)
	if days == nil {
		if day = shortDay(piece); day == "" || labelsOther(label) {
			return "", "", false
		}
		return day, "", false
	}
	for i, at := range days {
		from, to := 0, len(piece)
		if i > 0 {
			from = days[i-1][1]
		}
		if i+1 < len(days) {
			to = days[i+1][0]
		}
		before, after := piece[from:at[0]], piece[at[1]:to]
		if to < len(piece) && isLabel(after) {
			after = "" // it is the next day's
		}
		known, published := isSaid(before, after)
		if published && (i == 0 || !until.MatchString(before)) {
			return piece[at[0]:at[1]], restOf(piece, at), true
		}
		if i == 0 && !known && !labelsOther(label) && isOpen(before, after) {
			day, rest = piece[at[0]:at[1]], restOf(piece, at)
		}
	}
	return day, rest, false
}

// isLabel reports whether words between two days are the label of the second.
func isLabel(between string) bool {
	return strings.HasSuffix(strings.TrimSpace(between), ":") || strings.HasPrefix(between, " ") && said.MatchString(between)
}

// isSaid reports whether the words around a day say what was published on it, and whether it was the announcement.
func isSaid(before, after string) (known, published bool) {
	if m := said.FindStringSubmatch(before); m != nil {
		return true, !notYet.MatchString(m[1]) && !lastsUntil.MatchString(after)
	}
	if m := saidAfter.FindStringSubmatch(after); m != nil {
		return true, !notYet.MatchString(m[1])
	}
	return false, false
}

// isOpen reports whether the words around the first day of a piece leave open which day it is.
func isOpen(before, after string) bool {
	return !otherDay.MatchString(before) && !lasts.MatchString(after) && !otherDay.MatchString(after)
}

// restOf is what a piece says beside a day.
func restOf(piece string, at []int) string {
	return strings.Trim(piece[:at[0]]+" "+piece[at[1]:], "()[]【】 :更新日掲載公開登録")
}
