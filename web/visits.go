package web

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"koubo/web/front"
	"koubo/web/response"
)

// visitsPath is where a program on this machine asks for visits: the one address that takes more than a look.
const visitsPath = "/api/v1/visits"

// maxVisitBody bounds the request in bytes; the ids of the whole country take 50,000.
const maxVisitBody = 1 << 20

// visits lets a program on this machine have sources visited, and answers one line of JSON a source as its visit ends.
func (s *site) visits(w http.ResponseWriter, r *http.Request) error {
	if s.Visitor == nil {
		return response.Missing("巡回の受付", "No visits are taken here.")
	}
	w.Header().Set("Allow", http.MethodPost)
	if err := permitLocal(r); err != nil {
		return err
	}
	request, err := visitRequest(w, r)
	if err != nil {
		return err
	}
	control, err := withoutDeadlines(w)
	if err != nil {
		return err
	}
	lines := &lineStream{w: w, control: control}
	if err := s.Visitor.Visit(r.Context(), request, lines.tell); err != nil {
		return response.Refusal(http.StatusConflict, "この巡回はできません。", err.Error())
	}
	lines.begin()
	return nil
}

// withoutDeadlines lifts the deadlines of the server, which would end what takes longer than answers otherwise may.
func withoutDeadlines(w http.ResponseWriter) (*http.ResponseController, error) {
	control := http.NewResponseController(w)
	err := errors.Join(control.SetReadDeadline(time.Time{}), control.SetWriteDeadline(time.Time{}))
	if errors.Is(err, http.ErrNotSupported) {
		err = nil
	}
	return control, err
}

// visitRequest reads the body.
func visitRequest(w http.ResponseWriter, r *http.Request) (front.VisitRequest, error) {
	var request front.VisitRequest
	err := readBody(http.MaxBytesReader(w, r.Body, maxVisitBody), &request)
	if err != nil || len(request.Sources) == 0 {
		return request, response.Refusal(http.StatusBadRequest, "巡回先の指定を読み取れません。",
			`The body must be JSON such as {"sources": ["okinawa-naha"]}.`)
	}
	return request, nil
}

// readBody reads a body that is one JSON value without keys that are unknown; an empty one is io.EOF.
func readBody(body io.Reader, into any) error {
	d := json.NewDecoder(body)
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more follows the JSON of the body")
	}
	return nil
}

// permitLocal refuses whoever is not a program on this machine that asks for itself: requests from elsewhere, those that a
// proxy passes on, and those that a web page makes its reader's browser send, by whatever name it calls this machine.
func permitLocal(r *http.Request) error {
	refuse := func(status int, en string) error {
		return response.Refusal(status, "この操作は、koubo と同じコンピューターのプログラムだけができます。", en)
	}
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	switch {
	case r.Method != http.MethodPost:
		return response.Refusal(http.StatusMethodNotAllowed, "POST で送ってください。", "Use POST.")
	case err != nil || !peer.Addr().Unmap().IsLoopback():
		return refuse(http.StatusForbidden, "This is only done for programs at this machine's loopback address.")
	case hasAny(r.Header, "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via"):
		return refuse(http.StatusForbidden, "This is not done through a proxy.")
	case hasAny(r.Header, "Origin", "Referer", "Sec-Fetch-Site", "Sec-Fetch-Mode") || !namesLoopback(r.Host):
		return refuse(http.StatusForbidden, "This is not done for web pages.")
	}
	if media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || media != "application/json" {
		return refuse(http.StatusUnsupportedMediaType, "The Content-Type must be application/json.")
	}
	return nil
}

func hasAny(h http.Header, names ...string) bool {
	for _, name := range names {
		if len(h.Values(name)) > 0 {
			return true
		}
	}
	return false
}

// namesLoopback reports whether a Host header names this machine's loopback address. A name of a foreign domain that leads
// here (DNS rebinding) does not.
func namesLoopback(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// lineStream writes outcomes as they come, one a line.
type lineStream struct {
	mu      sync.Mutex
	w       http.ResponseWriter
	control *http.ResponseController
	begun   bool
}

// begin sends the header, unless it has been sent.
func (l *lineStream) begin() {
	if l.begun {
		return
	}
	l.begun = true
	l.w.Header().Set("Content-Type", "application/x-ndjson")
	l.w.Header().Set("Cache-Control", "no-store")
	l.w.WriteHeader(http.StatusOK)
}

// tell writes one line at once. A write error means that whoever asked has gone; the context of the request tells that.
func (l *lineStream) tell(outcome front.VisitOutcome) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.begin()
	_ = json.NewEncoder(l.w).Encode(outcome)
	_ = l.control.Flush()
}
