package sources

import (
	"time"

	"koubo/opportunity"
)

// Visit is the outcome of one visit, to be stored in one transaction. Validators and Known hold only what changed;
// Forget names addresses to drop from either.
type Visit struct {
	Source     Source
	At         time.Time
	Health     Health
	Validators map[string]Validator               // by address
	Known      map[string]Known                   // by opportunity.PartKey of the announcement's address and part
	Forget     []string                           // addresses of validators, keys of known announcements
	Records    []opportunity.Opportunity          // normalized; the store revises what it has
	Reread     map[string]opportunity.Opportunity // id of one of Records → what its page reads to in the way in which it was read before, where that is another; see opportunity.ReviseReread
	Anew       map[string]bool                    // ids of those Records whose page is as it was when it was read by other rules; see opportunity.ReviseAnew
	SeenIDs    []string                           // records listed and unchanged: only their last_seen moves
	Withdrawn  map[string]string                  // record id → reason, a sentence
	Aliases    map[string][]string                // record id as the visit made it → further identity keys that lead to it
	Dropped    []Dropped                          // listed titles that cannot be opportunities; nil where no entry was read afresh
	Hosts      map[string]HostNote                // by host; all to be set
	Frames     map[string][]byte                  // by host: what is remembered of the blocks that its pages repeat; all to be set
	Report     Report                             // its New, Revised and Withdrawn are counted by the store
}

// Outcome is what storing a visit changed.
type Outcome struct {
	New, Revised, Withdrawn []string // record ids
	Report                  Report   // as stored, counts filled in
}

// Report tells what one visit did.
type Report struct {
	Source      string         `json:"source"`
	Start       time.Time      `json:"start"`
	Duration    time.Duration  `json:"duration_ns"`
	State       State          `json:"state"`
	Reason      string         `json:"reason,omitempty"`
	Causes      []Cause        `json:"causes,omitempty"` // the same as codes
	Requests    int            `json:"requests"`
	NotModified int            `json:"not_modified"`
	Bytes       int64          `json:"bytes"`
	Seen        int            `json:"seen"`              // announcements listed
	Dropped     map[string]int `json:"dropped,omitempty"` // reason → count of titles that cannot be opportunities
	New         int            `json:"new"`
	Revised     int            `json:"revised"`
	Withdrawn   int            `json:"withdrawn"`

	Kinds    map[opportunity.Kind]Changes `json:"kinds,omitempty"`    // the same by kind
	Pending  int                          `json:"pending"`            // records whose own page is still to be read
	Problems []PageProblem                `json:"problems,omitempty"` // addresses that could not be read, and why
}

// Changes counts what a visit changed.
type Changes struct {
	New       int `json:"new,omitempty"`
	Revised   int `json:"revised,omitempty"`
	Withdrawn int `json:"withdrawn,omitempty"`
}

// Dropped is a listed title that was left out.
type Dropped struct {
	Title string `json:"title"`
	URL   string `json:"url,omitempty"`
	Why   string `json:"why"`
}

// PageProblem is one address that could not be read.
type PageProblem struct {
	URL string `json:"url"`
	Why string `json:"why"` // a sentence
	// Causes are the same as a code; none in what an older program kept.
	Causes []Cause `json:"causes,omitempty"`
}

// HostNote is what is remembered of one host (name, and port where it is not the usual one) between runs.
type HostNote struct {
	Origins   map[string]RobotsNote `json:"origins,omitempty"`   // by scheme: each has a robots.txt of its own
	NotBefore time.Time             `json:"not_before,omitzero"` // end of a Retry-After or backoff
	Backoffs  int                   `json:"backoffs,omitempty"`  // in a row
	Day       string                `json:"day,omitempty"`       // 2006-01-02 in Japan that Requests counts
	Requests  int                   `json:"requests,omitempty"`
}

// RobotsNote is a robots.txt as it was answered.
type RobotsNote struct {
	Body    []byte    `json:"body,omitempty"`
	Status  int       `json:"status"`
	Fetched time.Time `json:"fetched,omitzero"`
}
