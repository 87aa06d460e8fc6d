package demo

import (
	"context"
	"time"
)

// Story lets the days of a prefecture pass.
type Story struct {
	Prefecture *Prefecture
	Calendar   *Calendar
	Pass       func(context.Context) error // visits every source once
	Tell       func(string)                // is told each day's events, a sentence each
	Day        time.Duration               // real duration of a day; 0 for as long as one pass takes
	Pause      time.Duration               // real, between two passes of a day
}

// Run tells and lives through every day, and returns when the last has been visited or ctx has ended.
func (s Story) Run(ctx context.Context) error {
	for {
		for _, sentence := range s.Prefecture.Events(s.Calendar.Day()) {
			s.Tell(sentence)
		}
		if err := s.live(ctx); err != nil {
			return err
		}
		if s.Calendar.Day() >= s.Prefecture.LastDay {
			return nil
		}
		s.Calendar.Turn()
	}
}

// live visits the sources until the day is over, once at least.
func (s Story) live(ctx context.Context) error {
	over := time.NewTimer(s.Day)
	defer over.Stop()
	for {
		if err := s.Pass(ctx); err != nil {
			return err
		}
		if s.Day == 0 {
			return ctx.Err()
		}
		pause := time.NewTimer(s.Pause)
		select {
		case <-ctx.Done():
			pause.Stop()
			return ctx.Err()
		case <-over.C:
			pause.Stop()
			return nil
		case <-pause.C:
		}
	}
}
