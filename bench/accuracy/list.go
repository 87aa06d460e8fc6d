package accuracy

import (
	"fmt"
	"net/url"
	"strings"

	"koubo/opportunity/extract"
	"koubo/opportunity/jdate"
	"koubo/parsers/list"
	"koubo/parsers/page"
)

// List reads a saved list page and compares the announcements it finds with its labels, NAME.want.tsv (url, title, date).
// Items are found by address; title and date count among those found, the date where the labels hold one. The manifest,
// a table with the columns name and url, tells the page's own address; where it does not, the page is taken to lie beside
// its first item. A column read of it is the day on which the page was read, from which the years are counted that a list
// does not write. A page that cannot be read holds no item; the error is one of the labels.
func List(name string, body, labels, manifest []byte) (Case, error) {
	rows, err := table(labels, []string{"url", "title"})
	if err != nil {
		return Case{}, fmt.Errorf("%s: %w", name, err)
	}
	address, read, err := originOf(name, rows, manifest)
	if err != nil {
		return Case{}, err
	}
	c := Case{ID: name}
	listing, _ := list.Read(page.Page{URL: address, Body: body}, list.Options{})
	items, titles, dates := Field{Name: "items"}, Field{Name: "title", Aside: true}, Field{Name: "date", Aside: true}
	type shown struct{ title, date string }
	found := map[string]shown{}
	for _, d := range listing.Drafts {
		if _, twice := found[d.URL]; !twice {
			items.Read = append(items.Read, d.URL)
			o, _ := extract.NormalizeIn(d, extract.Context{Seen: read})
			found[d.URL] = shown{d.Title, string(o.Published)}
		}
	}
	counted := map[string]bool{}
	for _, row := range rows {
		url := row["url"]
		if counted[url] {
			continue
		}
		counted[url] = true
		items.Wanted = append(items.Wanted, url)
		got, ok := found[url]
		if !ok {
			continue
		}
		titles.Wanted = append(titles.Wanted, url+" "+unspaced(row["title"]))
		titles.Read = append(titles.Read, url+" "+unspaced(got.title))
		if row["date"] != "" {
			dates.Wanted = append(dates.Wanted, url+" "+row["date"])
			if got.date != "" {
				dates.Read = append(dates.Read, url+" "+got.date)
			}
		}
	}
	c.Fields = []Field{items, titles, dates}
	return c, nil
}

// originOf is the address of the list page NAME, and the day on which it was read, "" for none.
func originOf(name string, rows []map[string]string, manifest []byte) (address string, read jdate.Date, err error) {
	if len(manifest) > 0 {
		pages, err := table(manifest, []string{"name", "url"})
		if err != nil {
			return "", "", fmt.Errorf("the manifest of %s: %w", name, err)
		}
		for _, p := range pages {
			if p["name"] == name {
				return p["url"], jdate.Date(p["read"]), nil
			}
		}
	}
	for _, row := range rows {
		if u, err := url.Parse(row["url"]); err == nil && u.Host != "" {
			return u.ResolveReference(&url.URL{Path: "./"}).String(), "", nil
		}
	}
	return "", "", fmt.Errorf("%s: neither the manifest nor its labels tell its address", name)
}

func unspaced(s string) string { return strings.ReplaceAll(folded(s), " ", "") }
