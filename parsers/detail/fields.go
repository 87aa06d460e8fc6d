package detail

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
	"koubo/sources"
)

// LabelValue returns the value that stands beside a label on the announcement's page: of the first field whose label
// contains it, else the lines under the first heading that does. Labels are compared folded, without spaces.
func LabelValue(d opportunity.Draft, label string) (value string, ok bool) {
	want := labelKey(label)
	if want == "" {
		return "", false
	}
	for _, field := range d.Fields {
		if strings.Contains(labelKey(field.Label), want) {
			return field.Value, true
		}
	}
	lines := strings.Split(d.Text, "\n")
	for at, text := range lines {
		heading, isHeading := strings.CutPrefix(text, "# ")
		if !isHeading || !strings.Contains(labelKey(heading), want) {
			continue
		}
		var under []string
		for _, next := range lines[at+1:] {
			if strings.HasPrefix(next, "# ") || next == "" && len(under) > 0 {
				break
			}
			if next != "" {
				under = append(under, next)
			}
		}
		return strings.Join(under, "\n"), len(under) > 0
	}
	return "", false
}

func labelKey(label string) string { return strings.ReplaceAll(jtext.Fold(label), " ", "") }

// fieldLabels are the labels under which the fields of selectors are read on, by their names.
var fieldLabels = map[string]string{
	"deadline": "提出期限", "registration": "参加申込期限", "questions": "質問受付期限", "answers": "質問回答", "briefing": "説明会",
	"budget": "提案上限額", "eligibility": "参加資格", "contact": "お問い合わせ", "period": "履行期間",
}

// ApplyFields fills a draft from its detail page as the source's fields say: by CSS on doc, or by "label:LABEL" on the
// labelled values that the draft already holds. published, updated, department, summary and title have their own
// places, contact is read for whom to ask as well; any other becomes a field in front of the page's own, labelled in Japanese (deadline: 提出期限), or by its own
// name, and a row in front of its text, which the rules read. What finds nothing changes nothing.
func ApplyFields(d *opportunity.Draft, s *sources.Selectors, doc *page.Document) {
	if s == nil {
		return
	}
	var own []opportunity.Field
	for _, name := range slices.Sorted(maps.Keys(s.Fields)) {
		label, value := cmp.Or(fieldLabels[name], name), ""
		if words, ok := strings.CutPrefix(s.Fields[name], page.LabelPrefix); ok {
			value, _ = LabelValue(*d, strings.TrimSpace(words))
		} else if doc != nil {
			value = page.FirstText(doc.Root, s.Fields[name])
		}
		if value == "" {
			continue
		}
		switch name {
		case "published":
			d.Published = value
		case "updated":
			d.Updated = value
		case "department":
			d.Department = value
		case "summary":
			d.Summary = value
		case "title":
			d.Title = value
		default:
			own = append(own, opportunity.Field{Label: label, Value: value})
		}
		if name == "contact" {
			readContactField(d, value)
		}
	}
	d.Fields = append(own, d.Fields...)
	if len(own) > 0 && d.Text != "" {
		d.Text = rowsOf(own) + "\n" + d.Text
	}
}

// readContactField reads whom to ask from a value that a source says is it. One that names nobody changes nothing.
func readContactField(d *opportunity.Draft, value string) {
	c := &contactReader{}
	for _, text := range strings.FieldsFunc(value, func(r rune) bool { return r == '\n' || r == '\v' }) {
		c.readText(closedUp(jtext.Fold(text)), &line{text: text})
	}
	if c.parts() == 0 {
		return
	}
	told := c.contact()
	told.Department = cmp.Or(told.Department, d.Contact.Department)
	d.Contact, d.Department = told, cmp.Or(told.Department, d.Department)
}

// rowsOf writes fields as rows of a draft's text.
func rowsOf(fields []opportunity.Field) string {
	var b strings.Builder
	for _, f := range fields {
		b.WriteString(f.Label + "\t" + strings.ReplaceAll(f.Value, "\n", "\v") + "\n")
	}
	return b.String()
}
