// Package fetch performs one request at a time politely: permitted by robots.txt, at the host's turn, bounded in time and
// size, unpacked once, redirected within the body's own site. It does not know what an announcement is. Client.Get tells
// the story.
package fetch

import (
	"net/http"
	"net/url"
	"time"

	"koubo/crawler/robots"
	"koubo/sources"
)

// Hosts remembers what is known of each host between runs.
type Hosts interface {
	Host(host string) (sources.HostNote, error)
}

// Recorder keeps exchanges, such as a WARC file. body is as sent, before unpacking.
type Recorder interface {
	Record(req *http.Request, resp *http.Response, body []byte, at time.Time) error
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

// Options decide how a network behaves. Transport, UserAgent, Clock and Hosts are required.
type Options struct {
	UserAgent   string        // names the program and a contact; its product token is looked up in robots.txt
	Gap         time.Duration // between two requests to one host; 0 for none
	Timeout     time.Duration // of one exchange
	MaxBody     int64         // bytes, packed and unpacked
	DailyBudget int           // requests a host and day; 0 for no limit

	Transport http.RoundTripper // the network, or an archive in its place
	Lenient   http.RoundTripper // for clients that tolerate bad TLS
	Recorder  Recorder          // nil for none
	Observer  Observer          // nil for none
	Clock     Clock
	Hosts     Hosts
}

// Network is what the clients of all visits share: one gate a host, the bytes in flight, the connections.
// It is safe for concurrent use.
type Network struct {
	opt     Options
	clock   Clock
	product string // our token in robots.txt
	gates   *gates
	bodies  *bodyBudget
	outage  *outage
}

// NewNetwork returns a network.
func NewNetwork(o Options) *Network {
	return &Network{
		opt: o, clock: o.Clock, product: robots.ProductToken(o.UserAgent),
		gates:  newGates(o.Clock, o.Gap, o.DailyBudget),
		bodies: newBodyBudget(o.MaxBody),
		outage: newOutage(o.Clock),
	}
}

// With returns a network with other options and the same gates: requests by both keep one host's distance, which is the new one at
// once.
func (n *Network) With(o Options) *Network {
	next := NewNetwork(o)
	next.gates = n.gates
	next.gates.set(o.Gap, o.DailyBudget)
	return next
}

func (n *Network) transport(lenient bool) http.RoundTripper {
	if lenient && n.opt.Lenient != nil {
		return n.opt.Lenient
	}
	return n.opt.Transport
}

func (n *Network) observe(u *url.URL, q *Request, a *answer, err error, took time.Duration) {
	if n.opt.Observer == nil {
		return
	}
	t := Traffic{Host: u.Host, Conditional: q.Validator.Sent(), Took: took, Err: err}
	if a != nil {
		t.Status, t.Bytes = a.status, len(a.body.Bytes())
	}
	n.opt.Observer.Observe(t)
}
