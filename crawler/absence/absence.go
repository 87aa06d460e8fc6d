// Package absence decides when a page that answers 404 or 410 is believed to be gone. Servers answer so for a while to everything:
// in maintenance, behind a cache that lost its way, after a move. It holds no effects.
package absence

import (
	"fmt"
	"net/url"
	"time"

	"koubo/crawler/cause"
	"koubo/sources"
)

// How long a page must have been answered so, at each look, until that is believed where something speaks against it.
const (
	Doubted   = 20 * time.Hour     // a list names it yet, holds nothing at all, or many pages of the host vanished together
	Disbelief = 5 * 24 * time.Hour // its list cannot be read either: a server may be down from Friday to Monday
	LongRest  = 12 * time.Hour     // such a page rests no longer than this between two looks, for it may be back
	many      = 3                  // so many pages of a host, and no fewer than those that answered, vanished together
)

// Lists says how the lists that carry an announcement fare in a visit.
type Lists int

// In the order of how much they speak against what its page answers.
const (
	Well     Lists = iota // or there are none
	Empty                 // they can be read, and hold nothing
	Troubled              // one cannot be read, or holds far less than it did
)

// Page is the own page of an announcement, which answers 404 or 410.
type Page struct {
	Address string
	Since   time.Time // the first of such answers in a row
	Open    bool      // a company may act on the announcement
	Named   bool      // a list names it yet
	Lists   Lists
}

// Believed reports for each page that answered so in a visit whether it is taken to be gone. held are the addresses of others that answered
// so at earlier visits and are not believed yet, answered those of pages that answered as ever in this one.
func Believed(pages []Page, held, answered []string, at time.Time) []bool {
	vanished := map[string]map[string]bool{} // host → addresses
	note := func(address string) {
		host := hostOf(address)
		if vanished[host] == nil {
			vanished[host] = map[string]bool{}
		}
		vanished[host][address] = true
	}
	for _, p := range pages {
		if p.Open || p.Named { // calls that are over are taken off their lists together
			note(p.Address)
		}
	}
	for _, address := range held {
		note(address)
	}
	well := map[string]int{}
	for _, address := range answered {
		well[hostOf(address)]++
	}
	believed := make([]bool, len(pages))
	for n, p := range pages {
		host := hostOf(p.Address)
		together := p.Open && len(vanished[host]) >= many && len(vanished[host]) >= well[host]
		believed[n] = at.Sub(p.Since) >= p.doubtedFor(together)
	}
	return believed
}

// doubtedFor is for how long a page's answer is not believed.
func (p Page) doubtedFor(together bool) time.Duration {
	switch {
	case p.Lists == Troubled:
		return Disbelief
	case p.Named, p.Lists == Empty, together:
		return Doubted
	}
	return 0
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// Unbelieved is the error of an announcement's own page that answers so and is not taken to be gone.
type Unbelieved struct{ Status int }

func (e Unbelieved) Error() string {
	return fmt.Sprintf("its own page is gone (it answers %d), which is not believed yet; it is asked for again, and what was read before stands", e.Status)
}

// Cause is the code of the error.
func (e Unbelieved) Cause() sources.Cause {
	return cause.New(sources.CausePageAbsent, "status", e.Status)
}

// Held says what is held back of a source, of which so many announcements' pages are not believed to be gone; no words for none. alone says
// whether it is the source's trouble although its lists are well.
func Held(n int) (words string, c sources.Cause, alone bool) {
	if n == 0 {
		return "", sources.Cause{}, false
	}
	words = fmt.Sprintf("%d pages of announcements answer 404 or 410, which is not believed yet; what was read before stands, and they are asked for again", n)
	return words, cause.New(sources.CauseAbsent, "now", n), n >= many
}
