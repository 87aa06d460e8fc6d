// Package cause tells why a source is not well as a code with parameters, which pages word in their own language, and holds the errors of
// answers that are not the page that was asked for.
package cause

import (
	"errors"
	"fmt"

	"koubo/crawler/fetch"
	"koubo/sources"
)

// Coded is an error that knows its own code.
type Coded interface {
	error
	Cause() sources.Cause
}

// byReason are the codes of errors of fetching.
var byReason = map[fetch.Reason]sources.CauseCode{
	fetch.ReasonRobots: sources.CauseRobots, fetch.ReasonLater: sources.CauseLater, fetch.ReasonSlow: sources.CauseSlow,
	fetch.ReasonTooLarge: sources.CauseTooLarge, fetch.ReasonAddress: sources.CauseAddress, fetch.ReasonRedirect: sources.CauseRedirect,
	fetch.ReasonUnreachable: sources.CauseUnreachable,
}

// Of returns the cause that an error is, with its English words where no code says more.
func Of(err error) sources.Cause {
	var coded Coded
	if errors.As(err, &coded) {
		return coded.Cause()
	}
	code, known := byReason[fetch.ReasonOf(err)]
	switch {
	case !known:
		return New(sources.CauseOther, "words", err)
	case code == sources.CauseUnreachable:
		return New(code, "words", err)
	}
	return New(code)
}

// StateOf returns the state of an address that an error kept from being read.
func StateOf(err error) sources.State {
	switch {
	case fetch.ReasonOf(err) == fetch.ReasonRobots, errors.As(err, new(Refused)):
		return sources.Blocked
	case errors.As(err, new(Notice)):
		return sources.Suspect
	}
	return sources.Failing
}

// New returns a cause with its parameters: a name and a value in turn.
func New(code sources.CauseCode, args ...any) sources.Cause {
	c := sources.Cause{Code: code}
	for i := 0; i+1 < len(args); i += 2 {
		if c.Args == nil {
			c.Args = map[string]string{}
		}
		c.Args[fmt.Sprint(args[i])] = fmt.Sprint(args[i+1])
	}
	return c
}
