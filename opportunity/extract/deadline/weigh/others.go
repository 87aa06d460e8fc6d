package weigh

import (
	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Others is what the weights made of a date and of the others of its text, each looked at alone.
type Others struct {
	Alone Judgement // of the date itself

	Section, Line Company
	Before, After Probability // what the date before it in its section is likeliest for, and the one after; of no class where there is none

	Rival    float64 // the probability, of the likeliest other day of the text and of the same round, of the last day that this one is likeliest to be; 0 for none
	Near     bool    // that day stands in the same section
	Again    float64 // likewise where the same day is told elsewhere
	LastDays int     // other dates of the text, of the same round, that are likeliest a last day
}

// Company is the other dates of a section or line.
type Company struct {
	Dates    int
	None     float64 // mean probability that they are no steps
	LastDays int     // those that are likeliest a last day
}

// lastDayOf returns the last day that a date is likeliest to be, "" where such a day is neither the likeliest nor the next.
func lastDayOf(j Judgement) opportunity.Role {
	for _, p := range j[:min(2, len(j))] {
		if p.Class.HasLastDay() {
			return p.Class
		}
	}
	return ""
}

// othersOf gathers what was made of the dates of a text other than the i-th.
func othersOf(text []*Statement, judged []Judgement, i int) *Others {
	own := text[i]
	o := &Others{Alone: judged[i]}
	role, day := lastDayOf(judged[i]), own.day()
	for n := range text {
		if n == i {
			continue
		}
		s, j := text[n], judged[n]
		last, other := j[0].Class.HasLastDay(), own.isOfAnotherRound(s)
		if last && !other {
			o.LastDays++
		}
		if s.SectionAt == own.SectionAt {
			o.Section.add(j, last)
			if n < i {
				o.Before = j[0]
			} else if o.After.Class == "" {
				o.After = j[0]
			}
		}
		if s.LineAt == own.LineAt {
			o.Line.add(j, last)
		}
		if role == "" || other {
			continue
		}
		switch p := j.Of(role); {
		case s.day() == day:
			o.Again = max(o.Again, p)
		case p > o.Rival:
			o.Rival, o.Near = p, s.SectionAt == own.SectionAt
		}
	}
	return o
}

// isOfAnotherRound reports whether two statements name different rounds or lots of the call, each of which has days of its own.
func (s *Statement) isOfAnotherRound(o *Statement) bool {
	return s.Round != "" && o.Round != "" && s.Round != o.Round
}

func (c *Company) add(j Judgement, last bool) {
	c.None = (c.None*float64(c.Dates) + j.Of(None)) / float64(c.Dates+1)
	c.Dates++
	if last {
		c.LastDays++
	}
}

// day is the last day that a statement names.
func (s *Statement) day() jdate.Date { return max(s.Date.Start, s.Date.End) }

// others names what was made of the other dates.
func (f *featurer) others() {
	o := f.Others
	if o == nil {
		return
	}
	top := string(o.Alone[0].Class)
	f.add("alone=", top)
	f.add("alone ", top, "=", share(o.Alone[0].P))
	for _, p := range o.Alone {
		if p.P > .02 {
			f.add("alone p ", string(p.Class), "=", share(p.P))
		}
	}
	if o.Section.Dates == 0 {
		f.add("alone in section")
	} else {
		f.add("section none=", share(o.Section.None))
		f.add("section last days=", bucket(o.Section.LastDays, 0, 1, 2, 4))
	}
	if o.Line.Dates > 0 {
		f.add("line none=", share(o.Line.None))
	}
	f.neighbour("date before=", "sure before ", o.Before, top)
	if f.GoesBack {
		f.neighbour("goes back from ", "goes back surely from ", o.Before, top)
	}
	f.neighbour("date after=", "sure after ", o.After, top)
	if o.Rival > 0 {
		where := "elsewhere"
		if o.Near {
			where = "near"
		}
		f.add("rival ", where, "=", share(o.Rival))
		f.add("rival ", where, " of ", top, "=", share(o.Rival))
	}
	if o.Again > 0 {
		f.add("again=", share(o.Again))
	}
	f.add("last days=", bucket(o.LastDays, 0, 1, 2, 4, 8))
}

// sure is the probability from which a neighbour says something together with the date itself.
const sure = 0.8

func (f *featurer) neighbour(name, sureName string, p Probability, top string) {
	if p.Class == "" {
		return
	}
	f.add(name, string(p.Class))
	if p.P > sure {
		f.add(sureName, string(p.Class), " of ", top)
	}
}

// share names the step of a probability.
func share(p float64) string { return bucket(int(p*100), 2, 10, 30, 50, 70, 90, 98) }
