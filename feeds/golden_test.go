package feeds

import (
	"bytes"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
)

var update = flag.Bool("update", false, "write the golden files anew")

// channel is the feed of all test records.
var channel = Channel{
	Title: "公募情報 <全国> & すべて", Subtitle: "自治体が企業に呼びかけるもの", Home: "https://koubo.example.com/",
	Self: "https://koubo.example.com/feed.atom?kind=all&stage=all", Hub: "https://hub.example.com/",
	Authority: "koubo.example.com,2026", Now: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
	Next: "https://koubo.example.com/feed.atom?cursor=x",
}

func readRecords(t testing.TB, path string) []opportunity.Opportunity {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var records []opportunity.Opportunity
	if err := json.Unmarshal(data, &records); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return records
}

func testRecords(t testing.TB) []opportunity.Opportunity {
	return readRecords(t, "testdata/records.json")
}

func render(t testing.TB, write func(io.Writer, Channel, []opportunity.Opportunity) error, records []opportunity.Opportunity) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, channel, records); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Every testdata/NAME.json is a list of records, written in each format to testdata/NAME.EXTENSION.golden.
func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.json")
	if err != nil || len(paths) == 0 {
		t.Fatalf("testdata holds no records: %v", err)
	}
	for _, path := range paths {
		records := readRecords(t, path)
		for _, f := range Formats() {
			golden := strings.TrimSuffix(path, ".json") + f.Extension + ".golden"
			compareGolden(t, golden, render(t, f.Write, records))
		}
	}
}

func TestGoldenOPML(t *testing.T) {
	address := func(q opportunity.Query) string {
		a := "https://koubo.example.com/feed.atom?pref=" + strings.Join(q.Prefectures, ",")
		for _, k := range q.Kinds {
			a += "&kind=" + string(k)
		}
		return a
	}
	outlines := append(SubFeeds(address, []string{"北海道", "青森県"}), Outline{Title: "悪", Feed: "javascript:alert(1)"})
	var b bytes.Buffer
	if err := OPML(&b, channel, outlines); err != nil {
		t.Fatal(err)
	}
	compareGolden(t, "testdata/subfeeds.opml.golden", b.Bytes())
}

func compareGolden(t *testing.T, path string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v: run go test ./feeds -update and read what it writes", err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs from what is written now:\n%s", path, got)
	}
}
