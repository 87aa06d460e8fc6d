package accuracy

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/opportunity/jdate"
	"koubo/parsers/page"
	"koubo/sources/municipality"
)

// noKind labels what is no stage of any call: a register, an index. Its kind is not scored.
const noKind = "-"

// DraftReader makes the draft of one saved page, HTML or PDF.
type DraftReader func(page.Page) (opportunity.Draft, error)

// labelledPage is what somebody wrote down of a page. Only the fields in Scored count, all where it is empty.
type labelledPage struct {
	URL, Title, Kind, Stage string
	Issuer                  string // name of the body
	IssuerCode              string `json:"issuer_code"`
	Reference               string // day from which dates without a year are counted, "" for the page's own
	IsOpportunity           bool   `json:"is_opportunity"`
	Rolling                 bool
	Published, Updated      string
	BudgetYen               *int64 `json:"budget_yen"`
	Contact                 struct{ Department, Phone, Email string }
	Deadlines               []labelledDate
	Attachments             []struct{ URL string }
	Scored                  []string
	Why                     string
	AlsoRight               map[string]json.RawMessage `json:"also_right"`
}

// fieldsOfPages are the fields of a page in the order of reports.
var fieldsOfPages = []string{"title", "kind", "stage", "is_opportunity", "rolling", "published", "updated", "budget_yen", "department", "phone", "email", "attachments"}

// Page reads a saved page and compares the record that it makes with its labels, NAME.want.json. A page that cannot be
// read makes an empty record; the error is one of the labels.
func Page(name string, body []byte, labels []byte, read DraftReader) (Case, error) {
	want, err := labelsOf(labels)
	if err != nil {
		return Case{}, fmt.Errorf("%s: %w", name, err)
	}
	o := recordOf(body, want, read)
	c := Case{ID: name, Category: want.Kind, Text: want.Why, Doubted: len(o.Doubts) > 0}
	if want.scores("deadlines") {
		c.compareDates(o.Deadlines, want.Deadlines)
	}
	for _, name := range fieldsOfPages {
		if want.scores(name) {
			f := want.compare(name, o)
			f.Words = map[string]string{}
			for _, v := range f.Read {
				f.Words[v] = o.Evidence[name]
			}
			c.Fields = append(c.Fields, f)
		}
	}
	if want.scores("kind") {
		c.confuse("kind", string(o.Kind), want.Kind)
	}
	c.confuse("stage", string(o.Stage), want.Stage)
	return c, nil
}

// labelsOf reads the labels of a page, which may stand in an object under "want".
func labelsOf(labels []byte) (want labelledPage, err error) {
	var wrapped struct{ Want json.RawMessage }
	if err := json.Unmarshal(labels, &wrapped); err == nil && len(wrapped.Want) > 0 {
		labels = wrapped.Want
	}
	err = json.Unmarshal(labels, &want)
	return want, err
}

func recordOf(body []byte, want labelledPage, read DraftReader) opportunity.Opportunity {
	draft, known, err := draftOf(body, want, read)
	if err != nil {
		return opportunity.Opportunity{}
	}
	o, problems := extract.NormalizeIn(draft, known)
	o.Doubts = problems
	return o
}

// draftOf makes the draft of a labelled page, with what its labels tell of it beside. The error is that of read.
func draftOf(body []byte, want labelledPage, read DraftReader) (d opportunity.Draft, known extract.Context, err error) {
	if d, err = read(page.Page{URL: want.URL, Body: body}); err != nil {
		return d, known, err
	}
	d.URL = want.URL
	if body, found := municipality.All().ByCode(want.IssuerCode); found {
		d.Issuer = body.Issuer()
	}
	return d, extract.Context{Published: jdate.Date(want.Reference)}, nil
}

func (w labelledPage) scores(name string) bool {
	if slices.Contains([]string{"department", "phone", "email"}, name) {
		name = "contact"
	}
	if name == "kind" && w.Kind == noKind {
		return false
	}
	return len(w.Scored) == 0 && name != "updated" || slices.Contains(w.Scored, name)
}

// compare returns what the record and the labels hold in a field.
func (w labelledPage) compare(name string, o opportunity.Opportunity) Field {
	switch name {
	case "title":
		return w.either(name, o.Title, w.Title)
	case "kind":
		return single(name, string(o.Kind), w.Kind)
	case "stage":
		return single(name, string(o.Stage), w.Stage)
	case "is_opportunity":
		return single(name, strconv.FormatBool(o.IsOpportunity), strconv.FormatBool(w.IsOpportunity))
	case "rolling":
		return single(name, mark(o.Rolling), mark(w.Rolling))
	case "published":
		return w.either(name, string(o.Published), w.Published)
	case "updated":
		return w.either(name, string(o.Updated), w.Updated)
	case "budget_yen":
		return single(name, yen(o.BudgetYen), yen(w.BudgetYen))
	case "department":
		return w.either(name, w.withoutBody(o.Contact.Department), w.withoutBody(w.Contact.Department))
	case "phone":
		return w.either(name, o.Contact.Phone, w.Contact.Phone)
	case "email":
		return w.either(name, o.Contact.Email, w.Contact.Email)
	}
	f := Field{Name: name}
	for _, a := range o.Attachments {
		f.Read = append(f.Read, a.URL)
	}
	for _, a := range w.Attachments {
		f.Wanted = append(f.Wanted, a.URL)
	}
	return f
}

// withoutBody takes the body's own name off a department, which counts with it and without: 青葉市役所 総務課.
func (w labelledPage) withoutBody(department string) string {
	own := folded(department)
	for _, name := range [...]string{w.Issuer + "役場", w.Issuer + "役所", strings.TrimSuffix(w.Issuer, "県") + "県庁", w.Issuer} {
		if rest := strings.TrimSpace(strings.TrimPrefix(own, name)); w.Issuer != "" && rest != "" && rest != own {
			return rest
		}
	}
	return department
}

// either is a field of one value for which the labels may hold others that are right, too. Widths and spaces do not count.
func (w labelledPage) either(name, read, wanted string) Field {
	read, wanted = folded(read), folded(wanted)
	for _, also := range w.alternatives(name) {
		if name == "department" {
			also = w.withoutBody(also)
		}
		if read == folded(also) {
			wanted = read
		}
	}
	return single(name, read, wanted)
}

func (w labelledPage) alternatives(name string) (all []string) {
	for _, key := range []string{name, "contact." + name, "contact_" + name} {
		raw, ok := w.AlsoRight[key]
		if !ok {
			continue
		}
		var one *string
		var several []*string
		if json.Unmarshal(raw, &several) != nil && json.Unmarshal(raw, &one) == nil {
			several = []*string{one}
		}
		for _, v := range several {
			if v == nil { // none is right, too
				v = new(string)
			}
			all = append(all, *v)
		}
	}
	return all
}

func folded(s string) string { return strings.Join(strings.Fields(norm.NFKC.String(s)), " ") }
