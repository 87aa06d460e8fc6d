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
