package publish

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources/municipality"
	"koubo/web/month"
	"koubo/web/page"
	"koubo/web/sitemap"
)

// feedExtensions are the formats in which a selection is followed, and reminderExtensions those in which it is reminded of.
var (
	feedExtensions     = []string{".atom", ".rss", ".json", ".ics"}
	reminderExtensions = []string{".atom", ".rss", ".json"}
)

// list is a selection that has a page and feeds of its own.
type list struct {
	page, feeds, calendar, reminders string // paths without their extensions; reminders is "" where there are none
	query                            opportunity.Query
}

// selections are everything, each kind, each prefecture and each theme.
func selections() []list {
	all := []list{{"index", "feed", "deadlines", "reminders", opportunity.Query{}}}
	add := func(folder, value string, q opportunity.Query) {
		path := folder + "/" + value
		all = append(all, list{path, path, path, path + "-reminders", q})
	}
	for _, kind := range opportunity.Kinds() {
		add("kind", string(kind), opportunity.Query{Kinds: []opportunity.Kind{kind}})
	}
	for _, pref := range municipality.All().Prefectures() {
		add("pref", pref.Code, opportunity.Query{Prefectures: []string{pref.Code}})
	}
	for _, theme := range opportunity.Themes() {
		add("theme", theme, opportunity.Query{Themes: []string{theme}})
	}
	return all
}

// paths are the files of a selection.
func (l list) paths() []string {
	paths := []string{l.page + ".html"}
	for _, extension := range feedExtensions {
		paths = append(paths, l.feed(extension))
	}
	for _, extension := range reminderExtensions {
		if l.reminders != "" {
			paths = append(paths, l.reminders+extension)
		}
	}
	return paths
}

func (l list) feed(extension string) string {
	if extension == ".ics" {
		return l.calendar + extension
	}
	return l.feeds + extension
}

// makeLists writes the page and the feeds of each selection.
func (p *publication) makeLists(ctx context.Context) error {
	return each(ctx, selections(), func(ctx context.Context, l list) error {
		if !p.touched.any {
			return p.keepAll(l.paths())
		}
		q := l.query
		q.Sort = opportunity.ByRevised
		if err := p.write(ctx, l.page+".html", func() ([]byte, error) { return p.Site.List(q, p.Now) }); err != nil {
			return err
		}
		for _, extension := range reminderExtensions {
			if err := p.write(ctx, l.reminders+extension, func() ([]byte, error) { return p.Site.Reminders(ctx, extension, q, p.Now) }); err != nil {
				return err
			}
		}
		return p.makeFeeds(ctx, l, q)
	})
}

func (p *publication) makeFeeds(ctx context.Context, l list, q opportunity.Query) error {
	for _, extension := range feedExtensions {
		if err := p.write(ctx, l.feed(extension), func() ([]byte, error) { return p.Site.Feed(ctx, extension, q, p.Now) }); err != nil {
			return err
		}
	}
	return nil
}

// makeIssuers writes the page and the feeds of each body that has something new.
func (p *publication) makeIssuers(ctx context.Context) error {
	issuers := map[issuerCode]bool{}
	for _, r := range p.records.all() {
		issuers[r.issuer] = true
	}
	codes := map[string]bool{}
	for code := range issuers {
		codes[code.String()] = true
	}
	for _, src := range p.Front.Sources() {
		codes[src.Issuer.Code] = true
	}
	delete(codes, "")
	return each(ctx, slices.Sorted(maps.Keys(codes)), func(ctx context.Context, code string) error {
		path := "issuer/" + code
		l := list{path, path, path, "", opportunity.Query{Issuers: []string{code}, AllKinds: true}}
		if !p.touched.issuers[code] && p.last.fingerprint == p.fingerprint() && p.keepAll(l.paths()) == nil {
			return nil
		}
		if err := p.write(ctx, path+".html", func() ([]byte, error) { return p.Site.Issuer(code, p.Now) }); err != nil {
			return err
		}
		q := l.query
		q.Sort = opportunity.ByRevised
		return p.makeFeeds(ctx, l, q)
	})
}

// errIncomplete says that a file which should stay as it is has never been written.
var errIncomplete = errors.New("a file of the last publication is missing")

func (p *publication) keepAll(paths []string) error {
	var err error
	for _, path := range paths {
		if !p.change.keep(path) {
			err = errIncomplete
		}
	}
	return err
}

// firstDays is for how many days back the site tells what was new.
const firstDays = 31

// makeDays writes the pages of the days and of the months.
func (p *publication) makeDays(ctx context.Context) error {
	first := p.today.AddDays(-firstDays)
	days := []string{"today.html"}
	for day := first; day <= p.today; day = day.AddDays(1) {
		days = append(days, "today/"+string(day)+".html")
	}
	err := each(ctx, days, func(ctx context.Context, path string) error {
		if !p.touched.any {
			return p.keepAll([]string{path})
		}
		day := strings.TrimSuffix(strings.TrimPrefix(path, "today/"), ".html")
		if path == "today.html" {
			day = ""
		}
		return p.write(ctx, path, func() ([]byte, error) { return p.Site.Day(ctx, jdate.Date(day), first, p.Now) })
	})
	if err != nil {
		return err
	}
	return each(ctx, page.Months(p.Now), func(ctx context.Context, m month.Month) error {
		paths := []string{"calendar/" + m.String() + ".html"}
		if m == page.Months(p.Now)[1] {
			paths = append(paths, "calendar.html") // the present one
		}
		if !p.touched.any {
			return p.keepAll(paths)
		}
		body, err := p.Site.Month(m, p.Now)
		for _, path := range paths {
			if err == nil {
				err = p.change.put(ctx, path, body)
			}
		}
		return err
	})
}

// sitemaps is over how many files the addresses of the records are spread, by their ids; each holds 50,000 at most.
const sitemaps = 16

// makeRest writes what there is one of.
func (p *publication) makeRest(ctx context.Context) error {
	all := map[string]func() ([]byte, error){
		"map.html":          func() ([]byte, error) { return p.Site.Map(p.Now) },
		"sources.html":      p.Site.Sources,
		"opml.xml":          p.Site.OPML,
		"robots.txt":        func() ([]byte, error) { return p.Site.Robots(), nil },
		"sitemap/pages.xml": func() ([]byte, error) { return p.Site.SitemapPages(), nil },
		"sitemap.xml":       p.sitemapIndex,
	}
	for _, a := range p.Site.Assets() {
		all[a.Path] = func() ([]byte, error) { return a.Body, nil }
	}
	for i := range uint32(sitemaps) {
		all[fmt.Sprintf("sitemap/%d.xml", i+1)] = func() ([]byte, error) { return p.sitemap(i) }
	}
	for path, render := range all {
		if err := p.write(ctx, path, render); err != nil {
			return err
		}
	}
	return nil
}

// sitemap lists the records of one of them, in the order of their ids.
func (p *publication) sitemap(part uint32) ([]byte, error) {
	var b bytes.Buffer
	f, err := sitemap.New(&b)
	for id := range p.records.all() {
		if id.spread()%sitemaps != part {
			continue
		}
		err = errors.Join(err, f.Add(sitemap.Entry{Location: p.Site.BaseURL + "/" + recordPath(id.String(), 0)}))
	}
	return b.Bytes(), errors.Join(err, f.End())
}

func (p *publication) sitemapIndex() ([]byte, error) {
	var b bytes.Buffer
	f, err := sitemap.NewIndex(&b)
	err = errors.Join(err, f.Add(sitemap.Entry{Location: p.Site.BaseURL + "/sitemap/pages.xml"}))
	for i := range sitemaps {
		err = errors.Join(err, f.Add(sitemap.Entry{Location: fmt.Sprintf("%s/sitemap/%d.xml", p.Site.BaseURL, i+1)}))
	}
	return b.Bytes(), errors.Join(err, f.End())
}

// inParallel is how many pages and feeds are rendered at once: each may hold thousands of records in memory.
const inParallel = 2
