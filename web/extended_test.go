package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"koubo/opportunity"
)

func newSilent() *slog.Logger { return slog.New(slog.DiscardHandler) }

func answerOf(h http.Handler) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
	return w
}

func TestExtended(t *testing.T) {
	for _, row := range []struct {
		old, new string
		want     bool
	}{
		{"submission ~ 2026-12-11 17:00", "submission ~ 2026-12-18 17:00", true},
		{"submission ~ 2026-12-18 17:00", "submission ~ 2026-12-11 17:00", false},
		{"submission ~ 2026-12-11 17:00", "briefing 2026-12-20\nsubmission ~ 2026-12-11 17:00", false},
		{"", "submission ~ 2026-12-18", false},
		{"submission 2026-11-01 ~ 2026-12-11", "submission 2026-11-02 ~ 2026-12-11", false},
	} {
		o := opportunity.Opportunity{History: []opportunity.Change{{Field: "deadlines", Old: row.old, New: row.new}}}
		if o.News().Extended() != row.want {
			t.Errorf("%q → %q: want %v", row.old, row.new, row.want)
		}
	}
}
