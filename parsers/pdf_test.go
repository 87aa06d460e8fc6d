package parsers

import (
	"context"
	"os"
	"strings"
	"testing"
)

func TestPDFText(t *testing.T) {
	data, err := os.ReadFile("testdata/pdf/schedule.pdf")
	if err != nil {
		t.Fatal(err)
	}
	reader := new(PDFReader)
	defer reader.Close()
	for _, c := range []struct {
		name string
		data []byte
		want []string // lines of the text, or words of the error
		bad  bool
	}{
		{"a table becomes rows", data, []string{"１ スケジュール", "質問書の提出期限\t令和8年6月5日（金）正午",
			"企画提案書の提出期限\t令和8年6月26日（金）17時必着", "２ 提案上限額 5,500,000円（税込）"}, false},
		{"a page that says it is a PDF", []byte("<html>404"), []string{"no PDF"}, true},
		{"cut short", data[:200], []string{"cannot be opened"}, true},
		{"only a header", []byte("%PDF-1.7\n"), []string{"cannot be opened"}, true},
		{"again after a failure", data, []string{"質問書の提出期限\t令和8年6月5日（金）正午"}, false},
	} {
		text, err := reader.Text(context.Background(), c.data, 0)
		if c.bad != (err != nil) {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if err != nil {
			text = err.Error()
		}
		for _, want := range c.want {
			if !strings.Contains("\n"+text+"\n", want) || !c.bad && !strings.Contains("\n"+text+"\n", "\n"+want+"\n") {
				t.Errorf("%s: %q is not in\n%s", c.name, want, text)
			}
		}
	}
}

func TestPDFTextGivesUpWhenToldTo(t *testing.T) {
	data, err := os.ReadFile("testdata/pdf/schedule.pdf")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	reader := new(PDFReader)
	defer reader.Close()
	if text, err := reader.Text(ctx, data, 1); err == nil {
		t.Errorf("a cancelled reading returned %q", text)
	}
	if _, err := reader.Text(context.Background(), data, 1); err != nil {
		t.Errorf("the reader did not recover: %v", err)
	}
}

// BenchmarkPDFText reads one document of one page, the sandbox running.
func BenchmarkPDFText(b *testing.B) {
	data, err := os.ReadFile("testdata/pdf/schedule.pdf")
	if err != nil {
		b.Fatal(err)
	}
	reader := new(PDFReader)
	defer reader.Close()
	for b.Loop() {
		if _, err := reader.Text(context.Background(), data, 0); err != nil {
			b.Fatal(err)
		}
	}
}
