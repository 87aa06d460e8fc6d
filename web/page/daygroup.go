package page

import (
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/web/wording"
)

// cardGroup is a run of cards under the heading of their day; Words is "" where the order is not one of days.
type cardGroup struct {
	Day   jdate.Date // "" where none is known
	Words string
	Near  string // 今日, 昨日 or ""
	Cards []card
}

// groupByDay parts cards, in the order in which they stand, by the day of that order: those of the latest change and of
// publication have one. In a site of files no day is called today, since its pages outlive the day.
func groupByDay(cards []card, order opportunity.Sort, now time.Time, files bool) (groups []cardGroup) {
	dated := order == "" || order == opportunity.ByRevised || order == opportunity.ByPublished
	for _, c := range cards {
		g := cardGroup{}
		if dated {
			g = dayHeading(dayIn(c.Opportunity, order), now, files)
			c.Grouped = true
		}
		if last := len(groups) - 1; last < 0 || groups[last].Day != g.Day {
			groups = append(groups, g)
		}
		last := &groups[len(groups)-1]
		last.Cards = append(last.Cards, c)
	}
	return groups
}

// dayIn is the day, in Japan, that a record has in an order.
func dayIn(o opportunity.Opportunity, order opportunity.Sort) jdate.Date {
	switch {
	case order == opportunity.ByPublished:
		return o.Published
	case o.Revised.IsZero():
		return ""
	}
	return jdate.DateOf(o.Revised)
}

func dayHeading(day jdate.Date, now time.Time, files bool) cardGroup {
	g, today := cardGroup{Day: day, Words: wording.DayWords(day, now)}, jdate.DateOf(now)
	switch {
	case g.Words == "":
		g.Day, g.Words = "", "日付の記載なし"
	case files:
	case day == today:
		g.Near = "今日"
	case day == today.AddDays(-1):
		g.Near = "昨日"
	}
	return g
}
