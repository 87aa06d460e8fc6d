package page

import (
	"fmt"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/web/front"
	"koubo/web/wording"
)

// firstRound tells how far koubo has come that has not been everywhere yet: in place of an empty list, and above a short one.
type firstRound struct {
	Began    string // when the first visit was made, or the service began
	Visited  int    // sources visited so far
	All      int    // sources that are watched
	Some     bool   // there are records already
	Troubled int    // of those visited, the ones that cannot be read
	Next     string // when the next source is visited, "" where that is not known
	Last     string // when the last of those is visited that were not yet, "" where that is not known or they all were
	Left     string // how long that is from now, about
}

// firstRound returns nil where every source has been visited and there are records, though they be none of those that the index
// shows. Sources that were added to a service under way are no first round: they are few.
func (s *Pages) firstRound(now time.Time) (*firstRound, error) {
	if s.Files || s.toured.Load() { // a file outlives the round
		return nil, nil
	}
	rows, err := s.sourceRows()
	if err != nil {
		return nil, err
	}
	everything, err := s.Records.Query(opportunity.Query{AllKinds: true, AllStages: true, AllStatuses: true, Limit: 1}, now)
	if err != nil {
		return nil, err
	}
	round := &firstRound{All: len(rows), Some: everything.Total > 0}
	began, next, last := s.Started, time.Time{}, time.Time{}
	for _, row := range rows {
		h := row.Health
		next = front.Earlier(next, h.NextRun)
		if h.LastRun.IsZero() {
			last = front.Later(last, h.NextRun)
			continue
		}
		round.Visited++
		began = front.Earlier(began, h.LastRun)
		if h.State.InTrouble() {
			round.Troubled++
		}
	}
	if missing := round.All - round.Visited; round.Some && missing*fewOf <= round.All {
		s.toured.Store(true) // it takes a while to find out, and there is no second first round
		return nil, nil
	}
	round.Began, round.Next, round.Last = nearWords(began, now), nearWords(next, now), nearWords(last, now)
	round.Left = leftOver(last, now)
	return round, nil
}

// fewOf is the share of the sources, one of so many, up to which those that were not visited yet make no first round.
const fewOf = 20

// nearWords writes an instant in Japan as 13:35, with its day where that is another than now's, "" for the zero time.
func nearWords(t, now time.Time) string {
	if t.IsZero() {
		return ""
	}
	clock := t.In(jdate.JST).Format("15:04")
	if day := jdate.DateOf(t); day != jdate.DateOf(now) {
		return wording.DayWords(day, now) + clock
	}
	return clock
}

// leftOver says about how long it is until an instant, "" for the zero time and for one that has passed.
func leftOver(t, now time.Time) string {
	minutes := int(t.Sub(now).Round(time.Minute).Minutes())
	switch {
	case t.IsZero() || minutes < 0:
		return ""
	case minutes < 1:
		return "まもなく"
	case minutes < 90:
		return fmt.Sprintf("あと約%d分", minutes)
	}
	return fmt.Sprintf("あと約%d時間", (minutes+30)/60)
}
