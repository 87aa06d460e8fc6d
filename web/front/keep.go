package front

import (
	"context"
	"net/http"
	"time"

	"koubo/web/response"
)

// Cached answers a request from the cache. The key must hold all that the answer depends on beside records and time.
func (s *Site) Cached(w http.ResponseWriter, r *http.Request, key string, fill func(context.Context, time.Time) (response.Answer, time.Time, error)) error {
	now := s.Now()
	m, err := s.Answers.Get(r.Context(), key, s.Records.Generation(), now, func(ctx context.Context) (response.Answer, time.Time, error) { return fill(ctx, now) })
	if err != nil {
		return err
	}
	s.Answers.Note(r, key)
	m.Send(w, r)
	return nil
}
