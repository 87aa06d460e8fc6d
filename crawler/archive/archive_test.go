package archive_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/crawler/archive"

	"golang.org/x/text/encoding/japanese"
)

var recordedAt = time.Date(2026, 11, 2, 1, 2, 3, 0, time.UTC)

// said is one answer of a server, as sent.
type said struct {
	url    string
	status int
	header http.Header
	body   []byte
}

func gzipped(text string) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	_, _ = z.Write([]byte(text)) // to memory: cannot fail
	_ = z.Close()
	return b.Bytes()
}

// tape records the answers, a minute between two of them, and returns the path of the first file.
func tape(t *testing.T, name string, rotateAt int64, answers ...said) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	recorder, err := archive.NewRecorder(path, rotateAt, "koubo/test")
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range answers {
		req, err := http.NewRequest(http.MethodGet, a.url, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp := &http.Response{StatusCode: a.status, Header: http.Header{}}
		maps.Copy(resp.Header, a.header)
		if err := recorder.Record(req, resp, a.body, recordedAt.Add(time.Duration(i)*time.Minute)); err != nil {
			t.Fatal(err)
		}
	}
	if err := recorder.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

// expectAnswers asks for each address in turn and compares what comes with what was said.
func expectAnswers(t *testing.T, files []string, answers []said) {
	t.Helper()
	replay, err := archive.OpenReplay(files...)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range answers {
		req, _ := http.NewRequest(http.MethodGet, want.url, nil)
		resp, err := replay.RoundTrip(req)
		if err != nil {
			t.Fatalf("%s: %v", want.url, err)
		}
		body, err := io.ReadAll(resp.Body)
		if err := errors.Join(err, resp.Body.Close()); err != nil {
			t.Fatalf("%s: %v", want.url, err)
		}
		if resp.StatusCode != want.status || !bytes.Equal(body, want.body) {
			t.Errorf("%s: status %d and %d bytes, want %d and %d", want.url, resp.StatusCode, len(body), want.status, len(want.body))
		}
		for name := range want.header {
			if got := resp.Header.Get(name); got != want.header.Get(name) {
				t.Errorf("%s: %s is %q, want %q", want.url, name, got, want.header.Get(name))
			}
		}
	}
}

func TestRecordedAnswersAreReplayedAsSent(t *testing.T) {
	shiftJIS, err := japanese.ShiftJIS.NewEncoder().Bytes([]byte("<meta charset=Shift_JIS><h1>公募型プロポーザル</h1>"))
	if err != nil {
		t.Fatal(err)
	}
	html := http.Header{"Content-Type": {"text/html"}}
	answers := []said{
		{"http://a.example.jp/sjis.html", 200, html, shiftJIS},
		{"http://a.example.jp/packed.html", 200, http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Content-Encoding": {"gzip"}}, gzipped("<h1>募集</h1>")},
		{"http://a.example.jp/old", 301, http.Header{"Location": {"http://a.example.jp/new?id=1&x=%E5%85%AC"}}, nil},
		{"http://a.example.jp/new?id=1&x=%E5%85%AC", 200, http.Header{"Etag": {`"1"`}, "Last-Modified": {"Mon, 02 Nov 2026 00:00:00 GMT"}}, []byte("new")},
		{"http://a.example.jp/gone", 404, html, []byte("not here")},
		{"http://a.example.jp/empty", 200, html, nil},
		{"http://a.example.jp/list", 200, html, []byte("first")},
		{"http://a.example.jp/list", 503, html, []byte("second")},
		{"http://a.example.jp/list", 200, html, []byte("third")},
	}
	for _, name := range []string{"day.warc.gz", "day.warc"} {
		t.Run(name, func(t *testing.T) {
			path := tape(t, name, archive.RotateAt, answers...)
			again := slices.Concat(answers, answers[len(answers)-1:]) // the last answer is repeated
			expectAnswers(t, []string{path}, again)
		})
	}
}

func TestA304AnswersNobodyWhoHoldsNothing(t *testing.T) {
	path := tape(t, "day.warc.gz", archive.RotateAt, said{"http://a.example.jp/", 304, nil, nil}, said{"http://a.example.jp/", 200, nil, []byte("page")})
	expectAnswers(t, []string{path}, []said{{"http://a.example.jp/", 200, nil, []byte("page")}})
}

func TestWhatIsNotInTheArchiveIsAnError(t *testing.T) {
	path := tape(t, "day.warc.gz", archive.RotateAt, said{"http://a.example.jp/", 200, nil, []byte("page")})
	replay, err := archive.OpenReplay(path)
	if err != nil {
		t.Fatal(err)
	}
	req, _ := http.NewRequest(http.MethodGet, "http://a.example.jp/other", nil)
	var missing archive.Missing
	if _, err := replay.RoundTrip(req); !errors.As(err, &missing) || missing.URL != "http://a.example.jp/other" {
		t.Errorf("error %v", err)
	}
}

// TestALongRecordingGoesOnInFurtherFiles fills files with what gzip cannot shorten.
func TestALongRecordingGoesOnInFurtherFiles(t *testing.T) {
	const rotateAt, page = 40 << 10, 10 << 10
	random := rand.NewChaCha8([32]byte{})
	var answers []said
	for i := range 12 {
		body := make([]byte, page)
		_, _ = random.Read(body)
		answers = append(answers, said{fmt.Sprintf("http://a.example.jp/%d", i%5), 200, nil, body}) // addresses repeat across files
	}
	path := tape(t, "day.warc.gz", rotateAt, answers...)
	files, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	if err != nil || len(files) < 3 {
		t.Fatalf("files %v, %v: want at least three", files, err)
	}
	for i, file := range files {
		// In the order of names, day-00001 stands before day: the hyphen sorts before the dot.
		want := fmt.Sprintf("day-%05d.warc.gz", i+1)
		if i == len(files)-1 {
			want = "day.warc.gz"
		}
		info, err := os.Stat(file)
		if err != nil || filepath.Base(file) != want || info.Size() > rotateAt+page {
			t.Errorf("%s holds %d bytes (%v), want %s with at most %d", file, info.Size(), err, want, rotateAt+page)
		}
	}
	expectAnswers(t, files, answers)
	slices.Reverse(files)
	expectAnswers(t, files, answers)
}

func TestRecordingsAreNeverOverwritten(t *testing.T) {
	for _, there := range []string{"day.warc.gz", "day.warc.gz.open", "day-00001.warc.gz", "day-00001.warc.gz.open"} {
		folder := t.TempDir()
		file := filepath.Join(folder, there)
		if err := os.WriteFile(file, []byte("kept"), 0o644); err != nil {
			t.Fatal(err)
		}
		_, err := archive.NewRecorder(filepath.Join(folder, "day.warc.gz"), archive.RotateAt, "koubo/test")
		if err == nil || !strings.Contains(err.Error(), there+" exists already") {
			t.Errorf("%s is there, and the error is %v", there, err)
		}
		if kept, _ := os.ReadFile(file); string(kept) != "kept" {
			t.Errorf("%s was overwritten", there)
		}
	}
	if _, err := archive.NewRecorder(filepath.Join(t.TempDir(), "day.gz"), archive.RotateAt, "koubo/test"); err == nil {
		t.Error("a name without .warc was accepted")
	}
}

// TestTheArchiveIsWARC11 reads a recording as zcat shows it (ISO 28500:2017 §4 and §5).
func TestTheArchiveIsWARC11(t *testing.T) {
	path := tape(t, "day.warc.gz", archive.RotateAt, said{"http://a.example.jp/q?a=1", 200, http.Header{"Content-Type": {"text/html"}}, []byte("page\n")})
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(bufio.NewReader(f))
	if err != nil {
		t.Fatal(err)
	}
	all, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	text := string(all)
	if !strings.HasPrefix(text, "WARC/1.1\r\n") || strings.Count(text, "WARC/1.1\r\nWARC-") != 3 {
		t.Errorf("not three records of WARC 1.1 (warcinfo, response, request):\n%s", text)
	}
	for _, want := range []string{
		`WARC-Type: warcinfo\r\n`, `software: koubo/test\r\n`, `WARC-Type: response\r\n`, `WARC-Type: request\r\n`,
		`WARC-Date: 2026-11-02T01:02:03Z\r\n`, `WARC-Target-URI: http://a\.example\.jp/q\?a=1\r\n`, `WARC-Concurrent-To: <urn:uuid:\S+>\r\n`,
		`Content-Type: application/http; ?msgtype=response\r\n`, `HTTP/1\.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/html\r\n\r\npage\n`,
		`GET /q\?a=1 HTTP/1\.1\r\nHost: a\.example\.jp\r\n`,
	} {
		if !regexp.MustCompile(want).MatchString(text) {
			t.Errorf("the archive does not hold %s:\n%s", want, text)
		}
	}
}

// TestTheLengthOfAnAnswerIsThatOfItsBody, whatever its transfer said: the coding of that is undone.
func TestTheLengthOfAnAnswerIsThatOfItsBody(t *testing.T) {
	sent := http.Header{"Transfer-Encoding": {"chunked"}, "Content-Length": {"999"}, "Content-Type": {"text/html"}}
	path := tape(t, "day.warc", archive.RotateAt, said{"http://a.example.jp/", 200, sent, []byte("page")})
	expectAnswers(t, []string{path}, []said{{"http://a.example.jp/", 200, http.Header{"Content-Length": {"4"}, "Content-Type": {"text/html"}, "Transfer-Encoding": nil}, []byte("page")}})
	if text, err := os.ReadFile(path); err != nil || bytes.Contains(text, []byte("chunked")) || bytes.Contains(text, []byte("Content-Length: 999")) {
		t.Errorf("%v\n%s", err, text)
	}
	if sent.Get("Content-Length") != "999" {
		t.Error("the answer itself was changed")
	}
}

// TestARecordingThatCannotBeWrittenIsToldAtOnce, and leaves nothing.
func TestARecordingThatCannotBeWrittenIsToldAtOnce(t *testing.T) {
	folder := t.TempDir()
	if _, err := archive.NewRecorder(filepath.Join(folder, "none", "day.warc.gz"), archive.RotateAt, "koubo/test"); err == nil || !strings.Contains(err.Error(), "the recording cannot be written") {
		t.Errorf("%v", err)
	}
	recorder, err := archive.NewRecorder(filepath.Join(folder, "day.warc.gz"), archive.RotateAt, "koubo/test")
	if err != nil {
		t.Fatal(err)
	}
	if err := recorder.Close(); err != nil {
		t.Error(err)
	}
	if files, err := filepath.Glob(filepath.Join(folder, "*")); err != nil || len(files) != 0 {
		t.Errorf("a recording of nothing left %v, %v", files, err)
	}
	if archive.RotateAt != 1<<30 {
		t.Errorf("a file holds %d bytes", archive.RotateAt)
	}
}

// warc is a WARC file of response records with these blocks, each of an address and a date.
func warc(t *testing.T, records ...[4]string) string { // kind, address, date, block
	t.Helper()
	var b strings.Builder
	for n, r := range records {
		fmt.Fprintf(&b, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\nWARC-Target-URI: %s\r\n", r[0], n, r[1])
		if r[2] != "" {
			fmt.Fprintf(&b, "WARC-Date: %s\r\n", r[2])
		}
		fmt.Fprintf(&b, "Content-Type: application/http; msgtype=%s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", r[0], len(r[3]), r[3])
	}
	path := filepath.Join(t.TempDir(), "other.warc")
	if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// answer is the block of a response with a body.
func answer(status int, body string) string {
	return fmt.Sprintf("HTTP/1.1 %d OK\r\nContent-Length: %d\r\n\r\n%s", status, len(body), body)
}

// TestArchivesOfOtherProgramsAreReplayed: by the dates of their records, whatever their order, with a fragment or without; what is no answer of a server, or answers only who holds the page, is passed over.
func TestArchivesOfOtherProgramsAreReplayed(t *testing.T) {
	path := warc(t,
		[4]string{"response", "http://a.jp/1", "2026-11-02T00:00:00Z", answer(200, "second")},
		[4]string{"response", "http://a.jp/1#part", "2026-11-01T00:00:00Z", answer(200, "first")},
		[4]string{"request", "http://a.jp/1", "2026-10-01T00:00:00Z", "GET /1 HTTP/1.1\r\nHost: a.jp\r\n\r\n"},
		[4]string{"response", "http://a.jp/1", "2026-10-02T00:00:00Z", answer(304, "")},
		[4]string{"response", "http://a.jp/1", "2026-10-03T00:00:00Z", "no answer"},
		[4]string{"response", "http://a.jp/1", "2026-10-03T00:00:00Z", "FTP/1.0 200 OK\r\n\r\n"},
		[4]string{"response", "http://a.jp/1", "2026-10-03T00:00:00Z", "HTTP/1.1\r\n\r\n"},
		[4]string{"response", "http://a.jp/1", "", answer(200, "of no date")},
	)
	expectAnswers(t, []string{path}, []said{{"http://a.jp/1", 200, nil, []byte("of no date")}, {"http://a.jp/1#other", 200, nil, []byte("first")}, {"http://a.jp/1", 200, nil, []byte("second")}, {"http://a.jp/1", 200, nil, []byte("second")}})
}

// TestWhatCannotBeReplayedIsToldByItsFile.
func TestWhatCannotBeReplayedIsToldByItsFile(t *testing.T) {
	folder := t.TempDir()
	whole, err := os.ReadFile(tape(t, "day.warc.gz", archive.RotateAt, said{"http://a.jp/", 200, nil, bytes.Repeat([]byte("page"), 9999)}))
	if err != nil {
		t.Fatal(err)
	}
	damaged := filepath.Join(folder, "damaged.warc.gz")
	if err := os.WriteFile(damaged, whole[:len(whole)*3/4], 0o644); err != nil {
		t.Fatal(err)
	}
	without := warc(t, [4]string{"request", "http://a.jp/", "2026-11-02T00:00:00Z", "GET / HTTP/1.1\r\nHost: a.jp\r\n\r\n"})
	for file, want := range map[string]string{filepath.Join(folder, "none.warc"): "none.warc cannot be replayed", damaged: "damaged.warc.gz cannot be replayed: byte ", without: "other.warc holds no answer"} {
		if _, err := archive.OpenReplay(file); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", file, err)
		}
	}
	broken := warc(t, [4]string{"response", "http://a.jp/", "2026-11-02T00:00:00Z", "HTTP/1.1 abc OK\r\n\r\n"})
	replay, err := archive.OpenReplay(broken)
	if err != nil {
		t.Fatal(err)
	}
	req, _ := http.NewRequest(http.MethodGet, "http://a.jp/", nil)
	if _, err := replay.RoundTrip(req); err == nil || !strings.Contains(err.Error(), "http://a.jp/ is no HTTP") {
		t.Errorf("%v", err)
	}
	if err := os.Remove(broken); err != nil {
		t.Fatal(err)
	}
	if _, err := replay.RoundTrip(req); err == nil {
		t.Error("a file that is gone answers")
	}
}
