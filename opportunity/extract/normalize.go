// Package extract makes the typed record of a draft. Its rules know no network, no disk and no markup.
package extract

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/amount"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/extract/deadline"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
)

// Lengths in characters that a record's texts are cut to, and the number of its attachments.
const (
	maxTitle       = 500
	maxSummary     = 1000
	maxName        = 200
	maxAttachments = 200
)

// Normalize is NormalizeIn for an announcement of which only the day of first sight is known, "" where not even that.
func Normalize(d opportunity.Draft, seen jdate.Date) (opportunity.Opportunity, []opportunity.Doubt) {
	return NormalizeIn(d, Context{Seen: seen})
}

// NormalizeIn makes the typed record of a draft. Years that are not written are taken from the day of publication that
// the draft states, else from the context. The doubts say which values may be wrong; the record carries them
// too. A value that the draft does not state stays absent. Revision is 1; the instants are the store's to fill.
func NormalizeIn(d opportunity.Draft, ctx Context) (opportunity.Opportunity, []opportunity.Doubt) {
	d = withoutRadicals(d)
	var pages paperPages
	d.Text, pages = withoutPageMarks(d.Text)
	structured := statedText(d)
	d.Text = opportunity.FlatText(d.Text)
	d.Title = classify.CleanTitle(d.Title, d.Issuer.Name)
	address, id := identify(d)
	o := record{Opportunity: opportunity.Opportunity{
		ID: id, URL: address, Part: d.Part, Title: d.Title, Summary: jtext.Excerpt(d.Summary, maxSummary), Source: d.Source,
		Issuer: d.Issuer, Attachments: attachments(d.Attachments), Detail: d.Detail, Revision: 1, Evidence: map[string]string{},
	}}
	if d.Department != "" {
		o.Issuer.Department = jtext.Excerpt(d.Department, maxName)
	}
	o.Contact = opportunity.Contact{
		Department: jtext.Excerpt(d.Contact.Department, maxName), Phone: jtext.Excerpt(d.Contact.Phone, maxName), Email: jtext.Excerpt(d.Contact.Email, maxName),
	}
	o.readDays(d, ctx)
	o.readValues(d, structured, ctx.announced(o.Published, o.Updated))
	o.readClass(d, ctx)
	o.publishedBySchedule(d.Paper)
	o.fitKind(structured)
	o.fitStage()
	o.leaveOtherPapers(jtext.ClipBytes(structured, maxText), ctx)
	o.missDeadline(ctx)
	if o.Eligibility = classify.Eligibility(d); o.Eligibility != "" {
		o.Evidence["eligibility"] = jtext.Brief(o.Eligibility)
	}
	if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
		o.doubt("url", d.URL, opportunity.NoWebAddress)
	}
	o.namePages(pages)
	o.release()
	return o.Opportunity, o.Doubts
}

// Explain tells what each date of a draft was taken for by NormalizeIn, and what spoke for it.
func Explain(d opportunity.Draft, ctx Context) []deadline.Explanation {
	return deadline.Explain(datedText(d, ctx))
}

// Statements returns each date of a draft with what stands around it, as NormalizeIn sees it.
func Statements(d opportunity.Draft, ctx Context) []deadline.Statement {
	return deadline.Statements(datedText(d, ctx))
}

// datedText returns the text that a draft's steps are read from, and the calendar that their years are counted by.
func datedText(d opportunity.Draft, ctx Context) (string, jdate.Calendar) {
	d = withoutRadicals(d)
	d.Text, _ = withoutPageMarks(d.Text)
	o := record{Opportunity: opportunity.Opportunity{Evidence: map[string]string{}}}
	o.readDays(d, ctx)
	text, cal := jtext.ClipBytes(statedText(d), maxText), ctx.announced(o.Published, o.Updated)
	if d.Paper {
		_, cal = scheduleOf(d, text, cal)
	}
	return text, cal
}

// scheduleOf reads the steps of a draft's text, and returns the calendar that their years are counted by: cal, or for a paper without a day
// of its own the day that its schedule gives to its call.
func scheduleOf(d opportunity.Draft, text string, cal jdate.Calendar) (deadline.Schedule, jdate.Calendar) {
	schedule := deadline.Read(text, cal)
	if d.Paper && cal.Ref == "" {
		if begins := beginningOf(schedule.Deadlines); begins != "" {
			cal = jdate.Calendar{Ref: begins}
			schedule = deadline.Read(text, cal)
		}
	}
	return schedule, cal
}

// identify returns the address that a draft's record shows, with the fragment of its part, and its id.
func identify(d opportunity.Draft) (address, id string) {
	address, part := opportunity.CanonicalPart(d.URL)
	switch {
	case d.Part == "":
		return address, opportunity.NewID(d.Issuer.Code, address)
	case strings.HasPrefix(d.Part, "#"), "#"+d.Part == part:
		address += "#" + strings.TrimPrefix(d.Part, "#")
		return address, opportunity.NewID(d.Issuer.Code, address)
	}
	return address, opportunity.NewID(d.Issuer.Code, address+"#"+d.Part)
}

// record is an opportunity in the making.
type record struct {
	opportunity.Opportunity
	notice opportunity.Deadline // the step that its words call the notice, the zero one where none is
}

// doubt adds a doubt of a field to the record.
func (o *record) doubt(field, words string, code opportunity.DoubtCode) {
	o.Doubts = append(o.Doubts, opportunity.Doubt{Field: field, Code: code, Words: jtext.Brief(words)})
}

// readValues fills what the text states: the steps, and the sums with the budget they make.
func (o *record) readValues(d opportunity.Draft, text string, cal jdate.Calendar) {
	if len(text) > maxText {
		text = jtext.ClipBytes(text, maxText)
		o.doubt("deadlines", d.URL, opportunity.TextCut)
	}
	schedule, cal := scheduleOf(d, text, cal)
	o.Deadlines, o.Mentions, o.Rolling, o.notice = schedule.Deadlines, schedule.Mentions, schedule.Rolling, schedule.Notice
	o.Doubts = append(o.Doubts, schedule.Doubts...)
	for _, step := range o.Deadlines {
		if step.Role != opportunity.Period && o.Evidence["deadlines"] == "" {
			o.Evidence["deadlines"] = jtext.Brief(step.Evidence)
		}
	}
	if schedule.Rolling {
		o.Evidence["rolling"] = jtext.Brief(schedule.RollingEvidence)
	}
	published := cal.Ref
	if cal.Sense == jdate.Around {
		published = "" // the day of a change, or when the page was seen
	}
	o.Amounts = amount.Read(text, published)
	if o.BudgetYen = amount.Budget(o.Amounts); o.BudgetYen == nil {
		return
	}
	for _, a := range o.Amounts {
		if a.Yen == *o.BudgetYen {
			o.Evidence["budget_yen"] = jtext.Brief(a.Evidence)
			return
		}
	}
	o.Evidence["budget_yen"] = jtext.Brief(o.Amounts[0].Evidence)
}

// readClass fills what the announcement is, in view of its days.
func (o *record) readClass(d opportunity.Draft, ctx Context) {
	known := classify.Known{Steps: o.Deadlines, Published: o.Published, Updated: o.Updated, Seen: cmp.Or(ctx.Seen, ctx.Published), Titles: ctx.Titles}
	c := classify.ClassifyPage(d, known)
	o.Kind, o.Stage, o.IsOpportunity, o.Themes = c.Kind, c.Stage, c.IsOpportunity, c.Themes
	maps.Copy(o.Evidence, c.Evidence)
	if words := cmp.Or(classify.Ended(d, known), o.endedOnList(d)); words != "" {
		o.Evidence["ended"] = words
	}
}

// endedOnList are the words with which its list says that a call is over, "" where its own days tell until when one can enter.
func (o *record) endedOnList(d opportunity.Draft) string {
	if d.Ended == "" || slices.ContainsFunc(o.Deadlines, func(d opportunity.Deadline) bool {
		return d.Role == opportunity.Submission || d.Role == opportunity.Registration
	}) {
		return ""
	}
	return jtext.Brief(d.Ended)
}

// missDeadline doubts a call of which no last day was read although it mentions days still to come: one of them may be it.
func (o *record) missDeadline(ctx Context) {
	if !o.LacksDeadline() {
		return
	}
	from := cmp.Or(o.Published, ctx.Published, ctx.Seen, o.Updated)
	for _, m := range o.Mentions {
		if m.Date > from {
			o.doubt("deadlines", m.Words, opportunity.DeadlineUnread)
			return
		}
	}
}

// maxText is the length in bytes of the text that values are read from, ten times a long announcement.
const maxText = 256 << 10

// statedText is the page's text or, where its page has not been read, what the listing stated.
func statedText(d opportunity.Draft) string {
	if d.Text != "" {
		return d.Text
	}
	var b strings.Builder
	for _, f := range d.Fields {
		b.WriteString(f.Label + "\t" + f.Value + "\n")
	}
	return b.String() + "\n" + d.Summary
}
