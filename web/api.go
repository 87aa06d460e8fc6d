package web

import (
	"net/http"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/web/choice"
	"koubo/web/page"
	"koubo/web/response"
	"koubo/web/syndication"
	"koubo/web/wording"
)

// apiUsual is the number of records of a page of the API that names no limit.
const apiUsual = 50

// apiPage is the answer of /api/v1/opportunities; docs/api.md describes it.
type apiPage struct {
	Total      int                       `json:"total"`          // of the whole selection
	AtLeast    bool                      `json:"total_at_least"` // total is a lower bound
	NextCursor string                    `json:"next_cursor,omitempty"`
	Next       string                    `json:"next,omitempty"` // address of the next page
	Items      []opportunity.Opportunity `json:"items"`
}

// apiList serves a page of a selection.
func (s *site) apiList(w http.ResponseWriter, r *http.Request) error {
	response.Share(w.Header())
	now := s.Now()
	q, found, err := s.Selected(r, apiUsual, syndication.EntriesMost, now)
	if err != nil {
		return err
	}
	page := apiPage{Total: found.Total, AtLeast: found.More, NextCursor: found.Next, Items: []opportunity.Opportunity{}}
	for _, o := range found.Items {
		page.Items = append(page.Items, withWebLinks(o))
	}
	if found.Next != "" {
		q.Cursor = found.Next
		page.Next = s.Base(r) + choice.Address("/api/v1/opportunities", q)
	}
	return s.ReplyJSON(w, r, page)
}

// apiRecord serves one record.
func (s *site) apiRecord(w http.ResponseWriter, r *http.Request) error {
	response.Share(w.Header())
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	o, err := s.Find(r.PathValue("id"))
	if err != nil {
		return err
	}
	return s.ReplyJSON(w, r, withWebLinks(o.At(s.Now())))
}

// apiSource serves one source with its health, address by address, and the titles that its latest reading left out.
func (s *site) apiSource(w http.ResponseWriter, r *http.Request) error {
	response.Share(w.Header())
	if err := choice.WithoutParameters(r); err != nil {
		return err
	}
	row, err := s.SourceRow(r.PathValue("id"))
	if err != nil {
		return err
	}
	dropped, err := s.Visits.Dropped(row.ID)
	if err != nil {
		return err
	}
	return s.ReplyJSON(w, r, struct {
		page.SourceRow
		Dropped []sources.Dropped `json:"dropped"`
	}{row, append([]sources.Dropped{}, dropped...)})
}

// withWebLinks returns the record without addresses that a reader may not follow: whoever takes them from the API
// may put them into a page as they are.
func withWebLinks(o opportunity.Opportunity) opportunity.Opportunity {
	o.URL = wording.WebLink(o.URL)
	kept := make([]opportunity.Attachment, 0, len(o.Attachments))
	for _, a := range o.Attachments {
		a.URL = wording.WebLink(a.URL)
		kept = append(kept, a)
	}
	o.Attachments = kept
	return o
}
