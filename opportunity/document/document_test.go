package document

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
)

// describe writes a document in short: "1# heading", "3 paragraph/of lines", "5 | cell/cell", * before a row of column heads, the
// number of a counted row in brackets.
func (d Document) describe() string {
	var parts []string
	for _, s := range d.Sections {
		if s.Line > 0 {
			parts = append(parts, fmt.Sprintf("%d# %s", s.Line, s.Heading))
		}
		for _, b := range s.Blocks {
			if b.Table == nil {
				parts = append(parts, fmt.Sprintf("%d %s", b.Line, strings.Join(b.Lines, "/")))
				continue
			}
			for i, r := range b.Table.Rows {
				mark := ""
				if r.IsHead {
					mark = "*"
				}
				if r.Number != "" {
					mark += "[" + r.Number + "]"
				}
				parts = append(parts, fmt.Sprintf("%d %s| %s", b.Line+i, mark, strings.Join(r.Cells, "/")))
			}
		}
	}
	return strings.Join(parts, "; ")
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"業務の概要\n市の業務です。", "1 業務の概要/市の業務です。"},
		{"前書き\n\n# 日程\n\n公募開始\n質問\n\n# 問い合わせ\n産業課", "1 前書き; 3# 日程; 5 公募開始/質問; 8# 問い合わせ; 9 産業課"},
		{"# 日程\n# 項目\t期日\n質問\t１０月１日\n回答\t10月8日", "1# 日程; 2 *| 項目/期日; 3 | 質問/10月1日; 4 | 回答/10月8日"},
		{"No.\t項目\t期日\n1\t質問\t10月1日\n2\t回答\t10月8日", "1 [No.]| 項目/期日; 2 [1]| 質問/10月1日; 3 [2]| 回答/10月8日"},
		{"６－２\t期限\t10月1日\n６－３\t方法\t郵送", "1 [6-2]| 期限/10月1日; 2 [6-3]| 方法/郵送"},
		{"9.15\t質問\t役場\n9.18\t回答\t役場", "1 | 9.15/質問/役場; 2 | 9.18/回答/役場"},
		{"9.15\t質問\n9.16\t回答", "1 | 9.15/質問; 2 | 9.16/回答"},
		{"1\t質問\t10月1日\n説明会\t市役所\t10月8日", "1 | 1/質問/10月1日; 2 | 説明会/市役所/10月8日"},
		{"質問\t10月1日\v17時まで", "1 | 質問/10月1日\n17時まで"},
		{"| 質問 | 10月1日 |", "1 | 質問/10月1日"},
		{"質問\t10月\t1日", "1 | 質問/10月1日"},
		{"本文\n質問\t10月1日\n続き", "1 本文; 2 | 質問/10月1日; 3 続き"},
		{"本文\n" + opportunity.PageMark(2) + "\n続き", "1 本文; 3 続き"},
	} {
		inTwo := func(left, right string) bool {
			return strings.HasSuffix(left, "月") && strings.HasSuffix(right, "日")
		}
		if got := Parse(strings.Split(c.text, "\n"), inTwo).describe(); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

// FuzzParse holds that any lines have a document, and that each line but blank ones and page marks is in it once, in its place.
func FuzzParse(f *testing.F) {
	f.Add("前書き\n\n# 日程\n# 項目\t期日\n1\t質問\v10月1日\n" + opportunity.PageMark(3) + "\n本文｜表")
	f.Add("# \n#\t\n|\n||\n \n\t")
	f.Fuzz(func(t *testing.T, text string) {
		lines := strings.Split(text, "\n")
		d := Parse(lines, nil)
		seen := make([]int, len(lines))
		var all []string
		for i, s := range d.Sections {
			if i > 0 {
				seen[s.Line-1]++
			}
			all = append(all, s.Text...)
			for _, b := range s.Blocks {
				if !slices.Equal(lines[b.Line-1:b.Line-1+len(b.Lines)], b.Lines) || b.Table != nil && len(b.Table.Rows) != len(b.Lines) {
					t.Fatalf("%q: a block of line %d holds %q", text, b.Line, b.Lines)
				}
				for n := range b.Lines {
					seen[b.Line-1+n]++
				}
			}
		}
		if !slices.Equal(all, lines) || d.Lines != len(lines) {
			t.Fatalf("%q: the sections' texts are %q", text, all)
		}
		for i, l := range lines {
			_, isMark := opportunity.PageOf(l)
			if want := !isMark && (strings.TrimSpace(l) != "" || IsRow(l)); (seen[i] == 1) != want || seen[i] > 1 {
				t.Fatalf("%q: line %d is in %d parts", text, i+1, seen[i])
			}
		}
	})
}
