package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"koubo/sources"

	"koubo/web/front"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress shows how a pass goes on: a bar on a terminal, a line a source elsewhere.
type progress struct {
	out   io.Writer
	pool  *mpb.Progress // nil where there is no terminal
	bar   *mpb.Bar
	begun time.Time

	expected int // sources of the pass

	mu      sync.Mutex
	reports []sources.Report
	visited []string // ids of sources left out, for the running koubo was visiting them
	errs    []error
	total   totals
}

// totals are the sums over a pass.
type totals struct {
	Requests    int   `json:"requests"`
	NotModified int   `json:"not_modified"`
	Bytes       int64 `json:"bytes"`
	Seen        int   `json:"seen"`
	New         int   `json:"new"`
	Revised     int   `json:"revised"`
	Withdrawn   int   `json:"withdrawn"`
	Pending     int   `json:"pending"`
	Failing     int   `json:"failing"` // sources in trouble: failing, blocked or suspect
}

// summary is the report of a pass, as --json prints it.
type summary struct {
	Begun    time.Time        `json:"begun"`
	Duration float64          `json:"duration_s"`
	Totals   totals           `json:"totals"`
	States   map[string]int   `json:"states"`
	Sources  []sources.Report `json:"sources"`
	Errors   []string         `json:"errors,omitempty"`      // visits that could not be stored
	Visited  []string         `json:"under_visit,omitempty"` // ids of sources that a running koubo was visiting already
	failed   []error
}

func newProgress(out *os.File, sources int) *progress {
	p := &progress{out: out, begun: time.Now(), expected: sources}
	if !onTerminal(out) {
		return p
	}
	p.draw(sources, mpb.WithOutput(out), mpb.WithRefreshRate(200*time.Millisecond))
	return p
}

func (p *progress) draw(sources int, how ...mpb.ContainerOption) {
	p.pool = mpb.New(how...)
	p.bar = p.pool.AddBar(int64(sources),
		mpb.PrependDecorators(decor.CountersNoUnit("%d/%d sources ")),
		mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return p.rates() }), decor.AverageETA(decor.ET_STYLE_GO, decor.WCSyncSpace)))
}

// rates is the right end of the bar.
func (p *progress) rates() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	perSecond := float64(p.total.Requests) / max(time.Since(p.begun).Seconds(), 0.1)
	return tongue().Sprintf(" %.0f requests/s, %d new, %d revised, %d in trouble, ETA", perSecond, p.total.New, p.total.Revised, p.total.Failing)
}

// done is a crawler.Done.
func (p *progress) done(src sources.Source, r sources.Report, err error) {
	p.note(src, r, err)
	if p.bar != nil {
		p.bar.Increment() // without the lock: the bar asks for the rates, and waits for them
	}
}

// told takes what a running koubo says of a visit that it made for this pass.
func (p *progress) told(src sources.Source, outcome front.VisitOutcome) {
	switch {
	case outcome.Report != nil:
		p.done(src, *outcome.Report, nil)
	case outcome.UnderVisit:
		p.mu.Lock()
		p.visited = append(p.visited, src.ID)
		p.line("%s: left out, for it is being visited at the moment\n", src.ID)
		p.mu.Unlock()
		if p.bar != nil {
			p.bar.Increment()
		}
	default:
		p.done(src, sources.Report{}, errors.New(outcome.Error))
	}
}

func (p *progress) note(src sources.Source, r sources.Report, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err != nil {
		p.errs = append(p.errs, err)
		p.line("%s: %v\n", src.ID, err)
		return
	}
	p.reports = append(p.reports, r)
	p.total.add(r)
	p.line("%s: %s\n", src.ID, reportLine(r))
}

func (p *progress) line(format string, args ...any) {
	if p.pool == nil {
		tongue().Fprintf(p.out, format, args...)
	}
}

func (t *totals) add(r sources.Report) {
	t.Requests += r.Requests
	t.NotModified += r.NotModified
	t.Bytes += r.Bytes
	t.Seen += r.Seen
	t.New += r.New
	t.Revised += r.Revised
	t.Withdrawn += r.Withdrawn
	t.Pending += r.Pending
	if r.State.InTrouble() {
		t.Failing++
	}
}

// reportLine says in one line how a visit went.
func reportLine(r sources.Report) string {
	l := tongue()
	line := l.Sprintf("%s, %d announced, %d new, %d revised, %d requests in %s",
		stateName(r.State), r.Seen, r.New, r.Revised, r.Requests, r.Duration.Round(10*time.Millisecond))
	if r.Withdrawn > 0 {
		line += l.Sprintf(", %d withdrawn", r.Withdrawn)
	}
	if r.Pending > 0 {
		line += l.Sprintf(", %d pages still to be read", r.Pending)
	}
	if r.Reason != "" {
		line += " – " + reasonWords(r.Causes, r.Reason)
	}
	for _, problem := range r.Problems {
		line += fmt.Sprintf("\n    %s: %s", problem.URL, reasonWords(problem.Causes, problem.Why))
	}
	return line
}

// finish ends the display and prints the summary.
func (p *progress) finish(begun, now time.Time) summary {
	if p.pool != nil {
		p.bar.Abort(false)
		p.pool.Wait()
	}
	s := summary{Begun: begun, Duration: now.Sub(begun).Seconds(), Totals: p.total, States: map[string]int{}, Sources: p.reports, failed: p.errs}
	slices.SortFunc(s.Sources, func(a, b sources.Report) int { return strings.Compare(a.Source, b.Source) })
	for _, r := range s.Sources {
		s.States[string(r.State)]++
	}
	slices.Sort(p.visited)
	s.Visited = p.visited
	for _, err := range p.errs {
		s.Errors = append(s.Errors, err.Error())
	}
	tongue().Fprintf(p.out, "%d sources in %.1f s: %d requests (%d not modified, %.1f MB), %d announcements seen, %d new, %d revised, %d withdrawn, %d pages still to be read\n",
		len(s.Sources), s.Duration, p.total.Requests, p.total.NotModified, float64(p.total.Bytes)/1e6, p.total.Seen, p.total.New, p.total.Revised, p.total.Withdrawn, p.total.Pending)
	if p.pool != nil {
		p.troubles()
	}
	return s
}

// troubles lists what the bar could not show.
func (p *progress) troubles() {
	for _, r := range p.reports {
		if r.State.InTrouble() {
			fmt.Fprintf(p.out, "%s: %s – %s\n", r.Source, stateName(r.State), reasonWords(r.Causes, r.Reason))
		}
	}
	for _, err := range p.errs {
		fmt.Fprintln(p.out, tongue().Text(err.Error()))
	}
}

// exit is the outcome as an error with its exit code, nil when all is well.
func (s summary) exit() error {
	if len(s.failed) > 0 {
		return fmt.Errorf("%d of the visits could not be stored: %w", len(s.failed), s.failed[0])
	}
	if s.Totals.Failing > 0 {
		return exitError{exitPartial, fmt.Errorf("%d of %d sources are in trouble; koubo source check says why", s.Totals.Failing, len(s.Sources)), false}
	}
	return nil
}

// writeJSON prints a value as indented JSON without HTML escapes.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
