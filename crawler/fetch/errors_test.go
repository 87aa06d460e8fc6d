package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"koubo/crawler/archive"
	"koubo/crawler/transport"
)

// TestWhyThereIsNoAnswer: each kind of error is one reason, told apart also behind what others say around it; passes through colly as it
// is; and is, or is not, trouble of the host.
func TestWhyThereIsNoAnswer(t *testing.T) {
	for _, c := range []struct {
		err     error
		reason  Reason
		trouble bool
	}{
		{Forbidden{URL: "http://a.jp/", Why: "robots.txt"}, ReasonRobots, true},
		{Later{Host: "a.jp"}, ReasonLater, true},
		{Slow{After: time.Second}, ReasonSlow, true},
		{TooLarge{Limit: 1}, ReasonTooLarge, true},
		{transport.ForbiddenAddress{}, ReasonAddress, false},
		{archive.Missing{URL: "http://a.jp/"}, ReasonArchive, false},
		{RedirectError{Words: "in a circle"}, ReasonRedirect, true},
		{Unreachable{Words: "no name"}, ReasonUnreachable, true},
		{context.Canceled, ReasonCancelled, true},
		{context.DeadlineExceeded, ReasonCancelled, true},
		{errors.New("the disk is full"), ReasonOther, true},
	} {
		for _, err := range []error{c.err, fmt.Errorf("colly: %w", c.err)} {
			if got := ReasonOf(err); got != c.reason {
				t.Errorf("%T is the reason %q, want %q", c.err, got, c.reason)
			}
			if got := isHostTrouble(err); got != c.trouble {
				t.Errorf("%T is trouble of the host: %v", c.err, got)
			}
		}
	}
	if ReasonOf(nil) != ReasonNone || isHostTrouble(nil) {
		t.Error("no error is one")
	}
}

// TestWhatTheNetworkSaysIsASentence, and what we say ourselves passes without the words of others around it.
func TestWhatTheNetworkSaysIsASentence(t *testing.T) {
	for _, own := range []error{Slow{After: time.Second}, TooLarge{Limit: 1}, transport.ForbiddenAddress{}, archive.Missing{URL: "http://a.jp/"}} {
		if got := explain(fmt.Errorf("Get \"http://a.jp/\": %w", own)); got != own {
			t.Errorf("%T passes as %v", own, got)
		}
	}
	for _, ended := range []error{context.Canceled, context.DeadlineExceeded} {
		err := fmt.Errorf("get: %w", ended)
		if got := explain(err); got != err {
			t.Errorf("%v passes as %v", err, got)
		}
	}
	const optOut = "tls_insecure: true"
	for _, c := range []struct {
		err       error
		says      string
		canBeTold bool // that bad TLS is to be accepted
	}{
		{&net.DNSError{Name: "www.city.example.jp", IsNotFound: true}, "the name www.city.example.jp does not exist", false},
		{&net.DNSError{Name: "www.city.example.jp", IsTimeout: true}, "the name www.city.example.jp cannot be looked up", false},
		{x509.HostnameError{Host: "a.jp", Certificate: &x509.Certificate{}}, "the certificate is not for a.jp", true},
		{x509.CertificateInvalidError{Reason: x509.Expired}, "has expired", true},
		{x509.CertificateInvalidError{Reason: x509.TooManyIntermediates}, "a known authority", true},
		{x509.UnknownAuthorityError{}, "a known authority", true},
		{tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, "speaks no TLS", false},
		{errors.New("http: server gave HTTP response to HTTPS client"), "speaks no TLS", false},
		{tls.AlertError(70), "no TLS version or cipher suite", true},
		{errors.New("tls: server selected unsupported protocol version 301"), "no TLS version or cipher suite", true},
		{syscall.ECONNREFUSED, "refuses connections", false},
		{syscall.ECONNRESET, "broke the connection off", false}, {io.EOF, "broke the connection off", false}, {io.ErrUnexpectedEOF, "broke the connection off", false},
		{os.ErrDeadlineExceeded, "connected in time", false},
		{errors.New("no route to host"), "the request failed: get: no route to host", false},
	} {
		err := fmt.Errorf("get: %w", c.err)
		told := explain(err)
		if !errors.As(told, new(Unreachable)) || !errors.Is(told, err) || !strings.Contains(told.Error(), c.says) || strings.Contains(told.Error(), optOut) != c.canBeTold {
			t.Errorf("%v is told as %q, want %q", err, told, c.says)
		}
	}
}

// TestAServerThatBadTLSComesFromWasReached, told or not.
func TestAServerThatBadTLSComesFromWasReached(t *testing.T) {
	for _, c := range []struct {
		err  error
		want bool
	}{
		{x509.HostnameError{Host: "a.jp", Certificate: &x509.Certificate{}}, true}, {x509.UnknownAuthorityError{}, true}, {x509.CertificateInvalidError{Reason: x509.Expired}, true},
		{errors.New("remote error: tls: handshake failure"), true}, {errors.New("http: server gave HTTP response to HTTPS client"), true}, {syscall.ECONNRESET, true},
		{syscall.ECONNREFUSED, false}, {errors.New("no route to host"), false}, {Unreachable{Words: "tls: as we say it ourselves"}, true},
	} {
		for _, err := range []error{c.err, fmt.Errorf("get: %w", c.err), Unreachable{Words: "told", cause: c.err}} {
			if u := (Unreachable{}); errors.As(c.err, &u) && err != c.err {
				continue
			}
			if got := isOfServer(err); got != c.want {
				t.Errorf("%T %v: %v, want %v", err, c.err, got, c.want)
			}
		}
	}
}

// TestWhichAnswersAreAskedForAgain: trouble of the moment, as its number says, or a header that the next request reads.
func TestWhichAnswersAreAskedForAgain(t *testing.T) {
	passing := map[int]bool{429: true, 500: true, 502: true, 503: true, 504: true}
	for status := 100; status < 600; status++ {
		if got := isPassing(&answer{status: status}, nil); got != passing[status] {
			t.Errorf("%d is taken to pass: %v", status, got)
		}
	}
	for _, c := range []struct {
		err  error
		want bool
	}{{transport.OddHeader{Host: "a.jp"}, true}, {Slow{After: time.Second}, false}, {TooLarge{Limit: 1}, false}, {errors.New("no route"), false}} {
		if got := isPassing(nil, fmt.Errorf("get: %w", c.err)); got != c.want {
			t.Errorf("%T is taken to pass: %v", c.err, got)
		}
	}
}

// TestWhatALimitIsCalled: whole megabytes, rounded up, and whether the bytes sent or what they unpack to went over it.
func TestWhatALimitIsCalled(t *testing.T) {
	for limit, want := range map[int64]string{1: "1 MB", 1 << 20: "1 MB", 1<<20 + 1: "2 MB", 10 << 20: "10 MB"} {
		for packed, what := range map[bool]string{false: "the answer is", true: "the compressed answer unpacks to"} {
			if got := (TooLarge{Limit: limit, Packed: packed}).Error(); !strings.HasPrefix(got, what+" more than "+want+";") {
				t.Errorf("%d, packed %v: %s", limit, packed, got)
			}
		}
	}
}

// TestALaterThatEndsIsToldInJapansTime, and a spent budget by the key that sets it.
func TestALaterThatEndsIsToldInJapansTime(t *testing.T) {
	until := time.Date(2026, 11, 25, 15, 30, 7, 0, time.UTC)
	if got := (Later{"a.jp", until}).Error(); !strings.Contains(got, "a.jp asked to be left alone until 2026-11-26 00:30:07") {
		t.Error(got)
	}
	if got := (Later{Host: "a.jp"}).Error(); !strings.Contains(got, "crawl.daily_budget") {
		t.Error(got)
	}
}

// TestARefreshToNoAddressIsNone, as is one to the page itself.
func TestARefreshToNoAddressIsNone(t *testing.T) {
	from, err := parseAddress("https://a.jp/x")
	if err != nil {
		t.Fatal(err)
	}
	for value, want := range map[string]string{"0; url=mailto:x@a.jp": "", "0; url=http://[::1": "", "0; url=/y": "https://a.jp/y", "0; url=https://a.jp/x#top": ""} {
		a := answer{header: http.Header{"Refresh": {value}}}
		if got := a.refresh(from); got != want {
			t.Errorf("%s: %q, want %q", value, got, want)
		}
	}
}
