package wording

import (
	"math"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

func TestDue(t *testing.T) {
	const sub, reg = opportunity.Submission, opportunity.Registration
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 11, day, hour, minute, 0, 0, jdate.JST) }
	step := func(role opportunity.Role, end jdate.Date, clock jdate.Clock) []opportunity.Deadline {
		return []opportunity.Deadline{{Role: role, End: end, EndTime: clock}}
	}
	for _, row := range []struct {
		name  string
		now   time.Time
		steps []opportunity.Deadline
		want  Due
	}{
		{"hours left", at(27, 9, 0), step(sub, "2026-11-27", "17:00"), Due{Class: "urgent", Left: "今日", When: "11月27日（金） 17:00まで"}},
		{"the evening before", at(26, 23, 59), step(sub, "2026-11-27", "17:00"), Due{Class: "urgent", Left: "明日", When: "11月27日（金） 17:00まで"}},
		{"midnight ends the day before", at(27, 9, 0), step(sub, "2026-11-28", "00:00"), Due{Class: "urgent", Left: "今日", When: "11月27日（金） 24:00まで"}},
		{"no time stated", at(24, 9, 0), step(sub, "2026-11-27", ""), Due{Class: "urgent", Left: "あと3日", When: "11月27日（金）まで", Note: "時刻は原文で確認"}},
		{"a week", at(24, 9, 0), step(sub, "2026-12-01", "17:00"), Due{Class: "soon", Left: "あと7日", When: "12月1日（火） 17:00まで"}},
		{"another year", at(24, 9, 0), step(sub, "2027-01-08", "17:00"), Due{Class: "calm", Left: "あと45日", When: "2027年1月8日（金） 17:00まで"}},
		{"over", at(28, 9, 0), step(sub, "2026-11-27", "17:00"), Due{Class: "past", Left: "受付終了", When: "2026年11月27日（金）まで"}},
		{"registration first", at(24, 9, 0), append(step(sub, "2026-12-18", "17:00"), step(reg, "2026-11-27", "12:00")...),
			Due{Class: "urgent", Left: "あと3日", When: "11月27日（金） 12:00まで", Later: "提出・応募は12月18日（金）まで"}},
		{"registration first, by no hour", at(24, 9, 0), append(step(sub, "2026-12-18", "17:00"), step(reg, "2026-11-27", "")...),
			Due{Class: "urgent", Left: "あと3日", When: "11月27日（金）まで", Note: "時刻は原文で確認", Later: "提出・応募は12月18日（金）まで"}},
		{"a briefing has no end", at(24, 9, 0), append(step(sub, "2026-12-18", "17:00"), opportunity.Deadline{Role: opportunity.Briefing, Start: "2026-11-25", StartTime: "14:00"}),
			Due{Class: "calm", Left: "あと24日", When: "12月18日（金） 17:00まで", Nearer: "説明会は11月25日（水） 14:00"}},
		{"questions close first", at(24, 9, 0), append(step(sub, "2026-12-18", "17:00"), step(opportunity.Questions, "2026-11-26", "12:00")...),
			Due{Class: "calm", Left: "あと24日", When: "12月18日（金） 17:00まで", Nearer: "質問は11月26日（木） 12:00まで"}},
		{"nothing but questions", at(24, 9, 0), step(opportunity.Questions, "2026-11-26", "12:00"), Due{Class: "urgent", Left: "あと2日", When: "11月26日（木） 12:00まで"}},
		{"a presentation ahead of those who are in", at(28, 9, 0), append(step(sub, "2026-11-27", "17:00"), opportunity.Deadline{Role: opportunity.Presentation, Start: "2026-12-10"}),
			Due{Class: "past", Left: "受付終了", When: "2026年11月27日（金）まで"}},
		{"nothing known", at(24, 9, 0), nil, Due{Class: "none", Left: "期限不明", Note: "原文でご確認ください"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			got := DueOf(opportunity.Opportunity{Kind: opportunity.Pilot, Stage: opportunity.OpenCall, IsOpportunity: true, Published: "2026-11-10", Deadlines: row.steps, Detail: opportunity.DetailRead}.At(row.now), row.now)
			if got.Class != row.want.Class || got.Left != row.want.Left || got.When != row.want.When || got.Note != row.want.Note || got.Nearer != row.want.Nearer || got.Later != row.want.Later {
				t.Errorf("got  %+v\nwant %+v", got, row.want)
			}
		})
	}
}

func TestYenWords(t *testing.T) {
	for yen, want := range map[int64]string{0: "0円", 980: "980円", 12_345_678: "12,345,678円", 12_000_000: "1,200万円", 100_000_000: "1億円", 125_000_000: "1億2,500万円", -50_000: "−5万円",
		math.MaxInt64: "9,223,372,036,854,775,807円", math.MinInt64: "−9,223,372,036,854,775,808円", math.MinInt64 + 1: "−9,223,372,036,854,775,807円",
		-100_000_000: "−1億円", -9_223_372_036_854_770_000: "−92,233,720,368億5,477万円"} {
		if got := YenWords(yen); got != want {
			t.Errorf("%d is %s, want %s", yen, got, want)
		}
	}
}

// TestWhatClosedACall: a day to come is not what a call closed on, whether its registration is over or it was called off.
func TestWhatClosedACall(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, jdate.JST)
	call := opportunity.Opportunity{Stage: opportunity.OpenCall, IsOpportunity: true, Deadlines: []opportunity.Deadline{
		{Role: opportunity.Registration, End: "2026-11-20", EndTime: "17:00"}, {Role: opportunity.Submission, End: "2026-12-10", EndTime: "17:00"}}}
	got := DueOf(call.At(now), now)
	if got.Left != "受付終了" || got.What != "参加申込" || got.When != "2026年11月20日（金）まで" || got.Day != "2026-11-20" || got.Later != "申込みを済ませた方の提出・応募は2026年12月10日（木）まで" {
		t.Errorf("after the registration: %+v", got)
	}
	call.Stage = opportunity.Cancelled
	if got := DueOf(call.At(now), now); got.Left != "受付終了" || got.When != "" || got.Day != "" || got.Later != "" {
		t.Errorf("called off: %+v", got)
	}
}

// TestAnEventIsOnItsDay: what is attended does not last from its day on.
func TestAnEventIsOnItsDay(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, jdate.JST)
	for want, d := range map[string]opportunity.Deadline{
		"12月25日（金）":         {Role: opportunity.Presentation, Start: "2026-12-25"},
		"12月25日（金） 14:00から": {Role: opportunity.Presentation, Start: "2026-12-25", StartTime: "14:00"},
		"12月25日（金）から":       {Role: opportunity.Submission, Start: "2026-12-25"},
		"2027年1月1日（金）から":    {Role: opportunity.Period, Start: "2027-01-01"},
	} {
		if got := StepOf(d, now).When; got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
