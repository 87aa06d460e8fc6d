package store

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"koubo/store/index"
)

// Readers see every visit whole or not at all while others are being stored.
func TestReadersSeeWholeVisits(t *testing.T) {
	s := open(t)
	var stored atomic.Int64
	var writers, readers sync.WaitGroup
	done := make(chan struct{})
	for writer := range 4 {
		writers.Go(func() {
			for n := range 40 {
				v := numbered(writer, n)
				v.Records = v.Records[:3]
				if out, err := s.Apply(v); err != nil || len(out.New) != 3 {
					t.Errorf("writer %d, visit %d: %v, %v", writer, n, out.New, err)
				}
				stored.Add(3)
			}
		})
	}
	for range 3 {
		readers.Go(func() {
			for generation := uint64(0); ; {
				before := int(stored.Load())
				r, err := s.Query(everything(), day.Add(time.Hour))
				if err != nil || r.Total%3 != 0 || r.Total < before {
					t.Errorf("a reader finds %d records, %d were stored before: %v", r.Total, before, err)
				}
				if now := s.Generation(); now < generation {
					t.Errorf("generation %d after %d", now, generation)
				} else {
					generation = now
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	writers.Wait()
	close(done)
	readers.Wait()
	if r := answer(t, s, everything()); r.Total != 480 {
		t.Errorf("%d records, want 480", r.Total)
	}
	check(t, s)
}

func TestLoneCharactersAndWordsAreFoundAtOnce(t *testing.T) {
	s := open(t)
	apply(t, s, visit("a", day, sample(1, "ＡＩを使うﾄﾞﾛｰﾝ橋梁点検")))
	for i := range index.MergeAfter + 10 {
		for _, c := range []struct {
			text string
			want int
		}{{"ai", 1}, {"ドローン", 1}, {"どろーん橋", 1}, {"橋", 1}, {"検", 1}, {"橋点", 0}, {"ai 点検", 1}, {"ai 道路", 0}} {
			q := everything()
			if q.Text = c.text; i == 0 || i > index.MergeAfter {
				if got := answer(t, s, q).Total; got != c.want {
					t.Fatalf("%q is found %d times after %d visits, want %d", c.text, got, i, c.want)
				}
			}
		}
		apply(t, s, visit("b", day.Add(time.Duration(i)*time.Hour), sample(i+2, "道路")))
	}
	apply(t, s, visit("a", day.Add(9000*time.Hour), sample(1, "下水道台帳")))
	q := everything()
	if q.Text = "ドローン"; answer(t, s, q).Total != 0 {
		t.Error("a revised record is found by its old title")
	}
	check(t, s)
}
