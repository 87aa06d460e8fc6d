package store

import (
	"cmp"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
	bolt "go.etcd.io/bbolt"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/store/index"
	"koubo/store/layout"
	"koubo/store/selection"
)

// model does what the store does, in the plainest way: all records in a map, every query asks each of them.
type model struct {
	random  *rand.Rand
	records map[string]opportunity.Opportunity
	changed map[string]int // place among the changes
	told    map[string]int // place of the change that came with the latest news
	changes int
	at      time.Time
	lead    map[string]string // identity key → record id
	moved   map[string]string // id of a record merged into another → that one's
	merges  int
	joined  map[string][]opportunity.Opportunity // id → the records that became it in the visit under way
}

func newModel() *model {
	return &model{random: rand.New(rand.NewPCG(7, 8)), records: map[string]opportunity.Opportunity{}, changed: map[string]int{}, told: map[string]int{},
		at: day.Add(-40 * time.Hour), lead: map[string]string{}, moved: map[string]string{}}
}

var modelWords = strings.Fields("実証実験 共創 プロポーザル ﾃﾞｼﾞﾀﾙ デジタル 観光 子育て AI Ａｉ 防災 自動運転 乾 乾電池 電池 サウンディング")

var modelIssuers = []opportunity.Issuer{
	{Code: "011002", Name: "札幌市", Prefecture: "北海道"}, {Code: "132063", Name: "府中市", Prefecture: "東京都"},
	{Code: "342084", Name: "府中市", Prefecture: "広島県"}, {Code: "342076", Name: "福山市", Prefecture: "広島県"},
}

func (m *model) pick(words []string) string { return words[m.random.IntN(len(words))] }

// draw makes up a record; the same number is always the same announcement of the same body.
func (m *model) draw(n int) opportunity.Opportunity {
	o := sample(n, m.pick(modelWords)+m.pick(modelWords)+"の"+m.pick(modelWords))
	o.Issuer = modelIssuers[n%len(modelIssuers)]
	o.Source = "s" + fmt.Sprint(n%3)
	o.Kind = []opportunity.Kind{opportunity.Pilot, opportunity.Tender, opportunity.Other}[m.random.IntN(3)]
	o.Stage = []opportunity.Stage{opportunity.OpenCall, opportunity.OpenCall, opportunity.Result, opportunity.Cancelled, opportunity.Notice}[m.random.IntN(5)]
	o.IsOpportunity = o.Stage == opportunity.OpenCall && m.random.IntN(3) > 0
	if yen := m.random.Int64N(9); yen < 7 {
		o.BudgetYen = []*int64{new(int64), sum(yen), sum(yen * 1_000_000), sum(opportunity.MaxBudget + yen), sum(-1)}[m.random.IntN(5)]
	}
	o.Themes = [][]string{nil, {"dx"}, {"dx", "tourism"}}[m.random.IntN(3)]
	o.Summary = m.pick(modelWords)
	o.Published = jdate.Date("2026-10-01").AddDays(m.random.IntN(30))
	o.Deadlines = nil
	if end := m.random.IntN(50); end > 5 {
		o = closing(o, jdate.Date("2026-10-01").AddDays(end))
	}
	if m.random.IntN(3) == 0 && len(o.Deadlines) > 0 {
		o.Deadlines[0].Start = o.Deadlines[0].End.AddDays(-m.random.IntN(20))
		o.Deadlines = append(o.Deadlines, opportunity.Deadline{Role: opportunity.Registration, End: o.Deadlines[0].End.AddDays(-m.random.IntN(9)), Evidence: "参加申込"})
	}
	o.Rolling = m.random.IntN(6) == 0
	return o
}

func sum(yen int64) *int64 { return &yen }

// visit makes up what the next visit of a source finds.
func (m *model) visit() sources.Visit {
	m.at = m.at.Add(13 * time.Minute)
	v := visit("s"+fmt.Sprint(m.random.IntN(3)), m.at)
	v.Withdrawn = map[string]string{}
	v.Aliases = map[string][]string{}
	for range m.random.IntN(9) {
		o := m.draw(m.random.IntN(400))
		m.disguise(&o, v.Aliases)
		v.Records = append(v.Records, o)
	}
	for _, id := range slices.Sorted(maps.Keys(m.records)) {
		switch m.random.IntN(400) {
		case 0:
			v.Withdrawn[id] = "消えた"
		case 1:
			v.SeenIDs = append(v.SeenIDs, id)
		}
	}
	return v
}

// disguise lets a record come under another address, from another body, or with keys of other announcements.
func (m *model) disguise(o *opportunity.Opportunity, aliases map[string][]string) {
	other := sample(m.random.IntN(400), "")
	switch m.random.IntN(12) {
	case 0:
		o.URL = strings.Replace(o.URL, "https://www.", "http://", 1)
	case 1:
		o.URL += "?print=1"
	case 2: // another body lists the page, under its title or as one of many
		o.Issuer = modelIssuers[m.random.IntN(len(modelIssuers))]
		if old, ok := m.records[m.follow(m.lead[o.Key()])]; ok && m.random.IntN(2) == 0 {
			o.Title = old.Title
		}
	case 3: // its page names another one as its canonical address
		if old, ok := m.records[m.follow(m.lead[other.Key()])]; ok && m.random.IntN(2) == 0 {
			o.Title = old.Title
		}
		defer func() { aliases[o.ID] = append(aliases[o.ID], other.Key()) }()
	case 4: // or the home page, or one that no record has
		defer func() {
			aliases[o.ID] = append(aliases[o.ID], "city.example.jp", "city.example.jp/x/"+fmt.Sprint(m.random.IntN(30)))
		}()
	}
	o.ID = opportunity.NewID(o.Issuer.Code, o.URL)
}

func (m *model) follow(id string) string {
	for m.moved[id] != "" {
		id = m.moved[id]
	}
	return id
}

func (m *model) apply(v sources.Visit) {
	listed, made := map[string]bool{}, map[string]string{}
	for _, id := range v.SeenIDs {
		listed[m.follow(id)] = true
	}
	claims := map[string][]string{}
	m.joined = map[string][]opportunity.Opportunity{}
	for _, o := range v.Records {
		claims[o.Key()] = []string{o.Title} // of several under one key the last
	}
	for _, o := range v.Records {
		listed[m.follow(o.ID)], listed[m.follow(m.lead[o.Key()])] = true, true
		for _, key := range v.Aliases[o.ID] {
			claims[key] = append(claims[key], o.Title)
		}
	}
	for _, o := range slices.Backward(v.Records) {
		made[o.ID] = m.applyRecord(o, v, listed, claims)
	}
	final := func(id string) string {
		if to, ok := made[id]; ok {
			return m.follow(to)
		}
		return m.follow(id)
	}
	for _, id := range v.SeenIDs {
		m.see(final(id), v.At)
	}
	for _, id := range slices.Sorted(maps.Keys(v.Withdrawn)) {
		o, ok := m.records[final(id)]
		if !ok || o.Withdrawn != nil || !o.IsOpportunity {
			continue
		}
		o.Withdrawn = &opportunity.Withdrawal{At: v.At, Reason: v.Withdrawn[id]}
		if !o.CutShort() {
			m.records[o.ID] = o
			continue
		}
		o.History = opportunity.AddChanges(o.History, []opportunity.Change{{At: v.At, Field: "withdrawn", New: v.Withdrawn[id]}})
		o.Revision, o.Revised = o.Revision+1, v.At
		m.change(o)
	}
}

// resolve says which records o is, oldest first, and which keys lead to it from now on.
func (m *model) resolve(o opportunity.Opportunity, v sources.Visit, listed map[string]bool, claims map[string][]string) (are, keys []string) {
	is := map[string]bool{}
	if id := m.follow(o.ID); m.records[id].ID != "" {
		is[id] = true
	}
	keys = []string{o.Key()}
	if old := m.records[m.follow(m.lead[o.Key()])]; old.ID != "" {
		if old.Issuer.Code == o.Issuer.Code || old.FoundBy(o.Source) || opportunity.SameTitle(old.Title, o.Title) {
			is[old.ID] = true
		}
	}
	for _, key := range v.Aliases[o.ID] {
		agree := !slices.ContainsFunc(claims[key], func(title string) bool { return !opportunity.SameTitle(title, claims[key][0]) })
		if opportunity.IsHome(key) || key == o.Key() || !agree {
			continue
		}
		if old := m.records[m.follow(m.lead[key])]; old.ID == "" || is[old.ID] {
			keys = append(keys, key)
		} else if opportunity.SameTitle(old.Title, o.Title) || old.Issuer.Code == o.Issuer.Code && !listed[old.ID] {
			is[old.ID] = true
			keys = append(keys, key)
		}
	}
	are = slices.Collect(maps.Keys(is))
	slices.SortFunc(are, func(a, b string) int { return older(m.records[a], m.records[b]) })
	return are, keys
}

func (m *model) applyRecord(o opportunity.Opportunity, v sources.Visit, listed map[string]bool, claims map[string][]string) (id string) {
	o.Origins = []opportunity.Origin{{Source: o.Source, URL: o.URL, FirstSeen: v.At}}
	are, keys := m.resolve(o, v, listed, claims)
	if len(are) > 0 {
		o.ID = are[0]
	}
	if len(are) > 1 {
		m.unite(are)
	}
	for _, key := range keys {
		if m.records[m.follow(m.lead[key])].ID == "" {
			m.lead[key] = o.ID
		}
	}
	old, ok := m.records[o.ID]
	if !ok {
		o.FirstSeen, o.Revised, o.Revision = v.At, v.At, 1
		m.change(o)
		m.see(o.ID, v.At)
		return o.ID
	}
	seen := old.LastSeen
	old.LastSeen = time.Time{}
	merged, revised := opportunity.Revise(old, fromOtherSource(old, o), v.At)
	if joined := m.joined[o.ID]; len(joined) > 0 {
		merged, revised = opportunity.ReviseJoined(old, joined, fromOtherSource(old, o), v.At)
	}
	m.replace(old, merged, revised, seen)
	m.see(o.ID, v.At)
	return o.ID
}

// replace puts a record in the place of old, whose place among the changes it keeps unless it can be found otherwise.
func (m *model) replace(old, merged opportunity.Opportunity, revised bool, seen time.Time) {
	merged.LastSeen = seen
	place := m.changed[old.ID]
	m.change(merged)
	if !revised && m.findable(old) == m.findable(merged) {
		m.changed[old.ID], m.told[old.ID] = place, min(m.told[old.ID], place)
	}
}

func (m *model) unite(ids []string) {
	m.merges++
	kept := m.records[ids[0]]
	merged, seen := kept, kept.LastSeen
	for _, id := range ids {
		m.joined[kept.ID] = append(m.joined[kept.ID], m.records[id])
	}
	for _, id := range ids[1:] {
		seen = newer(seen, m.records[id].LastSeen)
		merged = join(merged, m.records[id])
		m.moved[id] = kept.ID
		delete(m.records, id)
	}
	m.replace(kept, merged, false, seen)
}

// findable is what moves a record among the changes even without a revision.
func (m *model) findable(o opportunity.Opportunity) string {
	var found []string
	for _, at := range o.Origins {
		found = append(found, at.Source)
	}
	slices.Sort(found)
	yen, stated := o.Budget()
	return fmt.Sprint(o.Kind, o.Stage, o.IsOpportunity, o.CutShort(), o.Themes, o.Over(), o.EntryDays(), yen, stated, o.SearchText(), o.Issuer.Code, slices.Compact(found))
}

func (m *model) change(o opportunity.Opportunity) {
	m.changes++
	if old := m.records[o.ID]; old.ID == "" || old.News().At.Unix() != o.News().At.Unix() {
		m.told[o.ID] = m.changes
	}
	m.records[o.ID], m.changed[o.ID] = o, m.changes
}

func (m *model) see(id string, at time.Time) {
	if o, ok := m.records[id]; ok {
		o.LastSeen = newer(o.LastSeen, at)
		m.records[id] = o
	}
}

// query asks every record.
func (m *model) query(q opportunity.Query, now time.Time) []opportunity.Opportunity {
	var all []opportunity.Opportunity
	q = q.On(jdate.DateOf(now))
	for _, o := range m.records {
		o = o.At(now)
		if q.Match(o) {
			all = append(all, o)
		}
	}
	slices.SortFunc(all, func(a, b opportunity.Opportunity) int {
		place := m.changed
		if q.Sort == "" || q.Sort == opportunity.ByRevised {
			place = m.told
		}
		return cmp.Or(compareBy(q.Sort, a, b, now), cmp.Compare(place[b.ID], place[a.ID]))
	})
	return all
}

// compareBy puts records in an order; those of one place are in that of their changes.
func compareBy(sort opportunity.Sort, a, b opportunity.Opportunity, now time.Time) int {
	switch sort {
	case opportunity.ByDeadline: // what will be over, the nearest first; what never will be; what is over, the latest first
		const next, never, over = 0, 1, 2
		group := func(o opportunity.Opportunity) int {
			switch {
			case o.Over().IsZero():
				return never
			case o.Over().After(now):
				return next
			}
			return over
		}
		if group(a) == over && group(b) == over {
			return b.Over().Compare(a.Over())
		}
		return cmp.Or(cmp.Compare(group(a), group(b)), a.Over().Compare(b.Over()))
	case opportunity.ByPublished:
		return cmp.Compare(b.Published, a.Published)
	case opportunity.ByBudget:
		yen := func(o opportunity.Opportunity) int64 {
			if yen, stated := o.Budget(); stated {
				return yen
			}
			return -1
		}
		return cmp.Compare(yen(b), yen(a))
	}
	return cmp.Compare(b.News().At.Unix(), a.News().At.Unix())
}

// news lists what was told of the records that a selection holds, newest first.
func (m *model) news(q opportunity.Query, now time.Time) (all []selection.Told) {
	q.Sort = opportunity.ByRevised
	for _, o := range m.query(q, now) {
		for _, n := range slices.Backward(o.Told()) {
			if !n.At.Before(q.Since) {
				all = append(all, selection.Told{Record: o, News: n})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b selection.Told) int {
		return cmp.Or(cmp.Compare(b.News.At.Unix(), a.News.At.Unix()), cmp.Compare(m.changed[b.Record.ID], m.changed[a.Record.ID]))
	})
	return all
}

// allNews reads what was told page by page.
func allNews(t *testing.T, s *Store, q opportunity.Query, now time.Time) (all []selection.Told) {
	t.Helper()
	for {
		r, err := s.News(q, now)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, r.Items...)
		if q.Cursor = r.Next; q.Cursor == "" {
			return all
		}
	}
}

func (m *model) draws(q int) opportunity.Query {
	if q == 0 {
		return everything()
	}
	one := func(values ...string) string { return values[m.random.IntN(len(values))] }
	list := func(values ...string) []string { return strings.Fields(one(values...)) }
	query := opportunity.Query{
		AllKinds: m.random.IntN(3) > 0, AllStages: m.random.IntN(2) > 0, AllStatuses: m.random.IntN(2) > 0,
		Issuers: list("", "", "132063", "342084", "132063 342084"), Prefectures: list("", "", "34", "13", "13 20"), Source: one("", "", "s1"), Themes: list("", "", "tourism", "dx tourism"),
		Text: one("", "", m.part(), m.part(), m.part()+" "+m.part(), "札幌", "法人", "府中 実", "存在しない", "募集します公", m.words(), m.words(), m.words(), m.words()),
		Sort: opportunity.Sort(one("", "revised", "deadline", "published", "budget", "budget")),
	}
	if m.random.IntN(3) == 0 {
		query.Kinds = []opportunity.Kind{opportunity.Pilot, opportunity.Tender}[:1+m.random.IntN(2)]
	}
	if m.random.IntN(4) == 0 {
		query.Statuses = m.some(opportunity.Closed, opportunity.WithdrawnNow, opportunity.Open, opportunity.Upcoming, opportunity.ClosingSoon, opportunity.RollingStatus, opportunity.UnknownStatus)
	}
	if m.random.IntN(4) == 0 {
		query.Stages = [][]opportunity.Stage{{opportunity.Result}, {opportunity.Result, opportunity.OpenCall}, {opportunity.Notice}}[m.random.IntN(3)]
	}
	if m.random.IntN(5) == 0 {
		query.Since = day.Add(time.Duration(m.random.IntN(40)) * time.Hour)
	}
	if m.random.IntN(5) == 0 {
		query.ClosingAfter = "2026-10-20"
	}
	if m.random.IntN(6) == 0 {
		query.StepsUntil = jdate.Date("2026-10-20").AddDays(m.random.IntN(40))
		query.StepsFrom = jdate.Date(one("", "2026-09-30", "2026-10-20", "2026-11-01"))
	}
	if m.random.IntN(4) == 0 {
		query.Entrants = jdate.Date(one("2026-09-30", "2026-10-20", "2026-11-01"))
	}
	if m.random.IntN(3) > 0 {
		query.EndedSince = day.Add(time.Duration(m.random.IntN(30)-10) * time.Hour)
	}
	if m.random.IntN(8) == 0 {
		query.ClosingWithin = 1 + m.random.IntN(40)
	}
	if m.random.IntN(4) == 0 {
		bounds := []int64{0, 1, 3, 6, 1_000_000, 3_000_000, opportunity.MaxBudget}
		query.BudgetMin, query.BudgetMax, query.BudgetUnknown = bounds[m.random.IntN(7)], bounds[m.random.IntN(7)], m.random.IntN(2) == 0
	}
	return query
}

// words makes up a search of every form, not always a sensible one.
func (m *model) words() string {
	var b strings.Builder
	for range 1 + m.random.IntN(5) {
		b.WriteString([]string{"", "", "-", "OR ", "OR ", `"`, "「"}[m.random.IntN(7)])
		b.WriteString(m.part())
		b.WriteString([]string{" ", " ", " ", `" `, "」 ", " " + m.part() + `" `, ""}[m.random.IntN(7)])
	}
	return b.String()
}

// some picks one to three of the statuses.
func (m *model) some(statuses ...opportunity.Status) []opportunity.Status {
	m.random.Shuffle(len(statuses), func(i, j int) { statuses[i], statuses[j] = statuses[j], statuses[i] })
	return statuses[:1+m.random.IntN(3)]
}

// part cuts some characters out of a word.
func (m *model) part() string {
	word := []rune(m.pick(modelWords))
	start := m.random.IntN(len(word))
	return string(word[start : start+1+m.random.IntN(len(word)-start)])
}

// pages reads a selection page by page.
func pages(t *testing.T, s *Store, q opportunity.Query, now time.Time) (all []opportunity.Opportunity, total int) {
	t.Helper()
	for {
		r, err := s.Query(q, now)
		if err != nil {
			t.Fatal(err)
		}
		all, total = append(all, r.Items...), r.Total
		if q.Cursor = r.Next; q.Cursor == "" {
			return all, total
		}
	}
}

func TestStoreAnswersAsTheModelDoes(t *testing.T) {
	s := open(t)
	// The documents begin shortly before the end of a block, so that the test crosses it.
	if err := s.file.Update(func(tx *bolt.Tx) error {
		if err := tx.Bucket(layout.MetaBucket).Put(layout.MergedKey, layout.Doc(65_100).Key()); err != nil {
			return err
		}
		return tx.Bucket(layout.DocBucket).SetSequence(65_100)
	}); err != nil {
		t.Fatal(err)
	}
	m := newModel()
	for step := range 300 {
		v := m.visit()
		m.apply(v)
		apply(t, s, v)
		if step%7 == 6 { // long before they are due: what has postings and what waits for them must be answered alike
			if err := s.file.Update(func(tx *bolt.Tx) error { return index.Merge(tx, 0, func() {}) }); err != nil {
				t.Fatal(err)
			}
		}
		if step%60 == 59 {
			check(t, s)
		}
		for i := range 8 {
			q, now := m.draws(step%20+i), m.at.Add([]time.Duration{time.Minute, 20 * 24 * time.Hour, 47*24*time.Hour + 13*time.Second}[m.random.IntN(3)])
			q.Limit = []int{7, 50, 1000}[m.random.IntN(3)]
			want := m.query(q, now)
			got, total := pages(t, s, q, now)
			if told, want := allNews(t, s, q, now), m.news(q, now); !gocmp.Equal(want, told) {
				t.Fatalf("step %d, news of %+v: %d of %d\n%s", step, q, len(told), len(want), gocmp.Diff(want, told))
			}
			if !gocmp.Equal(want, got) || total != len(want) {
				t.Fatalf("step %d, query %+v: total %d of %d\nwant %v\ngot  %v\n%s", step, q, total, len(want), titles(want), titles(got), gocmp.Diff(want, got))
			}
			compareStepDays(t, s, want, q, now)
			if i%4 == 0 && q.Entrants == "" {
				compareFacets(t, s, m, q, now)
			}
		}
	}
	var ids []string
	if err := s.Each(func(o opportunity.Opportunity) error { ids = append(ids, o.ID); return nil }); err != nil || !slices.Equal(ids, slices.Sorted(maps.Keys(m.records))) {
		t.Errorf("Each visits %d of %d records, %v", len(ids), len(m.records), err)
	}
	for id := range m.moved {
		if o, ok, err := s.Get(id); err != nil || !ok || o.ID != m.follow(id) {
			t.Errorf("record %s, merged into %s, leads to %q: %v", id, m.follow(id), o.ID, err)
		}
	}
	if m.merges < 20 {
		t.Errorf("only %d merges were tried", m.merges)
	}
}
