package store

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"
)

// withLongTexts is a store of records of 24 kB each.
func withLongTexts(t *testing.T, visits, each int) *Store {
	t.Helper()
	s := open(t)
	for v := range visits {
		visit := visit(fmt.Sprint("s", v), day.Add(time.Duration(v)*time.Minute))
		for n := range each {
			o := sample(v*each+n, "公募")
			o.Source, o.Summary = visit.Source.ID, strings.Repeat("公募型プロポーザルにより", 680)
			visit.Records = append(visit.Records, o)
		}
		apply(t, s, visit)
	}
	return s
}

// TestAnAnswerKeepsToWhatMayStayMapped reads a thousand records of 24 kB in one answer, and one by one: what stays of them in the
// memory of the process is what was read since it was looked last.
func TestAnAnswerKeepsToWhatMayStayMapped(t *testing.T) {
	const visits, each = 8, 250
	s := withLongTexts(t, visits, each)
	var ids []string
	grows := func(read func()) int {
		if err := s.file.View(func(tx *bolt.Tx) error { s.file.LetGo(tx.Size()); return nil }); err != nil {
			t.Fatal(err)
		}
		before := mappedKB(t)
		read()
		return mappedKB(t) - before
	}
	query := func() {
		q := everything()
		if got := answer(t, s, q); len(got.Items) != q.Limit {
			t.Errorf("%d records", len(got.Items))
		}
	}
	get := func() {
		for _, id := range ids[:1000] {
			if _, found, err := s.Get(id); err != nil || !found {
				t.Fatal(id, err)
			}
		}
	}
	places := func() {
		if err := s.Places(func(id string, _ uint32) error { ids = append(ids, id); return nil }); err != nil || len(ids) < visits*each {
			t.Fatal(len(ids), err)
		}
	}
	places()
	const much, little = 20 << 10, 12 << 10
	for name, read := range map[string]func(){"an answer": query, "one by one": get} {
		s.MapAtMost(0)
		if grown := grows(read); grown < much {
			t.Errorf("%s: only %d kB are mapped without a low bound", name, grown)
		}
		s.MapAtMost(1)
		for range 3 { // of which the end of an answer is looked at once at most
			if grown := grows(read); grown > little {
				t.Errorf("%s: %d kB stay mapped", name, grown)
			}
		}
	}
}

// TestAQuestionIsLookedAtWhereALowBoundIsSet: a search reads the texts of all records, and answers with one.
func TestAQuestionIsLookedAtWhereALowBoundIsSet(t *testing.T) {
	s := withLongTexts(t, 4, 250)
	s.MapAtMost(1)
	for _, word := range []string{"公募型プロ", "ポーザルに", "募型プロポー", "プロポーザル"} {
		before := mappedKB(t)
		q := everything()
		q.Limit, q.Text = 1, word
		if got := answer(t, s, q); len(got.Items) != 1 {
			t.Errorf("%s: %d records", word, len(got.Items))
		}
		if grown := mappedKB(t) - before; grown > 12<<10 {
			t.Errorf("%s: %d kB stay mapped", word, grown)
		}
	}
}

// mappedKB is how much of files is in the memory of this process, those of a folder in memory among them (proc(5), status).
func mappedKB(t *testing.T) (sum int) {
	t.Helper()
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		t.Skip(err)
	}
	for line := range strings.Lines(string(text)) {
		name, rest, _ := strings.Cut(line, ":")
		if n := 0; name == "RssFile" || name == "RssShmem" {
			_, _ = fmt.Sscan(rest, &n)
			sum += n
		}
	}
	if sum == 0 {
		t.Skip("the system does not tell what is mapped")
	}
	return sum
}
