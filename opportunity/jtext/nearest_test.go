package jtext

import "testing"

func TestNearest(t *testing.T) {
	known := []string{"kind", "stage", "status", "pref", "cursor", "closing_before", "長野県"}
	for word, want := range map[string]string{
		"knd": "kind", "kindd": "kind", "ind": "kind", "Kind": "kind", "ikdn": "", "iknd": "kind", "tsatus": "status", "prefs": "pref", "closing_befor": "closing_before", "長野懸": "長野県",
		"page": "", "rage": "", "offset": "", "": "", "ref": "pref", "xxxx": "",
	} {
		if got := Nearest(word, known); got != want {
			t.Errorf("%q is near %q, want %q", word, got, want)
		}
	}
}
