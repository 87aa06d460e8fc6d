package crawler

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/nlnwa/gowarc/v2"
)

// Replay answers requests from WARC files and never touches the network. It is an http.RoundTripper, safe for
// concurrent use.
type Replay struct {
	mu      sync.Mutex
	answers map[string]*taped // by address without fragment
}

// taped is where the answers to one address stand, in the order they were recorded.
type taped struct {
	at   []tapePosition
	next int
}

type tapePosition struct {
	file   string
	offset int64
	at     time.Time // of the recording; zero where the record does not say
}

// NotInArchive is the error of an address that the archive holds no answer for.
type NotInArchive struct{ URL string }

func (e NotInArchive) Error() string {
	return "not in the archive that is replayed; what is stored stays as it was"
}

// OpenReplay indexes the WARC files, plain or compressed, in any order: each address is answered in the order of the
// records' dates. Bodies stay on disk.
func OpenReplay(files ...string) (*Replay, error) {
	r := &Replay{answers: map[string]*taped{}}
	for _, file := range files {
		if err := r.index(file); err != nil {
			return nil, fmt.Errorf("the archive %s cannot be replayed: %w", file, err)
		}
	}
	for _, t := range r.answers {
		slices.SortStableFunc(t.at, func(a, b tapePosition) int { return a.at.Compare(b.at) })
	}
	if len(r.answers) == 0 {
		return nil, fmt.Errorf("the archive %s holds no answer of any server", strings.Join(files, ", "))
	}
	return r, nil
}

func (r *Replay) index(file string) error {
	reader, err := openTape(file, 0)
	if err != nil {
		return err
	}
	defer reader.Close()
	for {
		record, offset, _, err := reader.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("byte %d: %w", offset, err)
		}
		if answers(record) {
			target := tapeKey(strings.Trim(record.WarcHeader().Get(gowarc.WarcTargetURI), "<>"))
			if r.answers[target] == nil {
				r.answers[target] = &taped{}
			}
			r.answers[target].at = append(r.answers[target].at, tapePosition{file, offset, recorded(record)})
		}
		if err := record.Close(); err != nil {
			return err
		}
	}
}

func recorded(record gowarc.WarcRecord) time.Time {
	at, err := record.WarcHeader().GetTime(gowarc.WarcDate)
	if err != nil {
		return time.Time{}
	}
	return at
}

// openTape reads leniently, as archives come from many programs, but has digests checked: only then does gowarc keep a
// block whose record was read to its end.
func openTape(file string, offset int64) (*gowarc.WarcFileReader, error) {
	return gowarc.NewWarcFileReader(file, offset, gowarc.WithSyntaxErrorPolicy(gowarc.ErrWarn), gowarc.WithSpecViolationPolicy(gowarc.ErrWarn))
}

// answers says whether a record holds a whole answer. A 304 answers only those who hold the page already.
func answers(record gowarc.WarcRecord) bool {
	if record.Type() != gowarc.Response {
		return false
	}
	raw, err := record.Block().RawBytes()
	if err != nil {
		return false
	}
	line, err := bufio.NewReader(raw).ReadString('\n')
	fields := strings.Fields(line)
	return err == nil && len(fields) > 1 && strings.HasPrefix(fields[0], "HTTP/") && fields[1] != "304"
}

func tapeKey(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}

// RoundTrip answers with the next recorded response for the address; the last one is repeated.
func (r *Replay) RoundTrip(req *http.Request) (*http.Response, error) {
	place, ok := r.take(tapeKey(req.URL.String()))
	if !ok {
		return nil, NotInArchive{req.URL.String()}
	}
	reader, err := r.open(place)
	if err != nil {
		return nil, err
	}
	record, _, _, err := reader.Next()
	if err != nil {
		return nil, errors.Join(err, reader.Close())
	}
	raw, err := record.Block().RawBytes()
	if err != nil {
		return nil, errors.Join(err, reader.Close())
	}
	resp, err := http.ReadResponse(bufio.NewReader(raw), req)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("the archived answer for %s is no HTTP: %w", req.URL, err), reader.Close())
	}
	resp.Body = tapeBody{resp.Body, record, reader}
	return resp, nil
}

// open opens a tape. One at a time: gowarc sets a switch of the whole program whenever it makes a reader.
func (r *Replay) open(place tapePosition) (*gowarc.WarcFileReader, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return openTape(place.file, place.offset)
}

func (r *Replay) take(key string) (tapePosition, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := r.answers[key]
	if t == nil {
		return tapePosition{}, false
	}
	place := t.at[t.next]
	t.next = min(t.next+1, len(t.at)-1)
	return place, true
}

// tapeBody closes the archive file with the body.
type tapeBody struct {
	io.ReadCloser
	record gowarc.WarcRecord
	reader *gowarc.WarcFileReader
}

func (b tapeBody) Close() error {
	return errors.Join(b.ReadCloser.Close(), b.record.Close(), b.reader.Close())
}
