package discover

import (
	"errors"
	"slices"
	"testing"
	"time"

	"koubo/sources"
)

func TestDue(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	finding := func(ago time.Duration, lists ...string) *sources.Finding {
		return &sources.Finding{At: now.Add(-ago), Lists: lists}
	}
	for name, c := range map[string]struct {
		discover bool
		health   sources.Health
		want     bool
	}{
		"not asked for":              {false, sources.Health{}, false},
		"first visit":                {true, sources.Health{}, true},
		"found":                      {true, sources.Health{Found: finding(90*24*time.Hour, "a")}, false},
		"in vain an hour ago":        {true, sources.Health{Found: finding(time.Hour)}, false},
		"in vain a day ago":          {true, sources.Health{Found: finding(searchRest)}, true},
		"in vain twice, a day ago":   {true, sources.Health{Found: &sources.Finding{At: now.Add(-searchRest), Vain: 2}}, false},
		"in vain twice, two ago":     {true, sources.Health{Found: &sources.Finding{At: now.Add(-2 * searchRest), Vain: 2}}, true},
		"in vain for ever, a month":  {true, sources.Health{Found: &sources.Finding{At: now.Add(-longestSearchRest), Vain: 99}}, true},
		"failing for two visits":     {true, sources.Health{Failures: 2, Found: finding(renewRest, "a")}, false},
		"failing for three visits":   {true, sources.Health{Failures: 3, Found: finding(renewRest, "a")}, true},
		"failing, and searched then": {true, sources.Health{Failures: 9, Found: finding(renewRest-time.Second, "a")}, false},
		"the clock was set back":     {true, sources.Health{Found: finding(-time.Hour, "a")}, true},
	} {
		if got := Due(sources.Source{Discover: c.discover}, c.health, now); got != c.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestRenewed(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	before := &sources.Finding{At: now.Add(-renewRest), Lists: []string{"old"}}
	if f := Renewed(before, Found{Lists: []Candidate{{URL: "new"}}}, nil, now); !slices.Equal(f.Lists, []string{"new"}) || f.Why != "" || f.At != now {
		t.Errorf("a search that found something: %+v", f)
	}
	if f := Renewed(before, Found{}, nil, now); !slices.Equal(f.Lists, []string{"old"}) || f.Why == "" || f.At != now {
		t.Errorf("a search in vain: %+v", f)
	}
	vain := Renewed(Renewed(nil, Found{}, nil, now), Found{}, nil, now)
	if down := Renewed(vain, Found{}, errors.New("it answers 503"), now); vain.Vain != 2 || down.Vain != 2 {
		t.Errorf("two searches in vain and one that was none: %+v, %+v", vain, down)
	}
	if f := Renewed(vain, Found{Lists: []Candidate{{URL: "new"}}}, nil, now); f.Vain != 0 {
		t.Errorf("found at last: %+v", f)
	}
	if f := Renewed(nil, Found{}, errors.New("it answers 503"), now); f.Why != "it answers 503" || !Due(sources.Source{Discover: true}, sources.Health{Found: f}, now) {
		t.Errorf("a site that could not be searched: %+v", f)
	}
}
