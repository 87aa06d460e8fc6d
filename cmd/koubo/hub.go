package main

import (
	"math/rand/v2"
	"time"

	"koubo/crawler/transport"
	"koubo/notify"
	"koubo/notify/websub"
	"koubo/web/front"
	"koubo/web/syndication"
)

// openHub prepares the hub that feeds are subscribed to at; its callbacks are guarded as a crawl is.
func (s *service) openHub() error {
	topics := syndication.NewTopics(front.Config{Records: s.store, Visits: s.store, BaseURL: s.front.BaseURL, Authority: s.cfg.Authority, Version: version(), Now: time.Now})
	s.hub = &websub.Hub{
		Address: topics.Hub(), Topics: topics, Drawer: s.store.Drawer("websub"), Generation: s.store.Generation,
		Transport: transport.New(transport.Options{Guard: transport.Guard{Allow: s.cfg.Crawl.AllowNetworks}, Timeout: s.cfg.Crawl.Timeout, Proxy: s.cfg.Crawl.ProxyFromEnvironment}),
		UserAgent: userAgent(s.cfg), Now: time.Now, Wait: notify.Backoff(rand.Float64), Log: s.log,
	}
	return s.hub.Load()
}
