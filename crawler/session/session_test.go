package session

import "testing"

// TestLinks remembers what a list links with a session, and what its host does without.
func TestLinks(t *testing.T) {
	var l Links
	if l.Of("https://a.jp/1") != "" || l.Needed("https://a.jp/1") {
		t.Error("something is known of nothing")
	}
	l.Note("https://a.jp/1?id=2&utm_source=x")
	l.Note("https://a.jp/v.do;jsessionid=5C1FDA0E93B74C2A?id=a#x")
	l.Note("https://a.jp/b.html?sid=k3v9s0q1mmd72bl4&utm_source=x")
	for address, want := range map[string]string{
		"https://a.jp/1?id=2": "", "https://a.jp/v.do?id=a": "https://a.jp/v.do;jsessionid=5C1FDA0E93B74C2A?id=a", "https://a.jp/b.html": "https://a.jp/b.html?sid=k3v9s0q1mmd72bl4",
	} {
		if got := l.Of(address); got != want {
			t.Errorf("%s: %q, want %q", address, got, want)
		}
	}
	for tries, want := range []bool{true, true, false, true, false, false, false, true} {
		if l.MayHelp("https://a.jp/b.html", tries) != want {
			t.Errorf("after %d attempts", tries)
		}
	}
	l.Tell("https://a.jp/b.html", true, true)
	if !l.Needed("https://a.jp/v.do?id=a") || l.Needed("https://b.jp/") {
		t.Error("what one page tells of its host")
	}
	l.Tell("https://a.jp/b.html", true, false)
	l.Tell("https://a.jp/b.html", true, false)
	if l.MayHelp("https://a.jp/b.html", 0) || !l.MayHelp("https://b.jp/b.html", 0) {
		t.Error("asked in vain")
	}
}
