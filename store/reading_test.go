package store

import (
	"path/filepath"
	"testing"

	"koubo/sources"
)

// TestOtherRulesReadAnew: what another version read is marked once, whatever the file's format, and whoever only looks changes nothing.
func TestOtherRulesReadAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	list := sources.Validator{ETag: `"1"`, Hash: "h", Drafts: "d", Fetched: day, Whole: day, Items: 7, Dated: 5}
	named := func(rules string) func() string { return func() string { return rules } }
	for n, c := range []struct {
		opt   Options
		stale bool // afterwards
	}{
		{Options{}, false},
		{Options{Reading: named("1")}, true}, // a file that names none
		{Options{Reading: named("1")}, false},
		{Options{Reading: named("2"), ReadOnly: true}, false},
		{Options{}, false},
		{Options{Reading: named("2")}, true},
		{Options{Reading: named("1")}, true}, // the older version again
	} {
		s, err := Open(path, c.opt)
		if err != nil {
			t.Fatal(err)
		}
		m, err := s.Memory("s1")
		if err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			want := list
			if c.stale {
				want.Reading, want.Drafts = sources.StaleReading, ""
			}
			dropped, kept := m.Known["a.jp/1"], m.Known["a.jp/2"]
			if got := m.Validators["https://a.jp/"]; got != want || dropped.Pending != c.stale || (dropped.Tries == 0) != c.stale || dropped.Dropped != "why" || kept.Pending || kept.Tries != 3 {
				t.Errorf("%d. %+v: %+v, dropped %+v, kept %+v", n, c.opt, got, dropped, kept)
			}
		}
		if !c.opt.ReadOnly {
			v := visit("s1", day)
			v.Validators = map[string]sources.Validator{"https://a.jp/": list}
			v.Known = map[string]sources.Known{"a.jp/1": {Title: "a", Dropped: "why", Tries: 3}, "a.jp/2": {Title: "b", ID: "2", Tries: 3}}
			apply(t, s, v)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
