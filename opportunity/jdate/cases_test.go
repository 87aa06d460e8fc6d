package jdate

import (
	"fmt"
	"strings"
	"testing"

	"koubo/opportunity/jtext"
)

// cases are texts with the expressions in them: "start time~end time", parted by " | ". The reference day is 2026-11-02.
var cases = []struct{ text, want string }{
	{"令和8年11月20日（金）午後5時まで", "2026-11-20 17:00~"},
	{"令和元年5月1日", "2019-05-01 ~"},
	{"平成31年4月30日", "2019-04-30 ~"},
	{"昭和64年1月7日", "1989-01-07 ~"},
	{"Ｒ８．１１．６", "2026-11-06 ~"},
	{"8年11月6日", "2026-11-06 ~"},
	{"2026-11-06", "2026-11-06 ~"},
	{"26.11.6", "2026-11-06 ~"},
	{"1.2.3 業務の概要", ""},
	{"電話 0999-12-3450", ""},
	{"11/9(月)～11/13(金) 17:15", "2026-11-09 ~2026-11-13 17:15"},
	{"補助率は2/3以内", ""},
	{"令和8年12月1日から翌年1月15日まで", "2026-12-01 ~2027-01-15"},
	{"令和8年11月9日から同月20日まで", "2026-11-09 ~2026-11-20"},
	{"令和8年11月9日 9時～10日 17時", "2026-11-09 09:00~2026-11-10 17:00"},
	{"令和8年9月30日24時", "2026-10-01 00:00~"},
	{"令和8年9月30日23:59", "2026-09-30 23:59~"},
	{"令和8年10月末日", "2026-10-31 ~"},
	{"令和9年2月末日", "2027-02-28 ~"},
	{"令和8年12月上旬から12月25日まで", " ~2026-12-25"},
	{"令和8年11月24日から12月上旬", "2026-11-24 ~"},
	{"11月31日", ""},
	{"令和8年度", "2026-04-01 ~2027-03-31"},
	{"令和8年度から令和10年度まで", "2026-04-01 ~2029-03-31"},
	{"令和8年度末", "2027-03-31 ~"},
	{"午前0時30分", "? 00:30~"},
	{"2時間", ""},
	{"令和8年11月20日正午", "2026-11-20 12:00~"},
	{"令和8年11月20日午後1時半から", "2026-11-20 13:30~"},
	{"令和8年（2026年）9月1日", "2026-09-01 ~"},
	{"2026年（令和8年）9月1日", "2026-09-01 ~"},
	{"2月29日", "2028-02-29 ~"},
	{"1月15日", "2027-01-15 ~"},
}

func TestRead(t *testing.T) {
	for _, c := range cases {
		cal := Calendar{Ref: "2026-11-02"}
		var got []string
		for _, e := range Read(jtext.NewLine(c.text).Text, &cal, false) {
			start := string(e.Start)
			if !e.Dated() {
				start = "?"
			}
			got = append(got, fmt.Sprintf("%s %s~%s", start, e.StartTime, strings.TrimSpace(string(e.End)+" "+string(e.EndTime))))
		}
		if s := strings.Join(got, " | "); s != c.want {
			t.Errorf("%s: got %q, want %q", c.text, s, c.want)
		}
	}
}

func TestDay(t *testing.T) {
	for in, want := range map[string]Date{
		"更新日：2026年11月2日": "2026-11-02", "[R8.4.1]": "2026-04-01", "2026/11/2 10:00": "2026-11-02", "11月2日": "", "令和8年度": "", "": "",
	} {
		if got := Day(in); got != want {
			t.Errorf("Day(%q) = %q, want %q", in, got, want)
		}
	}
	if got := DayFrom("1月15日", "2026-11-02"); got != "2027-01-15" {
		t.Errorf("DayFrom = %q", got)
	}
}

func TestWeekdayThatDisagrees(t *testing.T) {
	cal := Calendar{Ref: "2026-11-02"}
	for text, want := range map[string]string{"11月20日(木)": "11月20日(木)", "11月20日(金)": ""} {
		if es := Read(text, &cal, false); len(es) != 1 || es[0].Misfit != want || es[0].Start != "2026-11-20" {
			t.Errorf("%s: %+v", text, es)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, c := range cases {
		f.Add(c.text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := jtext.NewLine(s).Text
		last := 0
		for _, e := range Read(text, &Calendar{Ref: "2026-11-02"}, len(s)%2 == 0) {
			if e.From < last || e.To < e.From || e.To > len(text) {
				t.Errorf("%q: span %d..%d after %d", s, e.From, e.To, last)
			}
			last = e.From
		}
		Day(s)
	})
}
