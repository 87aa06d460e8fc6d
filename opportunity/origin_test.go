package opportunity

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestMergeOrigins(t *testing.T) {
	day := func(n int) time.Time { return at("2026-11-01 09:00").AddDate(0, 0, n) }
	city := Origin{"city", "http://www.a.jp/1.html", day(2)}
	pref := Origin{"pref", "https://a.jp/1.html", day(1)}
	for _, c := range []struct {
		name              string
		kept, fresh, want []Origin
	}{
		{"of two sources", []Origin{city}, []Origin{pref}, []Origin{pref, city}},
		{"again", []Origin{pref, city}, []Origin{city}, []Origin{pref, city}},
		{"moved", []Origin{city}, []Origin{{"city", "https://a.jp/1.html", day(5)}}, []Origin{{"city", "https://a.jp/1.html", day(2)}}},
		{"a session of this visit", []Origin{{"city", "https://a.jp/s/lit3py55t21z5v55vlm25s55/1", day(2)}}, []Origin{{"city", "https://a.jp/s/h3x2py55t21z5v55vlm2aaaa/1", day(5)}},
			[]Origin{{"city", "https://a.jp/s/h3x2py55t21z5v55vlm2aaaa/1", day(2)}}},
		{"another page of one source", []Origin{city}, []Origin{{"city", "https://a.jp/2.html", day(3)}}, []Origin{city, {"city", "https://a.jp/2.html", day(3)}}},
		{"none", nil, nil, nil},
	} {
		if got := MergeOrigins(c.kept, c.fresh); !cmp.Equal(got, c.want) {
			t.Errorf("%s: %s", c.name, cmp.Diff(c.want, got))
		}
	}
	var many []Origin
	for i := range 50 {
		many = MergeOrigins(many, []Origin{{"s", fmt.Sprintf("https://a.jp/%d.html", i), day(i)}})
	}
	if len(many) != maxOrigins || many[0].URL != "https://a.jp/0.html" {
		t.Errorf("%d origins are kept, the first %v", len(many), many[0])
	}
}

func TestOriginsAreFoundAndAreNoRevision(t *testing.T) {
	old := Opportunity{ID: "x", Source: "pref", Title: "募集", Revision: 1, Part: "#2", Origins: []Origin{{Source: "pref", URL: "https://a.jp/1"}}}
	fresh := Opportunity{ID: "y", Source: "city", Title: "募集", Origins: []Origin{{Source: "city", URL: "https://a.jp/1"}}}
	merged, revised := Revise(old, fresh, at("2026-11-24 09:00"))
	if revised || len(merged.Origins) != 2 || merged.ID != "x" || merged.Part != "#2" {
		t.Errorf("revised %v: %+v", revised, merged)
	}
	for source, want := range map[string]bool{"pref": true, "city": true, "other": false} {
		if got := (Query{AllKinds: true, AllStages: true, AllStatuses: true, Source: source}).Match(merged); got != want {
			t.Errorf("asked for source %s, the record is found: %v", source, got)
		}
	}
}
