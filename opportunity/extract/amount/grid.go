package amount

import (
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// Which cells of a row say nothing of their own: what was before a change, and the parts of the total of the row.

// ofChange is the head of a column beside one of what is after a change: 当初, 増減額, 補正.
var ofChange = jtext.MustPattern(`^(?:当初|原|現行|従前|従来|既定|前回)?(?:の?(?:額|金額|予算額?|契約額?|上限額))?$|^(?:増減|補正|変更|差引|差|増|減|改定|改正)(?:額|金額|分)?$`)

// isNew reports whether the head of a column says that its values are those after a change.
func isNew(head string) bool {
	return wording.IsNew(head) || jtext.HasAny(head, "改定後", "補正後", "見直し後")
}

// isNewOrTotal reports whether a cell can only be the head of a column.
func isNewOrTotal(cell string) bool { return isNew(cell) || totalHead.MatchString(cell) }

// partsOfRow tells which cells of a row make up its total in a column of such: 構築 18,700, 運用 0, 計 18,700.
func (t *table) partsOfRow(cells []string, unit int64) []bool {
	parts, yen := make([]bool, len(cells)), make([]int64, len(cells))
	if len(cells) < 3 {
		return parts
	}
	total, rest := -1, int64(0)
	for i := range cells {
		if i == 0 || t.old[i] {
			continue
		}
		if sums := jmoney.Read(cells[i], t.unitOf(i, unit)); len(sums) == 1 {
			yen[i] = sums[0].Yen
		}
		switch {
		case totalHead.MatchString(t.columns[i]):
			total = i
		case quantity.MatchString(cells[i]) || counted.MatchString(t.columns[i]):
			yen[i] = 0
		}
	}
	if total < 0 || yen[total] == 0 {
		return parts
	}
	for i := range cells {
		if i != total {
			rest += yen[i]
		}
	}
	for i := range cells {
		parts[i] = rest == yen[total] && i != total && yen[i] > 0
	}
	return parts
}

// isPart reports whether a cell holds the share of one year in the sum of a column of its row.
func (t *table) isPart(column int, cells []string) bool {
	if !jtext.HasDigit(cells[column]) || !fiscalYears.MatchString(t.columns[column]) {
		return false
	}
	for i, head := range t.columns {
		if i != column && totalHead.MatchString(head) && jtext.HasDigit(cells[i]) {
			return true
		}
	}
	return false
}
