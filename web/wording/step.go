package wording

import (
	"cmp"
	"html/template"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Step is one deadline of a record, as a row.
type Step struct {
	opportunity.Deadline
	When  string
	Left  string // 今日, あと3日; "" where nothing is to be done any more
	Class string
	Gone  bool
}

// Sum is one amount of a record, as a row.
type Sum struct {
	opportunity.Amount
	Label, Words string
}

// Moment is when a step is over, or begins where nothing says when it is over, in a form that sorts; what has no day comes last.
func (s Step) Moment() string {
	day, clock := s.End, s.EndTime
	if day == "" {
		day, clock = s.Start, s.StartTime
	}
	return cmp.Or(string(day), "9999") + "T" + cmp.Or(string(clock), "24:00")
}

// StepOf makes the row of a deadline at the instant now.
func StepOf(d opportunity.Deadline, now time.Time) Step {
	row := Step{Deadline: d, When: spanWords(d, now)}
	end, clock := d.LastDay()
	if end == "" {
		end, clock = d.Start, d.StartTime
	}
	if end == "" || d.Role == opportunity.Period || d.Role == opportunity.Publication {
		return row
	}
	left := jdate.DateOf(now).DaysTo(end)
	row.Gone = left < 0 || left == 0 && clock != "" && !now.Before(end.Time(clock))
	if !row.Gone {
		row.Left, row.Class = leftWords(left), "calm"
		if d.Role == opportunity.Submission || d.Role == opportunity.Registration { // nothing else loses anybody the call
			row.Class = urgency(left)
		}
	}
	return row
}

// spanWords writes a deadline's days: 11月20日（金）9:00から11月27日（金）17:00まで.
func spanWords(d opportunity.Deadline, now time.Time) string {
	from, to := PointWords(d.Start, d.StartTime, now), ""
	if d.End != "" {
		day, clock := d.LastDay()
		to = PointWords(day, clock, now)
	}
	switch {
	case from == "" && to == "":
		return "日付の記載なし"
	case d.Start == d.End && d.StartTime == d.EndTime:
		return from
	case from == "":
		return to + "まで"
	case to == "" && d.StartTime == "" && opportunity.ActsOn[d.Role] && !d.Role.HasLastDay():
		return from // what is attended is on that day
	case to == "":
		return from + "から"
	}
	return from + "から" + to + "まで"
}

// PointWords writes a day and, where it is known, an hour.
func PointWords(day jdate.Date, clock jdate.Clock, now time.Time) string {
	words := DayWords(day, now)
	if words != "" && clock != "" {
		words += " " + string(clock)
	}
	return words
}

// SumOf makes the row of an amount.
func SumOf(a opportunity.Amount) Sum {
	label := amountRoles[a.Role]
	if label == "" {
		label = amountRoles["other"]
	}
	return Sum{a, label, YenWords(a.Yen) + perWords[a.Per] + taxWords[a.Tax]}
}

// Telephone is the address that dials a number, "" for what is none.
func Telephone(number string) template.URL {
	digits := strings.ReplaceAll(number, "-", "")
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return template.URL("tel:" + digits)
}
