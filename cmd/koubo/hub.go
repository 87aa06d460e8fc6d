package main

import (
	"math/rand/v2"
	"net/http"
	"time"

	"koubo/crawler/transport"
	"koubo/notify"
	"koubo/notify/websub"
	"koubo/sources/config"
	"koubo/web/front"
	"koubo/web/syndication"
)

// openHub prepares the hub that feeds are subscribed to at; its callbacks are guarded as a crawl is.
func (s *service) openHub() error {
	s.callbacks.Store(guarded(s.cfg))
	topics := syndication.NewTopics(front.Config{Records: s.store, Visits: s.store, BaseURL: s.front.BaseURL, Authority: s.cfg.Authority, Version: version(), Now: time.Now})
	s.hub = &websub.Hub{
		Address: topics.Hub(), Topics: topics, Drawer: s.store.Drawer("websub"), Generation: s.store.Generation,
		Transport: &s.callbacks,
		UserAgent: userAgent(s.cfg), Now: time.Now, Wait: notify.Backoff(rand.Float64), Log: s.log,
	}
	return s.hub.Load()
}

// guarded is the transport of what leaves for addresses that others name, guarded as a crawl is.
func guarded(cfg *config.Settings) *http.RoundTripper {
	var t http.RoundTripper = transport.New(transport.Options{Guard: transport.Guard{Allow: cfg.Crawl.AllowNetworks}, Timeout: cfg.Crawl.Timeout, Proxy: cfg.Crawl.ProxyFromEnvironment})
	return &t
}
