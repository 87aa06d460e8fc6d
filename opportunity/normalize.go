package opportunity

import (
	"strings"
	"time"

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

// Normalize makes the typed record of a draft. ref is the day from which years are taken where the draft states no
// published day. The problems say which values a reader should doubt; the record carries them too. A value that the
// draft does not state stays absent. Revision is 1; the instants are the store's to fill.
func Normalize(d Draft, ref jdate.Date) (Opportunity, []Problem) {
	d.Title = cleanTitle(d.Title, d.Issuer.Name)
	c := Classify(d)
	address, id := identify(d)
	o := Opportunity{
		ID: id, URL: address, Part: d.Part, Title: d.Title, Summary: plain(d.Summary, maxSummary), Source: d.Source,
		Issuer: d.Issuer, Kind: c.Kind, Stage: c.Stage, IsOpportunity: c.IsOpportunity, Themes: c.Themes,
		Attachments: attachments(d.Attachments), Detail: d.Detail, Revision: 1, Evidence: c.Evidence,
	}
	if d.Department != "" {
		o.Issuer.Department = plain(d.Department, maxName)
	}
	o.Contact = Contact{
		Department: plain(d.Contact.Department, maxName), Phone: plain(d.Contact.Phone, maxName), Email: plain(d.Contact.Email, maxName),
	}
	o.readDays(d)
	if o.Published != "" {
		ref = o.Published
	}
	o.readValues(d, ref)
	if words := ended(d); words != "" {
		o.Evidence["ended"] = words
	}
	if o.Eligibility = eligibility(d); o.Eligibility != "" {
		o.Evidence["eligibility"] = brief(o.Eligibility)
	}
	if !strings.HasPrefix(address, "http://") && !strings.HasPrefix(address, "https://") {
		o.doubt("url", d.URL, "This is no http address, so that nobody can open it.")
	}
	return o, o.Problems
}

// identify returns the address that a draft's record shows, with the fragment of its part, and its id.
func identify(d Draft) (address, id string) {
	address, part := CanonicalPart(d.URL)
	switch {
	case d.Part == "":
		return address, NewID(d.Issuer.Code, address)
	case strings.HasPrefix(d.Part, "#"), "#"+d.Part == part:
		address += "#" + strings.TrimPrefix(d.Part, "#")
		return address, NewID(d.Issuer.Code, address)
	}
	return address, NewID(d.Issuer.Code, address+"#"+d.Part)
}

// doubt adds a problem of a field to the record.
func (o *Opportunity) doubt(field, words, why string) {
	o.Problems = append(o.Problems, Problem{Field: field, Words: brief(words), Why: why})
}

// publishedLabels name the day of publication, the most explicit first; 更新日 is never one.
var publishedLabels = terms("掲載日|公開日|登録日|投稿日|公告日|公告年月日|掲載年月日")

// readDays fills Published and Updated. What the page labels wins over a feed's date, which is often that of an update.
func (o *Opportunity) readDays(d Draft) {
	for _, label := range publishedLabels {
		for _, f := range d.Fields {
			if o.Published == "" && key(clipBytes(f.Label, 200)) == label {
				o.Published = o.day("published", f.Value, f.Label+" "+brief(f.Value))
			}
		}
	}
	if o.Published == "" && d.Published != "" {
		words := brief(d.Published)
		if _, err := time.Parse(time.RFC3339, strings.TrimSpace(d.Published)); err == nil {
			words = "feed"
		}
		o.Published = o.day("published", d.Published, words)
	}
	if d.Updated != "" {
		o.Updated = o.day("updated", d.Updated, brief(d.Updated))
	}
}

// day reads a date with a year, from RFC 3339 in Japan's time or from Japanese words, and notes its evidence.
func (o *Opportunity) day(field, words, evidence string) jdate.Date {
	var day jdate.Date
	if at, err := time.Parse(time.RFC3339, strings.TrimSpace(words)); err == nil {
		day = jdate.DateOf(at)
	} else {
		day = firstDay(clipBytes(words, 400))
	}
	if day == "" {
		o.doubt(field, words, "No day with a year can be read here.")
		return ""
	}
	o.Evidence[field] = evidence
	return day
}

// firstDay returns the first exact day with a year that words name; "" where they name none.
func firstDay(words string) jdate.Date {
	for _, e := range jdate.Read(jtext.NewLine(words).Text, &jdate.Calendar{}, false) {
		if e.Start != "" {
			return e.Start
		}
		if e.End != "" {
			return e.End
		}
	}
	return ""
}

// readValues fills what the text states: the steps, and the sums with the budget they make. ref is the day from which
// years are taken.
func (o *Opportunity) readValues(d Draft, ref jdate.Date) {
	text := statedText(d)
	if len(text) > maxText {
		text = clipBytes(text, maxText)
		o.doubt("deadlines", d.URL, "The page is so long that only its first 256 KiB were read for dates and sums.")
	}
	schedule := ReadSchedule(text, ref)
	o.Deadlines, o.Rolling = schedule.Deadlines, schedule.Rolling
	o.Problems = append(o.Problems, schedule.Problems...)
	for _, step := range o.Deadlines {
		if step.Role != Period && o.Evidence["deadlines"] == "" {
			o.Evidence["deadlines"] = brief(step.Evidence)
		}
	}
	if schedule.Rolling {
		o.Evidence["rolling"] = brief(schedule.RollingEvidence)
	}
	o.Amounts = ReadAmounts(text)
	if o.BudgetYen = Budget(o.Amounts); o.BudgetYen == nil {
		return
	}
	for _, a := range o.Amounts {
		if a.Yen == *o.BudgetYen {
			o.Evidence["budget_yen"] = brief(a.Evidence)
			return
		}
	}
	o.Evidence["budget_yen"] = brief(o.Amounts[0].Evidence)
}

// maxText is the length in bytes of the text that values are read from, ten times a long announcement.
const maxText = 256 << 10

// statedText is the page's text or, where its page has not been read, what the listing stated.
func statedText(d Draft) string {
	if d.Text != "" {
		return d.Text
	}
	var b strings.Builder
	for _, f := range d.Fields {
		b.WriteString(f.Label + "\t" + f.Value + "\n")
	}
	return b.String() + "\n" + d.Summary
}

// attachments are those that a browser can open, each once, with clean titles.
func attachments(list []Attachment) []Attachment {
	var out []Attachment
	seen := map[string]bool{}
	for _, a := range list {
		a.URL = strings.TrimSpace(a.URL)
		if !strings.HasPrefix(a.URL, "http://") && !strings.HasPrefix(a.URL, "https://") || seen[a.URL] || len(out) == maxAttachments {
			continue
		}
		seen[a.URL] = true
		a.Title = plain(a.Title, maxTitle)
		out = append(out, a)
	}
	return out
}

// plain drops what cannot be seen, makes white space single and cuts to n characters. Widths stay as they were typed.
func plain(s string, n int) string {
	return clipRunes(strings.Join(strings.Fields(strings.Map(seenRune, strings.ToValidUTF8(clipBytes(s, 8*n+64), ""))), " "), n)
}

// seenRune drops control, bidi and zero-width characters, which jtext.Fold drops too.
func seenRune(r rune) rune {
	if r >= 0x20 && r < 0x7f || r >= 0x3000 && r < 0xfe00 {
		return r
	}
	if !strings.ContainsRune("\t\n\r\u2028\u2029\u00a0", r) && jtext.Fold(string(r)) == "" {
		return -1
	}
	return r
}
