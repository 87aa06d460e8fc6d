// Package crawler visits sources: it asks for their feeds and lists, decides which announcements' own pages are to be read,
// has them parsed and normalized, and hands the outcome to a store in one piece. It knows neither bbolt nor feeds. Start at
// visit.go, the story of one visit.
package crawler

import (
	"context"
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"sync/atomic"
	"time"

	"koubo/crawler/fetch"
	"koubo/crawler/hostframe"
	"koubo/parsers/sites"
	"koubo/sources"
)

// Store is where visits begin and end.
type Store interface {
	Memory(sourceID string) (sources.Memory, error)
	Apply(v sources.Visit) (sources.Outcome, error) // all of the visit, or nothing
	Host(host string) (sources.HostNote, error)
	Frame(host string) ([]byte, error) // as Visit.Frames had it
}

// Options decide how a crawler behaves. The zero value of a field means what its comment says.
type Options struct {
	UserAgent   string        // required: names the program and a contact
	Gap         time.Duration // between two requests to one host; 0 for none
	Timeout     time.Duration // of one exchange; 20 s
	MaxBody     int64         // bytes, packed and unpacked; 10 MB
	DailyBudget int           // requests a host and day; no limit
	MaxPages    int           // of one list followed through its pager; 5
	Thorough    bool          // look at every open call's page again, not only at those that are due; for a pass that somebody asked for
	EachList    bool          // read each list, also where a silent feed beside it speaks for it; for a check
	MaxDetails  int           // announcements' own pages fetched in one visit; 300
	Visits      int           // visits under way, not counting those that wait for their hosts; 96
	Parsing     int           // pages parsed at the same time; the number of processors

	Transport http.RoundTripper // the network, or an archive in its place; required
	Lenient   http.RoundTripper // for sources with tls_insecure; Transport
	Recorder  fetch.Recorder    // none
	Observer  fetch.Observer    // none
	PDFText   PDFText           // reads attachments; they are left unread
	Clock     fetch.Clock       // the machine's
}

// PDFText reads the text of a PDF in the form that Draft.Text has. source is the id of the source that it was found at:
// those of one source must not hold up another's. An error may be page.ErrNotReadInTime.
type PDFText func(ctx context.Context, source string, data []byte) (string, error)

// Crawler visits sources. It is safe for concurrent use; visits of sources on one host take turns, request by request.
type Crawler struct {
	opt     Options
	store   Store
	clock   fetch.Clock
	network *fetch.Network
	slots   *slots
	parsers *parsers
	sites   map[string]sites.Parser
	frames  *hostframe.Hosts
}

// New returns a crawler that keeps what it finds in store.
func New(store Store, o Options) *Crawler {
	o = withDefaults(o)
	return assemble(store, o, fetch.NewNetwork(o.network(store)), hostframe.New(store))
}

// With returns a crawler with other options for the visits to come. Those that c has under way end as they began; to a host both
// are one visitor.
func (c *Crawler) With(o Options) *Crawler {
	o = withDefaults(o)
	return assemble(c.store, o, c.network.With(o.network(c.store)), c.frames)
}

func assemble(store Store, o Options, network *fetch.Network, frames *hostframe.Hosts) *Crawler {
	return &Crawler{opt: o, store: store, clock: o.Clock, slots: newSlots(o.Visits), parsers: newParsers(o.Parsing), sites: sites.All(), network: network, frames: frames}
}

func (o Options) network(hosts fetch.Hosts) fetch.Options {
	return fetch.Options{
		UserAgent: o.UserAgent, Gap: o.Gap, Timeout: o.Timeout, MaxBody: o.MaxBody, DailyBudget: o.DailyBudget,
		Transport: o.Transport, Lenient: o.Lenient, Recorder: o.Recorder, Observer: o.Observer, Clock: o.Clock, Hosts: hosts,
	}
}

func withDefaults(o Options) Options {
	set := func(n *int, value int) {
		if *n <= 0 {
			*n = value
		}
	}
	set(&o.MaxPages, 5)
	set(&o.MaxDetails, 300)
	set(&o.Visits, 96)
	set(&o.Parsing, runtime.GOMAXPROCS(0))
	if o.Timeout <= 0 {
		o.Timeout = 20 * time.Second
	}
	if o.MaxBody <= 0 {
		o.MaxBody = 10 << 20
	}
	if o.Clock == nil {
		o.Clock = fetch.SystemClock{}
	}
	return o
}

// Load is how many visits are where.
type Load struct {
	UnderWay int // fetching and parsing
	Waiting  int // for their hosts, their slots lent to others
	Queued   int // for a slot
}

// Load returns the load of the moment.
func (c *Crawler) Load() Load {
	return Load{UnderWay: len(c.slots.busy), Waiting: len(c.slots.waiting), Queued: int(c.slots.queued.Load())}
}

// hasCompany reports whether other visits are under way beside the one that asks.
func (c *Crawler) hasCompany() bool {
	l := c.Load()
	return l.UnderWay+l.Waiting+l.Queued > 1
}

// parsers are the few goroutines that parse: a parsed page is twenty times its bytes, and the stack that parsing takes would
// stay with each of hundreds of visits that wait for their hosts. One lasts as long as there is work, and a moment longer.
type parsers struct {
	busy    chan struct{} // holds a token for each goroutine
	work    chan func()   // for the next that is done
	waiting atomic.Int32  // visits that want something parsed
	eased   chan struct{} // holds a token where a visit may begin
}

func newParsers(most int) *parsers {
	return &parsers{busy: make(chan struct{}, most), work: make(chan func()), eased: make(chan struct{}, 1)}
}

// enough is how many visits may wait for each goroutine that parses before no further one begins.
const enough = 4

// await waits until a visit more is of use: one that begins while others wait for the processor would hold memory and wait, too. So
// any number begins while none waits, and otherwise one whenever something was parsed and few wait.
func (p *parsers) await(ctx context.Context) error {
	if p.waiting.Load() > 0 {
		select {
		case <-p.eased:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if p.waiting.Load() == 0 {
		p.ease()
	}
	return nil
}

// ease lets the next visit begin.
func (p *parsers) ease() {
	select {
	case p.eased <- struct{}{}:
	default:
	}
}

// run runs f on one of the goroutines and waits for its end. A panic of f becomes one of the caller.
func (p *parsers) run(f func()) {
	failed := make(chan any, 1)
	guarded := func() {
		defer func() {
			fault := recover()
			if fault != nil {
				fault = fmt.Sprintf("%v\n%s", fault, debug.Stack())
			}
			failed <- fault
		}()
		f()
	}
	p.waiting.Add(1)
	select {
	case p.work <- guarded:
	case p.busy <- struct{}{}:
		go p.serve(guarded)
	}
	if int(p.waiting.Add(-1)) < enough*cap(p.busy) {
		p.ease()
	}
	if fault := <-failed; fault != nil {
		panic(fault)
	}
}

// idleParser is how long a goroutine waits for more work: its stack has grown to what reading a page takes, and a new one's
// would be copied to twice the size five times.
const idleParser = 100 * time.Millisecond

// serve runs f, and then what waits or comes soon.
func (p *parsers) serve(f func()) {
	defer func() { <-p.busy }()
	idle := time.NewTimer(idleParser)
	defer idle.Stop()
	for {
		f()
		idle.Reset(idleParser)
		select {
		case f = <-p.work:
		case <-idle.C:
			return
		}
	}
}
