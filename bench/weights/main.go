// Command weights learns from the odd half of the labelled files what the words around a date speak for, and writes the weights that koubo
// is built with:
//
//	go run ./bench/weights
//
// and so from the titles what each of their words speaks for (-titles: only these). The same files give the same bytes. With -check it leaves out one set of files at a time, learns from the others, and
// prints how often the dates of the set left out are taken for what they are.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"koubo/bench/accuracy"
	"koubo/opportunity"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/jtext"
	"koubo/parsers/detail"
)

func main() {
	log.SetFlags(0)
	folder := flag.String("labelled", "testdata/labelled", "folder of the labelled files: pages*/NAME.html beside NAME.want.json, phrases*.jsonl")
	out := flag.String("out", "opportunity/extract/deadline/weigh", "folder to write alone.txt and together.txt to")
	check := flag.Bool("check", false, "leave out one set at a time and print what is made of it, instead of writing")
	groups := flag.String("groups", "", "with -check: sets to leave out together, names parted by commas and groups by semicolons; each set alone where empty")
	without := flag.String("without", "", "names of sets not to learn from, parted by commas")
	pull := flag.Float64("pull", defaultPull, "strength of the pull towards weights of 0")
	titles := flag.Bool("titles", false, "learn from titles alone")
	flag.Parse()
	if err := learnTitles(*folder, *check); err != nil {
		log.Fatal(err)
	}
	if *titles {
		return
	}
	sets, err := readSets(*folder)
	if err != nil {
		log.Fatal(err)
	}
	if *check {
		checkSets(sets, groupsOf(sets, *groups), *pull)
		return
	}
	if err := write(*out, weigh.LearnModel(lessons(sets, strings.Split(*without, ",")...), *pull)); err != nil {
		log.Fatal(err)
	}
}

// defaultPull was the best of .3, 1, 3 and 10 over all sets left out in turn.
const defaultPull = 1

// A set is the dates of the files that one writer labelled, by halves: what is learnt is learnt from the odd one, so that the
// even one stays a measure.
type set struct {
	name      string
	odd, even []weigh.Example
}

// How much a date of a page and one of a unit test counts, that of a phrase counting 1: pages are what koubo reads, and unit
// tests say what it must.
const (
	pageWeight = 2
	caseWeight = 4
)

// writtenAgainst are the sets that the table of roles was mended for until it read them right. What it says of their dates tells
// nothing of how often it is right, so that the weights do not see it.
var writtenAgainst = jtext.MustPattern(`^(?:pages[1-7]|phrases[1-6]|cases[0-9]+|made[0-9]+)$`)

func readSets(folder string) (sets []set, err error) {
	if sets, err = readFolders(folder); err != nil {
		return nil, err
	}
	for _, s := range sets {
		for _, half := range [...][]weigh.Example{s.odd, s.even} {
			for i := range half {
				half[i].Text = s.name + "/" + half[i].Text
			}
		}
		for i := range s.odd {
			if writtenAgainst.MatchString(s.name) {
				s.odd[i].Table = ""
			}
		}
	}
	return sets, nil
}

func readFolders(folder string) (sets []set, err error) {
	for _, pattern := range [...]string{"pages*", "made*"} {
		folders, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return nil, err
		}
		for _, name := range folders {
			s, err := readPages(name)
			if err != nil {
				return nil, err
			}
			sets = append(sets, s)
		}
	}
	for _, pattern := range [...]string{"phrases*.jsonl", "fragments*.jsonl", "taught*.jsonl", "cases*.jsonl"} {
		files, err := filepath.Glob(filepath.Join(folder, pattern))
		if err != nil {
			return nil, err
		}
		for _, name := range files {
			s, err := readPhrases(name)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			sets = append(sets, s)
		}
	}
	return sets, nil
}

func readPhrases(file string) (s set, err error) {
	s.name = strings.TrimSuffix(filepath.Base(file), ".jsonl")
	data, err := os.ReadFile(file)
	if err != nil {
		return s, err
	}
	if s.odd, err = accuracy.PhraseExamples(data, accuracy.Odd); err != nil {
		return s, err
	}
	if s.even, err = accuracy.PhraseExamples(data, accuracy.Even); err != nil || !isLesson(s.name) {
		return s, err
	}
	s.odd, s.even = append(s.odd, s.even...), nil
	if strings.HasPrefix(s.name, "cases") {
		for i := range s.odd {
			s.odd[i].Weight = caseWeight
		}
	}
	return s, nil
}

// isLesson reports whether a set is learnt from whole and measures nothing: those of the unit tests, and those written to teach.
func isLesson(name string) bool {
	return strings.HasPrefix(name, "cases") || strings.HasPrefix(name, "taught")
}

func readPages(folder string) (s set, err error) {
	s.name = filepath.Base(folder)
	wants, err := filepath.Glob(filepath.Join(folder, "*.want.json"))
	if err != nil {
		return s, err
	}
	for place, want := range wants {
		labels, err := os.ReadFile(want)
		if err != nil {
			return s, err
		}
		name := strings.TrimSuffix(want, ".want.json")
		body, err := os.ReadFile(name + ".html")
		if err != nil {
			return s, err
		}
		examples, err := accuracy.PageExamples(name, body, labels, detail.Read)
		if err != nil {
			return s, fmt.Errorf("%s: %w", want, err)
		}
		for i := range examples {
			examples[i].Weight = pageWeight
		}
		if accuracy.HalfOf(filepath.Base(name), place) == accuracy.Odd {
			s.odd = append(s.odd, examples...)
		} else {
			s.even = append(s.even, examples...)
		}
	}
	return s, nil
}

// measures are the sets that nothing is learnt from, not even their odd halves. What pages22 and pages42 to pages45 score is what to expect of the next; phrases7
// and phrases8 set each of a thousand labels and sentences beside the same few steps, from which their place would be learnt.
var measures = []string{"pages22", "pages42", "pages43", "pages44", "pages45", "phrases7", "phrases8"}

// lessons joins the odd examples of all sets but some, and but the one that is kept to measure by.
func lessons(sets []set, but ...string) (all []weigh.Example) {
	for _, s := range sets {
		if !slices.Contains(measures, s.name) && !slices.Contains(but, s.name) {
			all = append(all, s.odd...)
		}
	}
	return all
}

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

// write writes the two files of a model.
func write(folder string, m *weigh.Model) error {
	return errors.Join(writeFile(filepath.Join(folder, "alone.txt"), m.Alone), writeFile(filepath.Join(folder, "together.txt"), m.Together))
}

func writeFile(file string, w interface{ Write(io.Writer) error }) error {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	if err := w.Write(f); err != nil {
		f.Close()
		return err
	}
	return f.Close()
}
