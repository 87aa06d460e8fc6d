package main

import (
	"context"
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"

	"koubo/crawler/schedule"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/lint"
	"koubo/store"
)

// watched is what a running koubo watches: the part of a configuration that can change while it runs.
type watched struct {
	list  []sources.Source
	rules schedule.Rules
}

func watchedOf(cfg *config.Settings) *watched {
	return &watched{cfg.All(), schedule.Rules{Root: cfg.Schedule, Quiet: cfg.Crawl.QuietHours}}
}

// edition is a store whose generation also moves when other sources are watched: answers that were kept are made anew.
type edition struct {
	*store.Store
	number atomic.Uint64
}

// Generation moves with the records, and with what is watched.
func (e *edition) Generation() uint64 { return e.Store.Generation() + e.number.Load()<<40 }

// takeOver watches what a configuration says from now on, and tells what changed. An error means that nothing did.
func (s *service) takeOver(ctx context.Context, cfg *config.Settings) (said string, err error) {
	health, err := healthByID(s.store)
	if err != nil {
		return "", err
	}
	sender, err := newSender(cfg) // reads the key of letters' signatures
	if err != nil {
		return "", err
	}
	before, after := s.watched.Load(), watchedOf(cfg)
	if err := s.scheduler.Watch(ctx, after.list, after.rules, func(id string) sources.Health { return health[id] }); err != nil {
		return "", err
	}
	s.crawlAnew(cfg)
	s.inForce.Store(cfg)
	if err := s.deliverAnew(cfg, sender); err != nil {
		s.log.Error("what is new in notify and mail was not taken over", "error", err)
	}
	s.metrics.know(after.list)
	s.watched.Store(after)
	s.edition.number.Add(1)
	s.ready.beginAnew()
	for _, sentence := range lint.Warnings(cfg) {
		s.log.Warn(sentence)
	}
	said = differences(before.list, after.list)
	if keys := atNextStart(s.cfg, cfg); len(keys) > 0 {
		said += fmt.Sprintf("; what is new in %s counts when koubo is started anew", strings.Join(keys, ", "))
	}
	return said, nil
}

// crawlAnew has the visits to come made as a configuration says; those under way end as they began.
func (s *service) crawlAnew(cfg *config.Settings) {
	running, next := s.config(), crawlOptions(cfg)
	if userAgent(running) == next.UserAgent && reflect.DeepEqual(running.Crawl, cfg.Crawl) {
		return
	}
	next.Transport, next.Lenient = network(cfg)
	next.Observer = s.metrics
	s.crawler.Store(s.crawler.Pointer.Load().With(next))
	if s.hub != nil {
		s.callbacks.Store(guarded(cfg))
	}
}

// differences counts the sources that were added, changed and taken out.
func differences(before, after []sources.Source) string {
	known := map[string]sources.Source{}
	for _, src := range before {
		known[src.ID] = src
	}
	added, changed := 0, 0
	for _, src := range after {
		old, was := known[src.ID]
		delete(known, src.ID)
		old.Where = src.Where
		switch {
		case !was:
			added++
		case !reflect.DeepEqual(old, src):
			changed++
		}
	}
	return fmt.Sprintf("%d sources are watched, %d added, %d changed, %d taken out", len(after), added, changed, len(known))
}

// atNextStart names the keys that a running koubo cannot take over and that two configurations differ in.
func atNextStart(running, next *config.Settings) (keys []string) {
	for _, k := range []struct {
		key  string
		same bool
	}{
		{"id_authority", running.Authority == next.Authority}, {"data", running.Data == next.Data}, {"listen", running.Listen == next.Listen},
		{"sign_up", reflect.DeepEqual(running.SignUp, next.SignUp)},
	} {
		if !k.same {
			keys = append(keys, k.key)
		}
	}
	return keys
}
