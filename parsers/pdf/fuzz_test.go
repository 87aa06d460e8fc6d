package pdf

import (
	"errors"
	"testing"
	"unicode/utf8"

	"koubo/parsers/page"
)

func FuzzText(f *testing.F) {
	f.Add(schedule(f)[:1000])
	f.Add([]byte("%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\ntrailer<</Root 1 0 R>>"))
	f.Add(written("<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>", "BT /F 10 Tf (17:00) Tj ET"))
	f.Add(voracious())
	reader := newTestReader(f)
	if _, err := reader.Text(f.Context(), "", schedule(f), 2); err != nil { // the engine starts outside the ten seconds that a run has
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		text, err := reader.Text(t.Context(), "", data, 2)
		if err == nil && !utf8.ValidString(text) {
			t.Errorf("not UTF-8: %q", text)
		}
		if err != nil && !errors.Is(err, page.ErrUnreadable) && !errors.Is(err, page.ErrNotReadInTime) {
			t.Errorf("an error of no kind: %v", err)
		}
	})
}
