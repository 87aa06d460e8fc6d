// Package crawler visits sources: it asks for their feeds and lists, decides which announcements' own pages are to be read,
// has them parsed and normalized, and hands the outcome to a store in one piece. It knows neither bbolt nor feeds. Start at
// visit.go, the story of one visit.
package crawler

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"koubo/crawler/fetch"
	"koubo/crawler/hostframe"
	"koubo/crawler/parsing"
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
	parsers *parsing.Pool
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
	return &Crawler{opt: o, store: store, clock: o.Clock, slots: newSlots(o.Visits), parsers: parsing.New(o.Parsing), sites: sites.All(), network: network, frames: frames}
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

// Done is told how each visit of a run ended. It may be called from several goroutines at once.
type Done func(sources.Source, sources.Report, error)

// tell is a function of its own so that its arguments take no room beside a visit that waits.
//
//go:noinline
func (d Done) tell(src *sources.Source, report *sources.Report, err error) { d(*src, *report, err) }

// Run visits each source once, the slowest hosts first, as many at the same time as Options.Visits
// says, and returns when all are done or ctx ended.
func (c *Crawler) Run(ctx context.Context, list []sources.Source, done Done) {
	order := c.slowestFirst(ctx, list)
	queue := make(chan *sources.Source) // a visit holds its stack for as long as its host wants; it is kept small
	var wg sync.WaitGroup
	for range min(c.opt.Visits+maxWaiting, len(list)) {
		wg.Go(func() {
			for src := range queue {
				report, err := c.guardedVisit(ctx, src, nil)
				done.tell(src, report, err)
			}
		})
	}
	defer wg.Wait()
	defer close(queue)
	for _, n := range order {
		select {
		case queue <- &list[n]:
		case <-ctx.Done():
			return
		}
	}
}

// VisitAddresses is Visit, but asks only for these of the source's feeds and lists (nil for all), and a panic becomes an
// error: whatever one site does to us, the others are still visited.
func (c *Crawler) VisitAddresses(ctx context.Context, src sources.Source, addresses []string) (sources.Report, error) {
	report, err := c.guardedVisit(ctx, &src, addresses)
	return *report, err
}

// guardedVisit is VisitAddresses. Its report is never nil.
func (c *Crawler) guardedVisit(ctx context.Context, src *sources.Source, addresses []string) (report *sources.Report, err error) {
	defer func() {
		if p := recover(); p != nil {
			report = &sources.Report{}
			err = fmt.Errorf("the visit of %s failed inside the program (%v); please report this:\n%s", src.ID, p, debug.Stack())
		}
	}()
	return c.visit(ctx, src, addresses)
}

// VisitThoroughly is VisitAddresses for all of a source, and looks at each open call's page again, whether it is due or not.
func (c *Crawler) VisitThoroughly(ctx context.Context, src sources.Source) (sources.Report, error) {
	thorough := *c // the network, the slots and the rest are shared
	thorough.opt.Thorough = true
	return thorough.VisitAddresses(ctx, src, nil)
}

// Health returns how a source fared at its latest visit.
func (c *Crawler) Health(sourceID string) (sources.Health, error) {
	m, err := c.store.Memory(sourceID)
	return m.Health, err
}

// slowestFirst asks for the robots.txt of the sources' hosts where no fresh copy is remembered, and returns their places ordered by how
// long the hosts want to be left alone between two requests: a pass lasts as long as the visit of its slowest host, so that
// one has to begin first. A robots.txt that cannot be had is the visit's business.
func (c *Crawler) slowestFirst(ctx context.Context, list []sources.Source) (order []int) {
	gaps := make([]time.Duration, len(list))
	queue := make(chan int)
	var wg sync.WaitGroup
	for range min(c.opt.Visits, len(list)) {
		wg.Go(func() {
			for i := range queue {
				gaps[i] = c.hostGap(ctx, list[i])
			}
		})
	}
	for i := range list {
		queue <- i
	}
	close(queue)
	wg.Wait()
	order = make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(gaps[b], gaps[a]) })
	return order
}

// slots bound how many visits are under way. Most of a polite visit is waiting: one that has to wait for its host moves to
// the waiting ones for the rest of it, as long as there are not too many of those, and another takes its slot.
type slots struct {
	busy    chan struct{}
	waiting chan struct{}
	queued  atomic.Int64 // visits that want a slot
}

// maxWaiting is how many visits may be under way beyond Options.Visits because they wait for their hosts; each holds
// some 60 kB.
const maxWaiting = 256

func newSlots(visits int) *slots {
	return &slots{busy: make(chan struct{}, visits), waiting: make(chan struct{}, maxWaiting)}
}

// slot is one visit's, which must release it in the end.
type slot struct {
	of *slots

	mu      sync.Mutex
	waiting bool
	ended   bool // a timer that fires late must not give away another's
}

// acquire waits for a slot.
func (s *slots) acquire(ctx context.Context) (*slot, error) {
	s.queued.Add(1)
	defer s.queued.Add(-1)
	select {
	case s.busy <- struct{}{}:
		return &slot{of: s}, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// yield moves the visit to the waiting ones, if it is not there yet and there is room. It is safe for concurrent use.
func (s *slot) yield() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.waiting || s.ended {
		return
	}
	select {
	case s.of.waiting <- struct{}{}:
		s.waiting = true
		<-s.of.busy
	default:
	}
}

func (s *slot) release() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	if s.waiting {
		<-s.of.waiting
	} else {
		<-s.of.busy
	}
}
