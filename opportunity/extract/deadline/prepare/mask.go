package prepare

import (
	"strings"

	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jtext"
)

// The masks blank out, byte for byte, the parts of a folded line whose dates and times are not those of a step.

// MaskAsides blanks what 除く excludes, when doors open, and the hours of a counter.
func MaskAsides(s string) string {
	s = maskExcluded(s)
	s = maskDoors(s)
	s = maskSameDay(s)
	s = maskMovedFrom(s)
	return maskCounter(s)
}

// movedFrom is a remark that tells from which day a step was moved: (8月3日から延長), ※8月3日から変更しました。
var movedFrom = jtext.MustPattern(`[(※【\[][^()※【】\[\]。]*?(?:\([^()]*\)[^()※【】\[\]。]*?)*?から(?:の|に)?(?:変更|延長|延期|訂正|繰り?下げ|繰り?上げ)(?:し(?:ました|た|ます)?|となりました)?[)】\]。 ]?`)

func maskMovedFrom(s string) string {
	if !strings.Contains(s, "から") {
		return s
	}
	for _, at := range movedFrom.FindAllStringIndex(s, -1) {
		s = wording.Blank(s, at[0], at[1])
	}
	return s
}

// dayOfDeadline is a sentence whose 同日 means the day of a deadline that is told elsewhere: 持参は提出期限の日の17時まで、郵送は同日必着.
var dayOfDeadline = jtext.MustPattern(`(?:期限|締切|締め切り|〆切|期日)の?(?:日|当日)の?[^。\t月/]*?同日`)

// maskSameDay blanks 同日 where it means no day before it in the text.
func maskSameDay(s string) string {
	for _, at := range dayOfDeadline.FindAllStringIndex(s, -1) {
		s = wording.Blank(s, at[1]-len("同日"), at[1])
	}
	return s
}

// maskDoors blanks a bracket that only says when the reception opens: (受付13時~).
func maskDoors(s string) string {
	for from := 0; ; {
		i := strings.IndexByte(s[from:], '(')
		if i < 0 {
			return s
		}
		open := from + i
		n := strings.IndexByte(s[open:], ')')
		if n < 0 {
			return s
		}
		in := s[open : open+n]
		if jtext.HasAny(in, "受付", "開場", "集合", "入室", "休憩", "昼休") && jtext.HasAny(in, "時", ":") && !jtext.HasAny(in, "日", "受付時間", "/") {
			s = wording.Blank(s, open+1, open+n)
		}
		from = open + n
	}
}

// anHour is part of an hour: 9時, 17:15.
var anHour = jtext.MustPattern(`[0-9] ?時|[0-9]:[0-9]`)

// maskCounter blanks the hours at which a counter is open: 持参は平日の9時から17時まで.
func maskCounter(s string) string {
	for _, w := range [...]string{"持参", "窓口", "平日", "開庁", "来庁", "昼休み", "営業時間", "業務時間", "問合せ", "問い合わせ"} {
		i := strings.Index(s, w)
		if i < 0 {
			continue
		}
		if rangeDays(s[:i]) {
			continue // 6月1日~30日の開庁日、8時30分~17時15分
		}
		end := i + len(w)
		for end < len(s) && !strings.HasPrefix(s[end:], "。") && s[end] != '\t' && s[end] != ')' {
			end++
		}
		part := s[i:end]
		hours := len(anHour.FindAllStringIndex(part, -1))
		if hours > 0 && !hasDay(part) && (hours > 1 || strings.Contains(part, "平日")) {
			s = wording.Blank(s, i, end)
		}
	}
	return s
}

// rangeDays reports whether words end in a day and の: the hours that follow are those of its range.
func rangeDays(words string) bool {
	words, ok := strings.CutSuffix(words, "の")
	return ok && wording.HasSuffix(words, ")", "日")
}

// dottedDay is a day in numbers: R9.1.25.
var dottedDay = jtext.MustPattern(`[0-9]\.[0-9]{1,2}\.[0-9]`)

// hasDay says whether words seem to name a day.
func hasDay(s string) bool {
	return jtext.HasAny(s, "同日", "末日") || strings.Contains(s, "月") && jtext.HasAny(s, "0日", "1日", "2日", "3日", "4日", "5日", "6日", "7日", "8日", "9日") || strings.ContainsAny(s, "/") || dottedDay.MatchString(s)
}

// sinceEvent is a window that begins with a step, whose range mark may be taken for a change or for part of a word:
// 契約締結日→令和9年3月31日, 交付決定日-3月20日.
var sinceEvent = jtext.MustPattern(`((?:契約|締結|決定|採択|公告|公示|告示|公開|公表|選定|指定|協定|議決|承認|開始|委託)(?:の)?(?:翌)?日(?:の翌日)?(?:\([^()]*\))?) ?(?:→|⇒|➡|▶|►|⇨|-) ?((?:令和|R|平成|[0-9]{1,4} ?[年月/.]|[翌同]))`)

// rangeSigns are the marks of such a window.
var rangeSigns = jtext.NewWords("→", "⇒", "➡", "▶", "►", "⇨", "-")

// MarkSinceEvent gives such windows the mark that says nothing else.
func MarkSinceEvent(s string) string {
	if !strings.Contains(s, "日") || !rangeSigns.In(s) {
		return s
	}
	return sinceEvent.ReplaceAllString(s, "$1~$2")
}
