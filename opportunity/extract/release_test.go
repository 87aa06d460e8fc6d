package extract

import (
	"strings"
	"testing"
	"unsafe"

	"koubo/opportunity"
)

// TestRecordHoldsNoText keeps no part of its page's text in memory.
func TestRecordHoldsNoText(t *testing.T) {
	text := strings.Clone("委託料の上限額 1,000,000円\n提案書の提出期限 令和8年12月10日 17時必着\n説明会 令和8年11月25日\n先着順で受け付け、令和8年12月24日に公表する予定です。\n")
	record, doubts := Normalize(opportunity.Draft{Title: "警備業務プロポーザル", URL: "https://www.city.example.lg.jp/1", Text: text}, "2026-11-02")
	if len(record.Deadlines) == 0 || len(record.Amounts) == 0 || len(record.Evidence) < 3 {
		t.Fatalf("too little is read: %+v", record)
	}
	words := []string{record.Title, record.Summary, record.Eligibility}
	for _, d := range record.Deadlines {
		words = append(words, d.Note, d.Evidence)
	}
	for _, a := range record.Amounts {
		words = append(words, a.Evidence)
	}
	for _, m := range record.Mentions {
		words = append(words, m.Words)
	}
	for _, d := range doubts {
		words = append(words, d.Words)
	}
	for _, e := range record.Evidence {
		words = append(words, e)
	}
	begin := uintptr(unsafe.Pointer(unsafe.StringData(text)))
	for _, w := range words {
		if at := uintptr(unsafe.Pointer(unsafe.StringData(w))); w != "" && at >= begin && at < begin+uintptr(len(text)) {
			t.Errorf("%q is a part of the text", w)
		}
	}
}
