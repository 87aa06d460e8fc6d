// Package sources says where announcements are found, how each source fares, and what is remembered of it between visits. Its
// folders read what is configured and the builtin catalogue. It fetches nothing.
package sources

import (
	"slices"
	"time"

	"koubo/opportunity"
)

// Source is one place where one body announces: feeds, list pages, or both.
type Source struct {
	ID         string // unique, [a-z0-9-]+
	Issuer     opportunity.Issuer
	Feeds      []string   // absolute URLs
	Lists      []string   // absolute URLs
	Hubs       []string   // absolute URLs of pages above the lists: where a search for feeds and lists begins; not visited as lists
	Discover   bool       // further feeds and lists are looked for on the body's site, and remembered
	Site       string     // home page that they are looked for from; "" where Discover is not set
	Platform   string     // CMS family of the lists; "" to recognise it from the markup
	Selectors  *Selectors // rung 3; nil where not given
	Parser     string     // rung 4: name in parsers/sites; "" for none
	Schedule   string     // cron expression in Asia/Tokyo; "" for the root's
	MayBeEmpty bool       // nothing found is then no error
	// Unconditional (conditional: false) has its pages asked for whole each time, for servers that say wrongly that nothing
	// changed.
	Unconditional bool
	Insecure      bool          // tls_insecure: certificate errors of this host are tolerated, and shown
	Charset       string        // overrides what the pages declare; "" to detect
	Gap           time.Duration // between two requests to its host, where longer than the root's; 0 for the root's
	Where         string        // file:line of the declaration
}

// Selectors reads a list page by CSS selectors. Each is relative to Item; Fields holds, by field name (published,
// department, deadline …), a selector or "label:LABEL", the value beside that label on the detail page.
type Selectors struct {
	Item, Title, Link, Date, Next string
	Fields                        map[string]string
}

// State is how a source fares.
type State string

const (
	OK       State = "ok"
	Empty    State = "empty"    // answers, and holds nothing, which it may
	Failing  State = "failing"  // cannot be read, or holds nothing where something was
	Blocked  State = "blocked"  // robots.txt or 401/403 forbids
	Stale    State = "stale"    // answers, but nothing new for far longer than its rhythm
	Degraded State = "degraded" // answers, but a field that it used to give is gone
	Suspect  State = "suspect"  // answers, but not with what was asked for: maintenance, login, the home page
	Never    State = "never"    // not visited yet
)

// States lists all states, what needs a hand first.
func States() []State {
	return []State{Failing, Blocked, Suspect, Degraded, Stale, Never, Empty, OK}
}

// InTrouble reports whether a source in the state gives nothing that could be believed.
func (s State) InTrouble() bool { return s == Failing || s == Blocked || s == Suspect }

// IsBroken reports whether somebody should look at a source in the state.
func (s State) IsBroken() bool { return s.InTrouble() || s == Degraded || s == Stale }

// Health is the state of a source and why.
type Health struct {
	State    State     `json:"state"`
	Reason   string    `json:"reason,omitempty"` // a sentence with the mend; "" when ok
	Causes   []Cause   `json:"causes,omitempty"` // the same as codes
	Since    time.Time `json:"since,omitzero"`   // instant the state began
	LastRun  time.Time `json:"last_run,omitzero"`
	LastGood time.Time `json:"last_good,omitzero"` // latest run that ended ok, empty or stale
	Failures int       `json:"failures,omitempty"` // in a row
	Items    int       `json:"items"`              // announcements listed at the last good run
	Usual    float64   `json:"usual"`              // running mean of Items
	LastNew  time.Time `json:"last_new,omitzero"`  // latest instant a new announcement appeared
	Rhythm   float64   `json:"rhythm_hours"`       // running mean of the hours between two new ones, 0 unknown
	Office   float64   `json:"office_share"`       // running share of the changes that were found in office hours
	NextRun  time.Time `json:"next_run,omitzero"`  // as planned now; not stored
	Watched  time.Time `json:"watched,omitzero"`   // when announcements were read first
	// Fields tells how often records had each field, usually and of late.
	Fields map[Field]FieldHistory `json:"fields,omitempty"`
	Found  *Finding               `json:"found,omitempty"` // of a source that finds its feeds and lists itself; nil before the first search

	// Addresses holds, by the address of a feed or list page, how each of them fares. The fields above sum them up: the
	// worst state with its reason, the latest of the instants, the quickest rhythm.
	Addresses map[string]AddressHealth `json:"addresses,omitempty"`
}

// Finding is what the latest search of a body's site found.
type Finding struct {
	At    time.Time `json:"at"`              // instant of the search
	Feeds []string  `json:"feeds,omitempty"` // absolute URLs, the best first; a few
	Lists []string  `json:"lists,omitempty"` // likewise
	Why   string    `json:"why,omitempty"`   // a sentence: why nothing was found
	Vain  int       `json:"vain,omitempty"`  // searches that found nothing, in a row
}

// With returns the source with what was found on its site behind what it names itself.
func (s Source) With(found *Finding) Source {
	if !s.Discover || found == nil {
		return s
	}
	s.Feeds, s.Lists = joined(s.Feeds, found.Feeds), joined(s.Lists, found.Lists)
	return s
}

// joined returns a and what of b it does not hold.
func joined(a, b []string) []string {
	all := slices.Clone(a)
	for _, address := range b {
		if !slices.Contains(all, address) {
			all = append(all, address)
		}
	}
	return all
}

// Entries returns the feeds and list pages that a source is visited at, feeds first: those it names and those that were
// found; of one that has none yet, the home page that they are looked for from.
func (s Source) Entries(h Health) []string {
	s = s.With(h.Found)
	if all := slices.Concat(s.Feeds, s.Lists); len(all) > 0 || s.Site == "" {
		return all
	}
	return []string{s.Site}
}

// AddressHealth is the state of one feed or list page of a source, and why; its rest and its pace are its own.
type AddressHealth struct {
	State     State     `json:"state"`
	Reason    string    `json:"reason,omitempty"` // a sentence with the mend; "" when ok
	Causes    []Cause   `json:"causes,omitempty"` // the same as codes
	Since     time.Time `json:"since,omitzero"`   // instant the state began
	LastRun   time.Time `json:"last_run,omitzero"`
	LastGood  time.Time `json:"last_good,omitzero"`  // latest visit that ended ok, empty or stale
	NotBefore time.Time `json:"not_before,omitzero"` // the host asked to be left alone until then, or its budget is spent
	Failures  int       `json:"failures,omitempty"`  // in a row
	Moved     string    `json:"moved,omitempty"`     // where redirects for good led at the latest visit, another page by its address; "" for nowhere
	Items     int       `json:"items"`               // announcements listed at the last good visit
	Usual     float64   `json:"usual"`               // running mean of Items
	Page      float64   `json:"page,omitempty"`      // running mean of the announcements on its first page
	LastNew   time.Time `json:"last_new,omitzero"`   // latest instant a new announcement appeared
	Rhythm    float64   `json:"rhythm_hours"`        // running mean of the hours between two new ones, 0 unknown
	Office    float64   `json:"office_share"`        // running share of the new ones that were found in office hours
	// Season holds, by month (2026-04), the fewest announcements that stood on its first page while it was well; the latest months.
	Season map[string]int `json:"season,omitempty"`
	// Fields tells how often its rows had each field, usually and of late.
	Fields map[Field]FieldHistory `json:"fields,omitempty"`
}

// Validator is what makes the next request for an address conditional (RFC 9110 §13.1).
type Validator struct {
	ETag         string    `json:"etag,omitempty"`
	LastModified string    `json:"last_modified,omitempty"` // as sent
	Hash         string    `json:"hash,omitempty"`          // of the body, for servers without validators
	Fetched      time.Time `json:"fetched"`
	Items        int       `json:"items,omitempty"` // announcements on it when last read; entries only
	Dated        int       `json:"dated,omitempty"` // those of them that had a date

	// Of entries: what was read, however the bytes may differ, and how far a 304 is to be trusted.
	Drafts    string    `json:"drafts,omitempty"`    // hash of the announcements on it, as read
	Whole     time.Time `json:"whole,omitzero"`      // latest time it came whole
	Confirmed int       `json:"confirmed,omitempty"` // answers since that said nothing had changed (304)
	Untrue    time.Time `json:"untrue,omitzero"`     // latest time a 304 was found untrue: it is asked for whole
	Restless  bool      `json:"restless,omitempty"`  // its validator was a new one for the same text
	Session   bool      `json:"session,omitempty"`   // of an announcement's page: it answers only with the session of its list's links
	Reading   string    `json:"reading,omitempty"`   // hash of the keys that said how it is read, "" for none; StaleReading
}

// StaleReading is the Reading of what a version of this program with other rules read: it is asked for whole and read anew, although
// it may be as it was.
const StaleReading = "stale"

// Sent says whether the server sent a validator, so that the next request can be conditional.
func (v Validator) Sent() bool { return v.ETag != "" || v.LastModified != "" }

// Known is what is remembered of one announcement between visits of its source.
type Known struct {
	ID        string    `json:"id"`                // of the record
	Title     string    `json:"title"`             // as feed or list words it
	Date      string    `json:"date,omitempty"`    // as feed or list words it
	On        []string  `json:"on,omitempty"`      // keys of the entries that carry it
	Missed    int       `json:"missed,omitempty"`  // visits in a row on which no entry carried it
	Checked   time.Time `json:"checked,omitzero"`  // latest time its own page answered
	Tries     int       `json:"tries,omitempty"`   // failed attempts at its page in a row
	Tried     time.Time `json:"tried,omitzero"`    // latest of them
	Pending   bool      `json:"pending,omitempty"` // its page has not been read yet
	Absent    time.Time `json:"absent,omitzero"`   // first of the latest attempts in a row that found its page gone (404, 410), which is not believed yet
	Open      bool      `json:"open,omitempty"`    // a company may act on it, as last normalized, until the deadline
	Deadline  time.Time `json:"deadline,omitzero"` // when the call closes, as last normalized
	Gone      bool      `json:"gone,omitempty"`    // withdrawn, or its page answered 404 or 410
	FirstSeen time.Time `json:"first_seen,omitzero"`

	URL      string   `json:"url,omitempty"`      // address to ask for, as listed last; "" where it is the key itself
	Part     string   `json:"part,omitempty"`     // as opportunity.Draft.Part has it; "" where it is alone on its page
	Group    string   `json:"group,omitempty"`    // hash of all announcements that its page was listed for; "" for one alone
	Listed   string   `json:"listed,omitempty"`   // the days that its list states of it in columns: label, tab and value, a line each
	Ended    string   `json:"ended,omitempty"`    // as opportunity.Draft.Ended had it when its page was read; "" where its list did not say so
	Document string   `json:"document,omitempty"` // address of the document that named its deadline; "" where its page does
	InRow    bool     `json:"in_row,omitempty"`   // a row of its list without a link is all that there is of it: no page is asked for
	Alias    string   `json:"alias,omitempty"`    // key of the announcement that this address turned out to lead to
	Dropped  string   `json:"dropped,omitempty"`  // why its page, once read, showed that it is no opportunity
	Titled   bool     `json:"titled,omitempty"`   // its page carried its title when it was read last
	Suspect  string   `json:"suspect,omitempty"`  // why its page, as it answers now, is not taken for its page
	Apart    []string `json:"apart,omitempty"`    // marks of other announcements that look like it, or that it redirects to, and are not it
	Frame    uint32   `json:"frame,omitempty"`    // clock of its host's memory of the frame (see Visit.Frames) when its page was read last; 0 before there was one
}

// OpenAt says whether a company may still act on the announcement, as far as its page told when it was last read.
func (k Known) OpenAt(now time.Time) bool {
	return k.Open && (k.Deadline.IsZero() || now.Before(k.Deadline))
}

// Answered notes that the announcement is there, as its page or its list's row says now: what had failed or was missing until then is over.
func (k *Known) Answered(at time.Time) {
	k.Checked, k.Tries, k.Gone, k.Absent, k.Suspect = at, 0, false, time.Time{}, ""
}

// Memory is all that is kept of a source between visits.
type Memory struct {
	Health     Health
	Validators map[string]Validator // by address, entries and details
	Known      map[string]Known     // by opportunity.PartKey of the announcement's address and part
}
