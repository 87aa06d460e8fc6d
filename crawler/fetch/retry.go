package fetch

import (
	"errors"
	"io"
	"math"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"time"

	"koubo/crawler/transport"
	"koubo/parsers/page"
)

// isPassing reports whether an answer, or the lack of one, is trouble that may be over soon. A server that let the whole
// timeout pass is not asked again at once.
func isPassing(a *answer, err error) bool {
	if err != nil {
		return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
			errors.As(err, new(transport.OddHeader))
	}
	switch a.status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// seconds is how servers write a delay: RFC 9110 §10.2.3 wants whole seconds, "7.5", "6 s" and "10sec" occur.
var seconds = regexp.MustCompile(`^(\d+(?:\.\d*)?|\.\d+)\s*(?i:s|sec|secs|seconds?)?\.?$`)

// retryAfter reads a Retry-After in seconds or as a date (RFC 9110 §10.2.3) of an answer that refuses or postpones, 0 for
// none. Fractions are rounded up to the millisecond: the rest is never shorter than asked for.
func retryAfter(status int, h http.Header, now time.Time) time.Duration {
	if status < 400 {
		return 0
	}
	value := strings.TrimSpace(h.Get("Retry-After"))
	if m := seconds.FindStringSubmatch(value); m != nil {
		n, err := strconv.ParseFloat(m[1], 64)
		if err != nil {
			return 0
		}
		return time.Duration(math.Ceil(min(n, longestRest.Seconds())*1000)) * time.Millisecond
	}
	if at, err := http.ParseTime(value); err == nil {
		if theirs, err := http.ParseTime(h.Get("Date")); err == nil {
			now = theirs // some clocks are hours ahead, as where Japan's time is sent for GMT
		}
		return max(at.Sub(now), 0)
	}
	return 0
}

// longestRefresh is how many seconds a refresh that moves a page waits at most; longer ones reload.
const longestRefresh = 30

// refresh is the address that a Refresh header leads to soon, "" for none.
func (a *answer) refresh(from *url.URL) string {
	wait, target, ok := page.ParseRefresh(a.header.Get("Refresh"))
	if !ok || wait > longestRefresh {
		return ""
	}
	to, err := resolve(from, target)
	if err != nil || to.String() == from.String() {
		return ""
	}
	return to.String()
}
