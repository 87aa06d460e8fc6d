package feeds

import (
	"strings"
	"time"

	"koubo/feeds/plain"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Namespace is that of the elements which carry a record's values in Atom and RSS; docs/feed-extensions.md lists them.
const Namespace = "tag:koubo.example,2026:feed-extensions"

// extension is a record's values as elements of Namespace, by the prefix koubo, and as the JSON Feed's _koubo object.
type extension struct {
	ID        string              `xml:"koubo:id" json:"id"`
	Kind      string              `xml:"koubo:kind" json:"kind"`
	Stage     string              `xml:"koubo:stage" json:"stage"`
	Status    string              `xml:"koubo:status,omitempty" json:"status,omitempty"`
	Revision  int                 `xml:"koubo:revision" json:"revision"`
	Rolling   bool                `xml:"koubo:rolling,omitempty" json:"rolling,omitempty"`
	Issuer    extensionIssuer     `xml:"koubo:issuer" json:"issuer"`
	Deadlines []extensionDeadline `xml:"koubo:deadline" json:"deadlines,omitempty"`
	Amounts   []extensionAmount   `xml:"koubo:amount" json:"amounts,omitempty"`
	BudgetYen *int64              `xml:"koubo:budget_yen,omitempty" json:"budget_yen,omitempty"`
	Doubts    []extensionDoubt    `xml:"koubo:doubt" json:"doubts,omitempty"`
	Withdrawn string              `xml:"koubo:withdrawn,omitempty" json:"withdrawn,omitempty"`
	Change    *extensionChange    `xml:"koubo:change" json:"change,omitempty"`
}

// extensionChange is what an entry tells as new: the class, its instant and, of a last day, what it was and is.
type extensionChange struct {
	Class string `xml:"class,attr" json:"class"`
	At    string `xml:"at,attr,omitempty" json:"at,omitempty"`
	Old   string `xml:"old,attr,omitempty" json:"old,omitempty"`
	New   string `xml:"new,attr,omitempty" json:"new,omitempty"`
}

func extensionChangeOf(n opportunity.News) *extensionChange {
	x := &extensionChange{Class: string(n.Class), Old: instant(n.Old.Day, n.Old.Clock), New: instant(n.New.Day, n.New.Clock)}
	if !n.At.IsZero() {
		x.At = stamp(n.At)
	}
	return x
}

type extensionIssuer struct {
	Code       string `xml:"code,attr" json:"code"`
	Prefecture string `xml:"prefecture,attr,omitempty" json:"prefecture,omitempty"`
	Department string `xml:"department,attr,omitempty" json:"department,omitempty"`
	Name       string `xml:",chardata" json:"name"`
}

type extensionDeadline struct {
	Role  string `xml:"role,attr" json:"role"`
	Label string `xml:"label,attr,omitempty" json:"label,omitempty"`
	Start string `xml:"start,attr,omitempty" json:"start,omitempty"`
	End   string `xml:"end,attr,omitempty" json:"end,omitempty"`
	Note  string `xml:"note,attr,omitempty" json:"note,omitempty"`
}

type extensionAmount struct {
	Role string `xml:"role,attr" json:"role"`
	Yen  int64  `xml:"yen,attr" json:"yen"`
	Tax  string `xml:"tax,attr,omitempty" json:"tax,omitempty"`
	Per  string `xml:"per,attr,omitempty" json:"per,omitempty"`
}

// extensionDoubt says which values may be wrong, and why, as the API does.
type extensionDoubt struct {
	Field string `xml:"field,attr" json:"field"`
	Code  string `xml:"code,attr" json:"code"`
	Words string `xml:",chardata" json:"words,omitempty"`
}

// extensionOf renders a record's values. A day is RFC 3339's full-date, a day with a time its date-time (§5.6).
func extensionOf(e Entry) extension {
	o := e.record
	x := extension{
		Change: e.change,
		ID:     plain.Line(o.ID), Kind: plain.Line(string(o.Kind)), Stage: plain.Line(string(o.Stage)), Status: plain.Line(string(o.Status)),
		Revision: max(o.Revision, 1), Rolling: o.Rolling, BudgetYen: o.BudgetYen,
		Issuer: extensionIssuer{
			plain.Line(o.Issuer.Code), plain.Line(o.Issuer.Prefecture), plain.Line(o.Issuer.Department), plain.Line(o.Issuer.Name)},
	}
	for _, d := range o.Deadlines {
		x.Deadlines = append(x.Deadlines, extensionDeadline{
			plain.Line(string(d.Role)), d.Role.Label(), instant(d.Start, d.StartTime), instant(d.End, d.EndTime), plain.Line(d.Note)})
	}
	for _, a := range o.Amounts {
		x.Amounts = append(x.Amounts, extensionAmount{plain.Line(a.Role), a.Yen, plain.Line(a.Tax), plain.Line(a.Per)})
	}
	for _, d := range o.Doubts {
		x.Doubts = append(x.Doubts, extensionDoubt{plain.Line(d.Field), plain.Line(string(d.Code)), plain.Line(d.Words)})
	}
	if o.Withdrawn != nil {
		x.Withdrawn = stamp(o.Withdrawn.At)
	}
	return x
}

// instant renders a day of Japan: 2026-11-20, or 2026-11-20T17:00:00+09:00 where the time is stated.
func instant(d jdate.Date, c jdate.Clock) string {
	if at := d.Time(c); c != "" && !at.IsZero() {
		return at.Format(time.RFC3339)
	}
	if d.Time("").IsZero() {
		return ""
	}
	return string(d)
}

// stamp renders an instant in Japan's time.
func stamp(t time.Time) string { return t.In(jdate.JST).Format(time.RFC3339) }

// issuerName tells bodies of one name apart: 東京都府中市, and 長野県 for the prefecture itself.
func issuerName(i opportunity.Issuer) string {
	name, prefecture := plain.Line(i.Name), plain.Line(i.Prefecture)
	if strings.HasPrefix(name, prefecture) {
		return name
	}
	return prefecture + name
}
