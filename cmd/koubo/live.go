package main

import (
	"context"
	"net/http"
	"sync/atomic"

	"koubo/crawler"
	"koubo/notify"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/store/outbox"
)

// liveCrawler has each visit made by the crawler of the configuration in force. It is a schedule.Visitor.
type liveCrawler struct {
	atomic.Pointer[crawler.Crawler]
}

// VisitAddresses visits a source, but asks only for these of its feeds and list pages.
func (l *liveCrawler) VisitAddresses(ctx context.Context, src sources.Source, addresses []string) (sources.Report, error) {
	return l.Pointer.Load().VisitAddresses(ctx, src, addresses)
}

// VisitThoroughly visits a source, all of it.
func (l *liveCrawler) VisitThoroughly(ctx context.Context, src sources.Source) (sources.Report, error) {
	return l.Pointer.Load().VisitThoroughly(ctx, src)
}

// Health tells how a source fared at its latest visit.
func (l *liveCrawler) Health(id string) (sources.Health, error) { return l.Pointer.Load().Health(id) }

// load is the load of the moment.
func (l *liveCrawler) load() crawler.Load { return l.Pointer.Load().Load() }

// liveCourier sends by the mail server and past the guard of the configuration in force. It is a notify.Courier.
type liveCourier struct{ atomic.Pointer[notify.Sender] }

// Send sends one message.
func (l *liveCourier) Send(ctx context.Context, n config.Notification, m notify.Message, letter outbox.Letter) error {
	return l.Load().Send(ctx, n, m, letter)
}

// liveTransport is the transport of the configuration in force.
type liveTransport struct {
	atomic.Pointer[http.RoundTripper]
}

// RoundTrip performs one exchange.
func (l *liveTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	return (*l.Load()).RoundTrip(r)
}
