package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"koubo/crawler"
	"koubo/crawler/transport"
	"koubo/demo"
	"koubo/opportunity"
	"koubo/publish/spool"
	"koubo/sources"
	"koubo/store"
	"koubo/web"

	"koubo/web/front"

	"github.com/spf13/cobra"
)

type demoFlags struct {
	listen string
	day    time.Duration
	once   bool
	keep   string
}

const (
	demoPause   = 4 * time.Second  // between two passes of a day
	demoTimeout = 30 * time.Second // of one request, should the machine be busy
	demoVisits  = 8
	demoBody    = 1 << 20 // bytes
)

func newDemo() *cobra.Command {
	var f demoFlags
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Watch a fictional prefecture, without a network",
		Long: `Serve the sites of a fictional prefecture on 127.0.0.1, watch them as koubo crawl does, and serve page and feeds. Days
pass quickly: calls appear, a deadline is extended, a call is withdrawn, a site breaks and recovers.`,
		Example: `  koubo demo
  koubo demo --day 1m
  koubo demo --once    # live through all days at once, say what was found, and end`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	cmd.Flags().StringVar(&f.listen, "listen", "127.0.0.1:8080", "address to serve page and feeds at")
	cmd.Flags().DurationVar(&f.day, "day", 15*time.Second, "how long a fictional day lasts")
	cmd.Flags().BoolVar(&f.once, "once", false, "live through all days without waiting, print what was found, and end; no page is served")
	cmd.Flags().StringVar(&f.keep, "keep", "", "keep the data in this new file")
	return cmd
}

func (f *demoFlags) run(cmd *cobra.Command) (err error) {
	if f.day <= 0 {
		return usage(fmt.Errorf("--day %s is no duration above zero, such as 15s", f.day))
	}
	path, remove, err := f.data()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, remove()) }()
	prefecture, err := demo.Load()
	if err != nil {
		return err
	}
	s := &showing{out: cmd.OutOrStdout(), prefecture: prefecture, calendar: demo.NewCalendar(prefecture, time.Now)}
	if s.store, err = store.Open(path, store.Options{Now: s.calendar.Now}); err != nil {
		return err
	}
	defer closeInto(&err, s.store)
	network, err := demo.Serve(prefecture, s.calendar.Day, func(err error) { fmt.Fprintln(os.Stderr, "koubo demo:", err) })
	if err != nil {
		return err
	}
	defer closeInto(&err, network)
	s.network, s.sources = network, network.Sources()
	s.crawler = crawler.New(s.store, s.options())
	if f.once {
		return s.once(cmd.Context())
	}
	return f.show(cmd.Context(), s)
}

// data is the path of the data file, and what removes it afterwards.
func (f *demoFlags) data() (path string, remove func() error, err error) {
	if f.keep != "" {
		if _, err := os.Stat(f.keep); err == nil {
			return "", nil, usage(fmt.Errorf("%s exists; name a new file with --keep, or remove it", f.keep))
		}
		return f.keep, func() error { return nil }, nil
	}
	folder, remove, err := spool.New(spool.Demo)
	return filepath.Join(folder, "demo.db"), remove, err
}

// showing is a demo under way.
type showing struct {
	out        io.Writer
	prefecture *demo.Prefecture
	calendar   *demo.Calendar
	store      *store.Store
	crawler    *crawler.Crawler
	sources    []sources.Source
	network    *demo.Network
}

func (s *showing) options() crawler.Options {
	return crawler.Options{
		UserAgent: "koubo/" + version() + " (demo)", Timeout: demoTimeout, MaxBody: demoBody, PDFText: pdfText(newPDFReader()), Visits: demoVisits, Clock: s.calendar,
		Transport: transport.New(transport.Options{Guard: transport.Guard{Allow: demo.Loopback()}, Timeout: demoTimeout}),
	}
}

func (s *showing) story(day time.Duration) demo.Story {
	tell := func(sentence string) { fmt.Fprintln(s.out, sentence) }
	return demo.Story{Prefecture: s.prefecture, Calendar: s.calendar, Pass: s.pass, Tell: tell, Day: day, Pause: demoPause}
}

// pass visits every source once. What is wrong with a source is a state of it; an error is ours.
func (s *showing) pass(ctx context.Context) error {
	var mu sync.Mutex
	var errs []error
	s.crawler.Run(ctx, s.sources, func(_ sources.Source, _ sources.Report, err error) {
		mu.Lock()
		defer mu.Unlock()
		errs = append(errs, err)
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return errors.Join(errs...)
}

// once lives through all days and says what was found.
func (s *showing) once(ctx context.Context) error {
	if err := s.story(0).Run(ctx); err != nil {
		return err
	}
	var records []opportunity.Opportunity
	if err := s.store.Each(func(r opportunity.Opportunity) error { records = append(records, r); return nil }); err != nil {
		return err
	}
	open, err := s.store.Query(opportunity.Query{}, s.calendar.Now())
	if err != nil {
		return err
	}
	c := s.prefecture.Compare(records)
	tongue().Fprintf(s.out, "\n%d calls are shown by default; %d of %d announcements were read as they are meant.\n", open.Total, c.Right, c.Expected)
	for _, fault := range c.Faults {
		fmt.Fprintln(s.out, "  "+fault)
	}
	return s.states()
}

// states prints how the sources fare.
func (s *showing) states() error {
	health, err := s.store.Health()
	for _, h := range health {
		line := fmt.Sprintf("  %-15s %s", h.ID, stateName(h.Health.State))
		if h.Health.Reason != "" {
			line += " – " + reasonWords(h.Health.Causes, h.Health.Reason)
		}
		fmt.Fprintln(s.out, line)
	}
	return err
}

// show serves the page while the days pass, and goes on after the last until ctx ends.
func (f *demoFlags) show(ctx context.Context, s *showing) error {
	listener, err := listen("--listen", f.listen)
	if err != nil {
		return err
	}
	handler := web.New(front.Config{Records: s.store, Visits: s.store, Sources: func() []sources.Source { return s.sources }, Now: s.calendar.Now, Version: version()})
	server := web.Server(listener.Addr().String(), handler)
	served := make(chan error, 1)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go func() { served <- server.Serve(listener); stop() }()
	s.announce(listener.Addr(), f)
	err = s.story(f.day).Run(ctx)
	if err == nil {
		tongue().Fprintf(s.out, "That was the last day; the pages stay until you press Ctrl-C.\n")
		<-ctx.Done()
	}
	if errors.Is(err, context.Canceled) {
		err = nil
	}
	err = errors.Join(err, server.Close())
	if end := <-served; !errors.Is(end, http.ErrServerClosed) {
		err = errors.Join(err, end)
	}
	return err
}

// announce prints what to open and what to look at.
func (s *showing) announce(addr net.Addr, f *demoFlags) {
	l := tongue()
	leaves := l.Text("removes its data")
	if f.keep != "" {
		leaves = l.Sprintf("leaves its data in %s", f.keep)
	}
	base, extends := "http://"+addr.String(), s.prefecture.Extending()
	l.Fprintf(s.out, `koubo watches %[2]s, a fictional prefecture of %[3]d bodies; a day lasts %[4]s. Open:
  %[1]s/            what companies are invited to, with days left
  %[1]s/sources     how each body's site fares
  %[1]s/?status=all also what is closed or withdrawn
  %[1]s/feed.atom   the feed
  %[5]s/            %[6]s's own site, which extends a deadline
Ctrl-C ends the demo and %[7]s.

`, base, s.prefecture.Name, len(s.prefecture.Bodies), f.day, s.network.Address(extends.ID), extends.Name, leaves)
}
