package response

import (
	"net/http"
	"strings"
)

// rangeOf is the header Range of a request as far as it counts, "" for none: only GET has ranges, and only those of bytes are
// understood; others must be ignored (RFC 9110 §14.2). http.ServeContent knows the unit in small letters alone.
func rangeOf(r *http.Request) string {
	const unit = "bytes="
	given := r.Header.Get("Range")
	if r.Method != http.MethodGet || len(given) < len(unit) || !strings.EqualFold(given[:len(unit)], unit) {
		return ""
	}
	return unit + given[len(unit):]
}

// understood is a request as http.ServeContent should read it, which looks at the first line of each header alone: several lines are
// one list (RFC 9110 §5.3).
func understood(r *http.Request) *http.Request {
	whole, parts := r.Header["Range"], rangeOf(r)
	isPlain := len(whole) == 0 || len(whole) == 1 && whole[0] == parts
	for _, name := range tagLists {
		isPlain = isPlain && len(r.Header[name]) <= 1
	}
	if isPlain {
		return r
	}
	read := *r
	read.Header = r.Header.Clone()
	for _, name := range tagLists {
		if lines := r.Header[name]; len(lines) > 1 {
			read.Header.Set(name, strings.Join(lines, ", "))
		}
	}
	if read.Header.Del("Range"); parts != "" {
		read.Header.Set("Range", parts)
	}
	return &read
}

// tagLists are the headers that list entity tags.
var tagLists = [...]string{"If-None-Match", "If-Match"}
