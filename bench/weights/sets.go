package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"koubo/bench/accuracy"
	"koubo/opportunity/extract/deadline/weigh"
	"koubo/opportunity/jtext"
	"koubo/parsers/detail"
)

// A set is the dates of the files that one writer labelled, by halves: what is learnt is learnt from the odd one, so that the
// even one stays a measure. All of a set that is learnt from whole is in odd.
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

// opened are the sets whose even pages have been looked at, too: they measure nothing any more, and are learnt from whole.
var opened = jtext.MustPattern(`^pages(?:[1-9]|1[0-9]|2[01357-9]|3[013])$`)

func isOpened(name string) bool { return opened.MatchString(name) }

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
		if isOpened(s.name) || accuracy.HalfOf(filepath.Base(name), place) == accuracy.Odd {
			s.odd = append(s.odd, examples...)
		} else {
			s.even = append(s.even, examples...)
		}
	}
	return s, nil
}

// measures are the sets that nothing is learnt from, not even their odd halves. What pages22 and pages42 to pages49 score is what to expect
// of the next; phrases7 and phrases8 set each of a thousand labels and sentences beside the same few steps, from which their place would be learnt.
var measures = []string{"pages22", "pages42", "pages43", "pages44", "pages45", "pages46", "pages47", "pages48", "pages49", "phrases7", "phrases8", "phrases9", "phrases10", "phrases11"}

// lessons joins the odd examples of all sets but some, and but the one that is kept to measure by.
func lessons(sets []set, but ...string) (all []weigh.Example) {
	for _, s := range sets {
		if !slices.Contains(measures, s.name) && !slices.Contains(but, s.name) {
			all = append(all, s.odd...)
		}
	}
	return all
}
