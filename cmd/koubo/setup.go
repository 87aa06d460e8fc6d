package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/lmittmann/tint"
	"github.com/spf13/cobra"
	"golang.org/x/term"

	"koubo/cmd/koubo/wording"
	"koubo/crawler"
	"koubo/crawler/transport"
	"koubo/opportunity/extract"
	"koubo/parsers/list"
	"koubo/parsers/sites"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/declaration"
	"koubo/sources/lint"
	"koubo/store"
	"koubo/store/datafile"
)

// setup is what most commands begin with: the configuration and the flags that change it.
type setup struct {
	config string
	db     string
}

const defaultConfig = "sources.yaml"

func (s *setup) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&s.config, "config", defaultConfig, "configuration file; without one, the builtin catalogue with its defaults")
	cmd.Flags().StringVar(&s.db, "db", "", "data file (default: data: of the configuration, koubo.db)")
}

// load reads the configuration. The default file may be missing, a named one may not.
func (s *setup) load(cmd *cobra.Command) (*config.Settings, error) {
	if _, err := os.Stat(s.config); cmd.Flags().Changed("config") && errors.Is(err, os.ErrNotExist) {
		return nil, usage(fmt.Errorf("%s does not exist; correct --config, or leave it out to use the builtin catalogue", s.config))
	}
	cfg, err := config.Load(s.config, vocabulary())
	if err != nil {
		return nil, usage(err)
	}
	if s.db != "" {
		cfg.Data = s.db
	}
	return cfg, nil
}

// configuration reads the file both as it stands and as it is meant; a nil text stands for none.
func (s *setup) configuration(cmd *cobra.Command) (*config.Settings, []byte, error) {
	cfg, err := s.load(cmd)
	if err != nil {
		return nil, nil, err
	}
	text, err := os.ReadFile(s.config)
	if errors.Is(err, fs.ErrNotExist) {
		return cfg, nil, nil
	}
	return cfg, text, err
}

// warn tells people what of the configuration is hardly meant.
func warn(cfg *config.Settings) {
	for _, sentence := range lint.Warnings(cfg) {
		tongue().Fprintf(os.Stderr, "koubo: warning: %s\n", tongue().Text(sentence))
	}
}

// vocabulary is what a configuration may name.
func vocabulary() declaration.Vocabulary {
	return declaration.Vocabulary{
		Platforms:      list.Platforms(),
		Parsers:        slices.Sorted(maps.Keys(sites.All())),
		CheckSelectors: list.CheckSelectors,
	}
}

// chosen returns the configured sources, or those named by id.
func chosen(cfg *config.Settings, ids []string) ([]sources.Source, error) {
	all := cfg.All()
	if len(ids) == 0 {
		return all, nil
	}
	var list []sources.Source
	for _, id := range ids {
		i := slices.IndexFunc(all, func(s sources.Source) bool { return s.ID == id })
		if i < 0 {
			return nil, noSource(all, id)
		}
		list = append(list, all[i])
	}
	return list, nil
}

// sourceNamed is the configured source of an id.
func sourceNamed(cfg *config.Settings, id string) (sources.Source, error) {
	list, err := chosen(cfg, []string{id})
	if err != nil {
		return sources.Source{}, err
	}
	return list[0], nil
}

func userAgent(cfg *config.Settings) string {
	switch {
	case cfg.UserAgent != "":
		return cfg.UserAgent
	case cfg.Contact != "":
		return "koubo/" + version() + " (reads municipal announcements to companies; contact: " + cfg.Contact + ")"
	}
	return "koubo/" + version() + " (reads municipal announcements to companies)"
}

// network is the transport of a crawl over the real network, strict and lenient about TLS.
func network(cfg *config.Settings) (strict, lenient http.RoundTripper) {
	o := transport.Options{
		Guard:   transport.Guard{Allow: cfg.Crawl.AllowNetworks},
		Gap:     cfg.Crawl.Gap,
		Timeout: cfg.Crawl.Timeout,
		Proxy:   cfg.Crawl.ProxyFromEnvironment,
	}
	strict = transport.New(o)
	o.Insecure = true
	return strict, transport.New(o)
}

// crawlOptions are the crawler's, as configured.
func crawlOptions(cfg *config.Settings) crawler.Options {
	return crawler.Options{
		UserAgent: userAgent(cfg), Gap: cfg.Crawl.Gap, Timeout: cfg.Crawl.Timeout, MaxBody: cfg.Crawl.MaxBody,
		DailyBudget: cfg.Crawl.DailyBudget, Visits: cfg.Crawl.Workers, MaxPages: cfg.Crawl.MaxPages, PDFText: pdfText(newPDFReader()),
	}
}

func openStore(path string, readOnly bool) (*store.Store, error) {
	return store.Open(path, store.Options{ReadOnly: readOnly, Reading: extract.Rules, Migrates: func() {
		tongue().Fprintf(os.Stderr, "koubo: %s is brought to the present format, some seconds for each 100,000 records; whoever stops it leaves it as it was\n", path)
	}})
}

// heldByAnother is the sentence about the process that holds the data file, nil where none does.
func heldByAnother(path string) error {
	st, err := openStore(path, true)
	if err == nil {
		err = st.Close()
	}
	if errors.Is(err, datafile.ErrLocked) {
		return err
	}
	return nil // what else is wrong is said where the file is used
}

// newLogger writes text with colours on a terminal and JSON elsewhere, to standard error.
func newLogger(level slog.Level) *slog.Logger {
	if onTerminal(os.Stderr) {
		return slog.New(peopleLog{tint.NewTextHandler(os.Stderr, &tint.Options{Level: level, TimeFormat: "15:04:05"}), tongue()})
	}
	return slog.New(slog.NewJSONHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}

// peopleLog is the log that people read on a terminal: its messages are in their language.
type peopleLog struct {
	slog.Handler
	tongue wording.Language
}

func (h peopleLog) Handle(ctx context.Context, r slog.Record) error {
	said := slog.NewRecord(r.Time, r.Level, h.tongue.Text(r.Message), r.PC)
	r.Attrs(func(a slog.Attr) bool {
		switch err, isErr := a.Value.Any().(error); {
		case isErr:
			a.Value = slog.StringValue(h.tongue.Text(err.Error()))
		case a.Value.Kind() == slog.KindString && strings.Contains(a.Value.String(), " "): // no name
			a.Value = slog.StringValue(h.tongue.Text(a.Value.String()))
		}
		said.AddAttrs(a)
		return true
	})
	return h.Handler.Handle(ctx, said)
}

func (h peopleLog) WithAttrs(attrs []slog.Attr) slog.Handler {
	return peopleLog{h.Handler.WithAttrs(attrs), h.tongue}
}

func (h peopleLog) WithGroup(name string) slog.Handler {
	return peopleLog{h.Handler.WithGroup(name), h.tongue}
}

func onTerminal(f *os.File) bool { return term.IsTerminal(int(f.Fd())) }
