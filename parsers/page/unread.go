package page

import "errors"

// Why a document gave no text. Every error of a reader of documents is one of the two, by errors.Is.
var (
	// ErrNotReadInTime says nothing about the document: the caller gave up, the machine was too busy, or the reader could
	// not be started. Reading it again later may succeed.
	ErrNotReadInTime = errors.New("the document was not read in time")
	// ErrUnreadable is the document's own fault: of another kind, broken, encrypted, without text, or made to take for ever.
	// The same bytes give it again.
	ErrUnreadable = errors.New("the document cannot be read")
)
