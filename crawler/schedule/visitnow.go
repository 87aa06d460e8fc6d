package schedule

import (
	"context"
	"errors"

	"koubo/sources"
)

// ErrUnderWay says that a source was not visited because a visit of it is under way.
var ErrUnderWay = errors.New("a visit of it is under way")

// VisitNow visits a source that somebody asked for, besides its plan and also in quiet hours, and looks at each open call's
// page again. Done is not told.
func (s *Scheduler) VisitNow(ctx context.Context, src sources.Source) (sources.Report, error) {
	if !s.begin(src.ID) {
		return sources.Report{}, ErrUnderWay
	}
	defer s.end(src.ID)
	report, err := s.Visitor.VisitThoroughly(ctx, src)
	s.learn(src.ID)
	return report, err
}

// begin notes that a visit of the source begins; false where one is under way.
func (s *Scheduler) begin(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.underWay[id] {
		return false
	}
	if s.underWay == nil {
		s.underWay = map[string]bool{}
	}
	s.underWay[id] = true
	return true
}

func (s *Scheduler) end(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.underWay, id)
}

// learn tells a source's timer how it fares now.
func (s *Scheduler) learn(id string) {
	t := s.timerOf(id)
	if health, err := s.Visitor.Health(id); err == nil && t != nil {
		t.learn(health)
	}
}
