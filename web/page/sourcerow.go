package page

import (
	"cmp"
	"koubo/sources"
	"koubo/web/response"
	"slices"
)

// SourceRow returns one source that is watched, or the failure that there is none of that id.
func (s *Pages) SourceRow(id string) (SourceRow, error) {
	rows, err := s.sourceRows()
	if err != nil {
		return SourceRow{}, err
	}
	i := slices.IndexFunc(rows, func(row SourceRow) bool { return row.ID == id })
	if i < 0 {
		return SourceRow{}, response.Missing("お探しの巡回先", "There is no source of this id.")
	}
	return rows[i], nil
}

// SourceRow is one source and how it fares.
type SourceRow struct {
	ID         string         `json:"id"`
	Issuer     string         `json:"issuer"` // code
	Name       string         `json:"name"`
	Prefecture string         `json:"prefecture"`
	Pages      []string       `json:"pages"` // addresses that are visited
	Insecure   bool           `json:"tls_insecure,omitempty"`
	Health     sources.Health `json:"health"`
}

// sourceRows joins the sources that are watched with what is known of them, broken ones first, then by issuer.
func (s *Pages) sourceRows() ([]SourceRow, error) {
	health, err := s.healthByID()
	if err != nil {
		return nil, err
	}
	list := s.Sources()
	rows := make([]SourceRow, 0, len(list))
	for _, src := range list {
		rows = append(rows, rowOf(src, health(src.ID)))
	}
	slices.SortStableFunc(rows, func(a, b SourceRow) int {
		return cmp.Or(stateRank(a.Health.State)-stateRank(b.Health.State), cmp.Compare(a.Issuer, b.Issuer), cmp.Compare(a.ID, b.ID))
	})
	return rows, nil
}

func rowOf(src sources.Source, h sources.Health) SourceRow {
	if h.State == "" {
		h.State = sources.Never
	}
	return SourceRow{ID: src.ID, Issuer: src.Issuer.Code, Name: src.Issuer.Name, Prefecture: src.Issuer.Prefecture,
		Pages: src.Entries(h), Insecure: src.Insecure, Health: h}
}

func keep(rows []SourceRow, wanted func(SourceRow) bool) []SourceRow {
	kept := []SourceRow{}
	for _, row := range rows {
		if wanted(row) {
			kept = append(kept, row)
		}
	}
	return kept
}
