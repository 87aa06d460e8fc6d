package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"time"

	"koubo/crawler"
	"koubo/crawler/archive"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/store"

	"koubo/store/datafile"

	"github.com/spf13/cobra"
)

type crawlFlags struct {
	setup
	sources []string
	since   string
	json    bool
	record  string
	replay  []string
	profile string
	lists   bool // each of them is read
}

func newCrawl() *cobra.Command {
	var f crawlFlags
	cmd := &cobra.Command{
		Use:   "crawl",
		Short: "Visit the sources once, now",
		Long: `Visit the configured sources once, store what they announce, and say how each fared.

A terminal shows a progress bar; elsewhere each source gets a line. Progress goes to standard error, --json prints the
report to standard output. Exit code 3 says that some sources are in trouble. Where a running koubo holds the data file, it
is asked over its API to visit them.`,
		Example: `  koubo crawl
  koubo crawl --source okinawa-naha --json
  koubo crawl --since 12h                       # only those not visited in the last 12 hours
  koubo crawl --record today.warc.gz            # keep every exchange
  koubo crawl --replay today.warc.gz --db t.db  # the same again, without the network`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	f.flags(cmd)
	cmd.Flags().StringSliceVar(&f.sources, "source", nil, "id of a source to visit, repeatable (default: all)")
	cmd.Flags().StringVar(&f.since, "since", "", "leave out sources visited since: a duration such as 12h, or a day such as 2026-11-02")
	cmd.Flags().BoolVar(&f.json, "json", false, "print the report as JSON")
	cmd.Flags().StringVar(&f.record, "record", "", "write every exchange to this new WARC file (.warc.gz)")
	cmd.Flags().StringVar(&f.profile, "cpu-profile", "", "write what the processor's time was spent on to this file, for go tool pprof")
	cmd.Flags().StringSliceVar(&f.replay, "replay", nil, "answer from this WARC file and never touch the network; repeatable")
	return cmd
}

func (f *crawlFlags) run(cmd *cobra.Command) (err error) {
	cfg, err := f.load(cmd)
	if err != nil {
		return err
	}
	list, err := chosen(cfg, f.sources)
	if err != nil {
		return err
	}
	warn(cfg)
	since, err := parseSince(f.since, time.Now())
	if err != nil {
		return usage(err)
	}
	if f.record != "" || len(f.replay) > 0 { // before an archive is begun that would stay empty
		if locked := heldByAnother(cfg.Data); locked != nil {
			return f.alone(locked)
		}
	}
	options, finish, err := f.transports(cfg) // first: a mistyped archive leaves no data file behind
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, finish()) }()
	st, err := openStore(cfg.Data, false)
	if errors.Is(err, datafile.ErrLocked) {
		return f.crawlBeside(cmd, cfg, list, since, err)
	}
	if err != nil {
		return err
	}
	defer closeInto(&err, st)
	if len(f.replay) == 0 {
		readers, err := openReaders(st, cfg, newLogger(slog.LevelInfo))
		if err != nil {
			return err
		}
		st.Follow(followers(cfg, readers))
	}
	if list, err = notVisitedSince(st, list, since); err != nil {
		return err
	}
	return f.pass(cmd, crawler.New(st, options), list)
}

// pass visits the list and reports.
func (f *crawlFlags) pass(cmd *cobra.Command, c *crawler.Crawler, list []sources.Source) error {
	stop, err := startCPUProfile(f.profile)
	if err != nil {
		return err
	}
	begun := time.Now()
	p := newProgress(os.Stderr, len(list))
	c.Run(cmd.Context(), list, p.done)
	return errors.Join(f.conclude(cmd, p, begun), stop())
}

// conclude ends the display of a pass and says what came of it.
func (f *crawlFlags) conclude(cmd *cobra.Command, p *progress, begun time.Time) error {
	summary := p.finish(begun, time.Now())
	if f.json {
		if err := writeJSON(cmd.OutOrStdout(), summary); err != nil {
			return err
		}
	}
	if err := cmd.Context().Err(); err != nil {
		return fmt.Errorf("broken off after %d of %d sources; what they announced is stored, the next run goes on", len(summary.Sources), p.expected)
	}
	return summary.exit()
}

// transports decides where answers come from and whether they are kept. finish must be called at the end.
func (f *crawlFlags) transports(cfg *config.Settings) (o crawler.Options, finish func() error, err error) {
	o = crawlOptions(cfg)
	o.Thorough, o.EachList = true, f.lists
	finish = func() error { return nil }
	switch {
	case len(f.replay) > 0 && f.record != "":
		return o, finish, usage(errors.New("--record and --replay cannot both be given: what is replayed is on record already"))
	case len(f.replay) > 0:
		tape, err := archive.OpenReplay(f.replay...)
		if err != nil {
			return o, finish, usage(fileFault(err, "--replay takes WARC files, such as crawl --record writes"))
		}
		o.Transport, o.Lenient, o.Gap, o.DailyBudget = tape, tape, 0, 0
		return o, finish, nil
	case f.record != "":
		tape, err := archive.NewRecorder(f.record, archive.RotateAt, o.UserAgent)
		if err != nil {
			return o, finish, usage(fileFault(err, "--record takes a new file in a folder that exists and may be written"))
		}
		o.Recorder, finish = tape, tape.Close
	}
	o.Transport, o.Lenient = network(cfg)
	return o, finish, nil
}

// fileFault puts what is wrong with a file, such as a recording's, into a sentence with the mend.
func fileFault(err error, mend string) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = fmt.Errorf("%s: %w", path.Path, path.Err)
	}
	return fmt.Errorf("%w; %s", err, mend)
}

// parseSince reads a duration back from now, or a day; "" is the zero time.
func parseSince(s string, now time.Time) (time.Time, error) {
	if s == "" {
		return time.Time{}, nil
	}
	if d, err := time.ParseDuration(s); err == nil && d >= 0 {
		return now.Add(-d), nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.ParseInLocation(layout, s, jdate.JST); err == nil {
			return t, nil
		}
	}
	return time.Time{}, fmt.Errorf("--since %q is neither a duration such as 12h nor a day such as 2026-11-02", s)
}

func notVisitedSince(st *store.Store, list []sources.Source, since time.Time) ([]sources.Source, error) {
	if since.IsZero() {
		return list, nil
	}
	var due []sources.Source
	for _, src := range list {
		m, err := st.Memory(src.ID)
		if err != nil {
			return nil, err
		}
		if m.Health.LastRun.Before(since) {
			due = append(due, src)
		}
	}
	return due, nil
}

// closeInto closes c and joins what goes wrong to err.
func closeInto(err *error, c io.Closer) { *err = errors.Join(*err, c.Close()) }
