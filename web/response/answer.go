// Package response sends answers: with validators, compressed as a request prefers, kept as long as they hold, or refused in a
// sentence.
package response

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Answer is a body that may be kept and asked for again under a validator.
type Answer struct {
	Body      []byte
	MediaType string
	Modified  time.Time // when it was made, or later than anything that it tells changed; zero for none
	MaxAge    time.Duration
	Link      string // the header Link, "" for none
	Open      bool   // for programs on any web page
}

// made is an answer with its validators and its compressed forms, each made when it is first asked for. Any number of
// requests may send it at once.
type made struct {
	Answer
	mediaTypes, control, lastModified []string // headers
	plain                             form
	packed                            [encodings]packing
	generation                        uint64 // of the records that it was made from
	until                             time.Time
}

// form is the body in one encoding, with its headers.
type form struct {
	body                  []byte
	tag, length, encoding []string
}

// packing is a form that is made once.
type packing struct {
	once sync.Once
	form *form
}

// prepare prepares an answer for sending. The tag is a hash of the body: the same bytes have the same tag, whenever and by
// whichever process they were made.
func prepare(a Answer) *made {
	if cap(a.Body) > len(a.Body)*9/8 {
		a.Body = bytes.Clone(a.Body) // what is kept should take what it weighs
	}
	sum := sha256.Sum256(a.Body)
	return &made{Answer: a, mediaTypes: []string{a.MediaType}, lastModified: []string{a.Modified.UTC().Format(http.TimeFormat)},
		control: []string{"public, max-age=" + strconv.Itoa(int(a.MaxAge.Seconds()))},
		plain:   form{a.Body, []string{`"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}, []string{strconv.Itoa(len(a.Body))}, nil}}
}

// Reply sends an answer that is not kept.
func Reply(w http.ResponseWriter, r *http.Request, a Answer) { prepare(a).Send(w, r) }

// Send answers a request in the encoding that it prefers, each under a strong ETag of its own (RFC 9110 §8.8.3).
// http.ServeContent answers what is conditional or asks for a part: If-None-Match before If-Modified-Since, ranges.
func (m *made) Send(w http.ResponseWriter, r *http.Request) { m.SendAgain(w, r, func(http.Header) {}) }

// SendAgain answers a request to whose earlier ones headers were added by secure: word that nothing changed needs none of them.
func (m *made) SendAgain(w http.ResponseWriter, r *http.Request, secure func(http.Header)) {
	f := m.preferred(r)
	if f.isHeld(r) {
		m.notModified(w, f)
		return
	}
	secure(w.Header())
	m.sendForm(w, r, f)
}

// sendForm sends a form to a request that does not hold it by its tag alone.
func (m *made) sendForm(w http.ResponseWriter, r *http.Request, f *form) {
	h := w.Header()
	m.setHeaders(h, f)
	h["Content-Type"] = m.mediaTypes
	if m.Link != "" {
		h.Set("Link", m.Link)
	}
	if f.encoding != nil {
		h["Content-Encoding"], h["Content-Length"] = f.encoding, f.length
	}
	if r = understood(r); isConditional(r.Header) {
		http.ServeContent(w, r, "", m.Modified, bytes.NewReader(f.body))
		return
	}
	h["Content-Length"], h["Accept-Ranges"] = f.length, ranges
	if !m.Modified.IsZero() {
		h["Last-Modified"] = m.lastModified
	}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(f.body) // who closed the connection is told nothing
	}
}

// preferred returns the form that a request prefers. A part is one of the plain body.
func (m *made) preferred(r *http.Request) *form {
	if e := preferred(r.Header["Accept-Encoding"]); e != plainBody && len(m.Body) >= worthPacking && rangeOf(r) == "" {
		return m.in(e)
	}
	return &m.plain
}

// isHeld reports whether the reader says that this form is what it has. Lists of tags are left to http.ServeContent.
func (f *form) isHeld(r *http.Request) bool {
	none := r.Header["If-None-Match"]
	return len(none) == 1 && none[0] == f.tag[0]
}

// setHeaders sets what an answer and word of its being unchanged have in common (RFC 9110 §15.4.5).
func (m *made) setHeaders(h http.Header, f *form) {
	h["Vary"], h["Etag"], h["Cache-Control"] = varies, f.tag, m.control
	if m.Open {
		Share(h)
	}
}

// notModified answers that the reader has it already: what it has keeps its other headers.
func (m *made) notModified(w http.ResponseWriter, f *form) {
	clear(w.Header())
	m.setHeaders(w.Header(), f)
	w.WriteHeader(http.StatusNotModified)
}

// Share lets programs on any web page read an answer, one that refuses too.
func Share(h http.Header) {
	h["Access-Control-Allow-Origin"], h["Access-Control-Expose-Headers"] = anyOrigin, exposed
}

// Headers of every answer, shared: nobody changes the values of a header in place.
var (
	varies    = []string{"Accept-Encoding"}
	anyOrigin = []string{"*"}
	exposed   = []string{"ETag, Link, Retry-After, Content-Range"} // what else a program on another page may not read
	ranges    = []string{"bytes"}
)

// isConditional reports whether a request wants more decided than to be answered.
func isConditional(h http.Header) bool {
	for _, name := range [...]string{"If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "Range"} {
		if _, asked := h[name]; asked {
			return true
		}
	}
	return false
}

// in returns the body in an encoding, or as it is where that is no longer.
func (m *made) in(e encoding) *form {
	p := &m.packed[e]
	p.once.Do(func() {
		p.form = &m.plain
		if packed := e.pack(m.Body); len(packed) < len(m.Body) {
			p.form = &form{packed, []string{strings.TrimSuffix(m.plain.tag[0], `"`) + "-" + e.name() + `"`}, []string{strconv.Itoa(len(packed))}, []string{e.name()}}
		}
	})
	return p.form
}
