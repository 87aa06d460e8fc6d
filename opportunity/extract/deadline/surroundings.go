package deadline

import (
	"cmp"
	"strings"

	"koubo/opportunity"
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

// fromAbove asks the label above, the marked line and the heading, until one says with the words below it which step the date is for.
func (w *scheduleReader) fromAbove(n naming, own, label string) naming {
	for _, context := range [...]string{w.above, w.region.under, w.region.heading} {
		c := role.Of(context)
		if c.Role == "" || c.Role == role.None || n.Role != "" && c.Weak || c.Weak && nameOfPaper.MatchString(context) {
			continue
		}
		if n.Role == "" && !labelLike(own) && role.NamesStep(own) || c.Role == opportunity.Questions && jtext.HasAny(label, applies...) {
			continue
		}
		n.words = context + " " + n.words
		if n.Label = role.Of(n.words); n.Telling() {
			break
		}
	}
	return n
}

// underEvent reports whether the heading or the marked line above names a briefing or a visit.
func (w *scheduleReader) underEvent() bool {
	return isEvent(w.above) || isEvent(cmp.Or(w.region.under, w.region.heading))
}

func isEvent(heading string) bool { return isVisited(role.Of(heading).Role) }

// isVisited reports whether a step is one that firms come to, with or without a booking: a briefing or a visit.
func isVisited(r opportunity.Role) bool {
	return r == opportunity.Briefing || r == opportunity.SiteVisit
}

// applies are words of labels of applications, which no heading makes those of questions: 質問の方法, 申込期限.
var applies = []string{"申込", "申し込", "申請", "応募", "募集", "提案"}

// asks begins a question whose answer stands in the next line: Q 質問の期限は。
var asks = jtext.MustPattern(`^[ ・<\[【]*(?:Q|問|質問) ?[0-9]{0,2}[ .:、)\]】>]`)

// nameLabel begins a line that tells what the call is called, which is no label of the days below: 件名:入札参加資格審査申請.
var nameLabel = jtext.MustPattern(`^[ ■●◆○◎□▼▽・0-9.()第]*(?:(?:業務|事業|案件|委託|工事|公募|募集|調達|施設|物件)の?名(?:称)?|件名|名称|題名)(?:[:\t /]|$)`)

// readName reports whether a line tells the call's name, and notes whether the name stands in the next line.
func (w *scheduleReader) readName(text string) bool {
	label := nameLabel.FindString(text)
	w.named = label != "" && strings.TrimSpace(text[len(label):]) == "" && !strings.HasSuffix(label, "\t")
	return label != ""
}
