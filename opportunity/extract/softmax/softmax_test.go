package softmax

import (
	"bufio"
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestFeaturesOfEnoughTextsAreNumbered(t *testing.T) {
	texts := [][]string{{"b", "a", "a"}, {"c", "b"}, {"a", "d", "d"}}
	names, sparse := Index(len(texts), 2, func(n int, take func(name []byte)) {
		for _, name := range texts[n] {
			take([]byte(name))
		}
	})
	if !slices.Equal(names, []string{"a", "b"}) || !reflect.DeepEqual(sparse, [][]int{{1, 0, 0}, {1}, {0}}) {
		t.Errorf("%q %v", names, sparse)
	}
}

func TestWeightsAreLearnt(t *testing.T) {
	x := Course{Rounds: 100, Pull: .1}.Learn([]Example{{[]int{0, 1}, 0, 1}, {[]int{0, 2}, 1, 1}, {[]int{0, 1}, 0, .5}}, 3, 2)
	if len(x) != 6 || x[2] < 1 || x[3] > -1 || x[4] > -1 || x[5] < 1 || x[2] < x[5] {
		t.Errorf("%v", x)
	}
}

func TestARowIsReadAsItIsWritten(t *testing.T) {
	var text strings.Builder
	b := bufio.NewWriter(&text)
	WriteRow(b, "own=a: b", []string{"one", "two", "three"}, []float64{1.25, .05, -.5}, .1, 2)
	WriteRow(b, "of no note", []string{"one"}, []float64{.05}, .1, 2)
	b.Flush()
	if text.String() != "own=a: b\tone:1.25 three:-0.50\n" {
		t.Errorf("%q", text.String())
	}
	var got []string
	name, err := ReadRow(strings.TrimSpace(text.String()), func(class, number string) bool {
		got = append(got, class, number)
		return true
	})
	if err != nil || name != "own=a: b" || !slices.Equal(got, []string{"one", "1.25", "three", "-0.50"}) {
		t.Errorf("%q %q %v", name, got, err)
	}
	if _, err := ReadRow("own=\t", func(class, _ string) bool { return class != "" }); err == nil {
		t.Error("a row of no weights is taken")
	}
}

func TestTheForemostReasonsAreTold(t *testing.T) {
	spokeFor, against := Foremost([]Reason{{"a", 1}, {"b", -2}, {"c", 3}, {"d", 0}, {"e", -1}, {"f", 2}}, 2)
	if !slices.Equal(spokeFor, []string{"c", "f"}) || !slices.Equal(against, []string{"b", "e"}) {
		t.Errorf("for %q, against %q", spokeFor, against)
	}
	if spokeFor, against := Foremost([]Reason{{"a", 1}}, 3); !slices.Equal(spokeFor, []string{"a"}) || against != nil {
		t.Errorf("for %q, against %q", spokeFor, against)
	}
}
