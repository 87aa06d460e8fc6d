// Package front is what all addresses of a front share: its configuration, where it stands, the answers that are kept and until
// when they hold.
package front

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"koubo/sources"
	"koubo/web/limit"
	"koubo/web/response"
)

// Config is what a web front needs. Records, Visits and Now must be given.
type Config struct {
	Records Records
	Visits  Visits
	Sources func() []sources.Source     // all that are watched now, in the order to list them; nil for none
	Now     func() time.Time            // the clock
	Ready   func(context.Context) error // says in a sentence why the service is not ready; nil checks the records alone
	Remark  func() string               // a line of GET /readyz behind "ready", "" for none; nil for none
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

// Tagline says in one sentence what koubo is.
const Tagline = "全国の都道府県と市区町村が企業・団体に呼びかける公募、実証実験、提案募集を、公式サイトから集めて締切とともに一覧にしています。"

// Site is what all addresses of a front share: what it was made from, the answers that are kept, and where it stands.
type Site struct {
	Config
	Answers *response.Cache // nil where none are kept
	Prefix  string          // path below which the front stands, without a slash at its end; "" for the root
	Files   bool            // it is a site of files, whose addresses are those of files
}

// New returns the site of a configuration.
func New(cfg Config, files bool) *Site {
	cfg.BaseURL = strings.TrimRight(cfg.BaseURL, "/")
	if cfg.Sources == nil {
		cfg.Sources = func() []sources.Source { return nil }
	}
	return &Site{Config: cfg, Prefix: prefixOf(cfg.BaseURL), Files: files}
}

// Keeping has the answers kept.
func (s *Site) Keeping() *Site {
	s.Answers = response.NewCache()
	return s
}
