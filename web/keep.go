package web

import (
	"context"
	"net/http"
	"time"
)

// cached answers a request from the cache. The key must hold all that the answer depends on beside records and time.
func (s *Site) cached(w http.ResponseWriter, r *http.Request, key string, fill func(context.Context, time.Time) (answer, time.Time, error)) error {
	now := s.Now()
	m, err := s.answers.get(r.Context(), key, s.Records.Generation(), now, func(ctx context.Context) (answer, time.Time, error) { return fill(ctx, now) })
	if err != nil {
		return err
	}
	s.answers.note(r, key)
	m.send(w, r)
	return nil
}
