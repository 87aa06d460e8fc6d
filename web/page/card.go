package page

import (
	"strings"
	"time"

	feedwords "koubo/feeds/wording"
	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/opportunity/search"
	"koubo/web/wording"
)

// card is one opportunity in short.
type card struct {
	opportunity.Opportunity
	Due       wording.Due
	Budget    string
	Announced string // day of publication
	Changed   string // day on which what matters changed last, "" where nothing did
	Told      int64  // the instant of that or, where nothing did, of its being found, in seconds since 1970
	Word      string // what changed then, 締切延長; "" where stage and status say so
	Moved     bool   // the last day did
	Doubt     bool   // a problem concerns its dates
	Over      bool
	Reason    string         // why it was withdrawn
	Heading   []search.Piece // the title
	Excerpt   []search.Piece // of the summary, around what was searched for
	Line      string         // the beginning of the summary, where it has no excerpt
	Grouped   bool           // it stands below the heading of a day
}

// excerptRunes is how much of a summary shows what was searched for in it.
const excerptRunes = 120

// lineRunes is how much of a summary stands on a card: about a line of a wide one.
const lineRunes = 60

// cardOf sums up a record that At has filled, with the keys of a search marked.
func cardOf(o opportunity.Opportunity, keys []string, now time.Time) card {
	news := o.News()
	c := card{Opportunity: o, Due: wording.DueOf(o, now), Announced: wording.DayWords(o.Published, now), Told: news.At.Unix(), Doubt: o.DoubtsDeadlines(),
		Heading: search.Mark(o.Title, keys), Excerpt: search.Around(search.Mark(o.Summary, keys), excerptRunes)}
	if len(c.Excerpt) == 0 {
		c.Line = summaryLine(o)
	}
	switch news.Class {
	case opportunity.ChangedNew:
	case opportunity.ChangedCancelled, opportunity.ChangedWithdrawn, opportunity.ChangedResult:
		c.Changed = wording.DayOf(news.At, now)
	default:
		c.Changed, c.Word, c.Moved = wording.DayOf(news.At, now), feedwords.News(news), news.Class == opportunity.ChangedDeadline && news.Old.Day != ""
	}
	c.Over = o.Status == opportunity.Closed || o.Status == opportunity.WithdrawnNow
	if o.BudgetYen != nil {
		c.Budget = wording.YenWords(*o.BudgetYen)
	}
	if o.Withdrawn != nil {
		c.Reason = opportunity.WithdrawalLabel(o.Withdrawn.Reason)
	}
	return c
}

func cardsOf(records []opportunity.Opportunity, keys []string, now time.Time) (all []card) {
	for _, o := range records {
		all = append(all, cardOf(o, keys, now))
	}
	return all
}

// summaryLine is the beginning of a record's summary in one line, "" where it says no more than the title.
func summaryLine(o opportunity.Opportunity) string {
	words := strings.Join(strings.Fields(o.Summary), " ")
	if words == strings.Join(strings.Fields(o.Title), " ") {
		return ""
	}
	return wording.OneLine(words, lineRunes)
}

// cardGroup is a run of cards under the heading of their day; Words is "" where the order is not one of days.
type cardGroup struct {
	Day   jdate.Date // "" where none is known
	Words string
	Near  string // 今日, 昨日 or ""
	Cards []card
}

// groupByDay parts cards, in the order in which they stand, by the day of that order: those of the latest news and of
// publication have one. In a site of files no day is called today, since its pages outlive the day.
func groupByDay(cards []card, order opportunity.Sort, now time.Time, files bool) (groups []cardGroup) {
	dated := order == "" || order == opportunity.ByRevised || order == opportunity.ByPublished
	for _, c := range cards {
		g := cardGroup{}
		if dated {
			g = dayHeading(c.dayIn(order), now, files)
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

// dayIn is the day, in Japan, that a card has in an order, "" for none.
func (c card) dayIn(order opportunity.Sort) jdate.Date {
	if order == opportunity.ByPublished {
		return c.Published
	}
	return jdate.DateOf(time.Unix(c.Told, 0))
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
