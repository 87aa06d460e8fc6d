package choice

import (
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"net/url"
	"strings"
)

// Address writes a path with the parameters of q.
func Address(path string, q opportunity.Query) string {
	if encoded := q.Values().Encode(); encoded != "" {
		return path + "?" + encoded
	}
	return path
}

// Whole is a selection from its first page on, in the usual number of records.
func Whole(q opportunity.Query) opportunity.Query {
	q.Cursor, q.Limit = "", 0
	return q
}

// OnDay is the part of a selection whose last day to enter is this one; false where its own bounds leave that day out. On
// must have fixed it to a day.
func OnDay(q opportunity.Query, day jdate.Date) (opportunity.Query, bool) {
	if day < q.ClosingAfter || q.ClosingBefore != "" && day > q.ClosingBefore {
		return q, false
	}
	q.ClosingAfter, q.ClosingBefore = day, day
	return q, true
}

// WithParameter adds one parameter to an address.
func WithParameter(address, name, value string) string {
	joint := "?"
	if strings.Contains(address, "?") {
		joint = "&"
	}
	return address + joint + url.Values{name: {value}}.Encode()
}
