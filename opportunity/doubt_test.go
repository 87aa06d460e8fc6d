package opportunity

import (
	"strings"
	"testing"
)

// TestEveryDoubtIsSaid in both languages, each in words of its own.
func TestEveryDoubtIsSaid(t *testing.T) {
	said := map[string]DoubtCode{}
	for code := range doubtWords {
		for _, words := range []string{code.English(), code.Japanese()} {
			if other, twice := said[words]; twice || words == "" || words == string(code) {
				t.Errorf("%s is said %q, %s too", code, words, other)
			}
			said[words] = code
		}
		if strings.ContainsAny(code.Japanese(), "abcdefghijklmnopqrstuvwxyz") || DoubtCodeOf(code.English()) != code {
			t.Errorf("%s: %q, %q", code, code.Japanese(), code.English())
		}
	}
	const later DoubtCode = "of_a_later_version"
	if later.English() != string(later) || strings.Contains(later.Japanese(), "later") {
		t.Errorf("%q, %q", later.English(), later.Japanese())
	}
}
