package web

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store"
	"koubo/web/front"
)

func TestAnEmptyIndexTellsOfTheFirstRound(t *testing.T) {
	at := func(minutes int) time.Time { return frozen.Add(time.Duration(minutes) * time.Minute) }
	visit := func(id string, state sources.State, last, next time.Time) store.SourceHealth {
		return store.SourceHealth{ID: id, Health: sources.Health{State: state, LastRun: last, NextRun: next}}
	}
	none := time.Time{}
	for _, c := range []struct {
		name    string
		sources []sources.Source
		health  []store.SourceHealth
		started time.Time
		want    []string
		not     string
	}{
		{"just begun", fictionalSources(),
			[]store.SourceHealth{visit("kaku-feed", sources.Never, none, at(4)), visit("aoba-news", sources.Never, none, at(2)), visit("midori-list", sources.Never, none, at(9)), visit("shiranami", sources.Never, none, at(8))}, at(-1),
			[]string{"初回の巡回中です 0/4、あと約9分。公募はまだ一件も届いていません。", "巡回は09:59に始まりました。", "4か所のうち、これまでに0か所を見に行きました。", "最初の結果は10:02ごろから届きます。", "ひととおり見に行き終えるのは10:09ごろ（あと約9分）です。"}, "読み取れていません"},
		{"under way", fictionalSources(),
			[]store.SourceHealth{visit("kaku-feed", sources.Failing, at(-3), at(60)), visit("aoba-news", sources.Empty, at(-4), at(50)), visit("midori-list", sources.Never, none, at(14*60+10))}, at(-2),
			[]string{"巡回は09:56に始まりました。", "4か所のうち、これまでに2か所を見に行きました。", "次の結果は10:50ごろから届きます。", "見に行き終えるのは11月25日（水）00:10ごろ（あと約14時間）です。", "このうち1か所は読み取れていません。"}, "すべてを見に行きました"},
		{"nothing is known of the plan", fictionalSources(), nil, none,
			[]string{"初回の巡回中です 0/4。公募", "4か所のうち、これまでに0か所を見に行きました。"}, "ごろ"},
		{"all were visited in vain", fictionalSources()[:1], []store.SourceHealth{visit("kaku-feed", sources.Empty, at(-3), at(60))}, at(-5),
			[]string{"1か所すべてを見に行きましたが、公募は一件も見つかりませんでした。", "巡回は09:55に始まりました。", "次に見に行くのは11:00ごろです。"}, "巡回中です"},
		{"nothing to visit", nil, nil, at(-5), []string{"見に行く先がまだ一つもありません。"}, "巡回中です"},
	} {
		c1 := newTown(t)
		c1.records, c1.health = nil, c.health
		c1.handler = New(front.Config{Records: c1, Visits: c1, Sources: func() []sources.Source { return c.sources }, Now: func() time.Time { return frozen }, Started: c.started})
		body := c1.get("/").Body.String()
		for _, want := range c.want {
			if !strings.Contains(body, want) {
				t.Errorf("%s: the page does not say %s\n%s", c.name, want, body[strings.Index(body, "results"):])
			}
		}
		if strings.Contains(body, c.not) || strings.Contains(body, "条件に合う公募は見つかりませんでした") {
			t.Errorf("%s: the page says %s", c.name, c.not)
		}
	}
}

func TestASearchInVainIsNotTheFirstRound(t *testing.T) {
	for _, c := range []struct {
		name, address string
		records       []opportunity.Opportunity
	}{
		{"a search in an empty store", "/?kind=pilot", nil},
		{"a store of tenders alone", "/", []opportunity.Opportunity{call("t", "清掃業務 一般競争入札", aoba, opportunity.Tender)}},
	} {
		town := newTown(t)
		town.records = c.records
		if body := town.get(c.address).Body.String(); strings.Contains(body, "届いていません") || !strings.Contains(body, "条件に合う公募は見つかりませんでした") {
			t.Errorf("%s: %s", c.name, body)
		}
	}
}

// TestTheFirstRoundIsToldAboveAShortList, until hardly any source is left; then nobody asks how the sources fare any more.
func TestTheFirstRoundIsToldAboveAShortList(t *testing.T) {
	var all []sources.Source
	var health []store.SourceHealth
	for n := range 40 {
		id := fmt.Sprintf("s%02d", n)
		all = append(all, sources.Source{ID: id, Issuer: aoba})
		h := sources.Health{State: sources.OK, LastRun: frozen.Add(-time.Minute), NextRun: frozen.Add(time.Hour)}
		if n >= 4 {
			h = sources.Health{State: sources.Never, NextRun: frozen.Add(9 * time.Minute)}
		}
		health = append(health, store.SourceHealth{ID: id, Health: h})
	}
	c := newTown(t)
	c.health = health
	c.handler = New(front.Config{Records: c, Visits: c, Sources: func() []sources.Source { return all }, Now: func() time.Time { return c.now }})
	const words = `<p class="notice round">初回の巡回中です 4/40、あと約9分。まだ載っていない公募があります。</p>`
	for _, address := range []string{"/", "/?kind=pilot", "/?q=ありえない言葉"} {
		if page := c.get(address).Body.String(); !strings.Contains(page, words) {
			t.Errorf("%s does not say that the first round is under way", address)
		}
	}
	c.now = frozen.Add(time.Minute)
	if page := c.get("/").Body.String(); !strings.Contains(page, "あと約8分") {
		t.Error("the first round does not count down")
	}
	for n := range 34 {
		c.health[n+4].Health.LastRun = frozen
	}
	c.now = frozen.Add(2 * time.Minute)
	if page := c.get("/").Body.String(); strings.Contains(page, "初回の巡回中") {
		t.Error("the first round goes on though two sources of 40 are left")
	}
}
