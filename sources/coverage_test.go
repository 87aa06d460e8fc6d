package sources

import (
	"testing"
	"time"

	"koubo/opportunity"
)

func TestCoverage(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2026, 11, day, 9, 0, 0, 0, time.UTC) }
	of := func(id, code string, lists ...string) Source {
		return Source{ID: id, Issuer: opportunity.Issuer{Code: code}, Lists: lists, Discover: len(lists) == 0}
	}
	list := []Source{
		of("ok", "200000", "https://a.example.jp/l/"), of("found", "202011"), of("unfound", "202029"), of("stale", "202037", "https://b.example.jp/"),
		of("two-ok", "202045", "https://c.example.jp/1"), of("two-blocked", "202045", "https://c.example.jp/2"), of("lost", "202053", "https://d.example.jp/"),
		of("empty", "472018", "https://e.example.jp/"), of("none", "999999", "https://f.example.jp/"),
	}
	healths := map[string]Health{
		"ok": {State: OK, Watched: at(3)}, "found": {State: OK, Found: &Finding{Feeds: []string{"https://g.example.jp/"}}, Watched: at(5)},
		"stale": {State: Stale, Watched: at(1)}, "two-ok": {State: OK, Watched: at(4)}, "two-blocked": {State: Blocked, Watched: at(2)},
		"lost": {State: Degraded}, "empty": {State: Empty}, "none": {State: OK, Watched: at(9)},
	}
	health := func(id string) Health { return healths[id] }
	all, each := CoverageOf(list, health)
	if len(each) != 47 || each[19].Name != "長野県" || each[19].Bodies != 78 {
		t.Fatalf("%d prefectures, the twentieth %+v", len(each), each[19])
	}
	if want := (Coverage{Bodies: 78, Catalogued: 6, Discovered: 5, Working: 2, Degraded: 1, Broken: 1, Silent: 1, Waiting: 1}); each[19].Coverage != want {
		t.Errorf("長野県 %+v, want %+v", each[19].Coverage, want)
	}
	if want := (Coverage{Bodies: 1788, Catalogued: 7, Discovered: 6, Working: 2, Degraded: 1, Broken: 1, Silent: 2, Waiting: 1}); all != want {
		t.Errorf("all %+v, want %+v", all, want)
	}
	var got []string
	for _, w := range NewlyWatched(list, health, 3) {
		got = append(got, w.Name+" "+w.Source)
	}
	if len(got) != 3 || got[0] != "長野市 found" || got[1] != "長野県 ok" || got[2] != "岡谷市 two-blocked" {
		t.Errorf("newly watched are %q", got)
	}
}
