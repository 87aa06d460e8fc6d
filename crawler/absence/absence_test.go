package absence

import (
	"fmt"
	"testing"
	"time"
)

func TestWhatIsBelieved(t *testing.T) {
	at := time.Date(2026, 11, 25, 10, 0, 0, 0, time.UTC)
	now, day, week := at, at.Add(-Doubted), at.Add(-Disbelief)
	page := func(address string, since time.Time, change func(*Page)) Page {
		p := Page{Address: "https://a.jp/" + address, Since: since, Open: true}
		if change != nil {
			change(&p)
		}
		return p
	}
	three := func(since time.Time, change func(*Page)) []Page {
		return []Page{page("1", since, change), page("2", since, change), page("3", since, change)}
	}
	named, empty, troubled := func(p *Page) { p.Named = true }, func(p *Page) { p.Lists = Empty }, func(p *Page) { p.Lists, p.Named = Troubled, true }
	over := func(p *Page) { p.Open = false }
	for name, c := range map[string]struct {
		pages          []Page
		held, answered int
		want           bool
	}{
		"one, off its list":                      {[]Page{page("1", now, nil)}, 0, 0, true},
		"one, on its list yet":                   {[]Page{page("1", now, named)}, 0, 9, false},
		"one, on its list yet, almost a day":     {[]Page{page("1", day.Add(1), named)}, 0, 9, false},
		"one, on its list yet, for a day":        {[]Page{page("1", day, named)}, 0, 9, true},
		"one of an empty list":                   {[]Page{page("1", now, empty)}, 0, 9, false},
		"one of an empty list, for a day":        {[]Page{page("1", day, empty)}, 0, 9, true},
		"one of a list in trouble, for a day":    {[]Page{page("1", day, troubled)}, 0, 9, false},
		"one of a list in trouble, almost ended": {[]Page{page("1", week.Add(1), troubled)}, 0, 9, false},
		"one of a list in trouble, for long":     {[]Page{page("1", week, troubled)}, 0, 9, true},
		"two, off their list":                    {three(now, nil)[:2], 0, 0, true},
		"three, off their list":                  {three(now, nil), 0, 0, false},
		"three, beside as many that answer":      {three(now, nil), 0, 3, false},
		"three, beside more that answer":         {three(now, nil), 0, 4, true},
		"three, for a day":                       {three(day, nil), 0, 0, true},
		"three that are over":                    {three(now, over), 0, 0, true},
		"three that are over, on their list yet": {three(now, func(p *Page) { p.Open, p.Named = false, true }), 0, 0, false},
		"three parts of one page":                {[]Page{page("1#a", now, nil), page("1#a", now, nil), page("1#a", now, nil)}, 0, 0, true},
		"one beside two that are held back":      {[]Page{page("1", now, nil)}, 2, 0, false},
		"one beside one that is held back":       {[]Page{page("1", now, nil)}, 1, 0, true},
		"one beside itself, held back":           {[]Page{page("h0", now, nil)}, 2, 0, true},
		"one on a host beside three of another":  {[]Page{{Address: "https://b.jp/1", Since: now, Open: true}}, 3, 0, true},
	} {
		var held, answered []string
		for n := range c.held {
			held = append(held, fmt.Sprintf("https://a.jp/h%d", n))
		}
		for n := range c.answered {
			answered = append(answered, fmt.Sprintf("https://a.jp/w%d", n))
		}
		for n, got := range Believed(c.pages, held, answered, at) {
			if got != c.want {
				t.Errorf("%s: %s believed %v", name, c.pages[n].Address, got)
			}
		}
	}
}

func TestWhatIsSaidOfTheHeldBack(t *testing.T) {
	for n, c := range map[int]struct{ told, alone bool }{0: {}, 1: {true, false}, 2: {true, false}, 3: {true, true}, 19: {true, true}} {
		words, code, alone := Held(n)
		if (words != "") != c.told || alone != c.alone || c.told && code.Args["now"] != fmt.Sprint(n) {
			t.Errorf("%d: %q, %+v, %v", n, words, code, alone)
		}
	}
	if code := (Unbelieved{410}).Cause(); code.Args["status"] != "410" {
		t.Errorf("%+v", code)
	}
}
