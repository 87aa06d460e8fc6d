package deadline

import (
	"strings"

	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// sectionsOf looks over the lines of a text before they are read, and tells of each section, from heading to heading, what its days
// have in common: a list of former rounds holds past days alone, one of those chosen names firms.
func sectionsOf(lines []string, cal jdate.Calendar) []weigh.Section {
	all := []weigh.Section{{}}
	reached := false
	for _, l := range lines {
		if strings.HasPrefix(l, "# ") && !prepare.IsRow(l) {
			all = append(all, weigh.Section{AfterContact: reached})
		}
		s := &all[len(all)-1]
		if jtext.HasAny(l, firms...) {
			s.Firms++
		}
		reached = reached || jtext.HasAny(l, "電話", "TEL", "Tel", "☎", "ファクス", "FAX") && jtext.HasDigit(jtext.Narrow(l))
		if !writesYear(l) {
			continue
		}
		cal := cal
		for _, e := range jdate.Read(jtext.Narrow(l), &cal, false) {
			switch {
			case !e.Dated() || e.Guessed != "" || e.Fiscal:
			case max(e.Start, e.End) < cal.Ref:
				s.Past++
			default:
				s.Ahead++
			}
		}
	}
	return all
}

var firms = []string{"株式会社", "有限会社", "合同会社", "(株)", "（株）", "㈱", "共同企業体", "グループ", "協会", "大学"}

// writesYear is a quick look whether a day in a line may be written with its year.
func writesYear(l string) bool {
	return jtext.HasAny(l, "令和", "平成", "20", "２０", "R", "Ｒ", "H")
}
