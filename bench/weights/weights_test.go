package main

import (
	"bytes"
	"os"
	"runtime"
	"sync"
	"testing"

	titles "koubo/opportunity/extract/classify/weigh"
	"koubo/opportunity/extract/deadline/weigh"
)

// labelled reads the sets once for all tests, which leave them as they are.
var labelled = sync.OnceValues(func() ([]set, error) { return readSets("../../testdata/labelled") })

// skipUnlessLearning skips a test that learns weights where it would take too long, or learn others.
func skipUnlessLearning(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("learning takes seconds")
	}
	if runtime.GOARCH != "amd64" {
		t.Skip("other processors join multiplication and addition, and round otherwise")
	}
}

// TestTheWeightsAreThoseOfTheLabelledFiles keeps the file that koubo is built with from standing for other files than those
// checked in, and from being edited.
func TestTheWeightsAreThoseOfTheLabelledFiles(t *testing.T) {
	skipUnlessLearning(t)
	sets, err := labelled()
	if err != nil {
		t.Fatal(err)
	}
	m := weigh.LearnModel(lessons(sets), defaultPull)
	for name, w := range map[string]*weigh.Weights{"alone.txt": m.Alone, "together.txt": m.Together} {
		var got bytes.Buffer
		if err := w.Write(&got); err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile("../../opportunity/extract/deadline/weigh/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if got.String() != string(want) {
			t.Errorf("the labelled files give another %s; write it with go run ./bench/weights, and the figures with go test ./bench/accuracy -update", name)
		}
	}
}

// TestTheWeightsOfTitlesAreThoseOfTheLabelledTitles does the same for titles.
func TestTheWeightsOfTitlesAreThoseOfTheLabelledTitles(t *testing.T) {
	skipUnlessLearning(t)
	sets, err := readTitles("../../testdata/labelled", "../../"+titleCases)
	if err != nil {
		t.Fatal(err)
	}
	var got bytes.Buffer
	if err := titles.Learn(titleLessons(sets, nil)).Write(&got); err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile("../../" + titleWeights)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Error("the labelled titles give other weights; write them with go run ./bench/weights -titles, and the figures with go test ./bench/accuracy -update")
	}
}

func TestSetsAreReadByHalves(t *testing.T) {
	sets, err := labelled()
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range sets {
		if len(s.odd) == 0 || (len(s.even) == 0) != (isLesson(s.name) || isOpened(s.name)) {
			t.Errorf("%s: %d dates of the odd half, %d of the even one", s.name, len(s.odd), len(s.even))
		}
		for _, e := range s.odd {
			if known := e.Table != ""; known == writtenAgainst.MatchString(s.name) {
				t.Fatalf("%s: the weights see %q of the table", s.name, e.Table)
			}
		}
	}
	if few := len(lessons(sets, "pages1")); few >= len(lessons(sets)) {
		t.Errorf("%d dates without pages1", few)
	}
}
