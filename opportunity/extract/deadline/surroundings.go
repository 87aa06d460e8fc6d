package deadline

import (
	"koubo/opportunity/document"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// factsOf looks over the sections of a text before they are read, and tells of each what its days have in common: a list of former
// rounds holds past days alone, one of those chosen names firms.
func factsOf(sections []document.Section, cal jdate.Calendar) []weigh.Section {
	all := make([]weigh.Section, len(sections))
	reached := false // whom to ask was told
	for at := range all {
		s := &all[at]
		s.AfterContact = reached
		for _, l := range sections[at].Text {
			if firms.In(l) {
				s.Firms++
			}
			reached = reached || telephones.In(l) && jtext.HasDigit(jtext.Narrow(l))
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
	}
	return all
}

var (
	firms      = jtext.NewWords("株式会社", "有限会社", "合同会社", "(株)", "（株）", "㈱", "共同企業体", "グループ", "協会", "大学")
	telephones = jtext.NewWords("電話", "TEL", "Tel", "☎", "ファクス", "FAX")
	years      = jtext.NewWords("令和", "平成", "20", "２０", "R", "Ｒ", "H")
)

// writesYear is a quick look whether a day in a line may be written with its year.
func writesYear(l string) bool { return years.In(l) }
