package web

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/sources"
)

// runsShown is how many of a source's latest runs its page tells of.
const runsShown = 20

type sourceView struct {
	frame
	sourceRow
	Runs []run
	URL  string // the source's records
}

// run is one visit, with its figures in words.
type run struct {
	sources.Report
	Took    string
	Dropped []choice // reason and count
}

// sourcePage tells of one source's latest runs.
func (s *Pages) sourcePage(w http.ResponseWriter, r *http.Request) error {
	row, err := s.sourceRow(r.PathValue("id"))
	if err != nil {
		return err
	}
	reports, err := s.Visits.Reports(row.ID, runsShown)
	if err != nil {
		return err
	}
	view := sourceView{frame: s.frame(row.Name+"の巡回", "sources"), sourceRow: row, URL: sourceAddress(row.ID)}
	for _, report := range reports {
		view.Runs = append(view.Runs, runOf(report))
	}
	return s.show(w, r, "source.html", view)
}

func runOf(report sources.Report) run {
	out := run{Report: report, Took: fmt.Sprintf("%.1f秒", report.Duration.Seconds())}
	for why, n := range report.Dropped {
		out.Dropped = append(out.Dropped, choice{Label: why, Value: fmt.Sprint(n)})
	}
	slices.SortFunc(out.Dropped, func(a, b choice) int { return strings.Compare(a.Label, b.Label) })
	return out
}

// sourceAddress is the search for all records that a source found.
func sourceAddress(id string) string {
	return address("/", opportunity.Query{Source: id, AllKinds: true, AllStages: true, AllStatuses: true, Sort: opportunity.ByRevised})
}
