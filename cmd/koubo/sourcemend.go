package main

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"

	"koubo/crawler/fetch"
	"koubo/crawler/mend"
	"koubo/opportunity"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/edit"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"
)

const mendsAtOnce = 16 // sources that mends are looked for at the same time

// findMends notes what the broken sources have lost and, where sites may be asked, looks for mends.
func (f *checkFlags) findMends(cmd *cobra.Command, cfg *config.Settings, rows []checkedRow) error {
	all := cfg.All()
	others := mend.AddressesOf(all)
	network := newNetwork(cfg) // which asks nobody by itself
	var searches errgroup.Group
	searches.SetLimit(mendsAtOnce)
	for n := range rows {
		r := &rows[n]
		i := slices.IndexFunc(all, func(s sources.Source) bool { return s.ID == r.ID })
		c := mend.CaseOf(all[i], r.Health, others)
		r.Losses = c.Lost // of which the search notes more
		if !c.IsBroken() {
			continue
		}
		records, err := f.recordsOf(cmd, cfg, r.ID)
		if err != nil {
			return err
		}
		c.Know(records)
		if !f.seeksMends() {
			continue
		}
		searches.Go(func() (err error) {
			client := network.Client(fetch.ClientOptions{Lenient: c.Source.Insecure, Gap: c.Source.Gap, Once: true})
			defer client.Close()
			r.Mends, err = mend.Find(cmd.Context(), client, c)
			return err
		})
	}
	return searches.Wait()
}

// recordsOf are the records of a source that a mend is measured by, the latest first.
func (f *checkFlags) recordsOf(cmd *cobra.Command, cfg *config.Settings, id string) ([]opportunity.Opportunity, error) {
	ask := queryFlags{setup: f.setup, params: map[string]*string{"source": &id}, all: true, limit: mend.MostKnown}
	q, err := ask.query()
	if err != nil {
		return nil, err
	}
	q.Sort = opportunity.ByRevised
	return ask.records(cmd, cfg, q)
}

// applyMends writes the mends that known announcements prove into the configuration, all at once, and says which.
func (f *checkFlags) applyMends(cmd *cobra.Command, cfg *config.Settings, rows []checkedRow) error {
	before, err := os.ReadFile(f.config)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	text, applied := before, 0
	for _, r := range rows {
		proven := slices.DeleteFunc(slices.Clone(r.Mends), func(p mend.Proposal) bool { return !p.IsProven() })
		if len(proven) == 0 {
			continue
		}
		next, err := mended(f.config, text, cfg, r.ID, proven)
		if err != nil {
			tongue().Fprintf(os.Stderr, "koubo: %s was not mended: %v\n", r.ID, err)
			continue
		}
		text = next
		applied++
	}
	if applied > 0 {
		if err := edit.Save(f.config, before, text, 0o644); err != nil {
			return err
		}
	}
	tongue().Fprintf(os.Stderr, "koubo: %d of %d broken sources were mended in %s; koubo source try ID shows what is read now\n", applied, len(rows), f.config)
	return nil
}

// mended returns a configuration's text with the mends of a source: changed where it stands in the file, else added under its id.
func mended(name string, text []byte, cfg *config.Settings, id string, mends []mend.Proposal) ([]byte, error) {
	if i := slices.IndexFunc(cfg.Sources, func(s sources.Source) bool { return s.ID == id }); i >= 0 {
		change, err := amendment(cfg.Sources[i], mends)
		if err != nil {
			return nil, err
		}
		return edit.Amend(name, text, change, vocabulary())
	}
	all := cfg.All()
	src := all[slices.IndexFunc(all, func(s sources.Source) bool { return s.ID == id })]
	if slices.ContainsFunc(mends, func(p mend.Proposal) bool { return len(p.Fields) > 0 }) {
		return nil, fmt.Errorf("it stands in the catalogue: copy it from %s into %s and add selectors: with fields: by hand", src.Where, name)
	}
	entry := edit.Entry{ID: id, Issuer: src.Issuer, Hubs: src.Hubs, Discover: src.Discover}
	for _, address := range slices.Concat(src.Feeds, src.Lists) {
		feed, also := slices.Contains(src.Feeds, address), []string(nil)
		if p := mend.Of(mends, address); p >= 0 {
			if mends[p].How == mend.Needless {
				continue
			}
			address, feed, also = mends[p].New, mends[p].Feed, mends[p].Also
		}
		if feed {
			entry.Feeds = append(entry.Feeds, address)
		} else {
			entry.Lists = append(append(entry.Lists, address), also...)
		}
	}
	return edit.Insert(name, text, entry, vocabulary())
}

// amendment is what mends change of a source of the file.
func amendment(src sources.Source, mends []mend.Proposal) (edit.Amendment, error) {
	change := edit.Amendment{ID: src.ID, Replace: map[string]string{}, Also: map[string][]string{}, Fields: map[string]string{}}
	var turned []mend.Proposal
	for _, p := range mends {
		change.Drop = append(change.Drop, p.Drop...)
		maps.Copy(change.Fields, p.Fields)
		switch {
		case p.How == mend.Needless:
			change.Remove = append(change.Remove, p.Old)
		case p.New == p.Old:
		case p.Feed == slices.Contains(src.Feeds, p.Old):
			change.Replace[p.Old], change.Also[p.Old] = p.New, p.Also
		default:
			turned = append(turned, p)
		}
	}
	if len(turned) == 1 && len(src.Feeds)+len(src.Lists) == 1 {
		change.Replace[turned[0].Old], change.Also[turned[0].Old], change.Turn = turned[0].New, turned[0].Also, kindOf(!turned[0].Feed)
		return change, nil
	}
	for _, p := range turned {
		if err := moveAcross(&change, src, p); err != nil {
			return change, err
		}
	}
	return change, nil
}

// moveAcross takes an address out and puts the one of the other kind that takes its place behind the first of that kind.
func moveAcross(change *edit.Amendment, src sources.Source, p mend.Proposal) error {
	same := src.Lists
	if p.Feed {
		same = src.Feeds
	}
	n := slices.IndexFunc(same, func(address string) bool { return !slices.Contains(change.Remove, address) })
	if n < 0 {
		return fmt.Errorf("%s is a %s in place of a %s: change the source at %s by hand", p.New, kindOf(p.Feed), kindOf(!p.Feed), src.Where)
	}
	if change.Replace[same[n]] == "" {
		change.Replace[same[n]] = same[n]
	}
	change.Remove = append(change.Remove, p.Old)
	change.Also[same[n]] = slices.Concat(change.Also[same[n]], []string{p.New}, p.Also)
	return nil
}

func kindOf(feed bool) string {
	if feed {
		return "feed"
	}
	return "list"
}
