package config

import (
	"strings"
	"testing"

	"koubo/sources/declaration"
)

func TestAPrefectureHasAScheduleOfItsOwn(t *testing.T) {
	c, err := Parse("s.yaml", []byte(`catalog: none
schedules:
  沖縄県: "0 8 * * 1-5"
sources:
  - {id: a, issuer: "472018", feed: "https://a.example.jp/"}
  - {id: b, issuer: "472018", feed: "https://b.example.jp/", schedule: "5 * * * *"}
  - {id: c, issuer: "202029", feed: "https://c.example.jp/"}
`), declaration.Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"0 8 * * 1-5", "5 * * * *", ""}
	for i, s := range c.All() {
		if s.Schedule != want[i] {
			t.Errorf("%s: schedule %q, want %q", s.ID, s.Schedule, want[i])
		}
	}
}

func TestSchedulesOfNoPrefectureAreRefused(t *testing.T) {
	_, err := Parse("s.yaml", []byte("schedules:\n  沖縄: \"0 8 * * *\"\n  長野県: often\n"), declaration.Vocabulary{})
	if err == nil || !strings.Contains(err.Error(), "s.yaml:2:3") || !strings.Contains(err.Error(), "s.yaml:3:") {
		t.Errorf("%v", err)
	}
}

func TestQuietHoursThatLeaveSomeVisitsAreTaken(t *testing.T) {
	own := "\nsources:\n  - {id: a, issuer: \"472018\", feed: \"https://a.example.jp/\", schedule: \"0 21 * * *\"}\n"
	for _, text := range []string{
		"crawl: {quiet_hours: \"22:00-06:00\"}\nschedule: \"0 * * * *\"\n",
		"crawl: {quiet_hours: \"09:00-06:00\"}\n", // 7 and 8 o'clock are left
		"catalog: none\ncrawl: {quiet_hours: 6-20}" + own,
	} {
		if _, err := Parse("s.yaml", []byte(text), declaration.Vocabulary{}); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
}
