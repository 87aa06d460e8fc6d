package signup

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/publicsuffix"
)

// Limits keep the letters of confirmation from being a flood, whoever asks for them. The zero value stands for usual ones.
type Limits struct {
	Letters       int // of confirmation an hour in all; 0 for 100
	PerDomain     int // and to one domain; 0 for 20
	Subscriptions int // that are kept in all; 0 for 5,000
}

// quiet is how long no second letter goes to an address, unless the first was confirmed.
const quiet = 24 * time.Hour

// quota remembers the letters of the last day, in memory alone and by names that tell no address.
type quota struct {
	mu   sync.Mutex
	sent []sent // oldest first; no more than a day's letters
}

type sent struct {
	at              time.Time
	mailbox, domain string // names
	token           string // name of what its link holds
}

// verdict is whether a letter may leave.
type verdict int

const (
	mayLeave   verdict = iota
	wasSent            // to the same mailbox, within a day, and not confirmed
	mustNotNow         // too many letters have left within the hour
)

// take counts a letter that may leave.
func (q *quota) take(s sent, most Limits) verdict {
	now := s.at
	q.mu.Lock()
	defer q.mu.Unlock()
	q.sent = slices.DeleteFunc(q.sent, func(one sent) bool { return now.Sub(one.at) >= quiet })
	all, there := 0, 0
	for _, one := range q.sent {
		if one.mailbox == s.mailbox {
			return wasSent
		}
		if now.Sub(one.at) < time.Hour {
			all++
			if one.domain == s.domain {
				there++
			}
		}
	}
	if all >= cmp.Or(most.Letters, 100) || there >= cmp.Or(most.PerDomain, 20) {
		return mustNotNow
	}
	q.sent = append(q.sent, s)
	return mayLeave
}

// giveBack lets another letter to a mailbox leave, since one failed. It still counts within its hour.
func (q *quota) giveBack(failed sent) {
	q.free(func(s sent) bool { return s.mailbox == failed.mailbox && s.at.Equal(failed.at) })
}

// confirmed lets another letter to a mailbox leave, since its owner has followed the link of one, and wants them. The same link does so once.
func (q *quota) confirmed(token string) {
	q.free(func(s sent) bool { return s.token == token })
}

// free lets another letter leave to the mailboxes that some letters went to.
func (q *quota) free(is func(sent) bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for i := range q.sent {
		if is(q.sent[i]) {
			q.sent[i].mailbox = ""
		}
	}
}

// mailboxOf is one spelling of the addresses that usually lead to the same mailbox: many servers take no notice of case, of dots
// and of what stands behind a plus sign. It is for counting alone.
func mailboxOf(address string) (mailbox, domain string) {
	at := strings.LastIndexByte(address, '@')
	local, _, _ := strings.Cut(strings.ToLower(address[:at]), "+")
	domain = strings.ToLower(address[at+1:])
	mailbox = strings.ReplaceAll(local, ".", "") + "@" + domain
	if registered, err := publicsuffix.EffectiveTLDPlusOne(domain); err == nil {
		domain = registered
	}
	return mailbox, domain
}
