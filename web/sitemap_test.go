package web

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/web/sitemap"
)

// addressesOf reads the addresses of a sitemap or an index.
func addressesOf(t *testing.T, c *town, address string) (all []string) {
	t.Helper()
	w := c.get(strings.TrimPrefix(address, "https://koubo.example"))
	var d struct {
		Entries []struct {
			Location string `xml:"loc"`
			Changed  string `xml:"lastmod"`
		} `xml:",any"`
	}
	if err := xml.Unmarshal(w.Body.Bytes(), &d); err != nil || w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "application/xml") {
		t.Fatalf("%s: %d %v", address, w.Code, err)
	}
	for _, e := range d.Entries {
		all = append(all, e.Location)
	}
	return all
}

// TestSitemapsNameEachPageOnce follows robots.txt to the index, and the index to all sitemaps.
func TestSitemapsNameEachPageOnce(t *testing.T) {
	c := newTown(t)
	const many = sitemap.MostAddresses + 2
	one := c.records[0]
	c.records = make([]opportunity.Opportunity, many)
	for i := range c.records {
		one.ID = fmt.Sprint("r", i)
		c.records[i] = one
	}
	_, index, found := strings.Cut(c.get("/robots.txt").Body.String(), "\nSitemap: ")
	if !found {
		t.Fatal("robots.txt names no sitemap")
	}
	seen, files := map[string]bool{}, addressesOf(t, c, strings.TrimSpace(index))
	for _, file := range files {
		all := addressesOf(t, c, file)
		if len(all) > sitemap.MostAddresses || len(all) == 0 {
			t.Errorf("%s has %d addresses", file, len(all))
		}
		for _, address := range all {
			if seen[address] || !strings.HasPrefix(address, "https://koubo.example/") {
				t.Errorf("%s stands twice, or is none of ours", address)
			}
			seen[address] = true
		}
	}
	if len(files) != 3 || len(seen) != many+6+4 || !seen["https://koubo.example/o/r0"] || !seen[fmt.Sprint("https://koubo.example/o/r", many-1)] || !seen["https://koubo.example/issuer/131016"] {
		t.Errorf("%d files, %d addresses", len(files), len(seen))
	}
	for _, address := range []string{"/sitemap/0.xml", "/sitemap/4.xml", "/sitemap/01.xml", "/sitemap/x.xml", "/sitemap/1", "/sitemap/99999999999.xml", "/sitemap/85900.xml"} {
		if w := c.get(address); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
}

// TestRobotsMayReadWhatTheSitemapNames matches the rules as RFC 9309 §2.2.2 says: the longest that fits decides.
func TestRobotsMayReadWhatTheSitemapNames(t *testing.T) {
	c := newTown(t)
	rules := c.get("/robots.txt").Body.String()
	for _, path := range []string{"Disallow: /api/", "Disallow: /export.", "Disallow: /*?*cursor="} {
		if !strings.Contains(rules, path+"\n") {
			t.Errorf("%s is missing", path)
		}
	}
	for _, file := range addressesOf(t, c, "/sitemap.xml") {
		for _, address := range addressesOf(t, c, file) {
			path := strings.TrimPrefix(address, "https://koubo.example")
			for _, rule := range unindexed {
				if start, _, pattern := strings.Cut(rule, "*"); !pattern && strings.HasPrefix(path, start) {
					t.Errorf("%s is listed and forbidden by %s", path, rule)
				}
			}
		}
	}
}
