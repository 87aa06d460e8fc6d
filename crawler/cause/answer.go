package cause

import (
	"errors"
	"fmt"

	"koubo/sources"
)

// OfStatus is the error of an answer with a status other than 200.
func OfStatus(status int) error {
	switch status {
	case 401, 403:
		return Refused{status}
	case 304:
		return errors.New("the server answers that nothing changed (304) to a request that did not ask; its cache is broken")
	case 404, 410:
		return badStatus{status, sources.CauseGone, fmt.Sprintf("the page is gone (it answers %d); look for its new address on the site and mend the source", status)}
	}
	return badStatus{status, sources.CauseStatus, fmt.Sprintf("the server answers %d", status)}
}

// badStatus is the error of a page that is not there.
type badStatus struct {
	status int
	code   sources.CauseCode
	words  string
}

func (e badStatus) Error() string { return e.words }

// Cause is the code of the error.
func (e badStatus) Cause() sources.Cause { return New(e.code, "status", e.status) }

// Refused is the error of a server that lets nobody, or not us, in.
type Refused struct{ Status int }

func (e Refused) Error() string {
	return fmt.Sprintf("the server refuses us (it answers %d); ask the body, or leave the source out", e.Status)
}

// Cause is the code of the error.
func (e Refused) Cause() sources.Cause { return New(sources.CauseRefused, "status", e.Status) }

// Unreadable is the error of a page that is no feed or list.
type Unreadable struct{ Err error } // what its reader says

func (e Unreadable) Error() string { return e.Err.Error() }

// Unwrap returns what the reader says.
func (e Unreadable) Unwrap() error { return e.Err }

// Cause is the code of the error.
func (e Unreadable) Cause() sources.Cause { return New(sources.CauseUnreadable, "words", e.Err) }

// Notice is the error of a feed or list in whose place the server answers with a notice of its own.
type Notice struct{ Words string }

func (e Notice) Error() string {
	return fmt.Sprintf("the server answers with a notice of its own (%s) in place of the page", e.Words)
}

// Cause is the code of the error.
func (e Notice) Cause() sources.Cause { return New(sources.CauseNotice, "words", e.Words) }
