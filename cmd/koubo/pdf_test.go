package main

import (
	"path/filepath"
	"testing"
)

func TestTheCompiledReaderOfPDFsIsKeptInTheUsersCache(t *testing.T) {
	home := t.TempDir()
	for _, c := range []struct{ cache, home, want string }{
		{"/var/cache", home, "/var/cache/koubo/pdf"},
		{"", home, filepath.Join(home, ".cache", "koubo", "pdf")},
		{"", "", ""},
		{"relative", home, ""},
	} {
		t.Setenv("XDG_CACHE_HOME", c.cache)
		t.Setenv("HOME", c.home)
		if got := pdfCodeFolder(); got != c.want {
			t.Errorf("with the cache %q and the home %q: %q", c.cache, c.home, got)
		}
	}
}
