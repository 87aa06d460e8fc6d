package web

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/store"
	"koubo/store/selection"
	"koubo/web/front"
)

// frozen is the instant all tests live in: Tuesday, 24 November 2026, 10:00 in Japan.
var frozen = time.Date(2026, 11, 24, 10, 0, 0, 0, jdate.JST)

// shelf is a store in memory.
type shelf struct {
	records []opportunity.Opportunity
	health  []store.SourceHealth
	reports []sources.Report
	dropped map[string][]sources.Dropped // by source
	changed time.Time
	steady  bool  // Generation does not move, as where only last_seen and last_run do
	err     error // what every question is answered with

	queries atomic.Int64
	wait    chan struct{} // closed to let queries go on; nil for no waiting
}

func (s *shelf) Query(q opportunity.Query, now time.Time) (selection.Result, error) {
	s.queries.Add(1)
	if s.wait != nil {
		<-s.wait
	}
	if s.err != nil {
		return selection.Result{}, s.err
	}
	var all []opportunity.Opportunity
	q = q.On(jdate.DateOf(now))
	for _, o := range s.records {
		if o = o.At(now); q.Match(o) {
			all = append(all, o)
		}
	}
	from := 0
	if q.Cursor != "" {
		n, err := strconv.Atoi(strings.TrimPrefix(q.Cursor, "r.0."))
		if err != nil {
			return selection.Result{}, &selection.CursorError{Cursor: q.Cursor}
		}
		from = n
	}
	out := selection.Result{Total: len(all)}
	if q.Faceted && q.Since.IsZero() {
		out.Facets = s.facets(q, now)
	}
	to := min(from+q.Limit, len(all))
	out.Items = all[min(from, to):to]
	if to < len(all) {
		out.Next = fmt.Sprintf("r.0.%d", to)
	}
	return out, nil
}

// StepDays asks every record.
func (s *shelf) StepDays(q opportunity.Query, now time.Time) (days selection.StepDays, known bool, err error) {
	days.Records = map[jdate.Date]int{}
	q = q.On(jdate.DateOf(now))
	for _, o := range s.records {
		if o = o.At(now); q.Match(o) {
			days.Total++
			for _, day := range o.StepDays() {
				days.Records[day]++
			}
		}
	}
	return days, q.Text == "" && days.Total <= q.Limit, s.err
}

// facets makes every choice, and counts what it gives.
func (s *shelf) facets(q opportunity.Query, now time.Time) *selection.Facets {
	f := &selection.Facets{Kinds: map[opportunity.Kind]int{}, Stages: map[opportunity.Stage]int{}, Statuses: map[opportunity.Status]int{}, Prefectures: map[string]int{}, Issuers: map[string]int{}}
	q.Faceted, q.Cursor = false, ""
	total := func(change func(*opportunity.Query)) (n int) {
		other := q
		change(&other)
		for _, o := range s.records {
			if other.Match(o.At(now)) {
				n++
			}
		}
		return n
	}
	for _, k := range opportunity.Kinds() {
		without := total(func(q *opportunity.Query) { q.AllKinds = q.AllKinds || len(q.Kinds) == 0 })
		f.Kinds[k] = total(func(q *opportunity.Query) { q.Kinds = append(slices.Clone(q.Kinds), k) })
		if len(q.Kinds) > 0 {
			f.Kinds[k] -= without
		}
	}
	for _, st := range opportunity.Stages() {
		f.Stages[st] = total(func(q *opportunity.Query) { q.Stages = []opportunity.Stage{st} })
	}
	for _, st := range []opportunity.Status{opportunity.ClosingSoon, opportunity.Open, opportunity.Upcoming, opportunity.RollingStatus, opportunity.UnknownStatus, opportunity.Closed, opportunity.WithdrawnNow} {
		f.Statuses[st] = total(func(q *opportunity.Query) { q.Statuses = []opportunity.Status{st} })
	}
	f.Prefectures["13"] = total(func(q *opportunity.Query) { q.Prefectures = []string{"13"} })
	for _, issuer := range []opportunity.Issuer{kaku, aoba, midor, shira} {
		f.Issuers[issuer.Code] = total(func(q *opportunity.Query) { q.Issuers = []string{issuer.Code} })
	}
	return f
}

// News reads all that was told of the selection. Its cursor is a number, too.
func (s *shelf) News(q opportunity.Query, now time.Time) (out selection.NewsResult, err error) {
	limit, from, before := q.Limit, 0, time.Time{}
	if parts := strings.Split(q.Cursor, "."); len(parts) == 3 && parts[1] != "0" { // of store.NewsBefore
		second, _ := strconv.ParseInt(parts[1], 36, 64)
		before = time.Unix(second, 0)
	} else if q.Cursor != "" {
		if from, err = strconv.Atoi(strings.TrimPrefix(q.Cursor, "n.0.")); err != nil {
			return out, &selection.CursorError{Cursor: q.Cursor}
		}
	}
	since := q.Since
	q.Limit, q.Cursor, q.Since = len(s.records), "", time.Time{}
	found, err := s.Query(q, now)
	var all []selection.Told
	for _, o := range found.Items {
		for _, n := range slices.Backward(o.Told()) {
			if !n.At.Before(since) && (before.IsZero() || n.At.Before(before)) {
				all = append(all, selection.Told{Record: o, News: n})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b selection.Told) int { return b.News.At.Compare(a.News.At) })
	to := min(from+limit, len(all))
	if out.Items = all[min(from, to):to]; to < len(all) {
		out.Next = fmt.Sprintf("n.0.%d", to)
	}
	return out, err
}

// ListFrom numbers the records from 1 on.
func (s *shelf) ListFrom(place uint32, n int) (all []store.Listed, err error) {
	for i := int(max(place, 1)) - 1; i < len(s.records) && len(all) < n; i++ {
		all = append(all, store.Listed{Place: uint32(i + 1), ID: s.records[i].ID, Changed: s.records[i].FirstSeen})
	}
	return all, s.err
}

func (s *shelf) LatestBefore(place uint32) (store.Listed, bool, error) {
	n := min(uint32(len(s.records)), place-1)
	if n == 0 {
		return store.Listed{}, false, s.err
	}
	all, err := s.ListFrom(n, 1)
	return all[0], true, err
}

func (s *shelf) Get(id string) (opportunity.Opportunity, bool, error) {
	for _, o := range s.records {
		if o.ID == id {
			return o, true, s.err
		}
	}
	return opportunity.Opportunity{}, false, s.err
}

// Generation is a hash of all records, so that whatever a test changes moves it.
func (s *shelf) Generation() uint64 {
	if s.steady {
		return 1
	}
	h := fnv.New64a()
	data, _ := json.Marshal(s.records)
	_, _ = h.Write(data)
	fmt.Fprint(h, s.changed, s.err, len(s.health), len(s.reports))
	return h.Sum64()
}

func (s *shelf) NextClosing(now time.Time) (next time.Time, err error) {
	for _, o := range s.records {
		if at := o.Over(); at.After(now) && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next, s.err
}

func (s *shelf) LastChange() (time.Time, error)               { return s.changed, s.err }
func (s *shelf) Health() ([]store.SourceHealth, error)        { return s.health, s.err }
func (s *shelf) Dropped(id string) ([]sources.Dropped, error) { return s.dropped[id], s.err }
func (s *shelf) Reports(id string, n int) ([]sources.Report, error) {
	var found []sources.Report
	for _, r := range s.reports {
		if r.Source == id && len(found) < n {
			found = append(found, r)
		}
	}
	return found, s.err
}

// town is a front over the fictional bodies of 架空県.
type town struct {
	*shelf
	now     time.Time
	handler http.Handler
	ready   error
	remark  string
	log     strings.Builder
}

func newTown(t *testing.T) *town {
	t.Helper()
	c := &town{shelf: &shelf{records: fictional(), health: fictionalHealth(), reports: fictionalReports(), changed: frozen.Add(-3 * time.Hour)}, now: frozen}
	c.handler = New(front.Config{Records: c, Visits: c, Sources: fictionalSources, Now: func() time.Time { return c.now },
		Ready: func(context.Context) error { return c.ready }, Remark: func() string { return c.remark }, Version: "test", BaseURL: "https://koubo.example/", SignUp: &book{},
		Logger: slog.New(slog.NewTextHandler(&c.log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	return c
}

// clock is the time of the town.
func (c *town) clock() time.Time { return c.now }

// get asks for an address; headers are pairs of name and value.
func (c *town) get(address string, headers ...string) *httptest.ResponseRecorder {
	return c.ask(http.MethodGet, address, headers...)
}

func (c *town) ask(method, address string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, address, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	c.handler.ServeHTTP(w, r)
	return w
}

func yen(n int64) *int64 { return &n }

var (
	kaku  = opportunity.Issuer{Code: "130001", Name: "架空県", Prefecture: "架空県", Department: "産業振興課"}
	aoba  = opportunity.Issuer{Code: "131016", Name: "あおば市", Prefecture: "架空県", Department: "企画部政策推進課"}
	midor = opportunity.Issuer{Code: "131024", Name: "みどり町", Prefecture: "架空県"}
	shira = opportunity.Issuer{Code: "131032", Name: "しらなみ村", Prefecture: "架空県", Department: "観光課"}
)

func deadline(role opportunity.Role, end jdate.Date, clock jdate.Clock, evidence string) opportunity.Deadline {
	return opportunity.Deadline{Role: role, End: end, EndTime: clock, Evidence: evidence}
}

// call is an open call that was read completely and never changed.
func call(id, title string, issuer opportunity.Issuer, kind opportunity.Kind, steps ...opportunity.Deadline) opportunity.Opportunity {
	return opportunity.Opportunity{ID: id, URL: "https://www.city.example/koubo/" + id + ".html", Title: title, Source: "aoba-news", Issuer: issuer,
		Kind: kind, Stage: opportunity.OpenCall, IsOpportunity: true, Published: "2026-11-10", FirstSeen: frozen.AddDate(0, 0, -13),
		LastSeen: frozen.Add(-time.Hour), Deadlines: steps, Detail: opportunity.DetailRead, Revision: 1}
}

// fictional is one opportunity of every sort that looks different.
func fictional() []opportunity.Opportunity {
	const sub, reg = opportunity.Submission, opportunity.Registration
	today := call("a1", "河川監視カメラとAIによる水位予測の実証実験 参加事業者の募集", aoba, opportunity.Pilot, deadline(sub, "2026-11-24", "17:00", "提出期限：令和8年11月24日（火）午後5時必着"))
	today.BudgetYen = yen(12_000_000)
	tomorrow := call("a2", "駅前広場にぎわい創出事業 公募型プロポーザル", midor, opportunity.Proposal, deadline(sub, "2026-11-25", "", "企画提案書の提出　11月25日（水）"))
	tomorrow.BudgetYen = yen(8_500_000)
	full := call("a3", "次世代モビリティ実証事業（自動運転バス）の提案募集", kaku, opportunity.Pilot,
		deadline(reg, "2026-11-27", "17:15", "参加表明書 令和8年11月27日（金）17時15分まで"), deadline(opportunity.Questions, "2026-11-20", "12:00", "質問受付 11月20日（金）正午まで"),
		deadline(sub, "2026-12-18", "17:15", "企画提案書 令和8年12月18日（金）17時15分まで"))
	full.Revision, full.Revised = 2, frozen.Add(-20*time.Hour)
	full.History = []opportunity.Change{{At: full.Revised, Field: "deadlines", Old: "registration ~ 2026-11-27 17:15\nsubmission ~ 2026-12-11 17:15", New: "registration ~ 2026-11-27 17:15\nsubmission ~ 2026-12-18 17:15"}}
	full.BudgetYen, full.Summary = yen(125_000_000), "県内の中山間地域で自動運転バスを走らせる実証の提案を募ります。\n採択は2者以内です。"
	full.Amounts = []opportunity.Amount{{Role: "ceiling", Yen: 125_000_000, Tax: "incl", Per: "total", Evidence: "上限額 1億2,500万円（消費税及び地方消費税を含む）"}}
	full.Eligibility = "県内で実証を行える法人または共同企業体"
	full.Contact = opportunity.Contact{Department: "産業振興課 モビリティ係", Phone: "0999-12-3456", Email: "mobility@pref.example"}
	full.Attachments = []opportunity.Attachment{{Title: "募集要項", URL: "https://www.pref.example/youkou.pdf", MediaType: "application/pdf", Bytes: 340_000}, {Title: "様式集", URL: "https://www.pref.example/form.xlsx", MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Bytes: 1_200_000}}
	full.Evidence = map[string]string{"budget_yen": "上限額 1億2,500万円"}
	doubt := call("a4", "海辺の空き家を活用した連携事業者の募集", shira, opportunity.Collaboration, deadline(sub, "2026-12-01", "17:00", "12月1日（月）17時まで"))
	doubt.Doubts = []opportunity.Doubt{{Field: "deadlines", Words: "12月1日（月）", Code: opportunity.WeekdayDiffers}}
	calm := call("a5", "旧第二小学校跡地の利活用に関するサウンディング型市場調査", aoba, opportunity.Sounding, deadline(reg, "2027-01-08", "17:00", "参加申込 令和9年1月8日（金）17時"))
	rolling := call("a6", "公共施設における新技術の実証フィールド提供（随時募集）", midor, opportunity.Pilot)
	rolling.Rolling = true
	unknown := call("a7", "企業版ふるさと納税を活用した協働事業パートナー企業の募集について", aoba, opportunity.Collaboration)
	unknown.Mentions = []opportunity.Mention{{Date: "2026-12-04", Words: "令和8年12月4日（金）"}}
	gone := call("a8", "観光案内アプリの共同開発事業者の募集", shira, opportunity.Collaboration, deadline(sub, "2026-12-20", "17:00", "12月20日"))
	gone.Withdrawn = &opportunity.Withdrawal{At: frozen.Add(-26 * time.Hour), Reason: "公式ページが削除されました（404）。"}
	over := call("a9", "市民体育館の指定管理者の募集", aoba, opportunity.DesignatedManager, deadline(sub, "2026-11-13", "17:00", "11月13日まで"))
	return []opportunity.Opportunity{today, tomorrow, full, doubt, calm, rolling, unknown, gone, over}
}

func fictionalSources() []sources.Source {
	return []sources.Source{
		{ID: "kaku-feed", Issuer: kaku, Feeds: []string{"https://www.pref.example/rss.xml"}},
		{ID: "aoba-news", Issuer: aoba, Lists: []string{"https://www.city.example/koubo/"}},
		{ID: "midori-list", Issuer: midor, Lists: []string{"https://www.town.example/nyusatsu/"}},
		{ID: "shiranami", Issuer: shira, Lists: []string{"https://www.vill.example/"}, Insecure: true},
	}
}

func fictionalHealth() []store.SourceHealth {
	return []store.SourceHealth{
		{ID: "aoba-news", Health: sources.Health{State: sources.OK, LastRun: frozen.Add(-time.Hour), LastGood: frozen.Add(-time.Hour), Items: 42, NextRun: frozen.Add(time.Hour)}},
		{ID: "kaku-feed", Health: sources.Health{State: sources.OK, LastRun: frozen.Add(-time.Hour), LastGood: frozen.Add(-time.Hour), Items: 18}},
		{ID: "midori-list", Health: sources.Health{State: sources.Failing, Reason: "一覧ページに公募が一件も見つかりません。前回は12件でした。ページの作りが変わっていないか確かめてください。",
			Since: frozen.Add(-50 * time.Hour), LastRun: frozen.Add(-time.Hour), LastGood: frozen.Add(-50 * time.Hour), Failures: 3, Items: 12, NextRun: frozen.Add(time.Hour)}},
	}
}

func fictionalReports() []sources.Report {
	return []sources.Report{{Source: "midori-list", Start: frozen.Add(-time.Hour), Duration: 2300 * time.Millisecond, State: sources.Failing, Reason: "一覧ページに公募が一件も見つかりません。",
		Requests: 3, NotModified: 1, Bytes: 48_000, Dropped: map[string]int{"職員採用": 4, "市民向け": 7},
		Problems: []sources.PageProblem{{URL: "https://www.town.example/nyusatsu/page2.html", Why: "it answers 500", Causes: []sources.Cause{{Code: sources.CauseStatus, Args: map[string]string{"status": "500"}}}}}}}
}

// assets returns the addresses of the sheet and the script, as the index names them, and what stands there.
func (c *town) assets() (style, script string, sheet, code []byte) {
	page := c.get("/").Body.String()
	find := func(expression string) string { return regexp.MustCompile(expression).FindString(page) }
	style, script = find(`/static/style\.css\?v=[0-9a-f]+`), find(`/static/search\.js\?v=[0-9a-f]+`)
	return style, script, c.get(style).Body.Bytes(), c.get(script).Body.Bytes()
}
