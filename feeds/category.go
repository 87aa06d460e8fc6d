package feeds

import "koubo/opportunity"

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
		all = append(all, category{"theme", t, themeLabels[t]})
	}
	kept := all[:0]
	for _, c := range all {
		c.term, c.label = line(c.term), line(c.label)
		if c.label == "" {
			c.label = c.term
		}
		if c.term != "" {
			kept = append(kept, c)
		}
	}
	return kept
}

var themeLabels = map[string]string{
	"mobility": "交通・モビリティ", "health": "健康・医療", "childcare": "子育て", "education": "教育",
	"environment": "環境", "energy": "エネルギー", "disaster": "防災", "tourism": "観光", "agriculture": "農林水産",
	"welfare": "福祉", "dx": "デジタル", "infrastructure": "インフラ", "culture": "文化・スポーツ", "industry": "産業",
}
