package deadline

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/document"
	"koubo/opportunity/extract/deadline/prepare"
	"koubo/opportunity/extract/deadline/role"
	"koubo/opportunity/jtext"
)

// The rows that name a table's columns, and what their words say the cells below are for.

// isHeadRow reports whether a row names the columns of those below it: it is marked so, or it holds no dates, its cells
// are short, and dates stand below in columns that it names.
func isHeadRow(rows []document.Row, at int, known bool) bool {
	r := rows[at]
	if len(r.Cells) < 2 || at+1 == len(rows) {
		return false
	}
	filled, below := 0, rows[at+1]
	for _, c := range r.Cells {
		if utf8.RuneCountInString(c) > 24 || strings.Contains(c, "。") {
			return false
		}
		if c != "" {
			filled++
		}
	}
	switch {
	case filled < 2 || len(below.Cells) < len(r.Cells)-1 || anyDated(r.Cells):
		return false
	case r.IsHead:
		return true
	}
	uses := 0
	for _, c := range r.Cells {
		uses += count(useOf(c) != plainColumn)
	}
	if known {
		return uses == filled
	}
	if len(r.Cells) == 2 {
		if useOf(r.Cells[0]) == neutralColumn && oldHeads.MatchString(below.Cells[0]) {
			return true
		}
		if useOf(r.Cells[0]) == neutralColumn && headOfDays.MatchString(r.Cells[1]) && role.Of(r.Cells[1]).Role != "" && prepare.Dated(below.Cells[1]) && !prepare.Dated(below.Cells[0]) {
			return true // 区分, 受付期間
		}
		if at == 0 && len(rows) == 2 && areSteps(r.Cells) && hasDay(below.Cells[0]) && len(below.Cells) == 2 && hasDay(below.Cells[1]) {
			return true // 応募書類の受付, 優先交渉権者の決定: across the page
		}
		second := useOf(r.Cells[1])
		return second != asideColumn && (uses == 2 || uses == 1 && second != plainColumn)
	}
	if uses == filled && slices.ContainsFunc(r.Cells, isOldHead) {
		return true // 項目, 変更前, 変更後: whatever stands in the first row below
	}
	return at == 0 && anyDated(below.Cells) && (uses > 0 || len(r.Cells) == len(below.Cells))
}

// isOldHead reports whether a head names a column of old values.
func isOldHead(head string) bool { return useOf(head) == oldColumn }

// areSteps reports whether each of the cells names a step.
func areSteps(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return !role.Of(c).Strong() })
}

// headOfDays ends the head of a column that holds the days of one step.
var headOfDays = jtext.MustPattern(`(?:期間|期限|期日|締切|締切日|日程|日時)$`)

func anyDated(cells []string) bool {
	for _, c := range cells {
		if prepare.Dated(c) {
			return true
		}
	}
	return false
}

func (t *tableReader) setHeads(cells []string) {
	t.heads, t.uses, t.topic = make([]string, len(cells)), make([]columnUse, len(cells)), ""
	windows := 0
	for i, c := range cells {
		t.heads[i] = prepare.CloseGaps(c)
		t.uses[i] = useOf(lastWord(t.heads[i]))
		if i > 0 && t.uses[i-1] == startColumn && t.uses[i] == neutralColumn && endHeads.MatchString(lastWord(t.heads[i])) {
			t.uses[i] = endColumn // 開始日, 期限
		}
		if i > 0 && t.uses[i-1] == startColumn && t.uses[i] == endColumn {
			windows++
		}
	}
	if starts, ends := t.columns(startColumn), t.columns(endColumn); starts == ends && (starts == 1 || starts == windows) {
		return
	}
	for i, u := range t.uses {
		if u == startColumn || u == endColumn {
			t.uses[i] = plainColumn
		}
	}
}

// columns returns how many columns have a use.
func (t *tableReader) columns(use columnUse) (n int) {
	for _, u := range t.uses {
		n += count(u == use)
	}
	return n
}

// lastWord is the lowest of joined heads: 開始日 of 申請の受付 開始日.
func lastWord(head string) string {
	if at := strings.LastIndexByte(strings.TrimSpace(head), ' '); at >= 0 {
		return strings.TrimSpace(head)[at+1:]
	}
	return head
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}
