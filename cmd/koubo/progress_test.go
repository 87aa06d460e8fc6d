package main

import (
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/sources"

	"github.com/vbauerster/mpb/v8"
)

// TestTheBarIsDrawnWhileVisitsEnd lets many visits end while the bar is drawn again and again: neither may wait for the
// other for good.
func TestTheBarIsDrawnWhileVisitsEnd(t *testing.T) {
	const workers, each = 8, 400
	p := &progress{out: io.Discard, begun: time.Now()}
	p.draw(workers*each, mpb.WithOutput(io.Discard), mpb.WithAutoRefresh(), mpb.WithRefreshRate(100*time.Microsecond))
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for i := range each {
				var err error
				if i == 0 {
					err = errors.New("could not be stored")
				}
				p.done(sources.Source{ID: "naha"}, sources.Report{State: sources.OK, New: 1}, err)
			}
		})
	}
	wg.Wait()
	current := p.bar.Current()
	if s := p.finish(p.begun, time.Now()); current != workers*each || s.Totals.New != workers*(each-1) || len(s.failed) != workers {
		t.Errorf("the bar stands at %d; %+v", current, s.Totals)
	}
}

// TestAPageThatCannotBeReadIsToldByItsCause, whatever its English words are, and by these where an older program kept no cause.
func TestAPageThatCannotBeReadIsToldByItsCause(t *testing.T) {
	gone := sources.PageProblem{URL: "https://a.jp/k/1.html", Why: "words of no table", Causes: []sources.Cause{{Code: sources.CauseStatus, Args: map[string]string{"status": "500"}}}}
	report := sources.Report{State: sources.OK, Problems: []sources.PageProblem{gone, {URL: "https://a.jp/k/2.html", Why: "the server answers 503"}}}
	tried := trial{Report: report, Problems: report.Problems}
	for language, want := range map[string][]string{"ja_JP.UTF-8": {"サーバーがエラー 500 を返しました", "サーバーがエラー 503 を返しました"}, "C": {gone.Why, "the server answers 503"}} {
		t.Setenv("LC_ALL", language)
		var b strings.Builder
		if err := tried.print(&b, time.Now()); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{b.String(), reportLine(report)} {
			for _, words := range want {
				if !strings.Contains(text, words) {
					t.Errorf("%s: %q is missing in\n%s", language, words, text)
				}
			}
		}
	}
}
