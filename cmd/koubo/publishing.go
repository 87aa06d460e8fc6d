package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"koubo/crawler/schedule"
	"koubo/notify"
	"koubo/publish"
	"koubo/publish/target"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/timetable"
	"koubo/store"

	"github.com/robfig/cron/v3"
)

const (
	publishLook    = 2 * time.Second  // how often it is asked whether it is time to publish, and whether the configuration has changed
	firstRoundEnds = time.Hour        // how long after the start a site waits for the first visits at most
	longestCopying = 10 * time.Minute // how long is waited for another program that has the data file copied
)

// publisher publishes the site of a running koubo at the times that its configuration names. All of it happens in one goroutine, so
// that it never publishes twice at once.
type publisher struct {
	config  func() config.Publishing // in force
	publish func(context.Context, config.Publishing) (publish.Report, error)
	partial func() bool // sources are still to be visited for the first time
	told    func(publish.Report, error, time.Time)
	clock   schedule.Clock
	log     *slog.Logger

	site  config.Publishing // as it was configured at the latest look
	times cron.Schedule     // of the site
	next  time.Time         // when it is published next, the zero time for never
	begun time.Time         // the first look
	seen  time.Time         // the latest look

	fares  notify.Site
	shown  *atomic.Pointer[notify.Site] // fares, for whoever asks; nil before anything is published
	keep   func(notify.Site) error      // keeps fares for the next start
	taken  int                          // how often in a row another koubo was publishing there
	tookAt time.Time                    // the first of these times
}

// run publishes until ctx ends. A publication under way is given up then, and leaves the site as it was.
func (p *publisher) run(ctx context.Context) {
	for ctx.Err() == nil {
		p.look(ctx)
		if p.clock.Sleep(ctx, publishLook) != nil {
			return
		}
	}
}

// look publishes where it is time to. What failed is tried again at the next time; times that passed meanwhile are left out.
func (p *publisher) look(ctx context.Context) {
	now := p.clock.Now().Round(0) // without the monotonic reading, which knows no jumps
	if p.begun.IsZero() {
		p.begun = now
	}
	if site := p.config(); site != p.site {
		p.take(site, now)
	}
	if now.Before(p.seen) && now.Before(p.next) { // the clock was set back
		p.next = p.times.Next(now)
	}
	p.seen = now
	if p.next.IsZero() || now.Before(p.next) || now.Sub(p.begun) < firstRoundEnds && p.partial() {
		return
	}
	report, err := p.publish(ctx, p.site)
	if ctx.Err() != nil {
		return
	}
	ended := p.clock.Now().Round(0)
	p.next = p.times.Next(ended)
	p.note(report, err, ended)
}

// take plans anew for a site that was configured or changed: it is published at once, so that a mistake shows at once.
func (p *publisher) take(site config.Publishing, now time.Time) {
	p.site, p.next = site, time.Time{}
	if site.To != p.fares.Place {
		p.fares, p.taken = notify.Site{Place: site.To}, 0
	}
	p.fares.BaseURL = site.BaseURL
	p.show()
	if site.To == "" {
		p.log.Info("the site is published no longer")
		return
	}
	times, err := timetable.Parse(site.Schedule)
	if err != nil {
		p.log.Error("the site is published at no time", "error", err)
		return
	}
	p.times, p.next = times, now
	p.log.Info("the site is published from now on", "to", site.To, "schedule", site.Schedule)
}

// note tells how a publication ended.
func (p *publisher) note(report publish.Report, err error, at time.Time) {
	if err = p.stuck(err, at); errors.As(err, new(target.Taken)) {
		p.log.Warn("the site was not published this time: another koubo publishes to the same place", "to", p.site.To, "error", err, "next", day(p.next))
		p.fares.Skipped = at
		p.show()
		return
	}
	p.told(report, err, at)
	state := sources.OK
	if p.fares.Skipped, p.fares.LastRun = (time.Time{}), at; err == nil {
		p.fares.LastGood, p.fares.Reason = at, ""
		p.log.Info("the site was published", "to", p.site.To, "what", publishWords(report), "next", day(p.next))
	} else {
		state, p.fares.Reason = sources.Failing, publishFault(err)
		p.log.Error("publishing the site failed", "to", p.site.To, "error", err, "next", day(p.next))
	}
	if state != p.fares.State {
		p.fares.State, p.fares.Since = state, at
	}
	p.show()
}

// A place that another koubo is publishing to is left alone, since that one makes the site; but not for so long and so often: it may hang.
const (
	longestTaken = 24 * time.Hour
	oftenTaken   = 3
)

// stuck counts how often in a row a place was taken. Once that goes on for too long, the error is no target.Taken any more.
func (p *publisher) stuck(err error, at time.Time) error {
	if !errors.As(err, new(target.Taken)) {
		p.taken = 0
		return err
	}
	if p.taken++; p.taken == 1 {
		p.tookAt = at
	}
	if p.taken < oftenTaken || at.Sub(p.tookAt) < longestTaken {
		return err
	}
	return fmt.Errorf("each time since %s the place was taken; see which koubo hangs: %v", day(p.tookAt), err) // a failure, and no Taken any more
}

// show lets others know how publishing fares, and keeps it for the next start.
func (p *publisher) show() {
	fares := p.fares
	p.shown.Store(&fares)
	if err := p.keep(fares); err != nil {
		p.log.Error("how publishing the site fares is forgotten at the next start", "error", err)
	}
}

// sentence says how publishing fares, "" where nothing is published. It may be called from any goroutine.
func (p *publisher) sentence() string {
	fares := p.shown.Load()
	if fares == nil || fares.Place == "" {
		return ""
	}
	said := "the site has not been published yet"
	if !fares.LastGood.IsZero() {
		said = "the site was published at " + day(fares.LastGood)
	}
	if fares.State == sources.Failing {
		said += fmt.Sprintf("; at %s that failed, and the log says why", day(fares.LastRun))
	}
	if !fares.Skipped.IsZero() {
		said += fmt.Sprintf("; at %s it was left alone, since another koubo was publishing there", day(fares.Skipped))
	}
	return said
}

// newPublisher returns the publisher of a service, which publishes from copies of its data file. How publishing fared before the
// start it knows from there.
func (s *service) newPublisher(c copier) *publisher {
	p := &publisher{
		config:  func() config.Publishing { return s.config().Publish },
		publish: c.publishSite,
		partial: s.isPartial,
		told:    s.metrics.publication,
		clock:   s.scheduler.Clock,
		log:     s.log,
		shown:   &s.site,
		keep:    s.keepSite,
	}
	if p.fares = s.keptSite(); p.fares.Place != p.config().To {
		p.fares = notify.Site{Place: p.config().To}
	}
	p.show()
	return p
}

// isPartial reports whether sources are still to be visited for the first time.
func (s *service) isPartial() bool {
	count, err := s.states()
	return err == nil && count[sources.Never] > 0
}

// publishSite publishes a site from a copy of the data file, as koubo publish does beside a service.
func (c copier) publishSite(ctx context.Context, site config.Publishing) (report publish.Report, err error) {
	to, err := publishTarget(ctx, site)
	if err != nil {
		return report, err
	}
	st, err := c.openOwn(ctx)
	if err != nil {
		return report, err
	}
	defer closeInto(&err, st)
	cfg := *c.config()
	cfg.Authority = c.cfg.Authority // a new one counts at the next start
	return publish.Run(ctx, publication(&cfg, st, to, site, time.Now()))
}

// openOwn opens a copy of the data file, which loses its name as soon as it is open.
func (c copier) openOwn(ctx context.Context) (*store.Store, error) {
	ctx, cancel := context.WithTimeout(ctx, longestCopying)
	defer cancel()
	var st *store.Store
	var opened error
	err := c.Copy(ctx, c.cfg.Data, func(_ context.Context, path string) { st, opened = openStore(path, true) })
	if errors.Is(err, context.DeadlineExceeded) {
		return nil, fmt.Errorf("another program has had the data file copied for more than %s; see which koubo publish hangs: %w", longestCopying, err)
	}
	return st, errors.Join(err, opened)
}
