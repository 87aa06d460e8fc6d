package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"koubo/store/outbox"
	"koubo/web/front"
)

// outboxShelf is an outbox in memory.
type outboxShelf struct {
	stopped map[string]bool
	revived []string
}

func (o *outboxShelf) Outbox() ([]outbox.FollowerState, error) {
	stopped := time.Time{}
	if o.stopped["b"] {
		stopped = frozen
	}
	return []outbox.FollowerState{{ID: "a", Waiting: 2}, {ID: "b", Stopped: stopped}, {ID: "reader:00", Stopped: stopped}, {ID: "reader:01", Waiting: 3, Delivered: make([]outbox.Delivery, 2), Letters: []outbox.Letter{{Dead: true, Reason: "refused"}, {}}}}, nil
}

func (o *outboxShelf) Revive(id string) (int, error) {
	o.revived = append(o.revived, id)
	return 3, nil
}

func (o *outboxShelf) Bounced(key string) (known, ended bool, err error) {
	return key != "foreign", key == "last", nil
}

func (o *outboxShelf) Stop(id string, stop bool) error {
	o.stopped[id] = stop
	return nil
}

func (o *outboxShelf) IsStopped(id string) (bool, error) { return o.stopped[id], nil }

func (o *outboxShelf) Subscribers() (int, int, error) { return 2, 1, nil }

func outboxFront() (*outboxShelf, http.Handler) {
	shelf := &outboxShelf{stopped: map[string]bool{}}
	return shelf, New(front.Config{Outbox: shelf, Proves: func(id, token string) bool { return id == "a" && token == "right" }})
}

// TestAReaderEndsAnEmail with the address in it, by a click of the mail program (RFC 8058 §3.1) or by the page's button; a look ends
// nothing, and neither does whoever guesses.
func TestAReaderEndsAnEmail(t *testing.T) {
	for _, c := range []struct {
		method, address string
		status          int
		stops           bool
		says            string
	}{
		{"GET", "/notify/stop?id=a&token=right", 200, false, `<form method="post" action="/notify/stop?id=a&amp;token=right">`},
		{"HEAD", "/notify/stop?id=a&token=right", 200, false, ""},
		{"POST", "/notify/stop?id=a&token=right", 200, true, "停止しました"},
		{"POST", "/notify/stop?id=a&token=wrong", 404, false, ""},
		{"POST", "/notify/stop?id=b&token=right", 404, false, ""},
		{"POST", "/notify/stop", 404, false, ""},
		{"PUT", "/notify/stop?id=a&token=right", 405, false, ""},
		{"POST", "/notify/stop/x?id=a&token=right", 405, false, ""},
	} {
		shelf, handler := outboxFront()
		r, w := httptest.NewRequest(c.method, c.address, strings.NewReader("List-Unsubscribe=One-Click")), httptest.NewRecorder()
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		handler.ServeHTTP(w, r)
		if w.Code != c.status || shelf.stopped["a"] != c.stops || !strings.Contains(w.Body.String(), c.says) {
			t.Errorf("%s %s: %d, stopped %v: %s", c.method, c.address, w.Code, shelf.stopped, w.Body)
		}
	}
}

// TestWhatHasEndedSaysSo: the link in an old letter asks nobody whether to end what has ended.
func TestWhatHasEndedSaysSo(t *testing.T) {
	for id, says := range map[string]string{"a": "この通知はすでに停止しています", "reader:01": "送り先と条件は消去されています"} {
		shelf := &outboxShelf{stopped: map[string]bool{id: true}}
		handler := New(front.Config{Outbox: shelf, Proves: func(string, string) bool { return true }})
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest("GET", "/notify/stop?id="+id+"&token=right", nil))
		if w.Code != 200 || !strings.Contains(w.Body.String(), says) || strings.Contains(w.Body.String(), "<form method=\"post\"") {
			t.Errorf("%s: %d %s", id, w.Code, w.Body)
		}
	}
}

// TestTheOutboxIsOnlyForProgramsOfThisMachine, which may look and have letters tried again.
func TestTheOutboxIsOnlyForProgramsOfThisMachine(t *testing.T) {
	ask := func(body string, change func(*http.Request)) (*outboxShelf, *httptest.ResponseRecorder) {
		shelf, handler := outboxFront()
		r, w := askedFor(body), httptest.NewRecorder()
		r.URL.Path = outboxPath
		change(r)
		handler.ServeHTTP(w, r)
		return shelf, w
	}
	as := func(*http.Request) {}
	if shelf, w := ask(`{}`, as); w.Code != 200 || len(shelf.revived) > 0 || !strings.Contains(w.Body.String(), `"id":"a","waiting":2`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if _, w := ask(`{}`, as); strings.Contains(w.Body.String(), "reader:") || !strings.Contains(w.Body.String(), `"readers":{"subscribed":2,"ended":1,"waiting":3,"delivered":2,"unsent":1,"dead":1,"reason":"refused"}`) {
		t.Error(w.Body)
	}
	if shelf, w := ask(`{"retry": ["a", "all"], "resume": ["a"]}`, as); w.Code != 200 || strings.Join(shelf.revived, ",") != "a," || !strings.Contains(w.Body.String(), `"revived":6`) {
		t.Errorf("%d %s, %q", w.Code, w.Body, shelf.revived)
	}
	for resume, want := range map[string]string{`["b"]`: `["b"]`, `["all"]`: `["b"]`, `["a", "all"]`: `["b"]`, `["a"]`: "", `["reader:00"]`: ""} {
		shelf, handler := outboxFront()
		shelf.stopped["b"] = true
		r, w := askedFor(`{"resume": `+resume+`}`), httptest.NewRecorder()
		r.URL.Path = outboxPath
		handler.ServeHTTP(w, r)
		if w.Code != 200 || shelf.stopped["b"] != (want == "") || len(shelf.stopped) != 1 || strings.Contains(w.Body.String(), `"resumed":`) != (want != "") || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: %d %s, %v", resume, w.Code, w.Body, shelf.stopped)
		}
	}
	if _, w := ask(`{"bounced": ["first", "last", "foreign"]}`, as); w.Code != 200 || !strings.Contains(w.Body.String(), `"bounced":2,"ended":1`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	for _, body := range []string{`{"retry": ["all"]} {"resume": ["a"]}`, `{"retry": ["all"]}]`, `{"retries": ["all"]}`, `["all"]`} {
		if shelf, w := ask(body, as); w.Code != http.StatusBadRequest || len(shelf.revived) > 0 {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
	if _, w := ask("", as); w.Code != 200 {
		t.Errorf("without a body: %d %s", w.Code, w.Body)
	}
	for _, change := range []func(*http.Request){
		func(r *http.Request) { r.RemoteAddr = "192.0.2.1:40000" },
		func(r *http.Request) { r.Header.Set("Via", "1.1 cache") },
		func(r *http.Request) { r.Header.Set("Origin", "null") },
		func(r *http.Request) { r.Method = http.MethodGet },
		func(r *http.Request) { r.Header.Set("Content-Type", "text/plain") },
	} {
		if shelf, w := ask(`{"retry": ["all"]}`, change); w.Code < 400 || len(shelf.revived) > 0 {
			t.Errorf("%d %s", w.Code, w.Body)
		}
	}
}
