package deadline

import (
	"strings"

	"koubo/opportunity/document"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/extract/wording"
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

// answered is a line that answers its own label, which is none of a day: 提出書類 様式1から4まで, (2) 提出先: 政策課.
var answered = jtext.MustPattern(`^` + role.ItemForm + `(?:提出|受付|実施|開催|応募|申込|送付|回答|質問|参加)?の?(?:書類|部数|方法|先|対象|対象者|場所|会場|定員|様式|宛先|宛て先|形式|参加費|件名)(?:等|など)?[ :]+[^ :]`)

// openDay says that a step has no day, which answers its label as well: 随時 質問への回答, 質問への回答:質問締切後、速やかに公表.
var openDay = jtext.MustPattern(`^` + role.ItemForm + `(?:随時|適宜|後日|別途|未定|調整中|通年|日程調整中|(?:[0-9]{4} ?年|令和 ?[0-9元]{1,2} ?年)? ?[0-9]{1,2} ?月(?:上旬|中旬|下旬|初旬|末|中)?(?:頃|ごろ)?(?:\(予定\)|予定)?)[ :、]+[^ ]|[ :](?:随時|適宜|後日|別途|未定|調整中|通年)[^ ]{0,12}$`)

// labelLine notes a label on a line of its own; a weak one (受付期間) is read together with the one above it (質問).
func (w *scheduleReader) labelLine(text string, runes int) {
	if strings.Contains(text, "円") && jtext.HasDigit(text) {
		return // what something costs
	}
	if answered.MatchString(text) || openDay.MatchString(text) {
		return
	}
	r := role.Of(text)
	if r.Role == "" && (runes > 16 || strings.ContainsAny(text, ":")) {
		return
	}
	if itemLabel.MatchString(text) {
		w.item = text
	}
	if (r.Weak || role.IsBare(text)) && !w.used && w.above != "" && len(w.above) <= wording.MaxJoined && role.Of(w.above).Role != "" {
		text = w.above + " " + text
	}
	w.above, w.used = text, false
}
