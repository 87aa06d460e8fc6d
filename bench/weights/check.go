package main

import (
	"fmt"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/weigh"
)

// groupsOf returns the names of the sets to leave out together: those of the flag, else each that measures something.
func groupsOf(sets []set, flag string) (groups [][]string) {
	if flag != "" {
		for g := range strings.SplitSeq(flag, ";") {
			groups = append(groups, strings.Split(g, ","))
		}
		return groups
	}
	for _, s := range sets {
		if !isLesson(s.name) {
			groups = append(groups, []string{s.name})
		}
	}
	return groups
}

// checkSets prints for each set, left out of learning with its group, how many of its dates the weights take for what they are.
func checkSets(sets []set, groups [][]string, pull float64) {
	var odd, even, all, alone tally
	for _, names := range groups {
		m := weigh.LearnModel(lessons(sets, names...), pull)
		for _, s := range sets {
			if !slices.Contains(names, s.name) {
				continue
			}
			o, e := tallyOf(m, s.odd), tallyOf(m, s.even)
			fmt.Printf("%-10s odd:  %s\n%10s even: %s\n", s.name, o, "", e)
			all.add(o)
			all.add(e)
			alone.add(tallyAlone(m.Alone, slices.Concat(s.odd, s.even)))
			if strings.HasPrefix(s.name, "pages") {
				odd.add(o)
				even.add(e)
			}
		}
	}
	fmt.Printf("%-10s odd:  %s\n%10s even: %s\n%-10s both: %s\n%10s each date alone: %s\n", "pages", odd, "", even, "all", all, "", alone)
}

// tally counts what weights make of dates.
type tally struct{ dates, right, mains, mainsRight, falseMains int }

func (t *tally) add(o tally) {
	t.dates, t.right, t.mains = t.dates+o.dates, t.right+o.right, t.mains+o.mains
	t.mainsRight, t.falseMains = t.mainsRight+o.mainsRight, t.falseMains+o.falseMains
}

func (t tally) String() string {
	return fmt.Sprintf("%4d dates, %.3f right; %3d main ones, %.3f found, %d taken for one that are none", t.dates,
		float64(t.right)/float64(max(1, t.dates)), t.mains, float64(t.mainsRight)/float64(max(1, t.mains)), t.falseMains)
}

func tallyOf(m *weigh.Model, examples []weigh.Example) (t tally) {
	for text := range weigh.Texts(examples) {
		for i, judged := range m.WeighExamples(text) {
			t.count(text[i].Class, judged[0].Class)
		}
	}
	return t
}

// tallyAlone counts what first weights make of dates.
func tallyAlone(w *weigh.Weights, examples []weigh.Example) (t tally) {
	judge := w.Judge()
	for _, e := range examples {
		t.count(e.Class, judge.Weigh(e.Statement)[0].Class)
	}
	return t
}

// count counts a date of one class that was taken for another, or for what it is.
func (t *tally) count(class, taken opportunity.Role) {
	t.dates++
	if taken == class {
		t.right++
	}
	if class.HasLastDay() {
		t.mains++
		if taken == class {
			t.mainsRight++
		}
	}
	if taken.HasLastDay() && taken != class {
		t.falseMains++
	}
}
