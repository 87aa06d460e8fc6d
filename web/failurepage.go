package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
)

// try runs a route and reports its failure in the form that its readers expect.
func (s *site) try(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil || r.Context().Err() != nil {
			return
		}
		var f failure
		if !errors.As(err, &f) {
			f = broken(err)
		}
		if f.cause != nil {
			s.log.Error("a request failed", "path", r.URL.Path, "cause", f.cause)
		}
		s.fail(w, r, f)
	})
}

// fail answers with f: JSON under /api/ and for *.json, a page for the routes people open, plain text elsewhere.
func (s *site) fail(w http.ResponseWriter, r *http.Request, f failure) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/api/"), strings.HasSuffix(path, ".json"):
		h.Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(f.status)
		// A write error means that the reader has gone.
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"status": f.status, "message": f.en, "message_ja": f.ja}})
	case path == "/", strings.HasPrefix(path, "/o/"), path == "/sources", strings.HasPrefix(path, "/sources/"), !strings.Contains(path, "."):
		s.failPage(w, f)
	default:
		h.Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(f.status)
		fmt.Fprintf(w, "%s\n%s\n", f.ja, f.en)
	}
}

func (s *site) failPage(w http.ResponseWriter, f failure) {
	titles := map[int]string{http.StatusNotFound: "ページが見つかりません", http.StatusBadRequest: "条件を読み取れません",
		http.StatusInternalServerError: "表示できません", http.StatusTooManyRequests: "少しお待ちください", http.StatusMethodNotAllowed: "受け付けていない操作です",
		http.StatusUnprocessableEntity: "申込みを受け付けられません", http.StatusGone: "リンクを使えません", http.StatusForbidden: "受け付けていない操作です"}
	title := titles[f.status]
	if title == "" {
		title = "表示できません"
	}
	page, err := s.render("failure.html", failureView{frame: s.frame(title, ""), Status: f.status, Japanese: f.ja, English: f.en})
	if err != nil {
		http.Error(w, f.ja+"\n"+f.en, f.status)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(f.status)
	_, _ = w.Write(page) // a write error means that the reader has gone
}

type failureView struct {
	frame
	Status            int
	Japanese, English string
}
