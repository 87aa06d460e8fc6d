package jdate

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// cases are texts with the expressions in them: "start time~end time", parted by " | ", ! behind an unreal day. The
// reference day is 2026-11-02, a Monday.
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
	{"11月31日", "? ~!11月31日"},
	{"2月30日", "? ~!2月30日"},
	{"令和8年2月29日（日）", "? ~!令和8年2月29日(日)"},
	{"令和8年13月1日", "? ~!令和8年13月1日"},
	{"令和8年13月中旬", "? ~!令和8年13月中旬"},
	{"11月32日17時", "? 17:00~!11月32日"},
	{"2026/13/01", "? ~!2026/13/01"},
	{"11/31（火）", "? ~!11/31(火)"},
	{"9999年1月1日", "? ~!9999年1月1日"},
	{"令和8年11月9日～11月31日", "2026-11-09 ~!11月31日"},
	{"11月31日～12月4日", " ~2026-12-04!11月31日"},
	{"〇月〇日", ""}, {"令和〇年〇月〇日", ""}, {"令和○年○月○日", ""}, {"00月00日", ""}, {"2026/00/00", ""}, {"11月0日", ""},
	{"リース期間は36月とする", ""}, {"13.20.3 業務", ""}, {"11/31", ""}, {"20266年11月20日", ""}, {"昨年11月20日", ""}, {"年6月15日", "2027-06-15 ~"}, {"令和8（2026）年11月19日", "2026-11-19 ~"}, {"2026(令和8)年11月20日", "2026-11-20 ~"}, {"8(9)月1日", ""}, {"令和8年12月1日～2044（令和26）年3月31日", "2026-12-01 ~2044-03-31"}, {"11月20日1700（必着）", "2026-11-20 17:00~"}, {"毎年4月1日", "2027-04-01 ~"},
	{"令和一〇年一一月二〇日", "2028-11-20 ~"},
	{"令和八年十一月二十日（金）午後五時", "2026-11-20 17:00~"},
	{"二〇二六年十一月二十日", "2026-11-20 ~"},
	{"二〇二六年一一月三〇日", "2026-11-30 ~"},
	{"令和一○年一月一○日", "2028-01-10 ~"},
	{"令和八年（二〇二六年）十二月一日", "2026-12-01 ~"},
	{"八年十一月二十日から同月三十日", "2026-11-20 ~2026-11-30"},
	{"十二月四日（金）", "2026-12-04 ~"},
	{"令和八年度", "2026-04-01 ~2027-03-31"},
	{"二〇二六年度末", "2027-03-31 ~"},
	{"令和八年十一月三十一日", "? ~!令和八年十一月三十一日"},
	{"十日町市、八日市、五月女さん、一般、第二十一月", ""}, {"令和八年十一月二十日 十日町市", "2026-11-20 ~"},
	{"令和一二三四五年一月一日", ""}, {"二十〇月一日", ""},
	{"10月20日～11月30日", "2026-10-20 ~2026-11-30"},
	{"昭和22年5月3日施行の規則による。提出期限 11月20日", "1947-05-03 ~ | 2026-11-20 ~"},
	{"平成29年4月1日に開館した施設。提出期限 11月20日", "2017-04-01 ~ | 2026-11-20 ~"},
	{"令和14年3月31日まで。提出期限 11月20日", "2032-03-31 ~ | 2026-11-20 ~"},
	{"10月20日（火）から翌年1月29日（金）", "2026-10-20 ~2027-01-29"},
	{"4月1日～3月31日", "2026-04-01 ~2027-03-31"},
	{"9月1日～10月30日", "2027-09-01 ~2027-10-30"},
	{"令和8年12月1日、1月15日、11月20日、1月29日、11月30日", "2026-12-01 ~ | 2027-01-15 ~ | 2027-11-20 ~ | 2027-01-29 ~ | 2027-11-30 ~"},
	{"令和8年度", "2026-04-01 ~2027-03-31"},
	{"令和8年度から令和10年度まで", "2026-04-01 ~2029-03-31"},
	{"令和8年度末", "2027-03-31 ~"},
	{"午前0時30分", "? 00:30~"},
	{"2時間", ""},
	{"令和8年11月20日正午", "2026-11-20 12:00~"},
	{"令和8年11月20日午後1時半から", "2026-11-20 13:30~"},
	{"令和8年（2026年）9月1日", "2026-09-01 ~"},
	{"2026年（令和8年）9月1日", "2026-09-01 ~"},
	{"2月29日", "? ~!2月29日"},
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
			unreal := ""
			if e.Unreal != "" {
				unreal = "!" + e.Unreal
			}
			got = append(got, fmt.Sprintf("%s %s~%s%s", start, e.StartTime, strings.TrimSpace(string(e.End)+" "+string(e.EndTime)), unreal))
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

// yearless are days without a year, by how the reference day counts.
func TestYearsAreGuessedOverOneTurn(t *testing.T) {
	for _, c := range []struct {
		sense     Sense
		ref, read Date
		text      string
		want      Date
	}{
		{Past, "2026-11-25", "", "12月28日", "2025-12-28"},
		{Past, "2026-11-25", "", "11月16日", "2026-11-16"},
		{Past, "2026-11-25", "", "11/24", "2026-11-24"},
		{Past, "2026-11-25", "", "11月27日", "2026-11-27"}, // within the tolerance
		{Past, "2026-11-25", "", "11月28日", "2025-11-28"},
		{Past, "2026-01-05", "", "12月28日", "2025-12-28"},
		{Past, "2026-01-05", "", "1月5日", "2026-01-05"},
		{Past, "2025-12-31", "", "1月1日", "2026-01-01"},
		{Past, "2026-11-25", "", "11月16日（日）", "2025-11-16"}, // the weekday decides
		{Past, "2026-11-25", "", "12月28日（土）", "2025-12-28"}, // 2024 would be a second turn
		{Past, "2026-11-25", "", "2月29日", ""},
		{Past, "2025-11-20", "2025-12-03", "12月1日", "2025-12-01"}, // listed anew
		{Past, "2025-11-20", "2026-11-25", "11月16日", "2025-11-16"},
		{Past, "2026-11-25", "", "令和6年2月29日", "2024-02-29"},
		{Past, "", "", "12月28日", ""},
		{Following, "2026-11-02", "", "10月30日", "2027-10-30"},
		{Following, "2026-11-02", "", "10月30日（金）", "2026-10-30"}, // published anew after it
		{Following, "2026-11-02", "", "11月20日（木）", "2026-11-20"}, // 2025 is further away than a slip in the weekday
		{Following, "2026-11-02", "", "2月29日", ""},
		{Following, "2027-11-02", "", "2月29日", "2028-02-29"},
		{Following, "2028-02-29", "", "2月29日", "2028-02-29"},
		{Around, "2026-11-25", "", "12月18日（金）", "2026-12-18"},
		{Around, "2026-11-25", "", "1月23日（金）", "2026-01-23"},
		{Around, "2026-11-25", "", "1月22日（金）", "2027-01-22"},
		{Around, "2026-11-25", "", "1月23日（火）", "2027-01-23"},
	} {
		cal := Calendar{Ref: c.ref, Sense: c.sense, Read: c.read}
		var got Date
		for _, e := range Read(jtext.NewLine(c.text).Text, &cal, false) {
			got = e.Start
		}
		if got != c.want {
			t.Errorf("%s from %s (%d): got %q, want %q", c.text, c.ref, c.sense, got, c.want)
		}
	}
}

// TestChainOfDaysStaysWithinATurn carries years forward over many lines: none may lie beyond the year after the written
// one, or after the reference day's.
func TestChainOfDaysStaysWithinATurn(t *testing.T) {
	for text, last := range map[string]Date{"令和8年11月20日": "2027-12-31", "11月20日": "2027-12-31"} {
		cal := Calendar{Ref: "2026-11-02"}
		for _, e := range Read(jtext.NewLine(text+strings.Repeat("、1月15日～1月20日、12月1日～12月20日", 50)).Text, &cal, false) {
			if e.Start > last || e.End > last || e.Range && e.End < e.Start && e.End != "" {
				t.Errorf("%s…: %s~%s", text, e.Start, e.End)
			}
		}
	}
}

func TestDateOfIsBounded(t *testing.T) {
	for _, c := range []struct {
		at   time.Time
		want Date
	}{
		{time.Time{}, ""}, {time.Date(9999, 12, 31, 14, 59, 59, 0, time.UTC), "9999-12-31"}, {time.Date(9999, 12, 31, 15, 0, 0, 0, time.UTC), ""},
		{time.Date(-5, 1, 1, 0, 0, 0, 0, time.UTC), ""}, {time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC), "0001-01-01"},
	} {
		if got := DateOf(c.at); got != c.want {
			t.Errorf("DateOf(%v) = %q, want %q", c.at, got, c.want)
		}
	}
	for d, want := range map[Date]Date{"2024-02-29": "2026-02-28", "2026-11-02": "2028-11-02", "": "", "9999-01-01": ""} {
		if got := d.AddYears(2); got != want {
			t.Errorf("%q.AddYears(2) = %q, want %q", d, got, want)
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
		cal := Calendar{Ref: "2026-11-02", Sense: Sense(len(s) / 2 % 3)}
		for _, e := range Read(text, &cal, len(s)%2 == 0) {
			if e.From < last || e.To < e.From || e.To > len(text) || !utf8.ValidString(text[e.From:e.To]) {
				t.Errorf("%q: span %d..%d after %d", s, e.From, e.To, last)
			}
			last = e.From
			checkExpression(t, s, e)
		}
		checkDay(t, s, Day(s))
	})
}

// checkExpression holds what was read to the calendar.
func checkExpression(t *testing.T, s string, e Expression) {
	t.Helper()
	checkDay(t, s, e.Start)
	checkDay(t, s, e.End)
	for _, c := range []Clock{e.StartTime, e.EndTime} {
		if c != "" && (len(c) != 5 || c > "23:59" || Date("2026-11-02").Time(c).IsZero()) {
			t.Errorf("%q: no such time %q", s, c)
		}
	}
	if !e.Dated() && e.Unreal == "" && e.StartTime == "" {
		t.Errorf("%q: %+v says nothing", s, e)
	}
	if e.Guessed > "2027-12-31" || e.Guessed != "" && e.Guessed < "2025-01-01" || e.Guessed > max(e.Start, e.End) {
		t.Errorf("%q: %+v was guessed over more than one turn of the year", s, e)
	}
	if !strings.Contains(jtext.Narrow(s), e.Unreal) || !strings.Contains(jtext.Narrow(s), e.Misfit) {
		t.Errorf("%q: %+v quotes what does not stand there", s, e)
	}
}

func checkDay(t *testing.T, s string, d Date) {
	t.Helper()
	if year, _, _ := d.parts(); d != "" && (d.Time("").IsZero() || year < firstYear || year > lastYear+1) {
		t.Errorf("%q: no such day %q", s, d)
	}
}
