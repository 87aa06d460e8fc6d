package feeds

import (
	"cmp"
	"strings"
	"time"

	"koubo/feeds/plain"
	"koubo/feeds/wording"
	"koubo/opportunity"
)

// Words are an entry in words, each on one line and without control characters, for whoever writes it in another form than
// those of this package.
type Words struct {
	Word  string // what is told, in a word: 締切延長, 新着
	Title string // of the announcement, with what is told before it: 【締切延長 11/13→11/27】…
	Told  string // what was and what is; "" for what is new
	Asker string // 発注者：長野県松本市／種別：実証実験
	Facts string // 提出期限 2026-11-20 17:00（金）／上限額 12,000,000円（税込）
	Link  string // of the announcement, an absolute http or https address; "" where it has none that may be followed
}

// Words returns the entry in words as it stands at now.
func (e Entry) Words(now time.Time) Words {
	word, _, _ := strings.Cut(e.word, " ")
	return Words{Word: cmp.Or(word, wording.Class(opportunity.ChangedNew)), Title: e.title(), Told: e.line, Asker: askerOf(e.record),
		Facts: factsOf(e.record, now), Link: plain.Link(e.record.URL)}
}

// Key is what tells the entry from others of its record; of characters that a URI may hold.
func (e Entry) Key() string { return e.key }
