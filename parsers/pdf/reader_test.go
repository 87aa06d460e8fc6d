package pdf

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"

	"koubo/parsers/page"
)

// compiled is where the tests of one run keep compiled code.
var compiled string

func TestMain(m *testing.M) {
	var err error
	if compiled, err = os.MkdirTemp("", "koubo-pdf-"); err != nil {
		panic(err)
	}
	code := m.Run()
	os.RemoveAll(compiled)
	os.Exit(code)
}

func newTestReader(t testing.TB) *Reader {
	r := New(Options{CodeFolder: compiled})
	t.Cleanup(func() { r.Close() })
	return r
}

func schedule(t testing.TB) []byte {
	data, err := os.ReadFile("testdata/schedule.pdf")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestText(t *testing.T) {
	data := schedule(t)
	reader := newTestReader(t)
	for _, c := range []struct {
		name string
		data []byte
		want []string // lines of the text, or words of the error
		bad  bool
	}{
		{"a table becomes rows", data, []string{"# １ スケジュール", "質問書の提出期限\t令和8年6月5日（金）正午",
			"企画提案書の提出期限\t令和8年6月26日（金）17時必着", "２ 提案上限額 5,500,000円（税込）"}, false},
		{"a page that says it is a PDF", []byte("<html>404"), []string{"does not begin"}, true},
		{"cut short", data[:200], []string{"broken"}, true},
		{"only a header", []byte("%PDF-1.7\n"), []string{"broken"}, true},
		{"again after a failure", data, []string{"質問書の提出期限\t令和8年6月5日（金）正午"}, false},
	} {
		text, err := reader.Text(t.Context(), "", c.data, 0)
		if c.bad != (err != nil) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err != nil {
			if !errors.Is(err, page.ErrUnreadable) || errors.Is(err, page.ErrNotReadInTime) {
				t.Errorf("%s: %v is of another kind", c.name, err)
			}
			text = err.Error()
		}
		for _, want := range c.want {
			if !strings.Contains("\n"+text+"\n", want) || !c.bad && !strings.Contains("\n"+text+"\n", "\n"+want+"\n") {
				t.Errorf("%s: %q is not in\n%s", c.name, want, text)
			}
		}
	}
}

func TestAReadingThatIsGivenUpSaysNothingOfTheDocument(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	reader := newTestReader(t)
	if text, err := reader.Text(ctx, "", schedule(t), 1); !errors.Is(err, page.ErrNotReadInTime) || !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled reading returned %q, %v", text, err)
	}
	if _, err := reader.Text(t.Context(), "", schedule(t), 1); err != nil {
		t.Errorf("the reader did not recover: %v", err)
	}
}
