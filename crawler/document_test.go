package crawler_test

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"koubo/crawler"
)

// TestADocumentThatIsReplacedInPlace is read again though its page stays as it was, and is asked for conditionally, about once a day.
func TestADocumentThatIsReplacedInPlace(t *testing.T) {
	const title = "第3公園に関する公募型プロポーザルの実施について"
	town := newCity(t)
	o := newOffice(t, func(opt *crawler.Options) {
		opt.PDFText = func(_ context.Context, _ string, body []byte) (string, error) {
			return strings.TrimPrefix(string(body), "%PDF-1.4\n"), nil
		}
	})
	src := town.source()
	src.Feeds = nil
	asked, whole, status, changed := 0, 0, 200, "Mon, 09 Nov 2026 00:00:00 GMT"
	pages := map[string]string{"/nyusatsu/3.html": htmlPage(title, attachedPDF)}
	text := "%PDF-1.4\n1 提出期限\n令和8年12月18日（金）午後5時まで"
	others := tagged(pages)
	town.set(func() {
		town.odd = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/youryou.pdf" {
				return others(w, r)
			}
			asked++
			w.Header().Set("Last-Modified", changed)
			if r.Header.Get("If-Modified-Since") == changed {
				w.WriteHeader(http.StatusNotModified)
				return true
			}
			whole++
			w.Header().Set("Content-Type", "application/pdf")
			w.WriteHeader(status)
			_, _ = w.Write([]byte(text))
			return true
		}
	})
	visit := func(want string, most int) {
		t.Helper()
		asked, whole = 0, 0
		for range 4 {
			o.clock.pass(6 * time.Hour)
			o.visit(src)
		}
		if day, _ := submission(byNumber(t, o, "3")); day != want || asked > most {
			t.Errorf("deadline %q, want %q; the document was asked for %d times, %d whole", day, want, asked, whole)
		}
	}
	o.visit(src)
	visit("2026-12-18", 2)
	if whole != 0 {
		t.Errorf("it came whole %d times although nothing changed", whole)
	}
	status, changed = 500, "Wed, 11 Nov 2026 00:00:00 GMT"
	visit("2026-12-18", 4) // one request, and its repetitions
	status = 200
	text = "%PDF-1.4\n1 提出期限\n令和8年12月25日（金）午後5時まで"
	visit("2026-12-25", 3)
	changed, text = "Tue, 10 Nov 2026 00:00:00 GMT", "%PDF-1.4\n1 提出期限\n令和8年12月18日（金）"
	visit("2026-12-25", 2) // an older copy
}
