package front

import (
	"bytes"
	"encoding/json"
	"net/http"
	"time"

	"koubo/opportunity"
	"koubo/store/selection"
	"koubo/web/choice"
	"koubo/web/response"
)

// Base is the absolute address of the front, for documents that are read elsewhere.
func (s *Site) Base(r *http.Request) string {
	if s.BaseURL != "" {
		return s.BaseURL
	}
	return "http://" + r.Host
}

// Selected reads the query of a request, usual records a page where it does not say and most where it may, and asks for
// its page.
func (s *Site) Selected(r *http.Request, usual, most int, now time.Time) (opportunity.Query, selection.Result, error) {
	q, err := choice.PageOf(r, usual, most)
	if err != nil {
		return q, selection.Result{}, err
	}
	found, err := s.Query(q, now)
	return q, found, err
}

// Holds returns the instant until which an answer with these records of a selection stays as it is, as far as time moves it:
// the next step of one of them, the next instant at which any record is over, the next midnight. Where the selection depends
// on how records stand that it may not show, the next minute, because all that is dated is dated to the minute.
func (s *Site) Holds(q opportunity.Query, shown []opportunity.Opportunity, now time.Time) (time.Time, error) {
	if len(q.Statuses) > 0 {
		return NextMinute(now), nil
	}
	until := opportunity.Opportunity{}.NextMoment(now)
	for _, o := range shown {
		until = Earlier(until, o.NextMoment(now))
	}
	closing, err := s.Records.NextClosing(now)
	return Earlier(until, closing), err
}

// NextMinute is until when a page holds that tells when something was seen last: all that it tells is dated to the minute.
func NextMinute(now time.Time) time.Time { return now.Truncate(time.Minute).Add(time.Minute) }

// Find reads one record or fails with 404.
func (s *Site) Find(id string) (opportunity.Opportunity, error) {
	o, ok, err := s.Records.Get(id)
	if err == nil && !ok {
		err = response.Missing("お探しの公募", "There is no opportunity of this id.")
	}
	return o, err
}

// Earlier is the earlier of two instants; the zero time is none.
func Earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

// Later is the later of two instants.
func Later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Query reads one page of a selection. A cursor that the store did not give out is the reader's error.
func (s *Site) Query(q opportunity.Query, now time.Time) (selection.Result, error) {
	found, err := s.Records.Query(q, now)
	return found, choice.CursorFailure(err)
}

// FeedAge is how long a feed may be kept without asking again.
const FeedAge = 5 * time.Minute

// Suffix ends the address of a record's page.
func (s *Site) Suffix() string {
	if s.Files {
		return ".html"
	}
	return ""
}

// LastChange is when anything changed last. A file is as old as what stands in it.
func (s *Site) LastChange() (time.Time, error) {
	if s.Files {
		return time.Time{}, nil
	}
	return s.Records.LastChange()
}

// ReplyJSON answers with a value as JSON.
func (s *Site) ReplyJSON(w http.ResponseWriter, r *http.Request, v any) error {
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	response.Reply(w, r, response.Answer{Body: body.Bytes(), MediaType: "application/json; charset=utf-8", MaxAge: PageAge})
	return nil
}

// PageAge is short: a page counts days and minutes down.
const PageAge = time.Minute
