package amount

import (
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/document"
	"koubo/opportunity/extract/wording"
	"koubo/opportunity/jmoney"
	"koubo/opportunity/jtext"
)

// table is what the rows above say of the row that is read.
type table struct {
	columns []string // heads, folded; nil for none
	inYen   bool     // a head names the unit of its column
	old     []bool   // the columns of old values
	first   string   // the first cell of the row above, which may span several
}

// headWords are the heads of a first column.
var headWords = jtext.NewWords("区分", "項目", "年度", "番号", "種別", "種類", "対象", "内容", "名称", "業務", "施設", "コース", "枠", "物件", "件名", "品目", "事項", "地区", "圏域", "ロット", "No", "NO", "部門", "分類", "期間", "所在", "場所", "規格", "サイズ", "媒体", "路線", "区画", "型", "期", "内訳", "規模", "等級", "クラス", "ランク", "条件", "要件", "事業者", "企業", "者")

// fiscalYears are the digits that the head of a column may hold.
var fiscalYears = jtext.MustPattern(`第?[0-9]+年[目度次](?:分|目)?|[初次翌]年度|最終年度|[RH][0-9]+|(?:令和|平成|R|H)?[0-9]+(?:年度?分?|か年|年間)|第[0-9]+|[0-9]+/[0-9]+|[^0-9 \t,.¥円年月日約金][0-9]{1,2}(?:$|\t)`)

// isHead reports whether a row names the columns of those below it.
func (t *table) isHead(row document.Row) bool {
	if strings.Contains(row.Text, "円") && len(jmoney.Read(row.Text, 0)) > 0 {
		return false
	}
	if row.IsHead {
		return true
	}
	cells := row.Cells
	if len(cells) < 2 {
		return false
	}
	named := 0
	for _, c := range cells {
		if c = withoutTaxRemark(c); utf8.RuneCountInString(c) > 24 || strings.Contains(c, "。") {
			return false
		}
		if c != "" {
			named++
		}
	}
	money := false
	for _, c := range cells[1:] {
		money = money || sumLabel(c) || isFee(c) || moneyHead.MatchString(c) || jtext.HasAny(c, "料金", "単価") || isOld(c)
	}
	var heads bool
	if len(cells) > 2 {
		heads = named > 1 && (money || headWords.In(cells[0]) || cells[0] == "" && noMoreThanYears(cells[1:]) || slices.ContainsFunc(cells[1:], isNewOrTotal))
	} else {
		heads = money && (headWords.In(cells[0]) || priceHeads.MatchString(cells[1]) && !askedOf.MatchString(cells[0])) || ownMoney.In(cells[0]) && columnOfMore.MatchString(cells[1]) || isOld(cells[0]) && jtext.HasAny(cells[1], newHeads...) || moneyHead.MatchString(cells[0]) && moneyHead.MatchString(cells[1])
	}
	return heads && !jtext.HasDigit(withoutYears(strings.ReplaceAll(withoutTaxRemark(row.Text), "m2", "")))
}

var (
	// priceHeads are heads of a column of sums that are no value of a row: 予定価格(税抜), 委託料の上限額.
	priceHeads = jtext.MustPattern(`^(?:最低|予定|参考|提案|委託|見積|契約|補助|支援|助成|貸付|売却|売払|事業費|委託料の?|指定管理料の?|補助金の?|業務の?)?(?:価格|上限額|限度額|上限価格|上限金額|金額|単価|料金|予算額|貸付料|使用料|賃料)(?:\([^()]*\))?$`)
	// moneyHead is the head of a column of sums of any kind.
	moneyHead = jtext.MustPattern(`^[^ 、。0-9]{0,12}(?:価格|額|料|金|単価|費)(?:\([^()]*\))?$`)
	// askedOf are labels of what such a word is a value of: 評価の対象 見積価格.
	askedOf = jtext.MustPattern(`方法|対象|条件|基準|時期|評価|審査|記載|契約$|入札$|書類|様式`)
)

// noMoreThanYears reports whether the heads of columns are years and their total.
func noMoreThanYears(heads []string) bool {
	for _, h := range heads {
		if strings.TrimSpace(withoutYears(h)) != "" && !totalHead.MatchString(h) {
			return false
		}
	}
	return true
}

// taxRemark is what the head of a column says of the tax: 上限額(消費税及び地方消費税の額を含む。).
var taxRemark = jtext.MustPattern(`\([^()]*税[^()]*\)`)

// withoutTaxRemark returns words without what they say of the tax.
func withoutTaxRemark(words string) string { return taxRemark.ReplaceAllString(words, "") }

// newHeads are the words of a second column of the values that count now.
var newHeads = slices.Concat(wording.NewMarks, []string{"正", "新"})

// columnOfMore is the head of a second column that says more of the sum in the first.
var columnOfMore = jtext.MustPattern(`^(?:その|金額の)?(?:内訳|備考|摘要|説明|期間|年度別?内訳|条件)$`)

func withoutYears(row string) string {
	if !jtext.HasDigit(row) {
		return row
	}
	for range 20 {
		at := fiscalYears.FindStringIndex(row)
		if at == nil {
			break
		}
		row = row[:at[0]] + row[at[1]:]
	}
	return row
}

func isOld(cell string) bool {
	cell = strings.ReplaceAll(cell, " ", "") // 変 更 前
	return jtext.HasAny(cell, wording.OldMarks...) || wording.IsOld(cell) || formerHead.MatchString(cell) || jtext.HasAny(cell, "改定前", "補正前", "見直し前")
}

// formerHead is the head of a column of what was before.
var formerHead = jtext.MustPattern(`^(?:前回|昨年度|前年度|従前|現行|現契約)(?:の?(?:募集|契約|内容|条件))?(?:\([^()]*\))?$`)

func (t *table) setColumns(cells []string) {
	t.columns, t.old, t.inYen = cells, make([]bool, len(cells)), false
	changed := slices.ContainsFunc(cells, isNew)
	for i, c := range t.columns {
		t.inYen = t.inYen || strings.Contains(c, "円")
		t.old[i] = isOld(c) || changed && ofChange.MatchString(c)
	}
}

// unitOf returns the unit of the bare numbers in a column: its own, else that of the table where no column has one.
func (t *table) unitOf(column int, unit int64) int64 {
	own := int64(0)
	for i, c := range t.columns {
		u := jmoney.UnitOf(c)
		if i == column && u > 0 {
			return u
		}
		own = max(own, u)
	}
	if own > 0 {
		return 0
	}
	return unit
}

// plainCells takes the numbers that order them off the cells of a row.
func plainCells(cells []string) []string {
	for i, c := range cells {
		cells[i] = strings.TrimSpace(jmoney.WithoutEnumerator(c))
	}
	return cells
}

// clauses returns the labelled texts of a row; unit is that of the bare numbers in the table.
func (t *table) clauses(row document.Row, unit int64) []clause {
	cells := plainCells(row.Cells)
	if unit == 0 && !t.inYen && !jtext.HasAny(row.Text, "円", "¥") {
		t.setFirst(cells)
		return nil
	}
	if len(t.columns) > 2 && len(cells) == len(t.columns)-1 && t.first != "" {
		cells = append([]string{t.first}, cells...) // the first cell spans several rows
	}
	if len(t.columns) == len(cells) && len(cells) > 1 && !(len(cells) == 2 && rowOfItsOwn.MatchString(cells[0])) {
		return t.underColumns(cells, unit)
	}
	unnamed := cells[0] == ""
	t.setFirst(cells)
	c := clause{label: t.first, text: strings.Join(cells, " "), unit: unit, unnamed: unnamed}
	if strings.Contains(c.text, "\n") {
		c.text = strings.Join(cells[1:], " ")
	}
	return byBreaks(c)
}

// rowOfItsOwn is the label of a row that the columns above say nothing of.
var rowOfItsOwn = jtext.MustPattern(`^(?:予算(?:額|規模|総額)?|(?:入札|契約)?保証金|敷金|予定価格)$`)

// setFirst keeps what a row's first cell says: an empty one is spanned by that above.
func (t *table) setFirst(cells []string) {
	if cells[0] != "" {
		t.first = cells[0]
	}
}

// underColumns reads each cell with the header above it, and the first cell's label.
func (t *table) underColumns(cells []string, unit int64) (out []clause) {
	unnamed := cells[0] == ""
	t.setFirst(cells)
	cells[0] = t.first
	parts := t.partsOfRow(cells, unit)
	for i, c := range cells {
		if i == 0 && boundOnly.MatchString(c) || t.old[i] || parts[i] || t.isPart(i, cells) || i > 0 && columnOfMore.MatchString(t.columns[i]) && len(jmoney.Read(strings.Join(cells[:i], "\t"), unit)) > 0 {
			continue
		}
		label := ""
		for k, head := range cells[:i] {
			if isRowHead(head) && len(label) <= proseBytes {
				if k > 0 && whatFor.MatchString(t.columns[k]) {
					head = bracketed.ReplaceAllString(head, "")
				}
				label = strings.TrimSpace(label + " " + head)
			}
		}
		unit := t.unitOf(i, unit)
		if i == 0 && (isRowHead(c) || !sumLabel(t.columns[0])) {
			unit = 0 // 2か所の計
		}
		if u := jmoney.UnitOf(cells[0]); u > 0 && i > 0 {
			unit = u
		}
		out = append(out, byBreaks(clause{t.headOf(i), label, c, unit, unnamed, false})...)
	}
	return out
}

// boundOnly is a first cell that says to which sums its row applies: 5,000万円以上1億円未満.
var boundOnly = jtext.MustPattern(`^(?:[^0-9円]{0,8}(?:が|は))?約?[0-9,.千百万億]+円(?:以上|以下|未満|超|を超え)[^円]*(?:[0-9,.千百万億]+円(?:以下|未満|まで)の?(?:もの|場合|工事|契約)?)?$`)

var (
	// whatFor is the head of a column that says what a sum is for, and bracketed what its cells add to that.
	whatFor   = jtext.MustPattern(`経費|内容|対象|要件|備考`)
	bracketed = jtext.MustPattern(`\([^()]*\)`)
)

// headOf returns the head of a column, with what the corner and the columns that it sums up say of it.
func (t *table) headOf(column int) string {
	head := t.columns[column]
	switch {
	case column == 0:
	case totalHead.MatchString(head) && ownMoney.In(t.columns[0]):
		return t.columns[0] + " 合計"
	case totalHead.MatchString(head):
		for _, w := range [...]string{"上限額", "限度額", "予定価格"} {
			if strings.Contains(strings.Join(t.columns, " "), w) {
				return head + " " + w
			}
		}
	case !sumLabel(head) || fiscalYears.MatchString(head) && !ownMoney.In(head):
		if ownMoney.In(t.columns[0]) {
			return t.columns[0] + " " + head
		}
	}
	return head
}

// totalHead is the head of a column of sums of the others.
var totalHead = jtext.MustPattern(`^(?:合計|総計|計|総額|全体|全期間|期間計)(?:額|金額)?(?:\([^()]*\))?$`)

// quantity is a cell that counts something: 2台, 約1,500㎡.
var quantity = jtext.MustPattern(`^約?[0-9,.]+ ?(?:台|件|枠|本|棟|区画|㎡|m2|m|km|t|kg|枚|部|個|社|者|人|名|口|式|か所|箇所|基|回|か月|ヶ月|年間?|日間?|筆|戸|室)(?:程度)?$`)

// isRowHead reports whether a cell names its row: it is short, holds no number but a year, and counts nothing.
func isRowHead(cell string) bool {
	return cell != "" && !quantity.MatchString(cell) && utf8.RuneCountInString(cell) <= 40 && strings.Trim(cell, "0123456789-,. ") != "" && !(strings.Contains(cell, "円") && jtext.HasDigit(cell))
}
