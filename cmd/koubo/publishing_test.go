package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"koubo/cmd/koubo/wording"
	"koubo/crawler/schedule"
	"koubo/notify"
	"koubo/publish"
	"koubo/publish/target"
	"koubo/sources"
	"koubo/sources/config"
)

// publishingDay is a service that publishes while time flies: whoever sleeps wakes at once and finds it later. It begins on Wednesday,
// 25 November 2026, at 9:00 in Japan.
type publishingDay struct {
	site    config.Publishing // as configured
	partial bool
	lasts   time.Duration                          // a publication
	err     error                                  // of each publication
	then    map[time.Duration]func(*publishingDay) // what happens so long after the beginning

	now     time.Time // as the clock shows it, which may be set
	passed  time.Duration
	lives   time.Duration
	end     context.CancelFunc
	running int
	done    []string // when each publication began, and where to
	told    []string // how each ended, and when
	fares   atomic.Pointer[notify.Site]
	log     bytes.Buffer
}

func (d *publishingDay) Now() time.Time { return d.now }

func (d *publishingDay) Sleep(ctx context.Context, span time.Duration) error {
	d.pass(span)
	return ctx.Err()
}

// pass lets time pass, and what belongs into it happen.
func (d *publishingDay) pass(span time.Duration) {
	d.now, d.passed = d.now.Add(span), d.passed+span
	for _, after := range slices.Sorted(maps.Keys(d.then)) {
		if happens := d.then[after]; after <= d.passed {
			delete(d.then, after)
			happens(d)
		}
	}
	if d.passed >= d.lives {
		d.end()
	}
}

// publish notes that a publication began; it would note a second one at the same time.
func (d *publishingDay) publish(_ context.Context, site config.Publishing) (publish.Report, error) {
	d.running++
	defer func() { d.running-- }()
	begun := d.now.Format("2 15:04:05 ") + site.To
	if d.running > 1 {
		begun += " beside another"
	}
	d.done = append(d.done, begun)
	d.pass(d.lasts)
	return publish.Report{Took: d.lasts}, d.err
}

func (d *publishingDay) count(_ publish.Report, err error, at time.Time) {
	how := " published"
	if err != nil {
		how = " failed"
	}
	d.told = append(d.told, at.Format("2 15:04:05")+how)
}

// live runs a publisher for so long from 9:00 on.
func (d *publishingDay) live(t *testing.T, p *publisher, long time.Duration) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	d.now, d.lives, d.end = november(25, 9, 0), long, cancel
	p.run(ctx)
}

func (d *publishingDay) publisher() *publisher {
	return &publisher{config: func() config.Publishing { return d.site }, publish: d.publish, partial: func() bool { return d.partial }, told: d.count,
		shown: &d.fares, keep: func(notify.Site) error { return nil }, clock: d, log: slog.New(slog.NewTextHandler(&d.log, nil))}
}

func siteAt(to, schedule string) config.Publishing {
	return config.Publishing{To: to, BaseURL: "https://koubo.example.jp", Schedule: schedule, Keep: 24 * time.Hour}
}

// configured is a change of the configuration.
func configured(site config.Publishing) func(*publishingDay) {
	return func(d *publishingDay) { d.site = site }
}

const (
	hourlyInOffice = "10 7-19 * * 1-5"
	atNoon         = "0 12 * * *"
)

func TestWhenASiteIsPublished(t *testing.T) {
	type changes = map[time.Duration]func(*publishingDay)
	for name, c := range map[string]struct {
		day   *publishingDay
		lives time.Duration
		want  []string
	}{
		"nowhere":                    {&publishingDay{}, 3 * time.Hour, nil},
		"at once, and at each time":  {&publishingDay{site: siteAt("a", hourlyInOffice)}, 150 * time.Minute, []string{"25 09:00:00 a", "25 09:10:00 a", "25 10:10:00 a", "25 11:10:00 a"}},
		"not at night":               {&publishingDay{site: siteAt("a", "10 19,9 * * *")}, 25 * time.Hour, []string{"25 09:00:00 a", "25 09:10:00 a", "25 19:10:00 a", "26 09:10:00 a"}},
		"on Fridays":                 {&publishingDay{site: siteAt("a", "0 12 * * 5")}, 6 * 24 * time.Hour, []string{"25 09:00:00 a", "27 12:00:00 a"}},
		"before all were visited":    {&publishingDay{site: siteAt("a", atNoon), partial: true}, 4 * time.Hour, []string{"25 10:00:00 a", "25 12:00:00 a"}},
		"when all have been visited": {&publishingDay{site: siteAt("a", atNoon), partial: true, then: changes{427 * time.Second: func(d *publishingDay) { d.partial = false }}}, time.Hour, []string{"25 09:07:08 a"}},
		"configured later":           {&publishingDay{then: changes{30 * time.Minute: configured(siteAt("a", atNoon))}}, time.Hour, []string{"25 09:30:00 a"}},
		"changed between two looks":  {&publishingDay{site: siteAt("a", "0 10,11 * * *"), then: changes{1799 * time.Second: configured(siteAt("b", atNoon))}}, 4 * time.Hour, []string{"25 09:00:00 a", "25 09:30:00 b", "25 12:00:00 b"}},
		"changed while it is published": {&publishingDay{site: siteAt("a", atNoon), lasts: 10 * time.Minute, then: changes{5 * time.Minute: configured(siteAt("b", atNoon))}}, time.Hour,
			[]string{"25 09:00:00 a", "25 09:10:02 b"}},
		"taken out, and back": {&publishingDay{site: siteAt("a", hourlyInOffice), then: changes{time.Hour: configured(config.Publishing{}), 4 * time.Hour: configured(siteAt("a", hourlyInOffice))}}, 5 * time.Hour,
			[]string{"25 09:00:00 a", "25 09:10:00 a", "25 13:00:00 a", "25 13:10:00 a"}},
		"taken out while it is published": {&publishingDay{site: siteAt("a", hourlyInOffice), lasts: 2 * time.Minute, then: changes{time.Minute: configured(config.Publishing{})}}, 3 * time.Hour, []string{"25 09:00:00 a"}},
		"outlasting the next times":       {&publishingDay{site: siteAt("a", hourlyInOffice), lasts: 135 * time.Minute}, 6 * time.Hour, []string{"25 09:00:00 a", "25 12:10:00 a"}},
		"in vain":                         {&publishingDay{site: siteAt("a", hourlyInOffice), err: errors.New("the disk of a is full")}, 90 * time.Minute, []string{"25 09:00:00 a", "25 09:10:00 a", "25 10:10:00 a"}},
		"by a clock that is set back":     {&publishingDay{site: siteAt("a", atNoon), then: changes{time.Hour: func(d *publishingDay) { d.now = d.now.AddDate(0, 0, -3) }}}, 4 * time.Hour, []string{"25 09:00:00 a", "22 12:00:00 a"}},
		"by a machine that slept": {&publishingDay{site: siteAt("a", hourlyInOffice), then: changes{30 * time.Minute: func(d *publishingDay) { d.now = november(25, 15, 12) }}}, 40 * time.Minute,
			[]string{"25 09:00:00 a", "25 09:10:00 a", "25 15:12:00 a"}},
	} {
		c.day.live(t, c.day.publisher(), c.lives)
		if !slices.Equal(c.day.done, c.want) {
			t.Errorf("%s: published at %q, want %q", name, c.day.done, c.want)
		}
		if len(c.day.told) != len(c.day.done) {
			t.Errorf("%s: of %d publications %d were counted", name, len(c.day.done), len(c.day.told))
		}
	}
}

// TestHowPublishingFaresIsSaid follows the sentence through what happens.
func TestHowPublishingFaresIsSaid(t *testing.T) {
	var heard []string
	var p *publisher
	d := &publishingDay{site: siteAt("a", hourlyInOffice), partial: true}
	hear := func(after time.Duration, then func()) {
		d.then[after] = func(*publishingDay) {
			heard = append(heard, p.sentence())
			then()
		}
	}
	d.then = map[time.Duration]func(*publishingDay){}
	hear(time.Second, func() { d.partial, d.err = false, errors.New("another koubo is publishing to a") })
	hear(time.Minute, func() { d.err = nil })
	hear(15*time.Minute, func() { d.err = errors.New("the disk of a is full") })
	hear(75*time.Minute, func() { d.site.To = "b" })
	hear(80*time.Minute, func() { d.site = config.Publishing{} })
	hear(81*time.Minute, func() {})
	p = d.publisher()
	d.live(t, p, 2*time.Hour)
	want := []string{
		"the site has not been published yet",
		"the site has not been published yet; at 2026-11-25 09:00 that failed, and the log says why",
		"the site was published at 2026-11-25 09:10",
		"the site was published at 2026-11-25 09:10; at 2026-11-25 10:10 that failed, and the log says why",
		"the site has not been published yet; at 2026-11-25 10:15 that failed, and the log says why",
		"",
	}
	if !slices.Equal(heard, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(heard, "\n"), strings.Join(want, "\n"))
	}
	for _, line := range []string{"level=ERROR msg=\"publishing the site failed\" to=a error=\"the disk of a is full\" next=\"2026-11-25 11:10\"", "msg=\"the site is published no longer\""} {
		if strings.Count(d.log.String(), line) != 1 {
			t.Errorf("%s stands not once in\n%s", line, d.log.String())
		}
	}
}

// TestAPublicationThatIsBrokenOffIsNoFailure: the service ended.
func TestAPublicationThatIsBrokenOffIsNoFailure(t *testing.T) {
	d := &publishingDay{site: siteAt("a", atNoon), lasts: time.Hour, err: context.Canceled}
	d.live(t, d.publisher(), 30*time.Minute)
	if len(d.done) != 1 || len(d.told) > 0 || strings.Contains(d.log.String(), "failed") {
		t.Errorf("published at %q, told %q, logged %s", d.done, d.told, d.log.String())
	}
}

// TestASecondPublisherIsNoFailure: the other one publishes the site. But one that hangs does not, and a lock that nobody holds any more
// may be left where the system has no better one.
func TestASecondPublisherIsNoFailure(t *testing.T) {
	busy := fmt.Errorf("nothing was published: %w", target.Taken("another koubo is publishing to a"))
	d := &publishingDay{site: siteAt("a", hourlyInOffice), then: map[time.Duration]func(*publishingDay){
		5 * time.Minute: func(d *publishingDay) { d.err = busy }, 3 * time.Hour: func(d *publishingDay) { d.err = nil },
	}}
	p := d.publisher()
	d.then[2*time.Hour] = func(*publishingDay) {
		if want := "the site was published at 2026-11-25 09:00; at 2026-11-25 10:10 it was left alone, since another koubo was publishing there"; p.sentence() != want {
			t.Errorf("%s, want %s", p.sentence(), want)
		}
	}
	d.live(t, p, 210*time.Minute)
	if want := []string{"25 09:00:00 published", "25 12:10:00 published"}; !slices.Equal(d.told, want) || strings.Contains(d.log.String(), "level=ERROR") {
		t.Errorf("told %q, logged\n%s", d.told, d.log.String())
	}
	if said := `msg="the site was not published this time: another koubo publishes to the same place" to=a error="nothing was published: another koubo is publishing to a" next="2026-11-25 10:10"`; !strings.Contains(d.log.String(), said) {
		t.Errorf("logged\n%s", d.log.String())
	}
	if want := "the site was published at 2026-11-25 12:10"; p.sentence() != want {
		t.Errorf("%s, want %s", p.sentence(), want)
	}

	d = &publishingDay{site: siteAt("a", "0 9,21 * * *"), err: busy}
	d.live(t, d.publisher(), 49*time.Hour)
	if want := []string{"26 09:00:00 failed", "26 21:00:00 failed", "27 09:00:00 failed"}; !slices.Equal(d.told, want) {
		t.Errorf("one that hangs: told %q, want %q", d.told, want)
	}
	if fares := d.fares.Load(); fares.State != sources.Failing || !strings.Contains(fares.Reason, "どの koubo が止まっているか") {
		t.Errorf("one that hangs: %+v", fares)
	}
	d = &publishingDay{site: siteAt("a", "0 9 * * 5"), err: busy} // two weeks, and yet only two times
	d.live(t, d.publisher(), 9*24*time.Hour)
	if len(d.told) > 0 {
		t.Errorf("seldom: told %q", d.told)
	}
}

// TestAStartKnowsHowPublishingFared, unless the site is published elsewhere by now or nowhere.
func TestAStartKnowsHowPublishingFared(t *testing.T) {
	v := newVisitor(t, "")
	v.metrics, v.scheduler = newMetrics(nil), &schedule.Scheduler{}
	start := func(to string) (*publisher, notify.Site) {
		next := *v.cfg
		next.Publish = siteAt(to, atNoon)
		v.inForce.Store(&next)
		p := v.newPublisher(copier{})
		return p, v.siteFares()
	}
	at := time.Date(2026, 11, 25, 1, 2, 3, 0, time.UTC)
	p, fares := start("a")
	if fares != (notify.Site{Place: "a"}) {
		t.Errorf("first: %+v", fares)
	}
	p.site, p.clock = p.config(), nil
	p.note(publish.Report{}, nil, at)
	p.note(publish.Report{}, &fs.PathError{Op: "write", Path: "a", Err: syscall.ENOSPC}, at.Add(time.Hour))
	p.note(publish.Report{}, errors.New("still"), at.Add(2*time.Hour))
	p, fares = start("a")
	if fares.State != sources.Failing || !fares.Since.Equal(at.Add(time.Hour)) || !fares.LastGood.Equal(at) || fares.Reason != "（still）" {
		t.Errorf("again: %+v", fares)
	}
	if want := "the site was published at 2026-11-25 10:02; at 2026-11-25 12:02 that failed, and the log says why"; p.sentence() != want {
		t.Errorf("%s, want %s", p.sentence(), want)
	}
	if err := v.newDelivery(v.cfg, &notify.Sender{}); err != nil || v.delivery.Site() != fares {
		t.Errorf("%v, and an operator is alerted of %+v", err, v.delivery.Site())
	}
	if _, fares = start("b"); fares != (notify.Site{Place: "b"}) {
		t.Errorf("elsewhere: %+v", fares)
	}
	if p, fares = start(""); fares != (notify.Site{}) || v.keptSite() != fares || p.sentence() != "" {
		t.Errorf("nowhere: %+v", fares)
	}
}

// TestFaultsOfPublishingAreWorded for an operator who reads Japanese.
func TestFaultsOfPublishingAreWorded(t *testing.T) {
	for want, err := range map[string]error{
		"ディスクがいっぱいです。":        fmt.Errorf("the disk of a is full: %w", &fs.PathError{Op: "write", Path: "a", Err: syscall.ENOSPC}),
		"書き込む権限がありません。":       &fs.PathError{Op: "open", Path: "a", Err: syscall.EACCES},
		"オブジェクトストレージに断られました。": fmt.Errorf("nothing was published: %w", target.Refused("there is no bucket")),
		"から応答がありません。":         fmt.Errorf("the object store failed: %w", &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}),
		"（odd）":               errors.New("odd"),
	} {
		if got := publishFault(err); !strings.Contains(got, want) || !strings.HasSuffix(got, "（"+wording.Japanese.Text(err.Error())+"）") {
			t.Errorf("%v: %s", err, got)
		}
	}
}

// TestASiteComesFromACopyThatNobodyKeeps, whatever fails, and with the authority that the service began with.
func TestASiteComesFromACopyThatNobodyKeeps(t *testing.T) {
	v := newVisitor(t, `id_authority: "koubo.example.jp,2026"`)
	next := *v.cfg
	next.Authority = "other.example.jp,2026"
	v.inForce.Store(&next)
	c := copier{v.service, nil, make(chan struct{}, 1)}
	copied := v.cfg.Data + ".copy"
	site := siteAt(filepath.Join(t.TempDir(), "site"), atNoon)
	publish := func(what string, ctx context.Context, site config.Publishing, want string) {
		t.Helper()
		_, err := c.publishSite(ctx, site)
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", what, err, want)
		}
		if info, err := os.Stat(copied); err == nil && !info.IsDir() {
			t.Errorf("%s: a copy is left", what)
		}
		if len(c.one) > 0 {
			t.Errorf("%s: nobody else can copy any more", what)
		}
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	publish("after the end", ended, site, "context canceled")
	if err := os.MkdirAll(filepath.Join(copied, "in the way"), 0o755); err != nil {
		t.Fatal(err)
	}
	publish("no room for a copy", t.Context(), site, "not empty")
	if err := os.RemoveAll(copied); err != nil {
		t.Fatal(err)
	}
	write(t, copied, "left by a service that was killed")
	publish("to a folder", t.Context(), site, "")
	feed, err := os.ReadFile(filepath.Join(site.To, "feed.atom"))
	if err != nil || !strings.Contains(string(feed), "tag:koubo.example.jp,2026:") {
		t.Errorf("%v, and the feed is\n%s", err, feed)
	}
	publish("to somebody's folder", t.Context(), siteAt(filepath.Dir(v.cfg.Data), atNoon), "holds files that koubo did not publish")
	t.Setenv("AWS_ACCESS_KEY_ID", "nobody")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "nothing")
	bucket := siteAt("s3://koubo-site/calls", atNoon)
	bucket.Endpoint = refusingStore(t)
	publish("with credentials that are refused", t.Context(), bucket, "refuses these credentials for s3://koubo-site/calls (InvalidAccessKeyId)")
}

// refusingStore is the address of an object store that knows nobody.
func refusingStore(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("X-Minio-Error-Code", "InvalidAccessKeyId") // answers to HEAD have no body
		w.WriteHeader(http.StatusForbidden)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// TestACopyIsNotWaitedForWithoutEnd: another program may hang that has the data file copied.
func TestACopyIsNotWaitedForWithoutEnd(t *testing.T) {
	v := newVisitor(t, "")
	c := copier{v.service, nil, make(chan struct{}, 1)}
	c.one <- struct{}{}
	late, cancel := context.WithDeadline(t.Context(), time.Now())
	defer cancel()
	if st, err := c.openOwn(late); st != nil || err == nil || !strings.Contains(err.Error(), "see which koubo publish hangs") {
		t.Errorf("%v, %v", st, err)
	}
}
