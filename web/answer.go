package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"
)

// answer is a body that may be kept and asked for again under a validator.
type answer struct {
	body      []byte
	mediaType string
	modified  time.Time // zero for none
	maxAge    time.Duration
	link      string // the header Link, "" for none
	open      bool   // for programs on any web page
}

// made is an answer with its validators and its compressed forms, each made when it is first asked for. Any number of
// requests may send it at once.
type made struct {
	answer
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
func prepare(a answer) *made {
	sum := sha256.Sum256(a.body)
	return &made{answer: a, mediaTypes: []string{a.mediaType}, lastModified: []string{a.modified.UTC().Format(http.TimeFormat)},
		control: []string{"public, max-age=" + strconv.Itoa(int(a.maxAge.Seconds()))},
		plain:   form{a.body, []string{`"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`}, []string{strconv.Itoa(len(a.body))}, nil}}
}

// reply sends an answer that is not kept.
func reply(w http.ResponseWriter, r *http.Request, a answer) { prepare(a).send(w, r) }

// send answers a request in the encoding that it prefers, each under a strong ETag of its own (RFC 9110 §8.8.3).
// http.ServeContent answers what is conditional or asks for a part: If-None-Match before If-Modified-Since, ranges.
func (m *made) send(w http.ResponseWriter, r *http.Request) {
	f := m.preferred(r)
	if f.isHeld(r) {
		m.notModified(w, f)
		return
	}
	m.sendForm(w, r, f)
}

// sendForm sends a form to a request that does not hold it by its tag alone.
func (m *made) sendForm(w http.ResponseWriter, r *http.Request, f *form) {
	h := w.Header()
	m.setHeaders(h, f)
	h["Content-Type"] = m.mediaTypes
	if m.link != "" {
		h.Set("Link", m.link)
	}
	if f.encoding != nil {
		h["Content-Encoding"], h["Content-Length"] = f.encoding, f.length
	}
	if isConditional(r.Header) {
		http.ServeContent(w, r, "", m.modified, bytes.NewReader(f.body))
		return
	}
	h["Content-Length"], h["Accept-Ranges"] = f.length, ranges
	if !m.modified.IsZero() {
		h["Last-Modified"] = m.lastModified
	}
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(f.body) // who closed the connection is told nothing
	}
}

// preferred returns the form that a request prefers. A part is one of the plain body.
func (m *made) preferred(r *http.Request) *form {
	if e := preferred(r.Header.Get("Accept-Encoding")); e != plainBody && len(m.body) >= worthPacking && r.Header.Get("Range") == "" {
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
	if m.open {
		h["Access-Control-Allow-Origin"] = anyOrigin
	}
}

// notModified answers that the reader has it already: what it has keeps its other headers.
func (m *made) notModified(w http.ResponseWriter, f *form) {
	clear(w.Header())
	m.setHeaders(w.Header(), f)
	w.WriteHeader(http.StatusNotModified)
}

// Headers of every answer, shared: nobody changes the values of a header in place.
var (
	varies = []string{"Accept-Encoding"}
	ranges = []string{"bytes"}
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
		if packed := e.pack(m.body); len(packed) < len(m.body) {
			p.form = &form{packed, []string{strings.TrimSuffix(m.plain.tag[0], `"`) + "-" + e.name() + `"`}, []string{strconv.Itoa(len(packed))}, []string{e.name()}}
		}
	})
	return p.form
}

// modified is the Last-Modified of a selection: the store's last change, or the start of the present hour where
// that is later, because deadlines pass without any change in the store.
func modified(change, now time.Time) time.Time {
	if hour := now.Truncate(time.Hour); hour.After(change) {
		return hour
	}
	return change
}

// answerMemory is how many bytes of answers are kept, compressed forms among them.
const answerMemory = 48 << 20

// knownSpellings is how many addresses are remembered with the selection that they ask for.
const knownSpellings = 4096

// answerCache keeps answers as long as neither the records nor the time has moved, so that asking again reads nothing
// of the store. What is asked for least goes first when they outgrow answerMemory.
type answerCache struct {
	kept      *otter.Cache[string, *made]
	spellings *otter.Cache[string, string] // address as asked for → key
	fills     singleflight.Group
}

func newAnswerCache() *answerCache {
	return &answerCache{spellings: otter.Must(&otter.Options[string, string]{MaximumSize: knownSpellings}), kept: otter.Must(&otter.Options[string, *made]{
		MaximumWeight: answerMemory,
		Weigher:       func(key string, m *made) uint32 { return uint32(len(key) + 2*len(m.body) + 512) }, // the packed forms together are shorter than the body
	})}
}

// get returns the answer of a key, and makes it where none is kept that holds at this generation and instant. However many
// ask at the same moment, it is made once. The time until which fill's answer holds must lie after now; the zero time
// keeps it for nobody else.
func (c *answerCache) get(ctx context.Context, key string, generation uint64, now time.Time, fill func(context.Context) (answer, time.Time, error)) (*made, error) {
	if m := c.find(key, generation, now); m != nil {
		return m, nil
	}
	found, err, _ := c.fills.Do(fmt.Sprintf("%d %s", generation, key), func() (any, error) {
		a, until, err := fill(context.WithoutCancel(ctx)) // others may wait for it, too
		if err != nil {
			return nil, err
		}
		m := prepare(a)
		m.generation, m.until = generation, until
		if !until.IsZero() {
			c.kept.Set(key, m)
		}
		return m, nil
	})
	if err != nil {
		return nil, err
	}
	return found.(*made), nil
}

// find returns the answer of a key that holds, nil where none does.
func (c *answerCache) find(key string, generation uint64, now time.Time) *made {
	if m, found := c.kept.GetIfPresent(key); found && m.generation == generation && now.Before(m.until) {
		return m
	}
	return nil
}

// asked returns the address of a request as its sender spelled it.
func asked(r *http.Request) string { return r.Host + r.URL.Path + "?" + r.URL.RawQuery }

// known sends the answer of an address that was asked for before, where one is kept that holds: nothing of the address is
// read again then.
func (s *site) known(w http.ResponseWriter, r *http.Request) bool {
	key, found := s.answers.spellings.GetIfPresent(asked(r))
	if !found {
		return false
	}
	m := s.answers.find(key, s.Records.Generation(), s.Now())
	if m == nil {
		return false
	}
	f := m.preferred(r)
	if f.isHeld(r) {
		m.notModified(w, f)
		return true
	}
	secure(w.Header())
	m.sendForm(w, r, f)
	return true
}

// cached answers a request from the cache. The key must hold all that the answer depends on beside records and time.
func (s *site) cached(w http.ResponseWriter, r *http.Request, key string, fill func(context.Context, time.Time) (answer, time.Time, error)) error {
	now := s.Now()
	m, err := s.answers.get(r.Context(), key, s.Records.Generation(), now, func(ctx context.Context) (answer, time.Time, error) { return fill(ctx, now) })
	if err != nil {
		return err
	}
	s.answers.spellings.Set(asked(r), key)
	m.send(w, r)
	return nil
}
