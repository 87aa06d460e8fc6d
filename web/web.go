// Package web shows what koubo knows: pages for people, feeds for readers and calendars, a JSON API for programs, and
// the probes an operator needs. It reads records and source states through the interfaces below; it never crawls,
// parses or writes, sets no cookie and keeps nothing about its readers. What a program on the same machine may ask for
// beyond reading, a visit or another try of a notification, it hands to the Visitor and the Outbox; so it does where a reader
// ends a subscription, and to the SignUp where one asks for it.
package web

import (
	"context"
	"html/template"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store"
	"koubo/web/limit"
)

// Records answers questions about the records; *store.Store does.
type Records interface {
	// Query returns one page of the selection q as it stands at now, each record filled by At.
	Query(q opportunity.Query, now time.Time) (store.Result, error)
	// News returns one page of what was told of the records of the selection q at now, newest first.
	News(q opportunity.Query, now time.Time) (store.NewsResult, error)
	// ListFrom returns up to n records as a sitemap names them, in the order of their places, from a place on.
	ListFrom(place uint32, n int) ([]store.Listed, error)
	// LatestBefore returns the one of them with the greatest place below one, false where there is none.
	LatestBefore(place uint32) (store.Listed, bool, error)
	// Get returns one record as it is kept, false where there is none of that id.
	Get(id string) (opportunity.Opportunity, bool, error)
	// LastChange is the instant of the latest change of any record or source state, zero for an empty store.
	LastChange() (time.Time, error)
	// Generation moves with every such change. It is asked for with each request and must cost nothing.
	Generation() uint64
	// NextClosing is the first instant after now from which a record is over, zero where none will be.
	NextClosing(now time.Time) (time.Time, error)
}

// Visits tells how the sources fare; *store.Store does.
type Visits interface {
	// Health returns the health of every source ever visited.
	Health() ([]store.SourceHealth, error)
	// Reports returns up to n reports of a source, the latest first.
	Reports(sourceID string, n int) ([]sources.Report, error)
	// Dropped returns the listed titles of a source that its latest reading left out, each with the reason.
	Dropped(sourceID string) ([]sources.Dropped, error)
}

// Config is what a web front needs. Records, Visits and Now must be given.
type Config struct {
	Records Records
	Visits  Visits
	Sources func() []sources.Source     // all that are watched now, in the order to list them
	Now     func() time.Time            // the clock
	Ready   func(context.Context) error // says in a sentence why the service is not ready; nil checks the records alone
	Metrics http.Handler                // GET /metrics; nil for none
	Started time.Time                   // when the service began; zero where nobody asks
	Visitor Visitor                     // POST /api/v1/visits; nil for none
	Copier  Copier                      // POST /api/v1/copies; nil for none
	Outbox  Outbox                      // POST /api/v1/notifications and the end of e-mail; nil for none
	Hub     http.Handler                // takes subscriptions to feeds; nil for none
	SignUp  SignUp                      // takes readers' subscriptions; nil for none
	Proves  StopProof                   // of whoever ends a notification by e-mail; nil where none can be ended
	// BaseURL is the address of the front as readers see it, with the path that it stands below, if any; "" takes each
	// request's Host. A public service must set it: it stands in the feeds, which caches keep. Requests are answered with and
	// without that path, because some proxies take it off.
	BaseURL   string
	Authority string // of the feeds' entry ids, see feeds.Channel; "" for the default
	Version   string
	Logger    *slog.Logger // nil discards
	AccessLog bool         // log each request at level info; at debug otherwise
	// PerSecond is how many requests of the API a client may make a second on the average, an export counting as twenty; 0 for
	// any number. Behind a proxy all clients are one unless TrustedProxies has it: its X-Forwarded-For is believed then.
	PerSecond      float64
	TrustedProxies limit.Proxies
}

// tagline says in one sentence what koubo is.
const tagline = "全国の都道府県と市区町村が企業・団体に呼びかける公募、実証実験、提案募集を、公式サイトから集めて締切とともに一覧にしています。"

// site is a running front. It has no state of its own besides what it was made from and what it rendered.
type site struct {
	Config
	answers *answerCache
	limiter *limit.Limiter // nil for none
	signUps *limit.Limiter // of those who ask for a subscription
	log     *slog.Logger
	prefix  string // path below which the front stands, without a slash at its end; "" for the root
	files   bool   // it is a site of files, see Static
	pages   *template.Template
	style   asset
	script  asset
}

// New returns the handler of all routes, guarded. It panics only where the embedded templates do not parse, which a
// test of this package rules out.
func New(cfg Config) http.Handler {
	cfg.BaseURL = strings.TrimRight(cfg.BaseURL, "/")
	prefix := prefixOf(cfg.BaseURL)
	s := &site{Config: cfg, log: cfg.Logger, prefix: prefix, style: loadStyle(), script: loadScript(), answers: newAnswerCache(), signUps: limit.New(signUpsAnHour/3600.0, signUpsAnHour)}
	s.pages = parsePages(s.reach)
	if cfg.PerSecond > 0 {
		s.limiter = limit.New(cfg.PerSecond, savedTokens)
	}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	mux := http.NewServeMux()
	for pattern, h := range s.routes() {
		mux.Handle(pattern, s.try(h))
	}
	return takeOff(prefix, s.guard(mux))
}

// routes lists every address koubo answers. A pattern without a method takes what guard lets through: GET and HEAD,
// and where visits are asked for, everything.
func (s *site) routes() map[string]handler {
	table := map[string]handler{
		"/{$}":                       s.index,
		"/o/{id}":                    s.record,
		"/issuer/{code}":             s.issuer,
		"/today":                     s.today,
		"/today/{day}":               s.dayPage,
		"/calendar":                  s.monthPage,
		"/map":                       s.mapPage,
		"/coverage":                  s.coverage,
		"/coverage.json":             s.coverageJSON,
		coverageFeed:                 s.coverageAtom,
		"/sources":                   s.sourceList,
		"/sources/{id}":              s.sourcePage,
		"/sources.json":              s.sourcesJSON,
		"/opml.xml":                  s.opml,
		"/api/v1/opportunities":      s.apiList,
		"/api/v1/opportunities/{id}": s.apiRecord,
		"/api/v1/sources/{id}":       s.apiSource,
		visitsPath:                   s.visits,
		outboxPath:                   s.outbox,
		copyPath:                     s.dataCopies,
		stopPath:                     s.stopNotification,
		signUpPath:                   s.signUp,
		confirmPath:                  s.confirm,
		hubPath:                      s.subscribe,
		s.style.path:                 s.style.serve,
		s.script.path:                s.script.serve,
		"/favicon.ico":               favicon,
		"/robots.txt":                s.robots,
		"/sitemap.xml":               s.sitemapIndex,
		"/sitemap/{name}":            s.sitemapPart,
		"/healthz":                   healthz,
		"/readyz":                    s.readyz,
		"/metrics":                   s.metrics,
		"/":                          nowhere,
	}
	for _, f := range feedForms {
		table[f.path] = s.feed(f)
	}
	for _, f := range reminderForms {
		table[f.path] = s.reminders(f)
	}
	return table
}

// nowhere answers every other address.
func nowhere(http.ResponseWriter, *http.Request) error {
	return missing("お探しのページ", "There is nothing at this address.")
}
