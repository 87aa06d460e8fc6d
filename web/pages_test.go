package web

import (
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/web/wording"
)

// TestWhatMovesByItselfIsToldWithinAMinute: when a record was seen last and a source was read last moves no generation.
func TestWhatMovesByItselfIsToldWithinAMinute(t *testing.T) {
	for address, move := range map[string]func(*town){
		"/o/a3":          func(c *town) { c.records[2].LastSeen = c.records[2].LastSeen.Add(time.Hour) },
		"/issuer/131016": func(c *town) { c.health[0].Health.LastGood = c.health[0].Health.LastGood.Add(time.Hour) },
	} {
		c := newTown(t)
		c.steady = true
		before := c.get(address).Body.String()
		move(c)
		if again := c.get(address).Body.String(); again != before {
			t.Errorf("%s is made anew within the minute", address)
		}
		if c.now = frozen.Add(time.Minute); c.get(address).Body.String() == before {
			t.Errorf("%s is a minute old", address)
		}
	}
}

// TestTheMonthTurns: who asks for the present month is not answered with the one that was so when it was asked for last.
func TestTheMonthTurns(t *testing.T) {
	c := newTown(t)
	c.get("/calendar")
	c.now = time.Date(2026, 12, 1, 0, 0, 0, 0, jdate.JST)
	if past := c.get("/calendar?month=2026-11").Body.String(); !strings.Contains(past, "<h1>2026年11月の締切") {
		t.Error("a month that is over is another")
	}
	if now := c.get("/calendar").Body.String(); !strings.Contains(now, "<h1>2026年12月の締切") {
		t.Error("the month does not turn")
	}
}

// TestAMonthHoldsTheSelection: bounds of the selection hold in the month, and each day leads to its own records.
func TestAMonthHoldsTheSelection(t *testing.T) {
	c := newTown(t)
	for address, want := range map[string]int{"/calendar": 3, "/calendar?closing_before=2026-11-24": 1, "/calendar?closing_within=1": 2, "/calendar?closing_after=2026-12-01": 0, "/calendar?kind=pilot": 2} {
		body := c.get(address).Body.String()
		if got := strings.Count(body, `class="count"`); got != want {
			t.Errorf("%s: %d days with calls, want %d", address, got, want)
		}
	}
	c.records = nil
	for i := range 10 {
		c.records = append(c.records, call(string(rune('a'+i)), "公募", aoba, opportunity.Pilot, deadline(opportunity.Submission, "2026-11-30", "17:00", "x")))
	}
	cell := sectionOf(c.get("/calendar").Body.String()+"</section>", `datetime="2026-11-30"`)
	if cell, _, _ = strings.Cut(cell, "</td>"); !strings.Contains(cell, "10件") || strings.Count(cell, `href="/o/`) != 3 {
		t.Error(cell)
	}
}

// TestADayIsToldByClass: each class of change stands in its part, a result that was never seen as a call among the results.
func TestADayIsToldByClass(t *testing.T) {
	c := newTown(t)
	at := frozen.Add(-time.Hour)
	fresh := func(id, title string) opportunity.Opportunity {
		o := call(id, title, aoba, opportunity.Pilot)
		o.FirstSeen = at
		return o
	}
	over, result, notice := fresh("n1", "終わった募集"), fresh("n3", "選定結果"), fresh("n4", "予告")
	over.Deadlines = []opportunity.Deadline{deadline(opportunity.Submission, "2026-11-01", "", "x")}
	result.Stage, result.IsOpportunity, notice.Stage, notice.IsOpportunity = opportunity.Result, false, opportunity.Notice, false
	changed := func(id, field, old, new string, stage opportunity.Stage) opportunity.Opportunity {
		o := call(id, id, aoba, opportunity.Pilot)
		o.Stage, o.Revision, o.Revised = stage, 2, at
		o.History = []opportunity.Change{{At: at, Field: field, Old: old, New: new}}
		return o
	}
	c.records = []opportunity.Opportunity{over, fresh("n2", "いまの募集"), result, notice,
		changed("c1", "deadlines", "submission ~ 2026-11-27 17:00", "submission ~ 2026-12-04 17:00", opportunity.OpenCall), changed("c2", "stage", "open_call", "cancelled", opportunity.Cancelled),
		changed("c3", "attachments", "要項 https://x.example/1", "要項 https://x.example/2", opportunity.OpenCall), changed("c4", "stage", "open_call", "result", opportunity.Result)}
	page := c.get("/today").Body.String()
	for heading, want := range map[string][]string{
		"新しく見つかった公募 2件": {"/o/n2", "/o/n1"}, "締切が変わった公募 1件": {"/o/c1", "12月4日（金） 17:00</ins>"}, "中止になった公募 1件": {"/o/c2"}, "資料が変わった公募 1件": {"/o/c3"},
		"結果が出た公募 2件": {"/o/n3", "/o/c4"}, "そのほかの新しいお知らせ 1件": {"/o/n4"},
	} {
		section := sectionOf(page, heading)
		for _, one := range want {
			if !strings.Contains(section, one) {
				t.Errorf("%s lacks %s: %s", heading, one, section)
			}
		}
		if n := strings.Count(section, `href="/o/`); n != strings.Count(strings.Join(want, " "), "/o/") {
			t.Errorf("%s holds %d records", heading, n)
		}
	}
	if section := sectionOf(page, "新しく見つかった公募"); strings.Index(section, "/o/n2") > strings.Index(section, "/o/n1") {
		t.Error("what is over stands before what is open")
	}
	if page := c.get("/today?kind=tender").Body.String(); strings.Contains(page, "/o/") {
		t.Error("the selection does not hold")
	}
}

// TestADayIsToldAsItWas: what a record became later, on that day or since, stands beside what was told of it, and moves it to no other part.
func TestADayIsToldAsItWas(t *testing.T) {
	c := newTown(t)
	o := call("n1", "【再公募】防災アプリ", aoba, opportunity.Pilot)
	o.FirstSeen, o.Revision = frozen.AddDate(0, 0, -1), 3
	off, again := frozen.AddDate(0, 0, -1).Add(time.Hour), frozen.Add(-time.Hour)
	o.History = []opportunity.Change{
		{At: off, Field: "title", Old: "防災アプリ", New: "【中止】防災アプリ"}, {At: off, Field: "stage", Old: "open_call", New: "cancelled"}, {At: off, Field: "is_opportunity", Old: "true"},
		{At: again, Field: "title", Old: "【中止】防災アプリ", New: o.Title}, {At: again, Field: "stage", Old: "cancelled", New: "open_call"}, {At: again, Field: "is_opportunity", New: "true"}}
	result := call("n2", "選定結果", aoba, opportunity.Pilot)
	result.FirstSeen, result.Stage, result.IsOpportunity = frozen.AddDate(0, 0, -1), opportunity.Result, false
	result.History = []opportunity.Change{{At: off, Field: "title", Old: "公園の活用", New: "選定結果"}, {At: off, Field: "stage", Old: "open_call", New: "result"}, {At: off, Field: "is_opportunity", Old: "true"}}
	c.records = []opportunity.Opportunity{o, result}
	for address, sections := range map[string]map[string][]string{
		"/today/2026-11-23": {"新しく見つかった公募 2件": {"<bdi>防災アプリ</bdi>", "その後：再公募（11月24日（火））", "<bdi>公園の活用</bdi>", "その後：結果<"}, "中止になった公募 1件": {"<bdi>【中止】防災アプリ</bdi>", "その後：再公募（11月24日（火））"},
			"結果が出た公募 1件": {"<bdi>選定結果</bdi>"}},
		"/today": {"再開・再掲載された公募 1件": {"<bdi>【再公募】防災アプリ</bdi>"}},
	} {
		page := c.get(address).Body.String()
		for heading, want := range sections {
			section := sectionOf(page, heading)
			for _, words := range want {
				if !strings.Contains(section, words) {
					t.Errorf("%s, %s lacks %s: %s", address, heading, words, section)
				}
			}
			if n := strings.Count(section, "その後"); n != strings.Count(strings.Join(want, ""), "その後") {
				t.Errorf("%s, %s: %d later changes", address, heading, n)
			}
		}
	}
}

// TestTheMapHasEveryPrefectureOnce, in a place of its own.
func TestTheMapHasEveryPrefectureOnce(t *testing.T) {
	c := newTown(t)
	page, places := c.get("/map").Body.String(), map[string]bool{}
	_, _, sheet, _ := c.assets()
	for code, name := range wording.PrefectureNames() {
		class := "t" + twoDigits(code+1)
		if strings.Count(page, `<li class="tile `+class+" ") != 1 || !strings.Contains(page, `<span class="sr">`+name+`</span>`) {
			t.Errorf("%s is not on the map once", name)
		}
		_, rule, found := strings.Cut(string(sheet), "."+class+" { grid-area: ")
		place, _, _ := strings.Cut(rule, ";")
		if !found || places[place] {
			t.Errorf("%s has no place of its own: %q", name, place)
		}
		places[place] = true
	}
}

// TestBodiesOfNoPrefectureLeadNowhereWrong: no search takes the number of a prefecture that is none of the 47.
func TestBodiesOfNoPrefectureLeadNowhereWrong(t *testing.T) {
	c := newTown(t)
	c.records[1].Issuer = opportunity.Issuer{Code: "992054", Name: "花園市", Prefecture: "架空県"}
	page := c.get("/issuer/992054").Body.String()
	if strings.Contains(page, "pref=99") || !strings.Contains(page, "架空県") || !strings.Contains(page, "募集中 1件") {
		t.Error(page)
	}
	if page := c.get("/issuer/131130").Body.String(); !strings.Contains(page, `<a href="/?pref=13"><bdi>東京都</bdi></a>`) {
		t.Errorf("a ward does not lead to its prefecture: %s", page)
	}
}

// TestABodyShowsWhereItTakesProposalsAtAnyTime, with whom to talk to; what closes, and what only hands out money, is no such place.
func TestABodyShowsWhereItTakesProposalsAtAnyTime(t *testing.T) {
	c := newTown(t)
	standing := func(id string, kind opportunity.Kind) opportunity.Opportunity {
		o := call(id, "民間提案の受付"+id, aoba, kind)
		o.Rolling, o.Contact = true, opportunity.Contact{Department: "公民連携デスク", Phone: "03-1234-5678", Email: "desk@aoba.example"}
		return o
	}
	closing := call("closing", "提案の募集", aoba, opportunity.Proposal, deadline(opportunity.Submission, "2026-12-04", "17:00", ""))
	c.records = []opportunity.Opportunity{standing("desk", opportunity.Collaboration), standing("grant", opportunity.Subsidy), closing}
	_, desks, found := strings.Cut(c.get("/issuer/131016").Body.String(), "随時受け付けている提案・連携の窓口")
	desks, _, _ = strings.Cut(desks, "</section>")
	if !found || strings.Count(desks, "<li>") != 1 || !strings.Contains(desks, `href="/o/desk"`) || !strings.Contains(desks, "公民連携デスク") || !strings.Contains(desks, `href="tel:0312345678"`) || !strings.Contains(desks, "mailto:desk@aoba.example") {
		t.Errorf("%s", desks)
	}
	c = newTown(t)
	c.records = []opportunity.Opportunity{closing}
	if page := c.get("/issuer/131016").Body.String(); strings.Contains(page, "窓口") {
		t.Error("a body without such a place shows one")
	}
}

func twoDigits(n int) string { return string(rune('0'+n/10)) + string(rune('0'+n%10)) }

// TestACallThatIsOffCountsNoDays: its page says in Japanese why it is taken to be off, and asks nobody to act by its days.
func TestACallThatIsOffCountsNoDays(t *testing.T) {
	c := newTown(t)
	gone := opportunity.PageGone("https://www.city.example.jp/68.html", 404)
	off := call("off", "実証フィールドの公募", c.records[0].Issuer, opportunity.Pilot, deadline(opportunity.Submission, "2026-12-04", "17:00", ""))
	off.FirstSeen = frozen.AddDate(0, 0, -9)
	off.Withdrawn = &opportunity.Withdrawal{At: frozen.AddDate(0, 0, -1), Reason: gone}
	off.History = []opportunity.Change{{At: off.Withdrawn.At, Field: "withdrawn", New: gone}}
	c.records = append(c.records, off)
	page := c.get("/o/off").Body.String()
	if strings.Count(page, "公式サイトのページがなくなっています（404）") != 2 || strings.Contains(page, "answers 404") {
		t.Error("why it is taken to be off is not said in Japanese")
	}
	steps, _, _ := strings.Cut(page[strings.Index(page, `id="steps"`):], "</section>")
	if !strings.Contains(steps, "12月4日") || strings.Contains(steps, "あと") || strings.Contains(page, "この締切をカレンダーへ") {
		t.Errorf("a call that is off asks somebody to act: %s", steps)
	}
	if feed := c.get("/o/off.atom").Body.String(); !strings.Contains(feed, "掲載中 → 掲載終了・公式サイトのページがなくなっています（404）") {
		t.Error("the feed says it otherwise")
	}
}

// TestASourceThatIsLeftOutIsNoLink: records stay when their source is taken out of the configuration, and its page is gone.
func TestASourceThatIsLeftOutIsNoLink(t *testing.T) {
	c := newTown(t)
	const link = `<a href="/sources/aoba-news">`
	if page := c.get("/o/a1").Body.String(); !strings.Contains(page, link) {
		t.Error("no link leads to a source that is visited")
	}
	c.records[0].Source = "left-out"
	c.now = frozen.Add(time.Hour)
	if page := c.get("/o/a1").Body.String(); strings.Contains(page, `href="/sources/left-out"`) || !strings.Contains(page, "left-out") {
		t.Error("a link leads to the page of a source that is no more")
	}
}

// TestASourcesPageSaysInJapaneseWhatCouldNotBeRead: the words of an older program stand where no code says more.
func TestASourcesPageSaysInJapaneseWhatCouldNotBeRead(t *testing.T) {
	c := newTown(t)
	if page := c.get("/sources/midori-list").Body.String(); !strings.Contains(page, "サーバーがエラー 500 を返しました。") || strings.Contains(page, "it answers 500") {
		t.Error("what could not be read is not told in Japanese")
	}
}
