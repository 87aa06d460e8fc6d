package cms

import "testing"

// TestFamilies recognises each family by each of its marks; the table must not shadow its own rows.
func TestFamilies(t *testing.T) {
	for _, f := range families {
		for _, mark := range f.marks {
			if got := Of([]byte("<html><head>"+mark+"</head></html>"), nil); got != f.name {
				t.Errorf("%s is taken for %q, want %s", mark, got, f.name)
			}
		}
		if len(f.feeds) == 0 || len(f.marks) == 0 && f.form == nil {
			t.Errorf("%s has no feed or nothing to be known by", f.name)
		}
	}
	for path, want := range map[string]string{"/www/genre/1000100000273/index.html": "www_genre", "/008/004/003/p003138.html": "sakura", "/list00224.html": "hpkiji", "/docs/2014040200021/": "joruri", "/shisei/1026186.html": "fi", "/shigoto/1008123/index.html": "fi"} {
		if got := Of(nil, []string{path, path}); got != want {
			t.Errorf("a page that links %s is taken for %q, want %s", path, got, want)
		}
		if got := Of(nil, []string{path}); got != "" {
			t.Errorf("one link to %s is proof enough of %s", path, got)
		}
	}
}
