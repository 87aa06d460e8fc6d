package feeds

import (
	"koubo/feeds/plain"
	"koubo/feeds/wording"
	"koubo/opportunity"
)

// schemeBase, with the name of a taxonomy added, identifies it in categories.
const schemeBase = "tag:koubo.example,2026:"

// category is one term of a taxonomy, with the words people read.
type category struct{ taxonomy, term, label string }

// categoriesOf are the terms a record is filed under.
func categoriesOf(o opportunity.Opportunity) []category {
	all := []category{
		{"kind", string(o.Kind), o.Kind.Label()},
		{"stage", string(o.Stage), o.Stage.Label()},
		{"status", string(o.Status), o.Status.Label()},
		{"issuer", o.Issuer.Code, o.Issuer.Name},
	}
	if len(o.Issuer.Code) == 6 {
		all = append(all, category{"prefecture", o.Issuer.Code[:2], o.Issuer.Prefecture})
	}
	for _, t := range o.Themes {
		all = append(all, category{"theme", t, opportunity.ThemeLabel(t)})
	}
	kept := all[:0]
	for _, c := range all {
		c.term, c.label = plain.Line(c.term), plain.Line(c.label)
		if c.label == "" {
			c.label = c.term
		}
		if c.term != "" {
			kept = append(kept, c)
		}
	}
	return kept
}

// classCategory files an entry under the class of its news.
func classCategory(n opportunity.News) category {
	return category{"change", string(n.Class), wording.Class(n.Class)}
}
