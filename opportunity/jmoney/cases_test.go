package jmoney

import (
	"fmt"
	"strings"
	"testing"

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
		{"1億2,000万円", 0, "120000000"},
		{"1.2億円", 0, "120000000"},
		{"2億3千4百万円", 0, "234000000"},
		{"金壱百万円也", 0, "1000000"},
		{"三千五百円", 0, "3500"},
		{"￥2,200,000-", 0, "2200000"},
		{"10～50万円", 0, "100000< 500000>"},
		{"10万円～50万円", 0, "100000< 500000>"},
		{"（単位：千円）", 0, ""},
		{"数百万円", 0, ""},
		{"1,234人", 0, ""},
		{"12,345", 1000, "12345000"},
		{"令和8年度 12,345", 1000, "12345000"},
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

func TestWording(t *testing.T) {
	for words, want := range map[string]string{
		"(税込)": "incl total", "(消費税及び地方消費税を除く)": "excl total", "年額(税別)": "excl year", "1件あたり": "unknown item",
		"5年間総額": "unknown total", "月額": "unknown unknown", "1,200円/㎡・年": "unknown item", "消費税は含まない": "excl total",
		"5年間": "unknown total", "令和8年度": "unknown year", "第1者": "unknown total", "11件": "unknown total",
	} {
		if got := Tax(words) + " " + Per(words); got != want {
			t.Errorf("%s: got %q, want %q", words, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("金1億2,000万円~3億円", int64(0))
	f.Add("12,345\xff", int64(1000))
	f.Add("0~1円", int64(0))
	f.Fuzz(func(t *testing.T, s string, unit int64) {
		text := jtext.NewLine(s).Text
		for _, m := range Read(text, unit%1_000_000) {
			if m.From < 0 || m.To <= m.From || m.To > len(text) || m.Yen <= 0 {
				t.Errorf("%q: %+v", s, m)
			}
		}
		Tax(text)
		Per(text)
		UnitOf(text)
	})
}
