package prepare

import (
	"math/rand/v2"
	"strings"
	"testing"
)

// TestALineThatIsNotLookedThroughHasNothingSpread makes lines of chance from the pieces of spread labels and numbers.
func TestALineThatIsNotLookedThroughHasNothingSpread(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	pieces := []string{" ", " ", "  ", "委", "託", "料", "カ", "ー", "1", "2", ",", "円", "千", "¥", "(", ")", "\t", "・", "】", "a", "\xff"}
	spread := 0
	for range 50_000 {
		var line strings.Builder
		for range random.IntN(10) {
			line.WriteString(pieces[random.IntN(len(pieces))])
		}
		s := line.String()
		if !spreadLabel.MatchString(s) && !spreadNumber.MatchString(s) && !spreadMarksIn(s) {
			continue
		}
		if spread++; !standsApart(s) {
			t.Errorf("%q is not looked through", s)
		}
	}
	if spread < 500 {
		t.Errorf("only %d lines have something spread", spread)
	}
}

// spreadMarksIn reports whether a number of the line has marks that stand apart.
func spreadMarksIn(line string) bool { return strings.Contains(spreadMarks.FindString(line), " ") }
