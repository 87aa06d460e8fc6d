package extract

import (
	"strings"
	"testing"

	"koubo/opportunity"
)

func TestEvidenceNamesThePageOfAPaper(t *testing.T) {
	text := "\f1\n\n# 募集要項\n令和8年8月\n\f3\n\n# 日程\n質問の提出期限\t令和8年9月10日\v午後5時まで\n上限額は5,000,000円とする。\n\f4\n\n申請書の提出期限 令和8年10月1日必着\n\f5\n\n上限額は5,000,000円とする。"
	o, _ := NormalizeIn(opportunity.Draft{Title: "施設の指定管理者の募集", URL: "https://www.city.example.jp/a.pdf", Text: text}, Context{Published: "2026-08-20"})
	want := map[opportunity.Role]string{opportunity.Questions: "（3頁）", opportunity.Submission: "（4頁）"}
	if len(o.Deadlines) != len(want) {
		t.Fatalf("read %v", o.Deadlines)
	}
	for _, d := range o.Deadlines {
		if !strings.HasSuffix(d.Evidence, want[d.Role]) {
			t.Errorf("%s: %q does not name %s", d.Role, d.Evidence, want[d.Role])
		}
	}
	if !strings.HasSuffix(o.Evidence["deadlines"], "頁）") {
		t.Errorf("deadlines: %q", o.Evidence["deadlines"])
	}
	for _, a := range o.Amounts {
		if strings.Contains(a.Evidence, "頁）") {
			t.Errorf("a sum that stands on two pages names one: %q", a.Evidence)
		}
	}
}

func TestPageMarksAreNoWords(t *testing.T) {
	text := "提出期限\n\f2\n令和8年10月1日まで\n"
	marked, _ := NormalizeIn(opportunity.Draft{Title: "施設の募集", URL: "https://www.city.example.jp/a", Text: text}, Context{Published: "2026-08-20"})
	plain, _ := NormalizeIn(opportunity.Draft{Title: "施設の募集", URL: "https://www.city.example.jp/a", Text: strings.ReplaceAll(text, "\f2\n", "")}, Context{Published: "2026-08-20"})
	if len(plain.Deadlines) != 1 || len(marked.Deadlines) != 1 || marked.Deadlines[0].End != plain.Deadlines[0].End {
		t.Errorf("with marks %v, without %v", marked.Deadlines, plain.Deadlines)
	}
	if strings.Contains(plain.Deadlines[0].Evidence, "頁") {
		t.Errorf("a page of the web names a page: %q", plain.Deadlines[0].Evidence)
	}
}

func TestAPlaceBelongsToThePageBeforeIt(t *testing.T) {
	_, p := withoutPageMarks("前文\n\f2\n\f3\n三頁\n\f10\n十頁")
	for words, want := range map[string]string{"前文": "前文", "三頁": "三頁（3頁）", "十 頁": "十 頁（10頁）", "頁": "頁", "なし": "なし", "": "", "三…": "三…（3頁）"} {
		if got := p.named(words); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}

func TestATableGoesOnInTheNextPage(t *testing.T) {
	for text, want := range map[string]string{
		"項目\t変更前\t変更後\n上限\t1円\t2円\n\n\f3\n\n期限\t10月1日\t10月8日": "項目\t変更前\t変更後\n上限\t1円\t2円\n期限\t10月1日\t10月8日",
		"質問\t10月1日\n\f2\n回答\t10月8日\n\n":                       "質問\t10月1日\n回答\t10月8日\n\n",
		"質問\t10月1日\n\n\f2\n\n\f3\n回答\t10月8日":                  "質問\t10月1日\n回答\t10月8日",
		"質問\t10月1日\n\n\f2\n\n区分\t定員\t期限":                      "質問\t10月1日\n\n\n区分\t定員\t期限",
		"質問\t10月1日\n\n\f2\n\n# 区分\t期限\n回答\t10月8日":             "質問\t10月1日\n\n\n# 区分\t期限\n回答\t10月8日",
		"質問\t10月1日\n\n\f2\n\n本文\n回答\t10月8日":                   "質問\t10月1日\n\n\n本文\n回答\t10月8日",
		"\f1\n\n質問\t10月1日\n\n回答\t10月8日":                       "\n質問\t10月1日\n\n回答\t10月8日",
	} {
		if got, _ := withoutPageMarks(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
