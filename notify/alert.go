package notify

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/reasons"
	"koubo/store"
	"koubo/store/outbox"
)

// mostAlerts is how many sources one alert names, and mostEvents how many changes are read for it.
const (
	mostAlerts = 50
	mostEvents = 200_000
)

// alert leaves the day's alerts: which sources are in trouble that were not at the alert before, and which no longer are; and
// likewise whether the site is published.
func (w *Worker) alert(today jdate.Date) error {
	for _, n := range w.configured() {
		if !n.Sources || n.When == config.Weekly && today.Weekday() != int(time.Monday) {
			continue
		}
		note, err := w.Outbox.Note(n.ID)
		if err != nil {
			return err
		}
		if note.Day >= string(today) {
			continue
		}
		events, err := w.Outbox.Events(note.Alerted, mostEvents)
		if err != nil {
			return err
		}
		a := outbox.Alert{Day: string(today), Event: note.Alerted}
		if len(events) > 0 {
			a.Event = events[len(events)-1].Seq
		}
		if note.Day == "" {
			events = nil // what was before the first day is on the page of sources
		}
		a.Sources, a.More = turned(events)
		if err := w.explain(a.Sources); err != nil {
			return err
		}
		if w.Site != nil {
			a.Site, a.Knows = w.Site().since(note.Site)
		}
		if err := w.Outbox.Alert(n.ID, a); err != nil {
			return err
		}
	}
	return nil
}

// turned joins the changes of each source's state to one, and keeps those that led into trouble or out of it, in the order of
// the sources; more is how many are left out.
func turned(events []store.Event) (alerts []outbox.SourceAlert, more int) {
	all := map[string]outbox.SourceAlert{}
	for _, e := range events {
		if e.Kind != store.EventState {
			continue
		}
		a, known := all[e.Source]
		if !known {
			a.From = e.From
		}
		a.Source, a.To, a.At = e.Source, e.To, e.At
		all[e.Source] = a
	}
	for _, id := range slices.Sorted(maps.Keys(all)) {
		if a := all[id]; a.From.IsBroken() != a.To.IsBroken() {
			alerts = append(alerts, a)
		}
	}
	if more = len(alerts) - mostAlerts; more > 0 {
		return alerts[:mostAlerts], more
	}
	return alerts, 0
}

// explain adds the reasons of the states.
func (w *Worker) explain(alerts []outbox.SourceAlert) error {
	if len(alerts) == 0 {
		return nil
	}
	health, err := w.Outbox.Health()
	for _, h := range health {
		for i := range alerts {
			if alerts[i].Source == h.ID && alerts[i].To.IsBroken() {
				alerts[i].Reason = reasons.All(h.Health.Causes, h.Health.Reason)
			}
		}
	}
	return err
}

// Site is how publishing the site as files fares.
type Site struct {
	Place    string        `json:"place,omitempty"`    // a folder, or s3://bucket/prefix; "" where nothing is published
	BaseURL  string        `json:"base_url,omitempty"` // where readers find it
	State    sources.State `json:"state,omitempty"`    // OK or Failing; "" where it was not tried yet
	Since    time.Time     `json:"since,omitzero"`     // when the state began
	LastGood time.Time     `json:"last_good,omitzero"`
	LastRun  time.Time     `json:"last_run,omitzero"` // when it ended last, well or not
	Skipped  time.Time     `json:"skipped,omitzero"`  // when it was left out last, since another koubo was publishing there; the zero time where it was not since LastRun
	Reason   string        `json:"reason,omitempty"`  // in words for the operator; "" where it is well
}

// since returns how the site fares otherwise than an operator knows, nil for likewise, and what the operator knows from now on. What
// failed before an operator is alerted for the first time is told as well: it stands on no page.
func (s Site) since(known sources.State) (alert *outbox.SiteAlert, knows sources.State) {
	switch {
	case s.Place == "":
		return nil, ""
	case s.State == "":
		return nil, known
	}
	from := cmp.Or(known, sources.OK)
	if from.IsBroken() == s.State.IsBroken() {
		return nil, s.State
	}
	return &outbox.SiteAlert{Place: s.Place, BaseURL: s.BaseURL, From: from, To: s.State, Reason: s.Reason, At: s.Since, LastGood: s.LastGood}, s.State
}
