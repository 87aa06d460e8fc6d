package jmoney

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

func TestRead(t *testing.T) {
	for _, c := range []struct {
		text string
		unit int64
		want string
	}{
		{"8,434,000円", 0, "8434000"},
		{"８，４３４，０００円", 0, "8434000"},
		{"12,345千円", 0, "12345000"},
		{"30百万円", 0, "30000000"},
		{"12,345 千円", 0, "12345000"},
		{"３　億円", 0, "300000000"},
		{"99999999999999 億円", 0, ""},
		{"金捌拾万円", 0, "800000"},
		{"金陸拾漆万円", 0, "670000"},
		{"R9 12,345", 1000, "12345000"},
		{"A4 500", 1, "500"},
		{"1億2,000万円", 0, "120000000"},
		{"1.2億円", 0, "120000000"},
		{"2億3千4百万円", 0, "234000000"},
		{"金壱百万円也", 0, "1000000"},
		{"三千五百円", 0, "3500"},
		{"￥2,200,000-", 0, "2200000"},
		{"10～50万円", 0, "100000< 500000>"},
		{"10万～50万円", 0, "100000< 500000>"},
		{"9千万〜1億円", 0, "90000000< 100000000>"},
		{"1,200 万 円", 0, "12000000"},
		{"冠村一円（下谷方面）", 0, ""},
		{"金一円", 0, "1"},
		{"百五十万円", 0, "1500000"},
		{"上限百万円", 0, "1000000"},
		{"（百万円）", 0, ""},
		{"単位 百万円", 0, ""},
		{"五，五〇〇，〇〇〇円", 0, "5500000"},
		{"10万円～50万円", 0, "100000< 500000>"},
		{"（単位：千円）", 0, ""},
		{"数百万円", 0, ""},
		{"1,234人", 0, ""},
		{"12,345", 1000, "12345000"},
		{"令和8年度 12,345", 1000, "12345000"},
		{"33333333333333333333～3億円", 0, "300000000"},
		{"9999999999999999999円～3億円", 0, "300000000"},
		{"3億円～33333333333333333333円", 0, "300000000"},
		{"1000兆円", 0, "1000000000000000"},
		{"1000兆1円", 0, ""},
		{"九九九九九九九九九九九九九九九九九九九九円", 0, ""},
		{"99999999999999999999", 1000, ""},
		{"9,999,999,999,999,999", 1, ""},
		{"▲500,000円", 0, ""},
		{"△1,200千円", 0, ""},
		{"差額：-500,000円", 0, ""},
		{"(−3億円)", 0, ""},
		{"上限額－500,000円", 0, "500000"},
		{"予算額…12億円", 0, "1200000000"},
		{"1㎡31,500円", 0, ""},
		{"一般管理費 660", 1000, "660000"},
		{"上限額 - 500,000円", 0, "500000"},
		{"10万円-50万円", 0, "100000< 500000>"},
		{"10万円 -50万円", 0, "100000< 500000>"},
		{"12.345.678円", 0, "12345678"},
		{"１．２３４．５６７．８９０円", 0, "1234567890"},
		{"500.000円", 0, "500000"},
		{"12.500～50.000円", 0, "12500< 50000>"},
		{"¥5.000.000", 0, "5000000"},
		{"1.5億円", 0, "150000000"},
		{"3.5千円", 0, "3500"},
		{"1.234億円", 0, "123400000"},
		{"15.125円/kWh", 0, "15"},
		{"1.23.456円", 0, ""},
		{"12.34.567円", 0, ""},
		{"1．5,000,000円", 0, "5000000"},
		{"金壹百貳拾萬圓也", 0, "1200000"},
		{"⾦三⼗万円", 0, "300000"},
	} {
		var got []string
		for _, s := range Read(jtext.NewLine(c.text).Text, c.unit) {
			got = append(got, fmt.Sprint(s.Yen)+map[bool]string{true: "<"}[s.Low]+map[bool]string{true: ">"}[s.High])
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.text, s, c.want)
		}
	}
}

// TestTheClosingMarkIsPartOfASum holds that what is behind a sum begins behind 也 and the dash.
func TestTheClosingMarkIsPartOfASum(t *testing.T) {
	for text, want := range map[string]string{
		"￥2,200,000-（税込）": "(税込)", "金5万円也。": "。", "¥500-¥900": "-¥900", "¥500-900": "-900", "500円-": "-",
	} {
		line := jtext.NewLine(text).Text
		sums := Read(line, 0)
		if len(sums) == 0 {
			t.Errorf("%s: no sum", text)
			continue
		}
		if got := line[sums[0].To:]; got != want {
			t.Errorf("%s: %q is behind the sum, want %q", text, got, want)
		}
	}
}

func TestWording(t *testing.T) {
	for words, want := range map[string]string{
		"(税込)": "incl total", "(消費税及び地方消費税を除く)": "excl total", "年額(税別)": "excl year", "1件あたり": "unknown item",
		"5年間総額": "unknown total", "月額": "unknown unknown", "1,200円/㎡・年": "unknown item", "消費税は含まない": "excl total",
		"5年間": "unknown total", "令和8年度": "unknown year", "第1者": "unknown total", "11件": "unknown total",
		"1事業費上限額": "unknown total", "1件名": "unknown total", "1事業あたり": "unknown item", "1事業上限": "unknown item", "1提案につき": "unknown item",
		"1公園当たり年額": "unknown item", "1kgにつき": "unknown item", "坪当たり": "unknown item", "最低売払単価": "unknown item", "人件費単価の改定": "unknown total",
		"1年間": "unknown year", "2年目": "unknown year", "・R8:": "unknown year", "(R10)": "unknown year", "R8C": "unknown total", "令和9年度から令和13年度まで": "unknown total", "消費税を加えた額": "excl total",
		"別途消費税がかかります": "excl total", "消費税及び地方消費税の額を加算した金額": "excl total", "消費税10%別": "excl total", "税を含めない額": "excl total",
		"消費税及び地方消費税の額を除きます": "excl total", "税込価格を特別に": "incl total", "消費税を加えた総額": "incl total", "税こみ": "incl total", "区別": "unknown total",
		"一団体ごとに": "unknown item", "1施設概要": "unknown total", "/施設": "unknown item",
	} {
		if got := Tax(words) + " " + Per(words); got != want {
			t.Errorf("%s: got %q, want %q", words, got, want)
		}
	}
}

func TestWithoutEnumerator(t *testing.T) {
	for words, want := range map[string]string{
		"1 事業費上限額": "事業費上限額", "(1) 提案上限額": " 提案上限額", "第2 申請額": "申請額", "① 事業費": " 事業費", "2.事業費": "事業費", "3)事業費": "事業費",
		"ア 事業費": "事業費", "(ア)事業費": "事業費", "一 事業費": "事業費", "1、件名": "件名", "# 1 事業費": "事業費", "第1 (2) 事業費": " 事業費",
		"1-2 施設整備費": "施設整備費", "10.3.2 団体名": "団体名", "1 件名": "件名", "1 課題解決の委託料": "課題解決の委託料",
		"1件あたり": "1件あたり", "1 社 300万円": "1 社 300万円", "1 事業あたり": "1 事業あたり", "1 件上限": "1 件上限", "1 団体につき": "1 団体につき",
		"1事業者": "1事業者", "三千円": "三千円", "103 千円": "103 千円", "3 百万円": "3 百万円", "(税込)": "(税込)", "・委託料": "・委託料", "": "", "1": "1", "(1": "(1", "第": "第", "12345678901 事業費": "12345678901 事業費",
	} {
		if got := WithoutEnumerator(words); got != want {
			t.Errorf("%q: got %q, want %q", words, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("金1億2,000万円~3億円", int64(0))
	f.Add("12,345\xff", int64(1000))
	f.Add("0~1円", int64(0))
	f.Add("33333333333333333333~3億円", int64(0))
	f.Add("1.5,000.000.000円-▲九兆兆兆", int64(1))
	f.Fuzz(func(t *testing.T, s string, unit int64) {
		text := jtext.NewLine(s).Text
		for _, m := range Read(text, unit%1_000_000) {
			if m.From < 0 || m.To <= m.From || m.To > len(text) || m.Yen < 1 || m.Yen > Most || m.Low && m.High {
				t.Errorf("%q: %+v", s, m)
			}
			if !utf8.ValidString(text[m.From:m.To]) {
				t.Errorf("%q: the span %d..%d parts a character", s, m.From, m.To)
			}
		}
		if tax := Tax(text); tax != "incl" && tax != "excl" && tax != "unknown" {
			t.Errorf("Tax(%q) = %q", s, tax)
		}
		if per := Per(text); per != "item" && per != "year" && per != "total" && per != "unknown" {
			t.Errorf("Per(%q) = %q", s, per)
		}
		if rest := WithoutEnumerator(text); !strings.HasSuffix(text, rest) {
			t.Errorf("WithoutEnumerator(%q) = %q", s, rest)
		}
		if u := UnitOf(text); u < 0 || u > 100_000_000 {
			t.Errorf("UnitOf(%q) = %d", s, u)
		}
	})
}

func TestUnitOf(t *testing.T) {
	for words, want := range map[string]int64{
		"（単位：千円）": 1000, "単位 百万円": 1_000_000, "[単位:千円(税込)]": 1000, "【単位：円】": 1, "委託上限額（千円、税込）": 1000, "上限額（税込・千円）": 1000,
		"単位は万円": 10_000, "5,000千円（税込）": 0, "上限額": 0, "（千円未満切捨て）": 0,
	} {
		if got := UnitOf(jtext.NewLine(words).Text); got != want {
			t.Errorf("%s: %d, want %d", words, got, want)
		}
	}
}
