package crawler

import (
	"context"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	"koubo/parsers/sites"
	"koubo/sources"

	"github.com/gocolly/colly/v2"
)

// Store is where visits begin and end.
type Store interface {
	Memory(sourceID string) (sources.Memory, error)
	Apply(v sources.Visit) (sources.Outcome, error) // all of the visit, or nothing
	Host(host string) (sources.HostNote, error)
}

// Observer is told of each exchange, such as a set of metrics. Its methods must be quick and safe for concurrent use.
type Observer interface {
	Observe(Traffic)
}

// Traffic is one exchange with a server.
type Traffic struct {
	Host        string // with port, as in the address
	Status      int    // 0 where no answer came
	Conditional bool   // asked with a validator
	Bytes       int    // of the body, unpacked
	Took        time.Duration
	Err         error // why no answer came
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
	MaxDetails  int           // announcements' own pages fetched in one visit; 300
	Visits      int           // visits under way, not counting those that wait for their hosts; 128
	Parsing     int           // pages parsed at the same time; the number of processors

	Transport http.RoundTripper                             // the network, or an archive in its place; required
	Lenient   http.RoundTripper                             // for sources with tls_insecure; Transport
	Recorder  Recorder                                      // none
	Observer  Observer                                      // none
	PDFText   func(context.Context, []byte) (string, error) // reads attachments; they are left unread
	Clock     Clock                                         // the machine's
}

// Crawler visits sources. It is safe for concurrent use; visits of sources on one host take turns, request by request.
type Crawler struct {
	opt     Options
	store   Store
	clock   Clock
	gates   *Gates
	product string // our token in robots.txt
	strict  *exchange
	lenient *exchange
	bodies  *bodyReader
	places  *places
	parsing chan struct{}
	sites   map[string]sites.Parser
}

// New returns a crawler that keeps what it finds in store.
func New(store Store, o Options) *Crawler {
	o = withDefaults(o)
	product, _, _ := strings.Cut(o.UserAgent, "/")
	c := &Crawler{
		opt: o, store: store, clock: o.Clock, product: product,
		gates:   NewGates(o.Clock, o.Gap, o.DailyBudget),
		places:  newPlaces(o.Visits),
		parsing: make(chan struct{}, o.Parsing),
		sites:   sites.All(),
	}
	c.bodies = newBodyReader(o.MaxBody)
	c.strict = &exchange{base: o.Transport, bodies: c.bodies, timeout: o.Timeout, recorder: o.Recorder, now: o.Clock.Now}
	c.lenient = &exchange{base: o.Lenient, bodies: c.bodies, timeout: o.Timeout, recorder: o.Recorder, now: o.Clock.Now}
	return c
}

func withDefaults(o Options) Options {
	set := func(n *int, value int) {
		if *n <= 0 {
			*n = value
		}
	}
	set(&o.MaxPages, 5)
	set(&o.MaxDetails, 300)
	set(&o.Visits, 128)
	set(&o.Parsing, runtime.GOMAXPROCS(0))
	if o.Timeout <= 0 {
		o.Timeout = 20 * time.Second
	}
	if o.MaxBody <= 0 {
		o.MaxBody = 10 << 20
	}
	if o.Clock == nil {
		o.Clock = SystemClock{}
	}
	if o.Lenient == nil {
		o.Lenient = o.Transport
	}
	return o
}

func (c *Crawler) transport(src sources.Source) http.RoundTripper {
	if src.Insecure {
		return c.lenient
	}
	return c.strict
}

// parse runs f in one of the few places for parsing: a parsed page is twenty times its bytes.
func (c *Crawler) parse(f func()) {
	c.parsing <- struct{}{}
	defer func() { <-c.parsing }()
	f()
}

// Load is how many visits are where.
type Load struct {
	UnderWay int // fetching and parsing
	Waiting  int // for their hosts, their places lent to others
	Queued   int // for a place
}

// Load returns the load of the moment.
func (c *Crawler) Load() Load {
	return Load{UnderWay: len(c.places.busy), Waiting: len(c.places.waiting), Queued: int(c.places.queued.Load())}
}

func (c *Crawler) observe(u *url.URL, q request, resp *colly.Response, err error, took time.Duration) {
	if c.opt.Observer == nil {
		return
	}
	t := Traffic{Host: u.Host, Conditional: q.validator.Sent(), Took: took, Err: err}
	if resp != nil {
		t.Status, t.Bytes = resp.StatusCode, len(resp.Body)
	}
	c.opt.Observer.Observe(t)
}
