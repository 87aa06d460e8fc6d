package page

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/web/choice"
)

// runsShown is how many of a source's latest runs its page tells of.
const runsShown = 20

type sourceView struct {
	Frame
	SourceRow
	Runs []run
	URL  string // the source's records
}

// run is one visit, with its figures in words.
type run struct {
	sources.Report
	Took    string
	Dropped []choice.Choice // reason and count
}

// sourcePage tells of one source's latest runs.
func (s *Pages) sourcePage(w http.ResponseWriter, r *http.Request) error {
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	row, err := s.SourceRow(r.PathValue("id"))
	if err != nil {
		return err
	}
	reports, err := s.Visits.Reports(row.ID, runsShown)
	if err != nil {
		return err
	}
	view := sourceView{Frame: s.Frame(row.Name+"の巡回", "sources"), SourceRow: row, URL: sourceAddress(row.ID)}
	for _, report := range reports {
		view.Runs = append(view.Runs, runOf(report))
	}
	return s.show(w, r, "source.html", view)
}

func runOf(report sources.Report) run {
	out := run{Report: report, Took: fmt.Sprintf("%.1f秒", report.Duration.Seconds())}
	for why, n := range report.Dropped {
		out.Dropped = append(out.Dropped, choice.Choice{Label: why, Value: fmt.Sprint(n)})
	}
	slices.SortFunc(out.Dropped, func(a, b choice.Choice) int { return strings.Compare(a.Label, b.Label) })
	return out
}

// sourceAddress is the search for all records that a source found.
func sourceAddress(id string) string {
	return choice.Address("/", opportunity.Query{Source: id, AllKinds: true, AllStages: true, AllStatuses: true, Sort: opportunity.ByRevised})
}
