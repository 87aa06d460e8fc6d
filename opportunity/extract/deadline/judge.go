package deadline

import (
	"cmp"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/jtext"
)

// What the weights, which know what the table of roles made of a date, must say. They were chosen on files of writers that the
// weights had not learnt from, where these halve the days that are wrongly taken for last ones.
const (
	decides = 0.50 // of a class, for a date to be of it whatever the table says
	forgets = 0.70 // that it is no step, for a date on which the table says that something is held, told or done
	claims  = 0.75 // that it is a last day, for a date on which the table says that something is held, told or done
	names   = 0.70 // of a role, for a date that the table knows none for
	ofYears = 0.40 // that it is the work's, for a window of over a year that the table knows no role for
	asserts = 0.95 // that it is a last day, for a date that the table knows no role for
	revives = 0.85 // of a role, for a date that the table says is no step
	never   = 1.01 // of a role, for the day on which a house was opened or that nothing stands around, or that an opposite is written beside
	doubts  = 0.88 // of the role of a last day, for it not to be doubted
	noStep  = 0.80 // that a day without a role is no step, for it to be no last day that was not understood
	notices = 0.06 // of the role of a last day, for a day that is taken for something else to be doubted
)

// decide says what a date is for by what the table of roles made of it and what the weights make of what stands around it.
func (k *keeper) decide(u unit, l labelled) labelled {
	if !l.Dated() || l.Noise || len(l.roles) > 1 {
		return l
	}
	class, j := tableClass(l.roles), l.weighed
	if best := j[0]; best.Class != class && best.P >= max(overrules(l, best.Class), headOverrules(l, best.Class), labelOverrules(l, best.Class)) && !(isSideOfWindow(l) && best.Class != weigh.None) {
		switch {
		case len(l.roles) == 0:
			l.judged = best.Class // unless a label follows
		case best.Class == weigh.None:
			l.roles = []opportunity.Role{role.None}
			k.mention(opportunity.Mention{Date: cmp.Or(l.End, l.Start), Words: u.evidence})
		default:
			l.roles = []opportunity.Role{best.Class}
		}
		class, l.borrowed = best.Class, false
	}
	if len(l.roles) == 0 && j.Of(weigh.None) >= noStep {
		l.judged = weigh.None
	}
	words := strings.TrimSpace(u.text[l.From:l.To])
	switch {
	case len(l.roles) == 0 && l.judged == "" && (l.End != "" || l.Until || l.Closes): // it is doubted when no label follows
	case class.HasLastDay() && !l.borrowed && j.Of(class) < doubts:
		k.doubt(words, opportunity.UnlikelyRole)
	case !class.HasLastDay() && max(l.Start, l.End) >= k.cal.Ref && max(j.Of(opportunity.Submission), j.Of(opportunity.Registration), j.Of(opportunity.Questions)) >= notices:
		k.doubt(words, opportunity.ClosingUnread)
	}
	return l
}

// sidesOfWindow begin and end a window in rows of their own; which step it is for stands in the label or above it.
var sidesOfWindow = []string{"受付開始", "受付終了", "受付の開始", "受付の終了"}

// isSideOfWindow reports whether the table knows the step of a label that opens or closes a window. What such a day is for does not
// show in what stands around it alone: it is read with the other row.
func isSideOfWindow(l labelled) bool {
	return len(l.roles) == 1 && l.roles[0].HasLastDay() && jtext.HasAny(l.words, sidesOfWindow...)
}

// closesWindow reports whether a date closes the window that the one before it opened: 受付開始, 受付終了.
func closesWindow(before, l labelled) bool {
	return isSideOfWindow(before) && isSideOfWindow(l) && before.roles[0] == l.roles[0] && strings.Contains(before.words, "開始") && strings.Contains(l.words, "終了") &&
		max(before.Start, before.End) <= max(l.Start, l.End)
}

// maxWeighed bounds the dates of a text that are weighed in view of each other: each is compared with each. Others are weighed alone.
const maxWeighed = 500

// decideAll makes steps of all findings: first all dates are weighed in view of each other, then each is
// decided on, and what the decided ones say of each other.
func (k *keeper) decideAll(findings []finding) {
	agreeOnYears(findings)
	weighAll(findings)
	agreeInColumns(findings)
	agreeWhereJoined(findings)
	var before labelled
	for _, f := range findings {
		for i, l := range f.dates {
			switch {
			case goesOnInSeries(before, l):
				l.roles, l.judged = before.roles, before.judged
			case !goesOnFromRound(before, l) && !closesWindow(before, l):
				l = k.decide(f.unit, l)
			}
			f.dates[i], before = l, l
		}
		agreeOnSameDay(f.unit.text, f.dates)
		shareHours(f.unit.text, f.dates)
	}
	k.leaveOtherCases(findings)
	submitOnce(findings)
	signUpAgain(findings)
	for _, f := range findings {
		k.take(f)
	}
	k.closeAll()
}

func weighAll(findings []finding) {
	var dates []*labelled
	for _, f := range findings {
		for i := range f.dates {
			if f.dates[i].Dated() {
				dates = append(dates, &f.dates[i])
			}
		}
	}
	text := make([]*weigh.Statement, min(len(dates), maxWeighed))
	for i := range text {
		text[i] = &dates[i].around
	}
	for i, j := range weigh.Learnt().Weigh(text) {
		dates[i].weighed = j
	}
	if rest := dates[len(text):]; len(rest) > 0 {
		alone := weigh.Learnt().Alone.Judge()
		for _, l := range rest {
			l.weighed = alone.Weigh(l.around)
		}
	}
}

// overrules returns from which probability of a class the weights overrule the roles that the table gave a date.
func overrules(l labelled, class opportunity.Role) float64 {
	table := l.roles
	switch {
	case len(table) == 0 && l.standsAlone():
		return never
	case len(table) == 0 && class == opportunity.Period && l.isOfYears():
		return ofYears
	case len(table) == 0 && class.HasLastDay():
		return asserts
	case len(table) == 0:
		return names
	case isNone(table) && houseOpened.MatchString(l.words):
		return never
	case isNone(table):
		return revives
	case class == weigh.None && !table[0].HasLastDay():
		return forgets
	case class.HasLastDay() && !table[0].HasLastDay():
		return claims
	}
	return decides
}

// standsAlone reports whether no word stands around a date.
func (l *labelled) standsAlone() bool {
	s := &l.around
	return cmp.Or(s.Own, s.Before, s.Behind, s.Rest, s.Cell, s.Above, s.Line, s.Item, s.Under, s.Heading, s.Over) == ""
}

// isOfYears reports whether a date is a window of over a year, for which no call takes applications.
func (l *labelled) isOfYears() bool {
	return l.Start != "" && l.End != "" && l.End >= l.Start.AddYears(1)
}

// headed is from which probability the weights overrule a heading that names the step, where the label below it names none by
// itself: 8 質問の受付, (1) 提出期限. Where nothing stands before the day, that holds for another last day alone.
const headed = 0.98

func headOverrules(l labelled, class opportunity.Role) float64 {
	if len(l.roles) != 1 {
		return 0
	}
	signsUp := class == opportunity.Registration || l.Until && !l.Range && isVisited(class)
	if l.roles[0] == opportunity.OtherRole && signsUp && (isEvent(cmp.Or(l.around.Under, l.around.Heading)) || isEvent(l.around.Before)) {
		return headed // 現地見学会, 参加申込期限; 説明会に参加される方は、12月8日までに
	}
	if l.roles[0] == opportunity.OtherRole && class.HasLastDay() && strings.Contains(l.words, "予約") {
		return headed // 12月8日までに電話で来庁日時を予約してください
	}
	if !leavesToHead(l.around, class) {
		return 0
	}
	for _, head := range [...]string{l.around.Above, l.around.Item, l.around.Under, l.around.Heading} {
		if r := role.Of(head); r.Telling() && !role.IsBare(head) {
			if r.Role == l.roles[0] && class == opportunity.Period && events[r.Role] {
				return never // 現地見学会, 実施期間
			}
			if r.Role == l.roles[0] && !strings.Contains(head, "、") && utf8.RuneCountInString(head) <= longestLabel {
				return headed
			}
			return 0
		}
	}
	return 0
}

// ownLabel is from which probability of another last day the weights overrule a label beside the date that names one by itself:
// 申請受付期間, below a heading about questions.
const ownLabel = 0.98

// labelOverrules returns from which probability of a class the weights overrule the label beside a date, 0 where it does not hold.
func labelOverrules(l labelled, class opportunity.Role) float64 {
	if class == weigh.None && considered.MatchString(l.around.Rest) {
		return never
	}
	if len(l.roles) == 1 && l.roles[0] == opportunity.Submission && !class.HasLastDay() && class != weigh.None && (l.Until || l.Closes) && role.IsInvitation(l.around.Before+l.around.Rest) {
		return never // ご提案いただける会社は、12月4日までにお知らせ願います
	}
	if len(l.roles) != 1 || !l.roles[0].HasLastDay() || !class.HasLastDay() || l.around.Sentence {
		return 0
	}
	if r := role.Of(strings.TrimSpace(l.around.Cell + " " + l.around.Own)); r.Role == l.roles[0] && r.Strong() {
		return ownLabel
	}
	return 0
}

// leavesToHead reports whether the label of a statement that the weights take for a class leaves it to a heading which step its
// date is for.
func leavesToHead(s weigh.Statement, class opportunity.Role) bool {
	own := strings.Trim(s.Cell+" "+s.Own, " (※")
	if s.Sentence && class != weigh.None && !role.NamesStep(own+s.Rest) {
		return true
	}
	if own == "" {
		return class.HasLastDay() || role.IsBare(s.Above)
	}
	return role.IsBare(own) || class.HasLastDay() && role.Of(own).Weak && !s.Sentence
}

// isNone reports whether the table says that a date is no step.
func isNone(roles []opportunity.Role) bool { return len(roles) > 0 && roles[0] == role.None }

// tableClass is the class of the roles that the table gave a date.
func tableClass(roles []opportunity.Role) opportunity.Role {
	if len(roles) == 0 || isNone(roles) {
		return weigh.None
	}
	return roles[0]
}

// tableSays names what the table made of a date.
func tableSays(roles []opportunity.Role) string {
	switch {
	case len(roles) == 0:
		return "unknown"
	case isNone(roles):
		return string(weigh.None)
	}
	return string(roles[0])
}
