package store

import (
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/store/layout"
)

// benchRecord is of the size that a page usually leaves: some 200 characters to search, 2 kB in all.
func benchRecord(n int) opportunity.Opportunity {
	o := sample(n, fmt.Sprintf("令和8年度 %s活用による%s事業業務委託に係る公募型プロポーザルの実施について（第%d回）", modelWords[n%len(modelWords)], modelWords[n/7%len(modelWords)], n))
	o.Issuer = modelIssuers[n%len(modelIssuers)]
	o.Source = fmt.Sprintf("s%d", n%1788)
	o.BudgetYen = sum(int64(n%100) * 100_000)
	o.Summary = "本市では、行政手続のオンライン化を進めるため、優れた企画提案を行った事業者を受託候補者として選定する公募型プロポーザルを実施します。参加を希望する事業者は、実施要領を確認のうえ、期限までに参加申込書を提出してください。"
	for i := range 5 {
		o.Deadlines = append(o.Deadlines, opportunity.Deadline{Role: opportunity.Questions, End: "2026-11-20", Evidence: fmt.Sprintf("質問の受付期間 令和8年11月%d日（金曜日）午後5時まで", i+1)})
		o.Attachments = append(o.Attachments, opportunity.Attachment{Title: "実施要領", URL: fmt.Sprintf("https://www.city.example.jp/file/%d/%d.pdf", n, i), MediaType: "application/pdf", Bytes: 123456})
	}
	return o
}

func benchVisit(n, records int) sources.Visit {
	v := visit(fmt.Sprintf("s%d", n%1788), day.Add(time.Duration(n)*time.Second))
	v.Known, v.Validators = map[string]sources.Known{}, map[string]sources.Validator{}
	for i := range records {
		o := benchRecord(n*records + i)
		o.Source = v.Source.ID
		v.Records = append(v.Records, o)
		v.Known[o.URL] = sources.Known{ID: o.ID, Title: o.Title, FirstSeen: v.At}
		v.Validators[o.URL] = sources.Validator{ETag: o.ID, Fetched: v.At}
	}
	return v
}

// BenchmarkApply stores one visit of six new records, to the disk.
func BenchmarkApply(b *testing.B) {
	s := open(b)
	n := 0
	for b.Loop() {
		apply(b, s, benchVisit(n, 6))
		n++
	}
}

// BenchmarkApplyUnchanged stores one visit that lists 200 known records.
func BenchmarkApplyUnchanged(b *testing.B) {
	s := open(b)
	v := benchVisit(0, 200)
	apply(b, s, v)
	for _, o := range v.Records {
		v.SeenIDs = append(v.SeenIDs, o.ID)
	}
	v.Records = nil
	for b.Loop() {
		v.At = v.At.Add(time.Hour)
		v.Report.Start = v.At
		apply(b, s, v)
	}
}

// BenchmarkApplyTogether stores visits of six new records from 16 goroutines.
func BenchmarkApplyTogether(b *testing.B) {
	s := open(b)
	var n atomic.Int64
	var all sync.WaitGroup
	for range 16 {
		all.Go(func() {
			for i := int(n.Add(1)); i <= b.N; i = int(n.Add(1)) {
				apply(b, s, benchVisit(i, 6))
			}
		})
	}
	all.Wait()
}

// BenchmarkQuery asks for the first 50 of 20,000 records.
func BenchmarkQuery(b *testing.B) {
	s, err := Open(filepath.Join(b.TempDir(), "koubo.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for n := range 100 {
		apply(b, s, benchVisit(n, 200))
	}
	for _, c := range []struct {
		name  string
		query opportunity.Query
	}{
		{"default", opportunity.Query{}},
		{"all", opportunity.Query{AllKinds: true, AllStages: true, AllStatuses: true}},
		{"issuer", opportunity.Query{AllStatuses: true, Issuers: []string{"342084"}}},
		{"source", opportunity.Query{AllStatuses: true, Source: "s7"}},
		{"rare word", opportunity.Query{AllStatuses: true, Text: "第1234回"}},
		{"common word", opportunity.Query{AllStatuses: true, Text: "プロポーザル"}},
		{"one character", opportunity.Query{AllStatuses: true, Text: "乾"}},
		{"deadline", opportunity.Query{Sort: opportunity.ByDeadline}},
		{"facets", opportunity.Query{Faceted: true}},
		{"facets of a word", opportunity.Query{Faceted: true, AllStatuses: true, Text: "プロポーザル"}},
		{"budget range", opportunity.Query{AllStatuses: true, BudgetMax: 5_000_000, Sort: opportunity.ByBudget}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				answer(b, s, c.query)
			}
		})
	}
}

// BenchmarkNews asks for the latest 200 things that were told of 20,000 records.
func BenchmarkNews(b *testing.B) {
	s := open(b)
	for n := range 100 {
		apply(b, s, benchVisit(n, 200))
	}
	for _, c := range []struct {
		name  string
		query opportunity.Query
	}{
		{"default", opportunity.Query{Limit: 200, EndedSince: day}},
		{"issuer", opportunity.Query{Limit: 200, AllStatuses: true, Issuers: []string{"342084"}}},
		{"source", opportunity.Query{Limit: 200, AllStatuses: true, Source: "s7"}},
		{"open status", opportunity.Query{Limit: 200, Statuses: []opportunity.Status{opportunity.Open}}},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if r, err := s.News(c.query, day.Add(time.Hour)); err != nil || len(r.Items) == 0 {
					b.Fatal(len(r.Items), err)
				}
			}
		})
	}
}

func BenchmarkEncodeRecord(b *testing.B) {
	o := benchRecord(1)
	for b.Loop() {
		layout.EncodeRecord(o)
	}
}

func BenchmarkDecodeRecord(b *testing.B) {
	data := layout.EncodeRecord(benchRecord(1))
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := layout.DecodeRecord(data); err != nil {
			b.Fatal(err)
		}
	}
}
