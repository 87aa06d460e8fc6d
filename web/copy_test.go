package web

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"koubo/web/front"
)

// copyist copies nothing, and says where to to somebody who has gone then.
type copyist struct {
	err   error
	asked []string
}

func (c *copyist) Copy(ctx context.Context, data string, use func(context.Context, string)) error {
	c.asked = append(c.asked, data)
	ctx, cancel := context.WithCancel(ctx)
	cancel()
	if c.err == nil {
		use(ctx, "/srv/koubo/koubo.db.copy")
	}
	return c.err
}

// TestACopyIsForProgramsOfThisMachine alone, and named without its content.
func TestACopyIsForProgramsOfThisMachine(t *testing.T) {
	ask := func(c *copyist, body string, change func(*http.Request)) *httptest.ResponseRecorder {
		s := &shelf{}
		handler := New(front.Config{Records: s, Visits: s, Sources: fictionalSources, Now: func() time.Time { return frozen }, Copier: c})
		r, w := askedFor(body), httptest.NewRecorder()
		r.URL.Path = copyPath
		change(r)
		handler.ServeHTTP(w, r)
		return w
	}
	as := func(*http.Request) {}
	c := &copyist{}
	if w := ask(c, `{"data": "/srv/koubo/koubo.db"}`, as); w.Code != 200 || strings.TrimSpace(w.Body.String()) != `{"path":"/srv/koubo/koubo.db.copy"}` || len(c.asked) != 1 {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if w := ask(&copyist{err: errors.New("the disk is full")}, `{"data": "a"}`, as); w.Code != 409 || !strings.Contains(w.Body.String(), "the disk is full") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for body, change := range map[string]func(*http.Request){
		`{}`: as, `{"data": 1}`: as, `{"path": "/etc/passwd"}`: as, `{"data": "a"} {}`: as,
		`{"data": "a"}`:  func(r *http.Request) { r.RemoteAddr = "192.0.2.1:40000" },
		`{"data": "b"}`:  func(r *http.Request) { r.Header.Set("X-Forwarded-For", "192.0.2.1") },
		`{"data": "c"}`:  func(r *http.Request) { r.Header.Set("Origin", "null") },
		`{"data": "d"}`:  func(r *http.Request) { r.Host = "evil.example" },
		`{"data": "e" }`: func(r *http.Request) { r.Method = http.MethodGet },
	} {
		c := &copyist{}
		if w := ask(c, body, change); w.Code < 400 || len(c.asked) > 0 {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
}
