package web

import (
	"log/slog"
	"net/http"
	"path"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"koubo/web/choice"
	"koubo/web/front"
	"koubo/web/response"
)

// policy lets a page load nothing but the embedded sheet, icon and script, run nothing that stands in the page itself, and send
// its form and ask nowhere else.
const policy = "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Security headers of every answer, shared: nobody changes the values of a header in place.
var policies, noSniff, noReferrer, sameOrigin = []string{policy}, []string{"nosniff"}, []string{"no-referrer"}, []string{"same-origin"}

// secure sets the security headers.
func secure(h http.Header) {
	h["Content-Security-Policy"], h["X-Content-Type-Options"] = policies, noSniff
	h["Referrer-Policy"], h["Cross-Origin-Opener-Policy"] = noReferrer, sameOrigin
}

// posted are the addresses that readers and their programs post to.
var posted = []string{front.StopPath, front.HubPath, front.SignUpPath, front.ConfirmPath}

// guard wraps every route: it sets the security headers, turns away what koubo does not do, and outlives a panic. What is
// kept under the very address is sent from here: half of the work of a short answer is to find out what is asked for.
func (s *site) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		start, seen := time.Now(), &watched{ResponseWriter: w}
		defer s.logAccess(r, seen, start)
		defer s.survive(seen, r)
		reads := r.Method == http.MethodGet || r.Method == http.MethodHead
		if wait := s.limited(r, start); wait > 0 {
			secure(seen.Header())
			response.Share(seen.Header())
			seen.Header().Set("Retry-After", strconv.Itoa(int((wait+time.Second-1)/time.Second)))
			s.fail(seen, r, response.TooMany)
			return
		}
		if reads && s.known(seen, r) {
			return
		}
		secure(seen.Header())
		switch {
		case r.URL.Path == visitsPath, r.URL.Path == outboxPath, r.URL.Path == copyPath, r.Method == http.MethodPost && slices.Contains(posted, r.URL.Path):
			next.ServeHTTP(seen, r)
		case r.Method == http.MethodOptions && isShared(r.URL.Path):
			answerPreflight(seen.Header())
			seen.WriteHeader(http.StatusNoContent)
		case !reads:
			seen.Header().Set("Allow", "GET, HEAD")
			s.fail(seen, r, response.Refusal(http.StatusMethodNotAllowed, "この画面は閲覧専用です。GET か HEAD で開いてください。",
				"koubo is read-only: use GET or HEAD."))
		case len(r.URL.RawQuery) > choice.MaxQuery:
			s.fail(seen, r, response.Refusal(http.StatusRequestURITooLong, "検索条件が長すぎます。条件を減らしてください。",
				"The query is longer than 4096 bytes: use fewer conditions."))
		default:
			next.ServeHTTP(seen, r)
		}
	})
}

// isShared reports whether programs on any web page may read what stands at a path: the API, feeds, calendars and tables.
func isShared(p string) bool {
	return strings.HasPrefix(p, "/api/") || slices.Contains([]string{".atom", ".rss", ".json", ".ics", ".csv", ".jsonl", ".xml"}, path.Ext(p))
}

// answerPreflight allows what a browser asks for before a program on another page may send a condition: If-None-Match.
func answerPreflight(h http.Header) {
	h.Set("Allow", "GET, HEAD, OPTIONS")
	response.Share(h)
	h.Set("Access-Control-Allow-Methods", "GET, HEAD")
	h.Set("Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since, Range")
	h.Set("Access-Control-Max-Age", "86400")
}

// survive turns a panic into the 500 page and a line in the log, so that one bad record does not end the service.
func (s *site) survive(w *watched, r *http.Request) {
	cause := recover()
	if cause == nil {
		return
	}
	if cause == http.ErrAbortHandler {
		panic(cause)
	}
	s.log.Error("a page failed", "path", r.URL.Path, "cause", cause, "stack", string(debug.Stack()))
	if w.status == 0 {
		s.fail(w, r, response.Broken(nil))
	}
}

// logAccess notes method, path, status, size and time; never the address, the search words or the browser of the reader.
func (s *site) logAccess(r *http.Request, w *watched, start time.Time) {
	level := slog.LevelDebug
	if s.AccessLog {
		level = slog.LevelInfo
	}
	s.log.LogAttrs(r.Context(), level, "request", slog.String("method", r.Method), slog.String("path", r.URL.Path),
		slog.Int("status", w.status), slog.Int64("bytes", w.bytes), slog.Duration("took", time.Since(start)))
}

// watched remembers what was answered.
type watched struct {
	http.ResponseWriter
	status int
	bytes  int64
}

func (w *watched) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *watched) Write(p []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(p)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach the connection.
func (w *watched) Unwrap() http.ResponseWriter { return w.ResponseWriter }
