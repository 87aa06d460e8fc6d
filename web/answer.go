package web

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
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
}

// made is an answer with its validator and its compressed forms, each made when it is first asked for. Any number of
// requests may send it at once.
type made struct {
	answer
	tag        string // of the plain body, without quotes
	control    string // the header Cache-Control
	generation uint64 // of the records that it was made from
	until      time.Time
	packed     [encodings]packing
}

// packing is the body in one encoding; nil where that is no shorter.
type packing struct {
	once sync.Once
	body []byte
}

// prepare prepares an answer for sending. The tag is a hash of the body: the same bytes have the same tag, whenever and by
// whichever process they were made.
func prepare(a answer) *made {
	sum := sha256.Sum256(a.body)
	return &made{answer: a, tag: base64.RawURLEncoding.EncodeToString(sum[:12]),
		control: "public, max-age=" + strconv.Itoa(int(a.maxAge.Seconds()))}
}

// reply sends an answer that is not kept.
func reply(w http.ResponseWriter, r *http.Request, a answer) { prepare(a).send(w, r) }

// send answers a request in the encoding that it prefers, each under a strong ETag of its own (RFC 9110 §8.8.3).
// http.ServeContent does the rest: If-None-Match before If-Modified-Since, HEAD, ranges.
func (m *made) send(w http.ResponseWriter, r *http.Request) {
	h, body, tag := w.Header(), m.body, m.tag
	h.Set("Vary", "Accept-Encoding")
	if e := preferred(r.Header.Get("Accept-Encoding")); e != plainBody && len(body) >= worthPacking && r.Header.Get("Range") == "" {
		if packed := m.in(e); packed != nil {
			body, tag = packed, m.tag+"-"+e.name()
			h.Set("Content-Encoding", e.name())
			h.Set("Content-Length", strconv.Itoa(len(body)))
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	h.Set("Content-Type", m.mediaType)
	h.Set("Cache-Control", m.control)
	if m.link != "" {
		h.Set("Link", m.link)
	}
	http.ServeContent(w, r, "", m.modified, bytes.NewReader(body))
}

// in returns the body in an encoding, nil where that is no shorter.
func (m *made) in(e encoding) []byte {
	p := &m.packed[e]
	p.once.Do(func() {
		if packed := e.pack(m.body); len(packed) < len(m.body) {
			p.body = packed
		}
	})
	return p.body
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

// answerCache keeps answers as long as neither the records nor the time has moved, so that asking again reads nothing
// of the store. What is asked for least goes first when they outgrow answerMemory.
type answerCache struct {
	kept  *otter.Cache[string, *made]
	fills singleflight.Group
}

func newAnswerCache() *answerCache {
	return &answerCache{kept: otter.Must(&otter.Options[string, *made]{
		MaximumWeight: answerMemory,
		Weigher:       func(key string, m *made) uint32 { return uint32(len(key) + 2*len(m.body) + 512) }, // the packed forms together are shorter than the body
	})}
}

// get returns the answer of a key, and makes it where none is kept that holds at this generation and instant. However many
// ask at the same moment, it is made once. The time until which fill's answer holds must lie after now; the zero time
// keeps it for nobody else.
func (c *answerCache) get(ctx context.Context, key string, generation uint64, now time.Time, fill func(context.Context) (answer, time.Time, error)) (*made, error) {
	if m, found := c.kept.GetIfPresent(key); found && m.generation == generation && now.Before(m.until) {
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

// cached answers a request from the cache. The key must hold all that the answer depends on beside records and time.
func (s *site) cached(w http.ResponseWriter, r *http.Request, key string, fill func(context.Context, time.Time) (answer, time.Time, error)) error {
	now := s.Now()
	m, err := s.answers.get(r.Context(), key, s.Records.Generation(), now, func(ctx context.Context) (answer, time.Time, error) { return fill(ctx, now) })
	if err != nil {
		return err
	}
	m.send(w, r)
	return nil
}
