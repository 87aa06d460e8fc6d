package main

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode"

	"koubo/opportunity/extract/classify/weigh"
)

// titleFolds is how many parts titles are learnt from without, in turn.
const titleFolds = 10

// checkTitles prints, for each set of titles, what weights make of them that were learnt without them and without all that are nearly the same.
func checkTitles(sets []titleSet) error {
	groups := groupTitles(sets)
	fold := func(e weigh.Example) int {
		h := fnv.New32()
		h.Write([]byte(groups[e.Text]))
		return int(h.Sum32() % titleFolds)
	}
	tallies := make([]titleTally, len(sets))
	for n := range titleFolds {
		w, err := weigh.Learn(titleLessons(sets, func(e weigh.Example) bool { return fold(e) == n })).Weights()
		if err != nil {
			return err
		}
		for i, s := range sets {
			for _, e := range s.titles {
				if fold(e) == n {
					tallies[i].count(e, w.Weigh(&e.Title))
				}
			}
		}
	}
	for i, s := range sets {
		fmt.Printf("%-14s %s\n", s.name, tallies[i])
	}
	return nil
}

// titleTally counts what weights make of titles, but of those that say too little.
type titleTally struct {
	calls, taken, takenRightly, nones, nonesTaken int
	kinds, kindsRight, stages, stagesRight        int
}

func (t *titleTally) count(e weigh.Example, j weigh.Judgement) {
	if e.Hard {
		return
	}
	taken := j.Calls(j.StageOver(e.Said.Stage))
	if e.Call != "" {
		t.calls += number(e.Call == "yes")
		t.taken += number(taken)
		t.takenRightly += number(taken && e.Call == "yes")
	}
	switch {
	case e.Kind == weigh.None:
		t.nones++
		t.nonesTaken += number(taken)
	case e.Kind != "":
		t.kinds++
		t.kindsRight += number(j.KindOver(e.Said.Kind) == e.Kind)
		if e.Stage != "" {
			t.stages++
			t.stagesRight += number(j.StageOver(e.Said.Stage) == e.Stage)
		}
	}
}

func number(is bool) int {
	if is {
		return 1
	}
	return 0
}

func (t titleTally) String() string {
	share := func(a, b int) float64 { return float64(a) / float64(max(1, b)) }
	return fmt.Sprintf("%4d calls, %.3f found; %.3f of those taken for calls are; kinds %.3f of %d right, stages %.3f of %d; %.3f of %d that announce nothing taken for calls",
		t.calls, share(t.takenRightly, t.calls), share(t.takenRightly, t.taken), share(t.kindsRight, t.kinds), t.kinds, share(t.stagesRight, t.stages), t.stages, share(t.nonesTaken, t.nones), t.nones)
}

// groupTitles leads from each title to one that stands for all that are nearly the same.
func groupTitles(sets []titleSet) map[string]string {
	var texts []string
	var pairs []map[string]bool
	for _, s := range sets {
		for _, e := range s.titles {
			texts = append(texts, e.Text)
			pairs = append(pairs, pairsOf(e.Text))
		}
	}
	first := make([]int, len(texts))
	for n := range first {
		first[n] = n
	}
	find := func(n int) int {
		for first[n] != n {
			n = first[n]
		}
		return n
	}
	for a := range texts {
		for b := range a {
			if areAlike(pairs[a], pairs[b]) {
				first[find(a)] = find(b)
			}
		}
	}
	groups := map[string]string{}
	for n, text := range texts {
		groups[text] = texts[find(n)]
	}
	return groups
}

// pairsOf returns the pairs of neighbouring letters of a title, numbers left out.
func pairsOf(text string) map[string]bool {
	letters := []rune(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return -1
		}
		return r
	}, text))
	pairs := map[string]bool{}
	for n := range max(0, len(letters)-1) {
		pairs[string(letters[n:n+2])] = true
	}
	return pairs
}

// areAlike reports whether two titles share three fifths of their pairs.
func areAlike(a, b map[string]bool) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if 5*len(a) < 3*len(b) {
		return false
	}
	both := 0
	for p := range a {
		if b[p] {
			both++
		}
	}
	return 5*both >= 3*(len(a)+len(b)-both)
}
