// Package web shows what koubo knows: pages for people, feeds for readers and calendars, a JSON API for programs, and
// the probes an operator needs. It reads records and source states through the interfaces below; it never crawls,
// parses or writes, sets no cookie and keeps nothing about its readers. What a program on the same machine may ask for
// beyond reading, a visit or another try of a notification, it hands to the Visitor and the Outbox; so it does where a reader
// ends a subscription, and to the SignUp where one asks for it.
package web

import (
	"log/slog"
	"net/http"

	"koubo/web/front"
	"koubo/web/limit"
	"koubo/web/page"
	"koubo/web/response"
)

// site is a running front.
type site struct {
	*page.Pages
	limiter *limit.Limiter // nil for none
	log     *slog.Logger
}

// New returns the handler of all routes, guarded. It panics only where the embedded templates do not parse, which a
// test of this package rules out.
func New(cfg front.Config) http.Handler {
	s := &site{Pages: page.New(front.New(cfg, false).Keeping()), log: cfg.Logger}
	if cfg.PerSecond > 0 {
		s.limiter = limit.New(cfg.PerSecond, savedTokens)
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	mux := http.NewServeMux()
	for _, table := range []map[string]response.Handler{s.PageRoutes(), s.FeedRoutes(), s.routes()} {
		for pattern, h := range table {
			mux.Handle(pattern, s.try(h))
		}
	}
	return front.TakeOff(s.Prefix, s.guard(mux))
}

// routes lists the addresses of programs and operators. A pattern without a method takes what guard lets through: GET and HEAD,
// and where visits are asked for, everything.
func (s *site) routes() map[string]response.Handler {
	return map[string]response.Handler{
		"/api/v1/opportunities":      s.apiList,
		"/api/v1/opportunities/{id}": s.apiRecord,
		"/api/v1/sources/{id}":       s.apiSource,
		visitsPath:                   s.visits,
		outboxPath:                   s.outbox,
		copyPath:                     s.dataCopies,
		front.HubPath:                s.subscribe,
		"/robots.txt":                s.robots,
		"/healthz":                   healthz,
		"/readyz":                    s.readyz,
		"/metrics":                   s.metrics,
		"/":                          nowhere,
	}
}

// nowhere answers every other address.
func nowhere(http.ResponseWriter, *http.Request) error {
	return response.Missing("お探しのページ", "There is nothing at this address.")
}
