package rowday

import "koubo/opportunity/jtext"

// Parts of a day that a row shows apart from each other, folded.
var (
	partYear     = jtext.MustPattern(`^((?:令和|平成)\s*(?:\d{1,2}|元)|20\d{2})\s*[年./-]?$`)
	partMonth    = jtext.MustPattern(`^(\d{1,2})\s*[月./-]?$`)
	namedMonth   = jtext.MustPattern(`^(\d{1,2})\s*月$`)
	partDay      = jtext.MustPattern(`^(\d{1,2})\s*日?(?:\s*\(?[月火水木金土日]\)?)?$`)
	partMonthDay = jtext.MustPattern(`^(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?:\s*\(?[月火水木金土日]\)?)?$`)
	partYearMon  = jtext.MustPattern(`^((?:令和|平成)\s*(?:\d{1,2}|元)|20\d{2})\s*[年./-]\s*(\d{1,2})\s*月?$`)
)

// assemble joins the parts of a day that stand in pieces beside each other: 2026 and 11.20, 11月 and 20日, 20 and 2026.11.
func assemble(pieces []string) []string {
	out := make([]string, 0, len(pieces)+1)
	for i := 0; i < len(pieces); {
		day, n := assembled(pieces[i:])
		if n == 0 {
			day, n = pieces[i], 1
		}
		out = append(out, day)
		i += n
	}
	return out
}

// assembled is the day that the first pieces say together, and how many they are; 0 where they say none.
func assembled(pieces []string) (day string, n int) {
	match := func(at int, form *jtext.Pattern) []string {
		if at >= len(pieces) || len(pieces[at]) > 24 {
			return nil
		}
		return form.FindStringSubmatch(pieces[at])
	}
	if y, md := match(0, partYear), match(1, partMonthDay); y != nil && md != nil {
		return wholeDay(y[1], md[1], md[2]), 2
	}
	if md, y := match(0, partMonthDay), match(1, partYear); md != nil && y != nil {
		return wholeDay(y[1], md[1], md[2]), 2
	}
	if y, m, d := match(0, partYear), match(1, partMonth), match(2, partDay); y != nil && m != nil && d != nil {
		return wholeDay(y[1], m[1], d[1]), 3
	}
	if ym, d := match(0, partYearMon), match(1, partDay); ym != nil && d != nil {
		return wholeDay(ym[1], ym[2], d[1]), 2
	}
	if d, ym := match(0, partDay), match(1, partYearMon); d != nil && ym != nil {
		return wholeDay(ym[1], ym[2], d[1]), 2
	}
	if m, d := match(0, namedMonth), match(1, partDay); m != nil && d != nil {
		return wholeDay("", m[1], d[1]), 2
	}
	return "", 0
}

// wholeDay writes a day; year is "" for none.
func wholeDay(year, month, day string) string {
	if year != "" {
		year += "年"
	}
	return year + number(month) + "月" + number(day) + "日"
}
