package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"koubo/bench/accuracy"
	"koubo/opportunity"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/extract/classify/weigh"
)

// A titleSet is the titles that one writer labelled.
type titleSet struct {
	name     string
	titles   []weigh.Example
	isFitted bool // the rules were mended for it until they read it right
}

// measuredTitles are the files of the titles that nothing is learnt from.
var measuredTitles = []string{"titles5.tsv", "titles6.tsv"}

// readTitles reads the titles to learn from: the odd halves of the other titles*.tsv, all of taughttitles*.tsv, which were written to teach,
// the unit tests of the rules, and the titles of the odd labelled pages.
func readTitles(folder, cases string) (sets []titleSet, err error) {
	for _, of := range [...]struct {
		pattern string
		half    accuracy.Half
	}{{"titles*.tsv", accuracy.Odd}, {"taughttitles*.tsv", accuracy.Both}} {
		files, err := filepath.Glob(filepath.Join(folder, of.pattern))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			if slices.Contains(measuredTitles, filepath.Base(file)) {
				continue
			}
			data, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			s := titleSet{name: strings.TrimSuffix(filepath.Base(file), ".tsv"), isFitted: of.half == accuracy.Odd}
			if s.titles, err = accuracy.TitleExamples(data, of.half); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
			sets = append(sets, s)
		}
	}
	unit, err := readTitleCases(cases)
	if err != nil {
		return nil, err
	}
	pages, err := readPageTitles(folder)
	return append(sets, titleSet{"cases", unit, true}, titleSet{"pages", pages, true}), err
}

// readTitleCases reads the unit tests: title, kind (- where it does not matter), stage, and yes, no or drop.
func readTitleCases(file string) (all []weigh.Example, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") || len(cells) != 4 {
			continue
		}
		e := weigh.Example{Title: classify.TitleOf(cells[0]), Call: "no", Weight: 1}
		switch {
		case cells[3] == "drop":
			e.Kind = weigh.None
		case cells[1] != weigh.None:
			e.Kind, e.Stage = opportunity.Kind(cells[1]), opportunity.Stage(cells[2])
		}
		if cells[3] == "yes" {
			e.Call = "yes"
		}
		all = append(all, e)
	}
	return all, nil
}

// pageTitleWeight is what the title of a page counts: its page may say more than it does.
const pageTitleWeight = .5

// readPageTitles reads the titles of the labelled pages of the odd half, without those of the measures. Of those that are no open calls, only
// the kind is learnt: the stage is that of the page.
func readPageTitles(folder string) (all []weigh.Example, err error) {
	files, err := filepath.Glob(filepath.Join(folder, "pages*", "*.want.json"))
	if err != nil {
		return nil, err
	}
	for place, file := range files {
		isMeasure := slices.Contains(measures, filepath.Base(filepath.Dir(file)))
		if isMeasure || accuracy.HalfOf(strings.TrimSuffix(filepath.Base(file), ".want.json"), place) != accuracy.Odd {
			continue
		}
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var want struct {
			Title string
			Kind  opportunity.Kind
			Stage opportunity.Stage
			Call  bool `json:"is_opportunity"`
		}
		if err := json.Unmarshal(data, &want); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		e := weigh.Example{Title: classify.TitleOf(want.Title), Kind: want.Kind, Weight: pageTitleWeight}
		switch {
		case want.Title == "":
			continue
		case want.Call && want.Stage == opportunity.OpenCall:
			e.Call, e.Stage = "yes", want.Stage
		case want.Kind == opportunity.Other:
			continue
		}
		all = append(all, e)
	}
	return all, nil
}

// titleLessons joins the titles of all sets, but those to leave out if any. What the rules say of titles that they were mended for tells little of how
// often they are right: such titles count half with their words and half without.
func titleLessons(sets []titleSet, leave func(weigh.Example) bool) (all []weigh.Example) {
	for _, s := range sets {
		for _, e := range s.titles {
			if leave != nil && leave(e) {
				continue
			}
			if !s.isFitted {
				all = append(all, e)
				continue
			}
			e.Weight /= 2
			all = append(all, e)
			e.Said = weigh.Said{}
			all = append(all, e)
		}
	}
	return all
}

// Where the unit tests of titles lie, and where the weights of titles are written.
const (
	titleCases   = "opportunity/extract/classify/testdata/titles.tsv"
	titleWeights = "opportunity/extract/classify/weigh/titles.txt"
)

// learnTitles learns the weights of titles and writes them, or prints what those are worth.
func learnTitles(folder string, check bool) error {
	sets, err := readTitles(folder, titleCases)
	if err != nil {
		return err
	}
	if check {
		return checkTitles(sets)
	}
	return writeFile(titleWeights, weigh.Learn(titleLessons(sets, nil)))
}
