// Package archive keeps exchanges in WARC files and answers from them.
package archive

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	"github.com/nlnwa/gowarc/v2"
)

// Recorder writes exchanges as WARC 1.1 (ISO 28500:2017): a request and a response record each, bodies as sent, one
// gzip member a record. It is safe for concurrent use.
type Recorder struct {
	path string // of the first file
	mu   sync.Mutex
	w    *gowarc.WarcFileWriter
}

// RotateAt is the size, in bytes of the compressed file, at which a recording goes on in the next file.
const RotateAt = 1 << 30

// NewRecorder records into path, which must end in .warc.gz or .warc and not exist yet. A recording that would outgrow
// rotateAt bytes goes on in path-00001, path-00002 and so on, the number before the extension; they must not exist
// either. The file being written has .open behind its name until it is whole.
func NewRecorder(path string, rotateAt int64, userAgent string) (*Recorder, error) {
	base, packed := strings.CutSuffix(path, ".gz")
	base, ok := strings.CutSuffix(base, ".warc")
	if !ok {
		return nil, fmt.Errorf("%s: a recording's name must end in .warc.gz or .warc", path)
	}
	if there := existing(base, strings.TrimPrefix(path, base)); there != "" {
		return nil, fmt.Errorf("%s exists already; recordings are never overwritten, choose another name", there)
	}
	if f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o644); err != nil {
		return nil, fmt.Errorf("the recording cannot be written: %w", err)
	} else if err := errors.Join(f.Close(), os.Remove(path)); err != nil {
		return nil, err
	}
	info := func(b gowarc.WarcRecordBuilder) error {
		_, err := b.WriteString("format: WARC File Format 1.1\r\nsoftware: " + userAgent + "\r\n")
		return err
	}
	w := gowarc.NewWarcFileWriter(
		gowarc.WithFileNameGenerator(&fileNames{base: base}),
		gowarc.WithCompression(packed),
		gowarc.WithMaxFileSize(rotateAt),
		gowarc.WithMaxConcurrentWriters(1),
		gowarc.WithWarcInfoFunc(info),
		gowarc.WithFlush(true),
	)
	return &Recorder{path: path, w: w}, nil
}

// existing returns a file that a recording would run into: its first or second one, whole or left unfinished.
func existing(base, extension string) string {
	for _, serial := range []string{"", "-00001"} {
		for _, unfinished := range []string{"", ".open"} {
			if path := base + serial + extension + unfinished; exists(path) {
				return path
			}
		}
	}
	return ""
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// fileNames yields base.warc, base-00001.warc, base-00002.warc …; the writer adds .gz.
type fileNames struct {
	base   string
	serial int
}

// NewWarcfileName returns folder and name of the next file.
func (n *fileNames) NewWarcfileName() (string, string) {
	name := filepath.Base(n.base)
	if n.serial > 0 {
		name += fmt.Sprintf("-%05d", n.serial)
	}
	n.serial++
	return filepath.Dir(n.base), name + ".warc"
}

// Record writes one exchange.
func (r *Recorder) Record(req *http.Request, resp *http.Response, body []byte, at time.Time) error {
	target := req.URL.String()
	r.mu.Lock() // around the builders, too: gowarc sets a switch of the whole program whenever it makes one
	defer r.mu.Unlock()
	responseID := "<urn:uuid:" + uuid.NewString() + ">"
	response, err := warcRecord(gowarc.Response, target, responseID, at, responseBytes(resp, body))
	if err != nil {
		return err
	}
	request, err := warcRecord(gowarc.Request, target, "<urn:uuid:"+uuid.NewString()+">", at, requestBytes(req))
	if err != nil {
		return err
	}
	request.WarcHeader().Add(gowarc.WarcConcurrentTo, responseID)
	for _, written := range r.w.Write(response, request) {
		err = errors.Join(err, written.Err)
	}
	return err
}

// Close ends the recording and brings it to disk.
func (r *Recorder) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.w.Close()
}

func warcRecord(kind gowarc.RecordType, target, id string, at time.Time, block []byte) (gowarc.WarcRecord, error) {
	b := gowarc.NewRecordBuilder(kind, gowarc.WithVersion(gowarc.V1_1))
	b.AddWarcHeader(gowarc.WarcTargetURI, target)
	b.AddWarcHeader(gowarc.WarcRecordID, id)
	b.AddWarcHeaderTime(gowarc.WarcDate, at.UTC())
	b.AddWarcHeader(gowarc.ContentType, "application/http; msgtype="+kind.String())
	if _, err := b.Write(block); err != nil {
		return nil, err
	}
	record, _, err := b.Build()
	return record, err
}

// responseBytes is the answer as HTTP/1.1 says it, whatever version carried it. The transfer coding is undone, so the
// length is stated anew.
func responseBytes(resp *http.Response, body []byte) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "HTTP/1.1 %03d %s\r\n", resp.StatusCode, http.StatusText(resp.StatusCode))
	head := resp.Header.Clone()
	head.Del("Transfer-Encoding")
	head.Set("Content-Length", strconv.Itoa(len(body)))
	head.Write(&b) // to memory: cannot fail
	b.WriteString("\r\n")
	b.Write(body)
	return b.Bytes()
}

func requestBytes(req *http.Request) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\n", req.Method, req.URL.RequestURI(), req.URL.Host)
	req.Header.Write(&b)
	b.WriteString("\r\n")
	return b.Bytes()
}
