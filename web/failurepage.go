package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"koubo/web/page"
	"koubo/web/response"
)

// try runs a route and reports its failure in the form that its readers expect.
func (s *site) try(h response.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil || r.Context().Err() != nil {
			return
		}
		var f response.Failure
		if !errors.As(err, &f) {
			f = response.Broken(err)
		}
		if f.Cause != nil {
			s.log.Error("a request failed", "path", r.URL.Path, "cause", f.Cause)
		}
		s.fail(w, r, f)
	})
}

// fail answers with f: JSON under /api/ and for *.json, a page for the routes people open, plain text elsewhere.
func (s *site) fail(w http.ResponseWriter, r *http.Request, f response.Failure) {
	h := w.Header()
	h.Set("Cache-Control", "no-store")
	path := r.URL.Path
	switch {
	case strings.HasPrefix(path, "/api/"), strings.HasSuffix(path, ".json"):
		h.Set("Content-Type", "application/json; charset=utf-8")
		w.WriteHeader(f.Status)
		// A write error means that the reader has gone.
		_ = json.NewEncoder(w).Encode(map[string]any{"error": map[string]any{"status": f.Status, "message": f.English, "message_ja": f.Japanese}})
	case path == "/", strings.HasPrefix(path, "/o/"), path == "/sources", strings.HasPrefix(path, "/sources/"), !strings.Contains(path, "."):
		s.failPage(w, f)
	default:
		h.Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(f.Status)
		fmt.Fprintf(w, "%s\n%s\n", f.Japanese, f.English)
	}
}

func (s *site) failPage(w http.ResponseWriter, f response.Failure) {
	titles := map[int]string{http.StatusNotFound: "ページが見つかりません", http.StatusBadRequest: "条件を読み取れません",
		http.StatusInternalServerError: "表示できません", http.StatusTooManyRequests: "少しお待ちください", http.StatusMethodNotAllowed: "受け付けていない操作です",
		http.StatusUnprocessableEntity: "申込みを受け付けられません", http.StatusGone: "リンクを使えません", http.StatusForbidden: "受け付けていない操作です"}
	title := titles[f.Status]
	if title == "" {
		title = "表示できません"
	}
	body, err := s.Render("failure.html", failureView{Frame: s.Frame(title, ""), Status: f.Status, Japanese: f.Japanese, English: f.English})
	if err != nil {
		http.Error(w, f.Japanese+"\n"+f.English, f.Status)
		return
	}
	w.Header().Set("Content-Type", page.HTMLType)
	w.WriteHeader(f.Status)
	_, _ = w.Write(body) // a write error means that the reader has gone
}

type failureView struct {
	page.Frame
	Status            int
	Japanese, English string
}
