package pdf

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"koubo/parsers/page"
)

// TestHostileDocumentsEnd lets real sandboxes work on documents that would take hours, or all memory.
func TestHostileDocumentsEnd(t *testing.T) {
	reader := newTestReader(t)
	if _, err := reader.Text(t.Context(), "", schedule(t), 0); err != nil { // starts the sandbox
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		limits limits
		data   []byte
		kind   error
		words  string
	}{
		{"too much work", limits{work: 200 * time.Millisecond, wait: 2 * time.Minute}, laborious(), page.ErrUnreadable, "more work"},
		{"too busy a machine", limits{work: 2 * time.Minute, wait: 200 * time.Millisecond}, laborious(), page.ErrNotReadInTime, "too busy"},
		{"too much memory", limits{work: time.Hour, wait: time.Hour}, voracious(), page.ErrUnreadable, "page 1"},
	} {
		reader.limits = c.limits
		text, err := reader.Text(t.Context(), "", c.data, 0)
		if !errors.Is(err, c.kind) || !strings.Contains(err.Error(), c.words) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q, %v", c.name, text, err)
		}
		reader.limits = limits{work: time.Hour, wait: time.Hour}
		if text, err := reader.Text(t.Context(), "", schedule(t), 0); err != nil || !strings.Contains(text, "企画提案書の提出期限") {
			t.Errorf("%s: the next document: %q, %v", c.name, text, err)
		}
	}
}

func TestAReadingIsGivenUpBeyondItsLimitsAlone(t *testing.T) {
	bounds := limits{work: 30 * time.Second, wait: 10 * time.Minute}
	for _, c := range []struct {
		name  string
		share float64 // of a processor that the reading gets
		after time.Duration
		cause error
	}{
		{"an idle machine", 1, bounds.work, errWork},
		{"a tenth of a processor", 0.1, 10 * bounds.work, errWork},
		{"a hundredth", 0.01, bounds.wait, errWait},
		{"none", 0, bounds.wait, errWait},
	} {
		synctest.Test(t, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			begun := time.Now()
			bounds.watch(ctx, cancel, func() time.Duration { return time.Duration(c.share * float64(time.Since(begun))) })
			if took := time.Since(begun); took < c.after || took > c.after+20*checkEvery || context.Cause(ctx) != c.cause {
				t.Errorf("%s: after %s for the reason %v", c.name, took, context.Cause(ctx))
			}
		})
	}
}
