package front

import (
	"context"
	"net/http"
	"time"

	"koubo/web/response"
)

// Fill makes an answer as of an instant, and tells until when it holds.
type Fill func(ctx context.Context, now time.Time) (response.Answer, time.Time, error)

// Cached answers a request from the cache. The key must hold all that the answer depends on beside records and time.
func (s *Site) Cached(w http.ResponseWriter, r *http.Request, key string, fill Fill) error {
	return s.keep(w, r, key, false, fill)
}

// CachedLong is Cached for an answer that takes long to make: of more records than a page shows.
func (s *Site) CachedLong(w http.ResponseWriter, r *http.Request, key string, fill Fill) error {
	return s.keep(w, r, key, true, fill)
}

func (s *Site) keep(w http.ResponseWriter, r *http.Request, key string, long bool, fill Fill) error {
	now := s.Now()
	m, err := s.Answers.Get(r, key, s.Records.Generation(), now, long, func(ctx context.Context) (response.Answer, time.Time, error) { return fill(ctx, now) })
	if err != nil {
		return err
	}
	s.Answers.Note(r, key)
	m.Send(w, r)
	return nil
}
