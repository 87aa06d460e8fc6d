package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"slices"
	"strings"
	"time"

	"koubo/crawler/schedule"
	"koubo/sources"
	"koubo/sources/config"

	"koubo/store/datafile"

	"github.com/goccy/go-yaml"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"
)

// sourceDetail is one source as show prints it.
type sourceDetail struct {
	Keys      sourceKeys        `json:"keys"`
	Name      string            `json:"name"` // of the body, with its prefecture
	Where     string            `json:"declared_at"`
	State     sources.State     `json:"state"`
	Reason    string            `json:"reason,omitempty"`
	Pace      string            `json:"pace"`
	Addresses []addressDetail   `json:"addresses"`
	Dropped   []sources.Dropped `json:"dropped,omitempty"` // only where asked for

	Fields map[sources.Field]sources.FieldHistory `json:"fields,omitempty"` // how often its records have each

	causes []sources.Cause // the reason as codes
}

// addressDetail is one feed or list page of a source, and how it fares.
type addressDetail struct {
	URL  string `json:"url"`
	Kind string `json:"kind"` // feed or list
	sources.AddressHealth
	NextRun time.Time `json:"next_run,omitzero"` // as a running koubo would plan it
}

type showFlags struct {
	setup
	dropped bool
	json    bool
}

func newSourceShow() *cobra.Command {
	var f showFlags
	cmd := &cobra.Command{
		Use:   "show ID",
		Short: "Show one source: its keys, how each of its addresses fares, and what is left out",
		Long: `Show the keys of a source, and of each of its feeds and list pages the state, the reason, and when it was and will be
visited. --dropped lists the titles that the latest reading left out, for they cannot be opportunities, each with the reason.`,
		Example: `  koubo source show okinawa-naha
  koubo source show okinawa-naha --dropped
  koubo source show okinawa-naha --dropped --json | jq -r '.dropped[].title'`,
		Args: takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, ids []string) error { return f.run(cmd, ids[0]) },
	}
	f.flags(cmd)
	cmd.Flags().BoolVar(&f.dropped, "dropped", false, "list the titles that were left out, and why")
	cmd.Flags().BoolVar(&f.json, "json", false, "print the source as JSON")
	return cmd
}

func (f *showFlags) run(cmd *cobra.Command, id string) error {
	cfg, err := f.load(cmd)
	if err != nil {
		return err
	}
	src, err := sourceNamed(cfg, id)
	if err != nil {
		return err
	}
	known, err := storedSource(cmd, cfg, id)
	if err != nil {
		return err
	}
	detail, err := detailOf(cfg, src, known, time.Now())
	if err != nil {
		return err
	}
	if !f.dropped {
		detail.Dropped = nil
	}
	if f.json {
		return writeJSON(cmd.OutOrStdout(), detail)
	}
	return detail.print(cmd.OutOrStdout(), f.dropped)
}

// knownSource is what is kept of a source.
type knownSource struct {
	Health  sources.Health    `json:"health"`
	Dropped []sources.Dropped `json:"dropped"`
}

// storedSource reads what is kept of a source from the data file or, where a running koubo holds it, from that. A file that
// does not exist yet knows nothing.
func storedSource(cmd *cobra.Command, cfg *config.Settings, id string) (known knownSource, err error) {
	st, err := openStore(cfg.Data, true)
	switch {
	case errors.Is(err, datafile.ErrLocked):
		if apiErr := ask(cmd, loopback(cfg.Listen)+"/api/v1/sources/"+url.PathEscape(id), &known); apiErr != nil {
			return known, inVain(err, apiErr)
		}
		return known, nil
	case errors.Is(err, fs.ErrNotExist):
		return known, nil
	case err != nil:
		return known, err
	}
	defer closeInto(&err, st)
	health, err := healthByID(st)
	if err != nil {
		return known, err
	}
	known.Health = health[id]
	known.Dropped, err = st.Dropped(id)
	return known, err
}

// detailOf joins what is configured of a source with what is known of it.
func detailOf(cfg *config.Settings, src sources.Source, known knownSource, now time.Time) (sourceDetail, error) {
	plan, err := schedule.PlanOf(src, cfg.Schedule, cfg.Crawl.QuietHours)
	if err != nil {
		return sourceDetail{}, err
	}
	name := src.Issuer.Name
	if name != src.Issuer.Prefecture {
		name = src.Issuer.Prefecture + name
	}
	h := known.Health
	if h.State == "" {
		h.State = sources.Never
	}
	detail := sourceDetail{Keys: keysOf(src), Name: name, Where: src.Where, State: h.State, Reason: h.Reason, Pace: schedule.Explain(h), Dropped: known.Dropped, Fields: h.Fields, causes: h.Causes}
	feeds := len(src.With(h.Found).Feeds)
	for i, address := range src.Entries(h) {
		a := h.Addresses[address]
		if a.State == "" {
			a.State = sources.Never
		}
		kind := "feed"
		if i >= feeds {
			kind = "list"
		}
		alone := sources.Health{LastRun: a.LastRun, Addresses: map[string]sources.AddressHealth{address: a}}
		detail.Addresses = append(detail.Addresses, addressDetail{address, kind, a, plan.First(now, alone)})
	}
	return detail, nil
}

// print writes the source for people: its keys as they can stand in sources.yaml, then what is known. Addresses stand on
// lines of their own, whole, so that they can be copied.
func (d sourceDetail) print(w io.Writer, dropped bool) error {
	keys, err := yaml.Marshal([]sourceKeys{d.Keys})
	if err != nil {
		return err
	}
	var b strings.Builder
	l := tongue()
	l.Fprintf(&b, "# %s, declared at %s\n%s\nstate: %s\npace: %s\n", d.Name, d.Where, keys, withReason(d.State, d.causes, d.Reason), l.Text(d.Pace))
	for _, a := range d.Addresses {
		l.Fprintf(&b, "\n%s %s\n  %s\n  %d announcements, visited %s, next %s\n", l.Text(a.Kind), a.URL, withReason(a.State, a.Causes, a.Reason), a.Items, l.Text(day(a.LastRun)), l.Text(day(a.NextRun)))
		if a.Moved != "" && !slices.Contains(slices.Concat(d.Keys.Feed, d.Keys.List), a.URL) { // which it found itself
			l.Fprintf(&b, "  it leads for good to %s\n", a.Moved)
		} else if a.Moved != "" {
			l.Fprintf(&b, "  it leads for good to %s: koubo source check --source %s --write puts that in its place, once the known announcements are found there\n", a.Moved, d.Keys.ID)
		}
		b.WriteString(fieldLines(a.Fields))
	}
	if lines := fieldLines(d.Fields); lines != "" {
		b.WriteString(l.Text("\nfields of what was read:\n") + lines)
	}
	if dropped {
		l.Fprintf(&b, "\n%d titles were left out by the latest reading\n", len(d.Dropped))
		for _, one := range d.Dropped {
			fmt.Fprintf(&b, "\n%s\n  %s\n  %s\n", one.Title, l.Text(one.Why), one.URL)
		}
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// fieldWidth is that of the longest name of a field on a terminal, where East Asian characters take two places.
func fieldWidth() (longest int) {
	for _, field := range sources.Fields() {
		longest = max(longest, text.StringWidth(fieldName(field)))
	}
	return longest
}

// fieldLines tells of each field how many of the latest records or rows have it, and how many do usually.
func fieldLines(of map[sources.Field]sources.FieldHistory) string {
	var b strings.Builder
	l, width := tongue(), fieldWidth()
	for _, field := range sources.Fields() {
		h, known := of[field]
		if !known {
			continue
		}
		with, recent := h.Share()
		l.Fprintf(&b, "  %s %2d of the latest %2d", text.Pad(fieldName(field), width, ' '), with, recent)
		if h.Of > 0 {
			l.Fprintf(&b, ", usually %.0f %%", 100*h.Usual)
		}
		if !h.Lost.IsZero() {
			l.Fprintf(&b, ", lost since %s", l.Text(day(h.Lost)))
		}
		b.WriteString("\n")
	}
	return b.String()
}

// withReason is a state, with the reason where there is one.
func withReason(state sources.State, causes []sources.Cause, reason string) string {
	words := stateName(state)
	if reason != "" {
		words += " – " + reasonWords(causes, reason)
	}
	return words
}
