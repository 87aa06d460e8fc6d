package web

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"

	"koubo/opportunity"
	"koubo/store/selection"
)

// base is the absolute address of the front, for documents that are read elsewhere.
func (s *Site) base(r *http.Request) string {
	if s.BaseURL != "" {
		return s.BaseURL
	}
	return "http://" + r.Host
}

// selected reads the query of a request, usual records a page where it does not say and most where it may, and asks for
// its page.
func (s *Site) selected(r *http.Request, usual, most int, now time.Time) (opportunity.Query, selection.Result, error) {
	q, err := pageOf(r, usual, most)
	if err != nil {
		return q, selection.Result{}, err
	}
	found, err := s.query(q, now)
	return q, found, err
}

// holds returns the instant until which an answer with these records of a selection stays as it is, as far as time moves it:
// the next step of one of them, the next instant at which any record is over, the next midnight. Where the selection depends
// on how records stand that it may not show, the next minute, because all that is dated is dated to the minute.
func (s *Site) holds(q opportunity.Query, shown []opportunity.Opportunity, now time.Time) (time.Time, error) {
	if len(q.Statuses) > 0 {
		return nextMinute(now), nil
	}
	until := opportunity.Opportunity{}.NextMoment(now)
	for _, o := range shown {
		until = earlier(until, o.NextMoment(now))
	}
	closing, err := s.Records.NextClosing(now)
	return earlier(until, closing), err
}

// nextMinute is until when a page holds that tells when something was seen last: all that it tells is dated to the minute.
func nextMinute(now time.Time) time.Time { return now.Truncate(time.Minute).Add(time.Minute) }

// find reads one record or fails with 404.
func (s *Site) find(id string) (opportunity.Opportunity, error) {
	o, ok, err := s.Records.Get(id)
	if err == nil && !ok {
		err = missing("お探しの公募", "There is no opportunity of this id.")
	}
	return o, err
}

// earlier is the earlier of two instants; the zero time is none.
func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// query reads one page of a selection. A cursor that the store did not give out is the reader's error.
func (s *Site) query(q opportunity.Query, now time.Time) (selection.Result, error) {
	found, err := s.Records.Query(q, now)
	return found, cursorFailure(err)
}

// feedAge is how long a feed may be kept without asking again.
const feedAge = 5 * time.Minute

// suffix ends the address of a record's page.
func (s *Site) suffix() string {
	if s.files {
		return ".html"
	}
	return ""
}

// lastChange is when anything changed last. A file is as old as what stands in it.
func (s *Site) lastChange() (time.Time, error) {
	if s.files {
		return time.Time{}, nil
	}
	return s.Records.LastChange()
}

func (s *Site) replyJSON(w http.ResponseWriter, r *http.Request, v any, now time.Time) error {
	change, err := s.Records.LastChange()
	if err != nil {
		return err
	}
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	reply(w, r, answer{body: body.Bytes(), mediaType: "application/json; charset=utf-8", modified: modified(change, now), maxAge: pageAge})
	return nil
}

// pageAge is short: a page counts days and minutes down.
const pageAge = time.Minute
