package deadline

import (
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// handedIn are words that say beside a day that something is handed in by then.
var handedIn = []string{"提出", "応募", "申込", "申し込", "申請", "受付", "受け付け", "締切", "締め切", "〆切", "必着", "募集期間", "公募期間", "エントリー"}

// unreadClosing returns a doubt for the first day still to come by which something is handed in according to a second, plain look
// at the text, and that is neither a step nor a mention of the schedule: what was read may have been set aside wrongly.
func unreadClosing(text string, cal jdate.Calendar, s Schedule) (opportunity.Doubt, bool) {
	if cal.Ref == "" || len(s.Doubts) > 0 { // one doubt is enough to look at the page
		return opportunity.Doubt{}, false
	}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if slices.ContainsFunc(s.Deadlines, func(d opportunity.Deadline) bool { return closes(d.Role) && d.Evidence == line }) {
			continue
		}
		folded := jtext.Narrow(line)
		if !hasDate(folded) || !jtext.HasAny(folded, handedIn...) {
			continue
		}
		own := cal
		for _, e := range jdate.Read(folded, &own, false) {
			day := max(e.Start, e.End)
			if !(e.Until || e.Closes || e.Range) || day < cal.Ref || e.Noise || e.Fiscal || e.Guessed > cal.Ref.AddDays(halfYear) {
				continue
			}
			known := slices.ContainsFunc(s.Deadlines, func(d opportunity.Deadline) bool { return d.Start == day || d.End == day }) ||
				slices.ContainsFunc(s.Mentions, func(m opportunity.Mention) bool { return m.Date == day })
			if !known && jtext.HasAny(folded[max(0, e.From-60):min(len(folded), e.To+30)], handedIn...) {
				return opportunity.Doubt{Field: "deadlines", Code: opportunity.ClosingUnread, Words: jtext.Clip(line, wording.EvidenceRunes)}, true
			}
		}
	}
	return opportunity.Doubt{}, false
}
