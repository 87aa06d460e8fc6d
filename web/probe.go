package web

import (
	"fmt"
	"net/http"

	"koubo/web/front"
	"koubo/web/response"
)

// healthz says that the process lives and answers; it touches nothing else.
func healthz(w http.ResponseWriter, _ *http.Request) error {
	return plain(w, http.StatusOK, "ok\n")
}

// readyz says whether readers get good answers: the records can be read, and Config.Ready has no objection. 503 with
// the reason otherwise. What Config.Remark says is for people, and changes nothing of it.
func (s *site) readyz(w http.ResponseWriter, r *http.Request) error {
	_, err := s.Records.LastChange()
	if err == nil && s.Ready != nil {
		err = s.Ready(r.Context())
	}
	if err != nil {
		return plain(w, http.StatusServiceUnavailable, err.Error()+"\n")
	}
	answer := "ready\n"
	if s.Remark != nil {
		if remark := s.Remark(); remark != "" {
			answer += remark + "\n"
		}
	}
	return plain(w, http.StatusOK, answer)
}

// unindexed are the addresses that search engines need not read: they repeat the pages, or lead on for ever.
var unindexed = []string{"/api/", "/export.", "/feed.", "/reminders.", "/deadlines.ics", "/sources.json", "/opml.xml", "/o/*.atom$", "/o/*.rss$", "/o/*.json$", "/o/*.ics$",
	"/*?*cursor=", "/*?*&", "/calendar?", "/today?", "/map?", "/sources?"}

// robots keeps crawlers to the pages (RFC 9309), and tells where those are listed. Crawlers read it at the root of a host alone.
func (s *site) robots(w http.ResponseWriter, r *http.Request) error {
	rules := "User-agent: *\nAllow: " + s.Prefix + "/\n"
	for _, path := range unindexed {
		rules += "Disallow: " + s.Prefix + path + "\n"
	}
	rules += "\nSitemap: " + s.Base(r) + "/sitemap.xml\n"
	response.Reply(w, r, response.Answer{Body: []byte(rules), MediaType: "text/plain; charset=utf-8", MaxAge: front.FeedAge})
	return nil
}

func (s *site) metrics(w http.ResponseWriter, r *http.Request) error {
	if s.Metrics == nil {
		return response.Missing("メトリクス", "Metrics are not served here.")
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
