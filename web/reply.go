package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"time"
)

// answer is a body that may be kept and asked for again under a validator.
type answer struct {
	body      []byte
	mediaType string
	modified  time.Time // zero for none
	maxAge    time.Duration
}

// reply sends a under a strong ETag (RFC 9110 §8.8.3). The tag is a hash of the body itself: a selection changes not
// only when the store does but also at the minute a deadline passes, and the body is the one thing that knows both.
// http.ServeContent does the rest: If-None-Match before If-Modified-Since, HEAD, ranges.
func reply(w http.ResponseWriter, r *http.Request, a answer) {
	h := w.Header()
	h.Set("ETag", tagOf(a.body))
	h.Set("Content-Type", a.mediaType)
	h.Set("Cache-Control", fmt.Sprintf("public, max-age=%d", int(a.maxAge.Seconds())))
	http.ServeContent(w, r, "", a.modified, bytes.NewReader(a.body))
}

func tagOf(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`
}

// modified is the Last-Modified of a selection: the store's last change, or the start of the present hour where
// that is later, because deadlines pass without any change in the store.
func modified(change, now time.Time) time.Time {
	if hour := now.Truncate(time.Hour); hour.After(change) {
		return hour
	}
	return change
}
