package archive

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
	answers map[string]*recordings // by address without fragment
}

// recordings is where the answers to one address stand, in the order they were recorded.
type recordings struct {
	at   []position
	next int
}

type position struct {
	file   string
	offset int64
	at     time.Time // of the recording; zero where the record does not say
}

// Missing is the error of an address that the archive holds no answer for.
type Missing struct{ URL string }

func (e Missing) Error() string {
	return "not in the archive that is replayed; what is stored stays as it was"
}

// OpenReplay indexes the WARC files, plain or compressed, in any order: each address is answered in the order of the
// records' dates. Bodies stay on disk.
func OpenReplay(files ...string) (*Replay, error) {
	r := &Replay{answers: map[string]*recordings{}}
	for _, file := range files {
		if err := r.index(file); err != nil {
			return nil, fmt.Errorf("the archive %s cannot be replayed: %w", file, err)
		}
	}
	for _, t := range r.answers {
		slices.SortStableFunc(t.at, func(a, b position) int { return a.at.Compare(b.at) })
	}
	if len(r.answers) == 0 {
		return nil, fmt.Errorf("the archive %s holds no answer of any server", strings.Join(files, ", "))
	}
	return r, nil
}

func (r *Replay) index(file string) error {
	reader, err := openAt(file, 0)
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
		if isAnswer(record) {
			target := addressKey(record.WarcHeader().Get(gowarc.WarcTargetURI))
			if r.answers[target] == nil {
				r.answers[target] = &recordings{}
			}
			r.answers[target].at = append(r.answers[target].at, position{file, offset, recorded(record)})
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

// openAt reads leniently, as archives come from many programs, but has digests checked: only then does gowarc keep a
// block whose record was read to its end.
func openAt(file string, offset int64) (*gowarc.WarcFileReader, error) {
	return gowarc.NewWarcFileReader(file, offset, gowarc.WithSyntaxErrorPolicy(gowarc.ErrWarn), gowarc.WithSpecViolationPolicy(gowarc.ErrWarn))
}

// isAnswer reports whether a record holds a whole answer. A 304 answers only those who hold the page already.
func isAnswer(record gowarc.WarcRecord) bool {
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

func addressKey(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return address
}

// RoundTrip answers with the next recorded response for the address; the last one is repeated.
func (r *Replay) RoundTrip(req *http.Request) (*http.Response, error) {
	at, ok := r.nextOf(addressKey(req.URL.String()))
	if !ok {
		return nil, Missing{req.URL.String()}
	}
	reader, err := r.open(at)
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
	resp.Body = archivedBody{resp.Body, record, reader}
	return resp, nil
}

// open opens the file at a record. One at a time: gowarc sets a switch of the whole program whenever it makes a reader.
func (r *Replay) open(at position) (*gowarc.WarcFileReader, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return openAt(at.file, at.offset)
}

func (r *Replay) nextOf(key string) (position, bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := r.answers[key]
	if t == nil {
		return position{}, false
	}
	at := t.at[t.next]
	t.next = min(t.next+1, len(t.at)-1)
	return at, true
}

// archivedBody closes the archive file with the body.
type archivedBody struct {
	io.ReadCloser
	record gowarc.WarcRecord
	reader *gowarc.WarcFileReader
}

func (b archivedBody) Close() error {
	return errors.Join(b.ReadCloser.Close(), b.record.Close(), b.reader.Close())
}
