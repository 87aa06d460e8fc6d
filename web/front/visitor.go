package front

import (
	"context"

	"koubo/notify/signup"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/store/outbox"
)

// Visitor visits sources at once; the running service does.
type Visitor interface {
	// Visit visits the sources that the request names and tells of each when its visit has ended, from one goroutine or
	// several. It returns when all have been told of or ctx has ended; an error, a sentence for whoever asked, means that
	// no visit was begun.
	Visit(ctx context.Context, request VisitRequest, tell func(VisitOutcome)) error
}

// VisitRequest is what POST /api/v1/visits takes.
type VisitRequest struct {
	Sources []string `json:"sources"`        // ids
	Data    string   `json:"data,omitempty"` // path of the data file that the visits are meant for; "" for whichever is kept
}

// VisitOutcome is one line of the answer: of the three besides Source one is set.
type VisitOutcome struct {
	Source     string          `json:"source"`
	Report     *sources.Report `json:"report,omitempty"`
	UnderVisit bool            `json:"under_visit,omitempty"` // a visit of it was under way, so that none was made
	Error      string          `json:"error,omitempty"`       // why nothing was stored
}

// Copier copies the data file; the running service does.
type Copier interface {
	// Copy copies the data file of the path data, calls use with the path of the copy and a context that ends with ctx or the service,
	// and removes it when use returns. An error, a sentence for whoever asked, means that use was not called.
	Copy(ctx context.Context, data string, use func(ctx context.Context, path string)) error
}

// Outbox knows what notifications were sent; *store.Store does.
type Outbox interface {
	// Outbox returns what went out, waits and was given up, by notification.
	Outbox() ([]outbox.FollowerState, error)
	// Revive has what was given up tried again, of one notification or, with "", of all, and returns how many letters.
	Revive(id string) (int, error)
	// Bounced notes that a letter came back because there is no such mailbox: known is whether it was one of ours, ended whether the
	// notification has ended for it.
	Bounced(key string) (known, ended bool, err error)
	// Stop ends a notification, or resumes it.
	Stop(id string, stop bool) error
	// IsStopped reports whether a notification was ended.
	IsStopped(id string) (bool, error)
	// Subscribers is how many subscriptions from the page are kept, and how many ended of late because there was no such receiver.
	Subscribers() (kept, ended int, err error)
}

// StopProof reports whether a token proves that its bearer was sent the notification.
type StopProof func(id, token string) bool

// SignUp takes readers' subscriptions; *signup.List does.
type SignUp interface {
	// Channels are those that readers can subscribe by.
	Channels() []config.Channel
	// Ask sends the letter of confirmation for an offer.
	Ask(ctx context.Context, o signup.Offer) error
	// Read returns the offer that the token of a link holds.
	Read(token string) (signup.Offer, error)
	// Subscribe stores it.
	Subscribe(token string) (signup.Offer, error)
}
