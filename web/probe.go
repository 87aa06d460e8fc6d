package web

import (
	"fmt"
	"net/http"
)

// healthz says that the process lives and answers; it touches nothing else.
func healthz(w http.ResponseWriter, _ *http.Request) error {
	return plain(w, http.StatusOK, "ok\n")
}

// readyz says whether readers get good answers: the records can be read, and Config.Ready has no objection. 503 with
// the reason otherwise.
func (s *site) readyz(w http.ResponseWriter, r *http.Request) error {
	_, err := s.Records.LastChange()
	if err == nil && s.Ready != nil {
		err = s.Ready(r.Context())
	}
	if err != nil {
		return plain(w, http.StatusServiceUnavailable, err.Error()+"\n")
	}
	return plain(w, http.StatusOK, "ready\n")
}

// robots keeps crawlers to the pages: everything else repeats them.
func (s *site) robots(w http.ResponseWriter, r *http.Request) error {
	const rules = "User-agent: *\nDisallow: /api/\nDisallow: /export.\nDisallow: /*?*cursor=\n"
	reply(w, r, answer{body: []byte(rules), mediaType: "text/plain; charset=utf-8", maxAge: feedAge})
	return nil
}

func (s *site) metrics(w http.ResponseWriter, r *http.Request) error {
	if s.Metrics == nil {
		return missing("メトリクス", "Metrics are not served here.")
	}
	s.Metrics.ServeHTTP(w, r)
	return nil
}

// plain answers with a line that nobody should keep.
func plain(w http.ResponseWriter, status int, text string) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	fmt.Fprint(w, text)
	return nil
}
