package main

import (
	"runtime/debug"
	"testing"
)

func TestVersionOfABuild(t *testing.T) {
	built := func(module string, settings ...debug.BuildSetting) *debug.BuildInfo {
		return &debug.BuildInfo{Main: debug.Module{Version: module}, Settings: settings}
	}
	revision := debug.BuildSetting{Key: "vcs.revision", Value: "8f4aa95c0ffee8f4aa95c0ffee8f4aa95c0ffee0"}
	changed := debug.BuildSetting{Key: "vcs.modified", Value: "true"}
	for _, c := range []struct {
		release        string
		info           *debug.BuildInfo
		want, revision string
	}{
		{"", nil, "0.0.0-devel", ""},
		{"", built("(devel)"), "0.0.0-devel", ""},
		{"", built("v0.2.0", revision), "0.2.0", " (8f4aa95c0ffe)"},
		{"", built("v0.0.0-20261125043135-8f4aa95c0ffe+dirty", revision, changed), "0.0.0-20261125043135-8f4aa95c0ffe+dirty", " (8f4aa95c0ffe, changed)"},
		{"v0.3.1", built("v0.2.0"), "0.3.1", ""},
		{"0.3.1", nil, "0.3.1", ""},
	} {
		if got := versionOf(c.release, c.info); got != c.want {
			t.Errorf("release %q of %+v: version %q, want %q", c.release, c.info, got, c.want)
		}
		if got := revisionOf(c.info); got != c.revision {
			t.Errorf("%+v: revision %q, want %q", c.info, got, c.revision)
		}
	}
}
