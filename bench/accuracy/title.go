package accuracy

import (
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
)

// titleColumns are those that a file of titles must have; hard and note may stand beside them.
var titleColumns = []string{"id", "title", "is_opportunity", "kind", "stage"}

// sought are the kinds that the reader exists for: their pages are read even where a title says little.
var sought = []opportunity.Kind{opportunity.Pilot, opportunity.Accelerator, opportunity.Collaboration}

// Titles reads a file of titles, tab-separated with a head row (id, issuer, title, url, is_opportunity, kind, stage, hard,
// note), and what the rules take each for. Rows with hard = 1 count for the fields "call, with hard titles" and "sought
// kinds kept" alone. The error names what the file lacks.
func Titles(data []byte) ([]Case, error) {
	rows, err := table(data, titleColumns)
	if err != nil {
		return nil, err
	}
	var cases []Case
	for _, row := range rows {
		cases = append(cases, readTitle(row))
	}
	return cases, nil
}

func readTitle(row map[string]string) Case {
	kind, stage := opportunity.Kind(row["kind"]), opportunity.Stage(row["stage"])
	verdict := classify.Triage(row["title"], row["url"], nil)
	class := classify.Classify(opportunity.Draft{Title: row["title"], URL: row["url"], Issuer: opportunity.Issuer{Name: row["issuer"]}})
	call, wanted := verdict.Keep && class.IsOpportunity, row["is_opportunity"] == "1"
	c := Case{ID: row["id"], Text: row["title"], Category: cmp.Or(string(kind), noKind)}
	words := map[string]string{"yes": class.Evidence["is_opportunity"]}
	if row["hard"] != "1" {
		c.Fields = append(c.Fields, Field{Name: "is_opportunity", Read: one(mark(call)), Wanted: one(mark(wanted)), Words: words})
		if slices.Contains(opportunity.Kinds(), kind) {
			c.Fields = append(c.Fields, single("kind", string(class.Kind), string(kind)))
			c.confuse("kind", string(class.Kind), string(kind))
			if slices.Contains(opportunity.Stages(), stage) {
				c.Fields = append(c.Fields, single("stage", string(class.Stage), string(stage)))
				c.confuse("stage", string(class.Stage), string(stage))
			}
		}
	}
	if wanted { // a page that is looked at decides for itself
		c.Fields = append(c.Fields, Field{Name: "call, with hard titles", Read: one(mark(call || verdict.Undecided || verdict.Keep && saysNothing(class))), Wanted: one("yes"), Aside: true})
	}
	if slices.Contains(sought, kind) {
		c.Fields = append(c.Fields, Field{Name: "sought kinds kept", Read: one(mark(verdict.Keep)), Wanted: one("yes"), Aside: true})
	}
	if kind == noKind {
		c.Fields = append(c.Fields, Field{Name: "no call, not visited", Read: one(mark(!verdict.Keep)), Wanted: one("yes"), Aside: true})
	}
	return c
}

// saysNothing reports whether a title names neither kind nor stage nor why it would invite nobody: its page, which is read,
// decides.
func saysNothing(c classify.Class) bool {
	return c.Kind == opportunity.Other && c.Stage == opportunity.OtherPage && c.Evidence["is_opportunity"] == ""
}

// table reads tab-separated rows by the names of their head row.
func table(data []byte, needed []string) (rows []map[string]string, err error) {
	in := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(data), "\ufeff")))
	in.Comma, in.LazyQuotes, in.FieldsPerRecord = '\t', true, -1
	all, err := in.ReadAll()
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errors.New("no head row")
	}
	for _, name := range needed {
		if !slices.Contains(all[0], name) {
			return nil, fmt.Errorf("no column %s among %s", name, strings.Join(all[0], ", "))
		}
	}
	for _, cells := range all[1:] {
		row := map[string]string{}
		for n, cell := range cells {
			if n < len(all[0]) {
				row[all[0][n]] = cell
			}
		}
		rows = append(rows, row)
	}
	return rows, nil
}
