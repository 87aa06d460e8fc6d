package store

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/store/layout"
)

func TestAFrameIsKeptWithTheVisit(t *testing.T) {
	s := open(t)
	if value, err := s.Frame("a.jp"); err != nil || value != nil {
		t.Errorf("of a host never met: %v, %v", value, err)
	}
	v := visit("a", day, sample(1, "観光アプリの企画提案"))
	v.Frames = map[string][]byte{"a.jp": {1, 2, 3}, "b.jp": {4}}
	apply(t, s, v)
	v.Frames = map[string][]byte{"a.jp": {5}}
	apply(t, s, v)
	for host, want := range map[string][]byte{"a.jp": {5}, "b.jp": {4}, "c.jp": nil} {
		if value, err := s.Frame(host); err != nil || !bytes.Equal(value, want) {
			t.Errorf("%s: %v, %v", host, value, err)
		}
	}
	check(t, s)
	v = visit("b", day, sample(2, "キャッシュレス決済の実証実験"))
	v.Frames = map[string][]byte{"a.jp": make([]byte, layout.MaxFrame+1)}
	if _, err := s.Apply(v); err == nil || !strings.Contains(err.Error(), "a.jp") {
		t.Errorf("one too large: %v", err)
	}
	if value, _ := s.Frame("a.jp"); !bytes.Equal(value, []byte{5}) {
		t.Errorf("a visit that was refused left %d bytes", len(value))
	}
}

// TestAFileWithoutFramesIsRead, and takes them: those of older programs have no place for them.
func TestAFileWithoutFramesIsRead(t *testing.T) {
	s, err := Open(firstFile(t), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if value, err := s.Frame("a.jp"); err != nil || value != nil {
		t.Errorf("%v, %v", value, err)
	}
	v := visit("a", day)
	v.Frames = map[string][]byte{"a.jp": {1}}
	apply(t, s, v)
	if value, err := s.Frame("a.jp"); err != nil || len(value) != 1 {
		t.Errorf("%v, %v", value, err)
	}
}

// TestAnotherWayOfReadingIsStoredAndToldToNobody.
func TestAnotherWayOfReadingIsStoredAndToldToNobody(t *testing.T) {
	s := open(t)
	first := sample(1, "観光アプリの企画提案")
	foreign := opportunity.Deadline{Role: opportunity.Questions, End: "2026-12-09"}
	first.Deadlines = append(first.Deadlines, foreign)
	apply(t, s, visit("a", day, first))
	v := visit("a", day.Add(time.Hour), sample(1, "観光アプリの企画提案"))
	v.Reread = map[string]opportunity.Opportunity{first.ID: first}
	out := apply(t, s, v)
	got, _, err := s.Get(first.ID)
	if err != nil || len(got.Deadlines) != 1 || got.Revision != 1 || !got.Revised.Equal(day) || len(got.History)+len(out.Revised)+out.Report.Revised > 0 {
		t.Errorf("%v %+v, outcome %+v", err, got, out)
	}
	check(t, s)

	apply(t, s, visit("a", day.Add(2*time.Hour), first)) // the same change without a word of how it was read is the body's
	if got, _, _ := s.Get(first.ID); got.Revision != 2 {
		t.Errorf("revision %d", got.Revision)
	}
}
