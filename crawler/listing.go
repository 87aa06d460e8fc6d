package crawler

import (
	"cmp"
	"slices"
	"strings"

	"koubo/crawler/fetch"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/jdate"
	"koubo/opportunity/jtext"
	"koubo/parsers/page"
	"koubo/sources"
)

// item is one announcement that the entries of a visit list.
type item struct {
	key       string            // in Memory.Known
	draft     opportunity.Draft // what the entries say of it; its URL is the address to ask for, Part what tells it from others there
	fragment  string            // of its link, with its "#", "" for none
	group     string            // hash of all announcements listed for its page, "" for one alone
	undecided bool              // its title proves nothing, so its page has to
	inRow     bool              // a row of its list without a link is all that there is of it
	ofPlace   bool              // its title names no call at all, and its list does by its name
	on        []string          // keys of the entries that list it
}

// listing is what the entries of a visit say, brought together.
type listing struct {
	items   []item
	on      map[string][]string      // key → keys of the entries that list it
	seen    int                      // announcements listed, those dropped included
	dropped []sources.Dropped        // titles that cannot be opportunities
	oldest  map[string]jdate.Date    // key of an entry read in this visit → earliest day that it gives any announcement, dropped ones included; "" for none
	were    map[string]string        // key of an announcement that no visit knew before → key of the row without a link that it was
	titles  map[string]string        // key → title, of announcements that no visit knew before
	fresh   map[string]int           // entry key → announcements on it that no visit knew before
	changed map[string]sources.Known // what changes of Known by what is listed now
}

// collect brings the announcements together that the entries list: each once, under the key by which it is remembered, or
// by which its next visit will know it. Titles that cannot be opportunities are dropped, with their reasons.
func collect(src sources.Source, known map[string]sources.Known, entries []entry) listing {
	l := listing{on: map[string][]string{}, were: map[string]string{}, titles: map[string]string{}, fresh: map[string]int{}, oldest: oldestListed(entries)}
	pages := groupByPage(&l, entries)
	for _, p := range pages {
		for _, i := range p.split(known) {
			i.draft.Source, i.draft.Issuer, i.draft.Detail = src.ID, src.Issuer, opportunity.DetailPending
			l.items = append(l.items, i)
		}
	}
	l.recogniseRandomAddresses(known)
	l.joinRows(known)
	l.mergeSameKeys()
	for _, i := range l.items {
		l.on[i.key] = i.on
		if _, old := known[i.key]; !old {
			l.titles[i.key] = i.draft.Title
			for _, key := range i.on {
				l.fresh[key]++
			}
		}
	}
	l.changed = l.rememberListed(known, entries)
	return l
}

// knownNow is what is remembered of an announcement, with what the lists say now.
func (l listing) knownNow(known map[string]sources.Known, key string) sources.Known {
	if changed, is := l.changed[key]; is {
		return changed
	}
	return known[key]
}

// listedPage is an address with the announcements that are listed for it.
type listedPage struct {
	key     string // identity of the address
	address string
	rows    bool // its announcements are rows of the list that it is
	items   []item
}

// groupByPage groups what is listed by the page it leads to, in the order of the entries, and counts what is dropped.
func groupByPage(l *listing, entries []entry) []*listedPage {
	var pages []*listedPage
	byKey := map[string]*listedPage{}
	seen := map[string]bool{}
	count := func(address string) {
		if !seen[address] {
			seen[address] = true
			l.seen++
		}
	}
	lists := fullLists(entries)
	for n := range entries {
		e := &entries[n]
		if !e.read {
			l.seen += e.items
		}
		l.seen += len(e.unlinked)
		l.dropped = append(l.dropped, e.unlinked...)
		drop := func(d opportunity.Draft, why string) {
			count(d.URL)
			l.dropped = append(l.dropped, sources.Dropped{Title: d.Title, URL: d.URL, Why: why})
			e.dropped++
		}
		for _, d := range e.drafts {
			v := e.triage(d)
			if !v.Keep {
				drop(d, v.Why)
				continue
			}
			address, fragment := opportunity.CanonicalPart(d.URL)
			key := opportunity.IdentityKey(address)
			if fragment == "" && lists[key] && !d.InList {
				drop(d, whyList)
				continue
			}
			count(firstKey(address, fragment, d))
			at := key
			if d.InList {
				at = rowsAt + key
			}
			p := byKey[at]
			if p == nil {
				p = &listedPage{key: key, address: address, rows: d.InList}
				byKey[at] = p
				pages = append(pages, p)
			}
			d.URL = address
			p.add(item{draft: d, inRow: d.InList, fragment: fragment, undecided: v.Undecided, ofPlace: v.Why == classify.NoTerm, on: []string{e.key}})
		}
	}
	return pages
}

// firstKey is the key under which an announcement is first remembered: that of its page, or of its row where it has none.
func firstKey(address, fragment string, d opportunity.Draft) string {
	if d.InList {
		return opportunity.PartKey(address, cmp.Or(fragment, d.Title))
	}
	return opportunity.IdentityKey(address)
}

// triage decides whether a title may be an opportunity's, once for each title and address. One without a word of a call, and with none
// that speaks against it, is undecided where its list by its name holds calls, or says by which day something is to be handed in.
func (e *entry) triage(d opportunity.Draft) classify.Verdict {
	if d.InList {
		return triage(d)
	}
	key := [2]string{d.Title, d.URL}
	v, known := e.verdicts[key]
	if !known {
		v = e.titles.Triage(d.Title, d.URL, d.Categories)
		e.verdicts[key] = v
	}
	if v.Why == classify.NoTerm && (e.ofCalls && page.ShowsDay(&d) || page.AsksByADay(&d)) {
		v.Keep, v.Undecided = true, true
	}
	return v
}

// triage decides whether a draft may be an opportunity, by its title, address and categories. An undecided one has to be
// read.
func triage(d opportunity.Draft) classify.Verdict {
	return classify.TriageListed(d)
}

// placesOfCalls are names of lists whose rows often say no more than what is bought: 橋梁点検, under 公募型プロポーザル.
var (
	placesOfCalls = jtext.MustPattern(`プロポーザル|企画提案|企画競争|公募型|サウンディング|市場調査|民間提案|(?:事業者|企業|業者|管理者|パートナー)(?:等)?(?:の|を)?(?:公募|募集)`)
	noTenders     = jtext.MustPattern(`見通し?|予定|資格|名簿`)
	tenderPlaces  = jtext.MustPattern(`入札.{0,12}(?:公告|情報|案件)|一般競争入札|見積り?(?:合わ?せ|依頼)|オープン ?カウンタ`)
	otherPlaces   = jtext.MustPattern(`結果|過去|終了|様式|制度|要綱|手引|ガイドライン|について$`)
)

func namesPlaceOfCalls(name string) bool {
	folded := jtext.Fold(name)
	return placesOfCalls.MatchString(folded) && !otherPlaces.MatchString(folded)
}

// namesPlaceOfTenders reports whether a list by its name is one of what is bought by bids that anybody may make.
func namesPlaceOfTenders(name string) bool {
	folded := jtext.Fold(name)
	return tenderPlaces.MatchString(folded) && !otherPlaces.MatchString(folded) && !noTenders.MatchString(folded)
}

// whyList is why an announcement is dropped whose link leads to a list of the source: 募集情報を更新しました.
const whyList = "一覧へのリンク"

// fullLists are the identity keys of the lists that hold announcements, which have pages of their own.
func fullLists(entries []entry) map[string]bool {
	lists := map[string]bool{}
	for _, e := range entries {
		if !e.feed && e.items > 0 {
			lists[opportunity.IdentityKey(e.url)] = true
		}
	}
	return lists
}

// add adds what an entry says of an announcement. Several announcements of one page are those that one entry tells apart;
// what another entry says is joined to the one it means.
func (p *listedPage) add(fresh item) {
	for at := range p.items {
		old := &p.items[at]
		if old.fragment == fresh.fragment && sameWords(old.draft.Title, fresh.draft.Title) || fresh.fragment != "" && old.fragment == fresh.fragment {
			old.join(fresh)
			return
		}
	}
	if len(p.items) > 0 && !p.rows && !slices.Contains(p.items[0].on, fresh.on[0]) {
		for at := range p.items {
			if opportunity.SameTitle(p.items[at].draft.Title, fresh.draft.Title) {
				p.items[at].join(fresh)
				return
			}
		}
		if fresh.fragment == "" {
			p.items[0].join(fresh)
			return
		}
	}
	p.items = append(p.items, fresh)
}

// join joins what two entries say of one announcement; the first counts more.
func (i *item) join(other item) {
	if classify.IsCutTitle(i.draft.Title) && !classify.IsCutTitle(other.draft.Title) {
		i.draft.Title = other.draft.Title
	}
	i.draft = joinDrafts(i.draft, other.draft)
	i.undecided = i.undecided && other.undecided
	for _, key := range other.on {
		if !slices.Contains(i.on, key) {
			i.on = append(i.on, key)
		}
	}
}

// split gives the announcements of a page their keys. Whether the page really tells them apart is found when it is read;
// where it was found not to, they are one.
func (p *listedPage) split(known map[string]sources.Known) []item {
	if p.rows {
		return p.splitRows(known)
	}
	key := resolveAlias(known, p.key)
	if len(p.items) == 1 {
		one := p.items[0]
		one.key = key
		if len(known) == 0 {
			return []item{one}
		}
		own := p.partKeys(known)[0]
		if k, ok := known[own]; ok { // alone now, one of several before
			one.key, one.draft.Part, one.group = own, p.partUnder(known, own, one), k.Group
		}
		return []item{one}
	}
	group := p.group()
	if k, ok := known[key]; ok && k.Group == group && k.Part == "" && !p.hasKnownPart(known) {
		one := p.items[0]
		for _, other := range p.items[1:] {
			one.join(other)
		}
		one.key, one.group = key, group
		return []item{one}
	}
	items, keys := slices.Clone(p.items), p.partKeys(known)
	taken := false // the key of the page itself goes to the one that had it when it was alone
	for at := range items {
		i := &items[at]
		i.group = group
		_, known1 := known[keys[at]]
		if k, ok := known[key]; ok && !taken && !known1 && k.Alias == "" && k.Part == "" && sameWords(k.Title, i.draft.Title) {
			i.key, taken = key, true
			continue
		}
		i.key, i.draft.Part = keys[at], p.partUnder(known, keys[at], *i)
	}
	return items
}

// group is a hash of all announcements listed for a page.
func (p *listedPage) group() string {
	var all []string
	for _, i := range p.items {
		all = append(all, i.fragment+"\x00"+i.draft.Title)
	}
	slices.Sort(all)
	return fetch.HashOf([]byte(strings.Join(all, "\x01")))[:8]
}

func (p *listedPage) hasKnownPart(known map[string]sources.Known) bool {
	return slices.ContainsFunc(p.items, func(i item) bool {
		_, byFragment := known[opportunity.PartKey(p.address, i.fragment)]
		_, byTitle := known[opportunity.PartKey(p.address, i.draft.Title)]
		return byFragment && i.fragment != "" || byTitle
	})
}

// sameWords reports whether two titles are the same but for spaces.
func sameWords(a, b string) bool {
	return strings.Join(strings.Fields(a), "") == strings.Join(strings.Fields(b), "")
}
