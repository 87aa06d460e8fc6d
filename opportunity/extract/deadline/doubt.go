package deadline

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

const (
	FarYears  = 2   // from the reference day, beyond which a deadline is doubtful
	aheadDays = 270 // beyond which a guessed year is doubtful where the day of publication is unknown
)

// believable reports whether a labelled day of text may be kept, and notes why it is doubtful or was not.
func (k *keeper) believable(l labelled, text string) bool {
	none := slices.Contains(l.roles, role.None)
	if l.Unreal != "" && !none {
		k.doubt(l.Unreal, opportunity.NoSuchDay)
	}
	switch {
	case !l.Dated():
		return false
	case none || k.cal.Ref == "" || !slices.ContainsFunc(l.roles, nearRoles):
		return true
	}
	words := strings.TrimSpace(text[l.From:l.To])
	switch {
	case k.far(l.Guessed):
		k.doubt(words, opportunity.FarGuess)
		return false
	case k.far(l.Start), k.far(l.End):
		k.doubt(words, opportunity.FarAway)
	case k.cal.Sense == jdate.Around && l.Guessed > k.cal.Ref.AddDays(aheadDays):
		k.doubt(words, opportunity.YearGuessed)
	}
	return true
}

// nearRoles reports whether steps of a role stand within months of the publication: not the work, its contract and what
// comes after them.
func nearRoles(r opportunity.Role) bool {
	return opportunity.ActsOn[r] || r == opportunity.Answers || r == opportunity.Selection
}

// far reports whether a day is over 24 months from the reference day. One before the day of first sight is none: the
// text may be old.
func (k *keeper) far(day jdate.Date) bool {
	return day != "" && (day > k.cal.Ref.AddYears(FarYears) || k.cal.Sense != jdate.Around && day < k.cal.Ref.AddYears(-FarYears))
}

// doubt notes why the deadlines are doubtful, of which a page may have maxMisfits.
func (k *keeper) doubt(words string, code opportunity.DoubtCode) {
	if len(k.doubts) < maxMisfits {
		k.doubts = append(k.doubts, opportunity.Doubt{Field: "deadlines", Code: code, Words: words})
	}
}

// handedIn are words that say beside a day that something is handed in by then.
var handedIn = jtext.NewWords("提出", "応募", "申込", "申し込", "申請", "受付", "受け付け", "締切", "締め切", "〆切", "必着", "募集期間", "公募期間", "エントリー")

// isHandedIn reports whether one of them stands beside what stands in a line from a place to another, or in the label above it.
func isHandedIn(above, line string, from, to int) bool {
	const before, behind = 60, 30 // bytes
	return handedIn.In(above + line[max(0, from-before):min(len(line), to+behind)])
}

// closingDoubt returns a doubt where no day to submit or register by was read, nothing else is doubted, and the text seems to tell when it
// closes. Beside a day that was read, another one is another call's nearly always, and one doubt is enough to look at the page.
func closingDoubt(text string, cal jdate.Calendar, s Schedule) []opportunity.Doubt {
	takesEntries := slices.ContainsFunc(s.Deadlines, func(d opportunity.Deadline) bool {
		return d.Role == opportunity.Submission || d.Role == opportunity.Registration
	})
	if takesEntries || len(s.Doubts) > 0 {
		return nil
	}
	code, line := opportunity.ClosingUnread, unreadClosing(text, cal, s)
	if line == "" && !s.Rolling {
		code, line = opportunity.VagueDeadline, vagueClosing(text, cal.Ref)
	}
	if line == "" {
		return nil
	}
	return []opportunity.Doubt{{Field: "deadlines", Code: code, Words: jtext.Clip(line, wording.EvidenceRunes)}}
}

// vagueEnd is when something ends, told by no day: 12月中旬まで, 年内締切.
var vagueEnd = jtext.MustPattern(`(?:[0-9]{1,2} ?月(?:の)? ?(?:上旬|中旬|下旬|初旬|初め|半ば|末)?|[春夏秋冬]|年内|年度内|年末|年度末) ?(?:頃|ごろ)?を?(?:まで|締切|締め切|〆切|必着|めど|目途|目処)`)

// vagueClosing returns the first line, or the first below a label, that says roughly until when something is handed in, "" for none. What was over
// in the month before ref, the day of publication, closes nothing any more.
func vagueClosing(text string, ref jdate.Date) string {
	above := ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		folded := jtext.Narrow(line)
		for _, at := range vagueEnd.FindAllStringIndex(folded, 4) {
			if isHandedIn(above, folded, at[0], at[1]) && !prepare.IsForeign(folded) && !isPastMonth(folded[:at[0]], folded[at[0]:at[1]], ref) {
				return line
			}
		}
		if above = ""; utf8.RuneCountInString(folded) <= longestLabel {
			above = folded
		}
	}
	return ""
}

var (
	monthOf    = jtext.MustPattern(`^([0-9]{1,2}) ?月`)
	yearBefore = jtext.MustPattern(`(?:(?:令和|R) ?(?:[0-9]{1,2}|元)|20[0-9]{2}) ?[年.] ?$`)
)

// isPastMonth reports whether the month that words begin with was over in that of a day, "" for an unknown one: by the year before it, where none
// stands, when it lies less than half a year back.
func isPastMonth(before, words string, day jdate.Date) bool {
	month := monthOf.FindStringSubmatch(words)
	if month == nil || day == "" {
		return false
	}
	own := jdate.Calendar{}
	if es := jdate.Read(yearBefore.FindString(before)+month[0]+"28日", &own, false); len(es) == 1 && es[0].Start != "" && es[0].Guessed == "" {
		return es[0].Start[:len("2026-11")] < day[:len("2026-11")]
	}
	m, _ := strconv.Atoi(month[1])
	back := (int(day.Time("").Month()) - m + 12) % 12
	return back > 0 && back < 6
}

// unreadClosing returns the line of the first day still to come by which something is handed in according to a second, plain look
// at the text, and that is neither a step nor a mention of the schedule, "" for none: what was read may have been set aside wrongly.
func unreadClosing(text string, cal jdate.Calendar, s Schedule) string {
	if cal.Ref == "" {
		return ""
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if slices.ContainsFunc(s.Deadlines, func(d opportunity.Deadline) bool { return d.Role.HasLastDay() && d.Evidence == line }) {
			continue
		}
		folded := jtext.Narrow(line)
		if !handedIn.In(folded) || !prepare.MayDate(folded) || jtext.HasAny(folded, "閉庁", "休業", "休館", "利用できません", "停止し", "メンテナンス") {
			continue
		}
		own := cal
		for _, e := range jdate.Read(folded, &own, false) {
			day := max(e.Start, e.End)
			if !(e.Until || e.Closes || e.Range) || day < cal.Ref || e.Noise || e.Fiscal || strings.Contains(folded[e.From:e.To], "年度") || e.Guessed > cal.Ref.AddDays(halfYear) {
				continue
			}
			known := slices.ContainsFunc(s.Deadlines, func(d opportunity.Deadline) bool { return d.Start == day || d.End == day }) ||
				slices.ContainsFunc(s.Mentions, func(m opportunity.Mention) bool { return m.Date == day })
			if !known && isHandedIn("", folded, e.From, e.To) {
				return line
			}
		}
	}
	return ""
}
