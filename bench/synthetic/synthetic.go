// Package synthetic fills a store with the records of a country in use, for measuring how it is served. The same numbers
// make the same records.
package synthetic

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/municipality"
	"koubo/store"
)

// OpenShare is the share of records that are still open.
const OpenShare = 0.06

// kinds are as frequent as among 350 titles of real lists.
var kinds = []struct {
	kind   opportunity.Kind
	weight int
}{
	{opportunity.Proposal, 198}, {opportunity.Tender, 75}, {opportunity.Subsidy, 39}, {opportunity.Other, 13}, {opportunity.Sounding, 6},
	{opportunity.DesignatedManager, 6}, {opportunity.AdSpace, 5}, {opportunity.Collaboration, 4}, {opportunity.VendorRegistration, 2},
	{opportunity.Pilot, 2}, {opportunity.PFI, 1}, {opportunity.NamingRights, 1}, {opportunity.Accelerator, 1},
}

var (
	subjects = []string{"行政手続オンライン化", "観光プロモーション", "ごみ収集", "学校給食調理", "橋梁点検", "ドローン物流", "空き家利活用", "子育て支援アプリ", "公園管理",
		"防災情報システム", "ふるさと納税", "再生可能エネルギー導入", "図書館運営", "水道台帳整備", "農産物販路開拓", "健康増進", "庁舎清掃", "自動運転バス", "統合型GIS", "駅前再整備"}
	acts = []string{"業務委託に係る公募型プロポーザルの実施について", "事業者の募集について", "業務 一般競争入札の公告", "実証実験 参加企業の募集", "に関するサウンディング型市場調査",
		"支援補助金の申請受付について", "事業 企画提案の募集"}
)

var themes = []string{"tourism", "disaster", "childcare", "energy", "culture", "dx", "industry", "mobility"}

const sourceCount = 1788

// bodies lists all bodies in the order of their codes.
var bodies = sync.OnceValue(func() (all []municipality.Body) {
	for number := 1000; number < 48000; number++ {
		for check := range 10 {
			if body, known := municipality.All().ByCode(fmt.Sprintf("%05d%d", number, check)); known {
				all = append(all, body)
			}
		}
	}
	return all
})

// Record makes the n-th record as it stands at now.
func Record(n int, now time.Time) opportunity.Opportunity {
	random := rand.New(rand.NewPCG(uint64(n), 7))
	body := bodies()[random.IntN(len(bodies()))]
	subject, act := subjects[random.IntN(len(subjects))], acts[random.IntN(len(acts))]
	address := fmt.Sprintf("https://www.city%d.example.jp/koubo/%d.html", n%sourceCount, n)
	closes := now.Add(-time.Duration(1+random.IntN(3*365)) * 24 * time.Hour)
	if random.Float64() < OpenShare {
		closes = now.Add(time.Duration(1+random.IntN(60)) * 24 * time.Hour)
	}
	end, published := jdate.DateOf(closes), jdate.DateOf(closes.AddDate(0, 0, -21))
	yen := int64(1+random.IntN(400)) * 100_000
	o := opportunity.Opportunity{
		ID: opportunity.NewID(body.Code, address), URL: address, Source: fmt.Sprint("s", n%sourceCount), Issuer: body.Issuer(),
		Title: fmt.Sprintf("令和8年度%s%s（第%d号）", subject, act, n), Kind: kindOf(random), Stage: opportunity.OpenCall, IsOpportunity: true,
		Summary: body.Name + "では、" + subject + "を進めるため、優れた企画提案を行った事業者を受託候補者として選定します。参加を希望する事業者は、実施要領を確認のうえ、期限までに書類を提出してください。",
		Themes:  []string{themes[random.IntN(len(themes))]}, Published: published,
		Deadlines: []opportunity.Deadline{
			{Role: opportunity.Questions, End: end.AddDays(-14), EndTime: "17:00", Evidence: "質問の受付期限"},
			{Role: opportunity.Registration, End: end.AddDays(-7), EndTime: "17:00", Evidence: "参加申込書の提出期限"},
			{Role: opportunity.Submission, Start: end.AddDays(-6), End: end, EndTime: "17:00", Evidence: "企画提案書の提出期間"},
			{Role: opportunity.Presentation, Start: end.AddDays(10), Evidence: "プレゼンテーション審査"},
		},
		Amounts:   []opportunity.Amount{{Role: "ceiling", Yen: yen, Tax: "incl", Per: "total", Evidence: "提案上限額"}},
		BudgetYen: &yen, Contact: opportunity.Contact{Department: "企画課", Phone: "0123-45-6789"}, Detail: opportunity.DetailRead,
		Evidence: map[string]string{"kind": "公募型プロポーザル", "title": subject + act},
	}
	for i := range 3 {
		o.Attachments = append(o.Attachments, opportunity.Attachment{Title: "実施要領", URL: fmt.Sprintf("%s/%d.pdf", address, i), MediaType: "application/pdf", Bytes: 123456})
	}
	if n%10 == 9 { // one that asks nobody to register, which opens with its submission
		o.Deadlines = slices.Delete(o.Deadlines, 1, 2)
	}
	if random.IntN(4) == 0 { // a result of an earlier call
		o.Stage, o.IsOpportunity = opportunity.Result, false
	}
	return o
}

func kindOf(random *rand.Rand) opportunity.Kind {
	total := 0
	for _, k := range kinds {
		total += k.weight
	}
	n := random.IntN(total)
	for _, k := range kinds {
		if n -= k.weight; n < 0 {
			return k.kind
		}
	}
	return kinds[0].kind
}

// perVisit is how many records are stored in one visit.
const perVisit = 500

// Fill stores records 0 to n-1.
func Fill(s *store.Store, n int, now time.Time) error {
	begin := now.Add(-time.Duration(n/perVisit+1) * time.Minute)
	for first := 0; first < n; first += perVisit {
		at := begin.Add(time.Duration(first/perVisit) * time.Minute)
		v := sources.Visit{Source: sources.Source{ID: fmt.Sprint("s", first/perVisit%sourceCount)}, At: at,
			Health: sources.Health{State: sources.OK, LastRun: at}, Report: sources.Report{Start: at, State: sources.OK}}
		for i := first; i < min(first+perVisit, n); i++ {
			v.Records = append(v.Records, Record(i, now))
		}
		if _, err := s.Apply(v); err != nil {
			return err
		}
	}
	return nil
}
