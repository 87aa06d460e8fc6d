package mend

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"koubo/crawler/decline"
	"koubo/opportunity"
	"koubo/sources"
)

// Loss is a field that a source gives no more, with what an operator needs to judge it.
type Loss struct {
	Field sources.Field `json:"field"`
	List  string        `json:"list,omitempty"`    // the feed or list whose rows had it; "" for the pages of the announcements
	Since time.Time     `json:"since,omitzero"`    // the visit at which it was missed first
	Until time.Time     `json:"until,omitzero"`    // when it is taken for usual, if it stays so; the zero time where that never happens
	Now   int           `json:"now"`               // of the latest Of records or rows so many have it
	Of    int           `json:"of"`                // 0 where nothing was counted yet: rows have lost their dates, and the announcements perhaps their days
	Usual int           `json:"usual,omitempty"`   // so many of a hundred had it
	Had   *Example      `json:"example,omitempty"` // the latest that has it; nil where none is known
	Found Standing      `json:"found,omitzero"`
}

// Example is an announcement that has a field, in the words that it is kept in.
type Example struct {
	URL   string `json:"url"`
	Words string `json:"words"`
}

// Standing is what stands in the place of a lost field. The zero value says that nobody looked.
type Standing struct {
	As    Place    `json:"as,omitempty"`
	Pages int      `json:"pages,omitempty"` // announcements, or rows, that were looked at
	Lack  int      `json:"lack,omitempty"`  // those of them that lack the field
	URL   string   `json:"url,omitempty"`   // the latest of these, or the list
	Title string   `json:"title,omitempty"` // of the announcement
	Words []string `json:"words,omitempty"` // of the page, where something tells of the field; names of files
}

// Place is where the words of a lost field stand now, as far as most of the pages that lack it tell.
type Place string

const (
	NowRead   Place = "read"       // they are read again
	NowLabel  Place = "label"      // behind a label that the rules do not know; see the proposal ByLabel
	NowText   Place = "text"       // on the page, in words that are not read as the field
	NowForm   Place = "form"       // a form is linked in their place
	NowFiles  Place = "files"      // not on the page, which has files
	NowGone   Place = "gone"       // nowhere
	NowUnread Place = "unreadable" // no page could be read that should have the field
)

// lossesOf are the fields that a source has lost, the most important first. What a list's rows have lost at once counts as well.
func lossesOf(h sources.Health) (losses []Loss) {
	for _, cause := range h.Causes {
		field, history, since := sources.Field(cause.Args["field"]), h.Fields, time.Time{}
		switch {
		case cause.Code == sources.CauseUndated:
			field, since = sources.FieldDate, h.Addresses[cause.URL].Since
		case cause.Code != sources.CauseFieldLost || h.State != sources.Degraded:
			continue
		case cause.URL != "":
			history = h.Addresses[cause.URL].Fields
		}
		l := Loss{Field: field, List: cause.URL, Since: since, Now: number(cause.Args["now"]), Of: number(cause.Args["of"]), Usual: number(cause.Args["usual"])}
		if since.IsZero() && !history[field].Lost.IsZero() {
			l.Since = history[field].Lost
			l.Until = l.Since.Add(decline.Believe)
		}
		losses = append(losses, l)
	}
	is := func(field sources.Field) func(Loss) bool { return func(l Loss) bool { return l.Field == field } }
	if n := slices.IndexFunc(losses, is(sources.FieldDate)); n >= 0 && !slices.ContainsFunc(losses, is(sources.FieldPublished)) {
		losses = append(losses, Loss{Field: sources.FieldPublished, Since: losses[n].Since}) // as the pages will tell: records show it later
	}
	slices.SortStableFunc(losses, func(a, b Loss) int {
		return cmp.Compare(slices.Index(sources.Fields(), a.Field), slices.Index(sources.Fields(), b.Field))
	})
	return losses
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // a cause without the number says none
	return n
}

// loses reports whether the records of a case have lost a field.
func (c Case) loses(field sources.Field) bool {
	return slices.ContainsFunc(c.Lost, func(l Loss) bool { return l.Field == field && l.List == "" })
}

// recordsLost reports whether the records of a case have lost any field.
func (c Case) recordsLost() bool {
	return slices.ContainsFunc(c.Lost, func(l Loss) bool { return l.List == "" })
}

// remember notes the latest record that has each lost field, the newest coming first.
func (c *Case) remember(o opportunity.Opportunity) {
	for i := range c.Lost {
		if l := &c.Lost[i]; l.List == "" && l.Had == nil {
			if words := wordsOf(l.Field, o); words != "" {
				l.Had = &Example{o.URL, words}
			}
		}
	}
}

// wordsOf words a field of a record, "" where it has none.
func wordsOf(field sources.Field, o opportunity.Opportunity) string {
	if o.Detail != opportunity.DetailRead {
		return ""
	}
	switch field {
	case sources.FieldContact:
		return strings.Join(strings.Fields(o.Contact.Department+" "+o.Contact.Phone+" "+o.Contact.Email), " ")
	case sources.FieldPublished:
		return cmp.Or(string(o.Published), string(o.Updated))
	case sources.FieldDeadline:
		for _, d := range o.Deadlines {
			if d.Role == opportunity.Submission || d.Role == opportunity.Registration {
				return d.Evidence
			}
		}
	case sources.FieldBudget:
		for _, a := range o.Amounts {
			return a.Evidence
		}
	}
	return ""
}
