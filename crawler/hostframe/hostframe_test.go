package hostframe

import (
	"errors"
	"fmt"
	"testing"

	"koubo/parsers/page"
	"koubo/parsers/page/frame"
)

// shelf is a Store that counts how often it is asked.
type shelf struct {
	value []byte
	err   error
	asked int
}

func (s *shelf) Frame(string) ([]byte, error) {
	s.asked++
	return s.value, s.err
}

func parse(t *testing.T, address string) *page.Document {
	t.Helper()
	body := fmt.Sprintf(`<html><body><ul><li><a href="/a/">くらしの情報</a></li><li><a href="/b/">しごとの情報</a></li></ul><h1>%s</h1>`, address)
	doc, err := page.Parse(page.Page{URL: address, Body: []byte(body)}, "utf-8")
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestVisitsShareAMemoryWhileTheyLast(t *testing.T) {
	s := &shelf{}
	hosts := New(s)
	one, other := hosts.Visit(), hosts.Visit()
	for n, v := range []*Visit{one, other, one} {
		found, err := v.Page(parse(t, fmt.Sprintf("https://a.jp/%d.html", n)), true, frame.Now)
		if err != nil || found.Clock != uint32(n+1) || (len(found.Marks.Out) > 0) != (n == 2) || found.Before != nil {
			t.Errorf("page %d: %+v, %v", n, found, err)
		}
	}
	if s.asked != 1 {
		t.Errorf("the store was asked %d times", s.asked)
	}
	changed := other.Changed()
	if len(changed) != 1 || len(changed["a.jp"]) == 0 || len(one.Changed()) != 0 {
		t.Errorf("%d hosts changed", len(changed))
	}
	if one.Close(); len(hosts.open) != 1 {
		t.Error("a memory is let go while a visit uses it")
	}
	if other.Close(); len(hosts.open) != 0 {
		t.Error("a memory is kept that no visit uses")
	}
	s.value = changed["a.jp"]
	found, err := hosts.Visit().Page(parse(t, "https://a.jp/0.html"), true, 1)
	if err != nil || found.Clock != 3 || len(found.Marks.Out) == 0 || found.Before == nil || len(found.Before.Out) != 0 {
		t.Errorf("after it was stored: %+v, %v", found, err)
	}
}

func TestWhatCannotBeReadIsToldOrLearntAgain(t *testing.T) {
	v := New(&shelf{err: errors.New("the disk is gone")}).Visit()
	if _, err := v.Page(parse(t, "https://a.jp/0.html"), true, 0); err == nil {
		t.Error("an error of the store is lost")
	}
	if err := v.NoteEntry(parse(t, "https://a.jp/list.html")); err == nil {
		t.Error("an error of the store is lost")
	}
	v = New(&shelf{value: []byte("damaged")}).Visit()
	if found, err := v.Page(parse(t, "https://a.jp/0.html"), true, 0); err != nil || found.Clock != 1 {
		t.Errorf("a damaged memory: %+v, %v", found, err)
	}
}

// TestWhatAPageWasReadWithBefore: by the clock of its own reading; where this source never read it, by that of another's; nothing where
// the frame knew as much as now.
func TestWhatAPageWasReadWithBefore(t *testing.T) {
	hosts := New(&shelf{})
	v := hosts.Visit()
	for n := range 3 { // from the third on, the menu is the frame's
		if _, err := v.Page(parse(t, fmt.Sprintf("https://a.jp/%d.html", n)), true, frame.Now); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		page   string
		whole  bool
		before uint32
		want   bool // it was read otherwise
	}{
		"read before any memory":         {"0", true, 0, true},
		"read at first":                  {"0", true, 1, true},
		"read as the menu was known":     {"2", true, 3, false},
		"read by another source alone":   {"0", true, frame.Now, true},
		"the same, of the latest page":   {"2", true, frame.Now, false},
		"read by nobody":                 {"9", false, frame.Now, false},
		"its own reading, not another's": {"2", true, 1, true},
	} {
		found, err := v.Page(parse(t, "https://a.jp/"+c.page+".html"), c.whole, c.before)
		if err != nil || (found.Before != nil) != c.want || found.Clock != 3 || len(found.Marks.Out) == 0 {
			t.Errorf("%s: %+v, %v", name, found, err)
		}
	}
	if part, err := v.Page(parse(t, "https://a.jp/8.html"), false, frame.Now); err != nil || part.Clock != 3 {
		t.Errorf("a part of a page was noted: %+v, %v", part, err)
	}
	if err := v.NoteEntry(parse(t, "https://a.jp/list.html")); err != nil {
		t.Error(err)
	}
	if listed, err := v.Page(parse(t, "https://a.jp/7.html"), false, frame.Now); err != nil || listed.Clock != 4 {
		t.Errorf("a list was not noted: %+v, %v", listed, err)
	}
	if _, err := v.Page(parse(t, "https://b.jp/0.html"), true, frame.Now); err != nil || len(hosts.open) != 2 || len(v.Changed()) != 2 {
		t.Errorf("%d hosts, %v", len(hosts.open), err)
	}
	if v.Close(); len(hosts.open) != 0 {
		t.Errorf("%d memories are kept", len(hosts.open))
	}
	for _, of := range []func(*Visit) error{
		func(v *Visit) error { _, err := v.Page(parse(t, "https://a.jp/%zz"), true, frame.Now); return err },
		func(v *Visit) error { return v.NoteEntry(parse(t, "https://a.jp/%zz")) },
	} {
		if err := of(hosts.Visit()); err == nil {
			t.Error("no address has a host")
		}
	}
}
