package page

import "testing"

// TestWhatRepeatsTheCellAbove, whatever stands around and between its signs.
func TestWhatRepeatsTheCellAbove(t *testing.T) {
	for words, want := range map[string]bool{"〃": true, "　〃　": true, "同上": true, "同　上": true, "（同 上）": true, "（〃）": true, "上記と同じ": true, "": false, "()": false, "同時": false, "同上のとおり提出": false} {
		if IsDitto(words) != want {
			t.Errorf("%q: %v", words, !want)
		}
	}
}
