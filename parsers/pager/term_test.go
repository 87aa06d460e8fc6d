package pager

import "testing"

// TestTerms reads by what lists of one kind are told apart.
func TestTerms(t *testing.T) {
	for words, want := range map[string]Term{
		"令和8年度":      {ByYear, 2026, 0, true, "度"},
		"2026年":      {ByYear, 2026, 0, false, ""},
		"令和8年度 入札公告": {ByYear, 2026, 0, true, "度 入札公告"},
		"2026年11月":   {ByMonth, 2026, 11, false, ""},
		"令和8年度 11月分": {ByMonth, 2026, 11, true, "度"},
		"10月分":       {ByMonth, 0, 10, false, ""},
		"１０月の入札公告":   {ByMonth, 0, 10, false, "の入札公告"},
		"4月～6月":      {ByMonth, 0, 6, false, ""},
		"令和8年度上半期":   {ByHalf, 2026, 1, true, "度"},
		"令和8年度（下期）":  {ByHalf, 2026, 2, true, "度"},
		"第3四半期":      {ByQuarter, 0, 3, false, ""},
		"令和8年度 第２四半期 入札公告":      {ByQuarter, 2026, 2, true, "度 入札公告"},
		"2026年4月～2027年3月":       {ByYear, 2026, 0, true, "度"},
		"令和8年4月1日から令和9年3月31日まで": {ByYear, 2026, 0, true, "度"},
		"令和8年4月から3月の公告":         {ByYear, 2026, 0, true, "度の公告"},
		"令和八年度":                 {ByYear, 2026, 0, true, "度"},
		"令和十一年":                 {ByYear, 2029, 0, false, ""},
		"平成三十年度":                {ByYear, 2018, 0, true, "度"},
		"平成三一年度":                {ByYear, 2019, 0, true, "度"},
		"令和元年度":                 {ByYear, 2019, 0, true, "度"},
		"令和一年度":                 {ByYear, 2019, 0, true, "度"},
		"令和九年度":                 {ByYear, 2027, 0, true, "度"},
		"令和十年度":                 {ByYear, 2028, 0, true, "度"},
		"令和一〇年度":                {ByYear, 2028, 0, true, "度"},
		"令和十二年度":                {ByYear, 2030, 0, true, "度"},
		"令和一二年度":                {ByYear, 2030, 0, true, "度"},
		"令和二十年度":                {ByYear, 2038, 0, true, "度"},
		"二〇二六年度":                {ByYear, 2026, 0, true, "度"},
		"令和八年十一月分":              {ByMonth, 2026, 11, false, ""},
		"十二月分":                  {ByMonth, 0, 12, false, ""},
		"令和十十年度":                {}, "令和〇年度": {}, "令和八年十一月四日": {},
		"R8":      {ByYear, 2026, 0, false, ""},
		"Ｒ０８":     {ByYear, 2026, 0, false, ""},
		"令和7":     {ByYear, 2025, 0, false, ""},
		"2026":    {ByYear, 2026, 0, false, ""},
		"2026/R8": {ByYear, 2026, 0, false, ""},
		"第3回":     {ByNumber, 0, 3, false, ""},
		"No.12":   {ByNumber, 0, 12, false, ""},
		"入札公告":    {}, "8": {}, "2026-1": {}, "H3号館": {}, "11月4日": {}, "2026年11月4日": {}, "創立80年": {}, "第3回入札監視委員会": {}, "80年の歩み 11月": {},
	} {
		got, ok := TermIn(words)
		if ok != (want.Unit != "") || ok && got != want {
			t.Errorf("%s is of %+v, %v", words, got, ok)
		}
	}
}

// TestOrderOfTerms puts January behind December in a fiscal year alone.
func TestOrderOfTerms(t *testing.T) {
	january, december := Term{Unit: ByMonth, Part: 1}, Term{Unit: ByMonth, Part: 12}
	if january.Order(true) < december.Order(true) || january.Order(false) > december.Order(false) {
		t.Error("months are in the wrong order")
	}
	if (Term{Unit: ByHalf, Year: 2026, Part: 1}).Order(true) > (Term{Unit: ByHalf, Year: 2026, Part: 2}).Order(true) {
		t.Error("halves are in the wrong order")
	}
}

// TestAYearInKanjiIsAnotherList as one in digits is.
func TestAYearInKanjiIsAnotherList(t *testing.T) {
	for words, want := range map[string]bool{"令和7年度の入札公告": true, "令和七年度の入札公告": true, "令和一二年度": true, "令和元年度": true, "二〇二五年度": true, "七年度の道路工事を請け負う者": false} {
		if got := IsOtherList(words); got != want {
			t.Errorf("%s: %v", words, got)
		}
	}
}
