package accuracy

import (
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/parsers/pdf"
	"koubo/parsers/saved"
)

var update = flag.Bool("update", false, "write the figures of today into the ratchet")

const labelledFolder = "../../testdata/labelled"

// TestRatchet holds the readers to the figures that they have reached on the labelled files of this repository, each half
// for itself. A figure that falls is a fault; one that rises is written down with -update, so that it cannot fall again. Papers
// take a few seconds, most of them to start the reader of PDFs.
func TestRatchet(t *testing.T) {
	reader := pdf.New(pdf.Options{})
	defer reader.Close()
	read := func(p page.Page) (opportunity.Draft, error) { return saved.Read(t.Context(), reader, p) }
	var figures []string
	var files []string
	for n := 1; n <= 6; n++ {
		files = append(files, fmt.Sprintf("phrases%d.jsonl", n))
	}
	for n := 1; n <= 7; n++ {
		files = append(files, fmt.Sprintf("fragments%d.jsonl", n))
	}
	for n := 1; n <= 9; n++ {
		files = append(files, fmt.Sprintf("amounts%d.jsonl", n))
	}
	for _, name := range files {
		data, err := os.ReadFile(filepath.Join(labelledFolder, name))
		if err != nil {
			t.Fatal(err)
		}
		cases, err := Phrases(data)
		if err != nil {
			t.Fatal(err)
		}
		figures = append(figures, figuresOf(name, Summarize("phrases", cases, Both, false))...)
	}
	for _, name := range []string{"titles1.tsv", "titles2.tsv", "titles3.tsv", "titles4.tsv", "titles5.tsv", "titles6.tsv"} {
		figures = append(figures, titleFiguresOf(name, Summarize("titles", titlesOf(t, name), Both, false))...)
	}
	sets, err := filepath.Glob(filepath.Join(labelledFolder, "pages*"))
	if err != nil || len(sets) == 0 {
		t.Fatalf("no sets of pages: %v", err)
	}
	for n := 1; n <= len(sets); n++ {
		cases := pagesOf(t, filepath.Join(labelledFolder, fmt.Sprintf("pages%d", n), "*.want.json"), read)
		figures = append(figures, figuresOf(fmt.Sprintf("pages%d", n), Summarize("pages", cases, Both, false))...)
	}
	contacts := pagesOf(t, filepath.Join(labelledFolder, "contacts1", "*.want.json"), read)
	figures = append(figures, fieldFiguresOf("contacts1", Summarize("pages", contacts, Both, false))...)
	if !testing.Short() || *update {
		for _, name := range []string{"papers1", "papers2", "papers3", "papers4", "papers5"} {
			cases := pagesOf(t, filepath.Join(labelledFolder, name, "*.want.json"), read)
			figures = append(figures, figuresOf(name, Summarize("pages", cases, Both, false))...)
		}
	}
	for _, name := range []string{"lists", "lists2"} {
		figures = append(figures, listFiguresOf(name, Summarize("lists", listsOf(t, filepath.Join(labelledFolder, name)), Both, false))...)
	}
	got := strings.Join(figures, "\n") + "\n"
	path := filepath.Join(labelledFolder, "ratchet.txt")
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if testing.Short() {
		want = papersLine.ReplaceAll(want, nil)
	}
	if got == string(want) {
		return
	}
	t.Error("the figures changed; where they rose, write them down with go test ./bench/accuracy -update")
	known := strings.Split(string(want), "\n")
	for _, f := range figures {
		if !slices.Contains(known, f) {
			t.Log(f)
		}
	}
}

// papersLine is a line of the ratchet that -short leaves out.
var papersLine = regexp.MustCompile(`(?m)^papers.*\n`)

// figuresOf are the lines of the ratchet: of each half the exact cases, those with a wrong main date, and the right, read
// and wanted values of the dates and amounts.
func figuresOf(name string, r Report) (lines []string) {
	for _, p := range r.Parts[1:] {
		main, all, amounts := p.Fields[MainDates], p.Fields[AllDates], p.Fields["amounts"]
		lines = append(lines, fmt.Sprintf("%s %s: %d of %d exact, %d with a wrong main date (%d without a doubt); main dates %d right of %d read, %d wanted; all dates %d, %d, %d; amounts %d, %d, %d",
			name, p.Name, p.Exact, p.Cases, p.WrongMain, p.WrongSure, main.Right, main.Read, main.Wanted, all.Right, all.Read, all.Wanted, amounts.Right, amounts.Read, amounts.Wanted))
	}
	return lines
}

// fieldFiguresOf are the lines of pages of which a few fields are scored: of each half the exact cases, and the right, read and
// wanted values of each field.
func fieldFiguresOf(name string, r Report) (lines []string) {
	for _, p := range r.Parts[1:] {
		line := fmt.Sprintf("%s %s: %d of %d exact", name, p.Name, p.Exact, p.Cases)
		for _, field := range fieldsOfPages {
			if f, ok := p.Fields[field]; ok {
				line += fmt.Sprintf("; %s %d, %d, %d", field, f.Right, f.Read, f.Wanted)
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// fieldsOfTitles are the scored fields of titles in the order of the ratchet.
var fieldsOfTitles = []string{"is_opportunity", "kind", "stage", "call, with hard titles", "sought kinds kept", "no call, not visited"}

// titleFiguresOf are the lines of titles: of each half the exact cases, and the right, read and wanted values of each field.
func titleFiguresOf(name string, r Report) (lines []string) {
	for _, p := range r.Parts[1:] {
		line := fmt.Sprintf("%s %s: %d of %d exact", name, p.Name, p.Exact, p.Cases)
		for _, field := range fieldsOfTitles {
			f := p.Fields[field]
			line += fmt.Sprintf("; %s %d, %d, %d", field, f.Right, f.Read, f.Wanted)
		}
		lines = append(lines, line)
	}
	return lines
}

func titlesOf(t *testing.T, name string) []Case {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(labelledFolder, name))
	if err != nil {
		t.Fatal(err)
	}
	cases, err := Titles(data)
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// listFiguresOf are the lines of lists: of each half those whose items are all found and no others, and the right, read and
// wanted items, their titles and days.
func listFiguresOf(name string, r Report) (lines []string) {
	for _, p := range r.Parts[1:] {
		items, titles, days := p.Fields["items"], p.Fields["title"], p.Fields["date"]
		lines = append(lines, fmt.Sprintf("%s %s: %d of %d exact; items %d right of %d read, %d wanted; titles %d, %d, %d; days %d, %d, %d",
			name, p.Name, p.Exact, p.Cases, items.Right, items.Read, items.Wanted, titles.Right, titles.Read, titles.Wanted, days.Right, days.Read, days.Wanted))
	}
	return lines
}

func listsOf(t *testing.T, folder string) (cases []Case) {
	t.Helper()
	manifest, err := os.ReadFile(filepath.Join(folder, "MANIFEST.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.want.tsv"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", folder, len(files), err)
	}
	for _, name := range files {
		labels, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		stem := strings.TrimSuffix(name, ".want.tsv")
		body, err := os.ReadFile(stem + ".html")
		if err != nil {
			t.Fatal(err)
		}
		c, err := List(filepath.Base(stem), body, labels, manifest)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	return cases
}

func pagesOf(t *testing.T, pattern string, read DraftReader) (cases []Case) {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(files), err)
	}
	for _, name := range files {
		labels, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		stem := strings.TrimSuffix(name, ".want.json")
		body, err := os.ReadFile(stem + ".html")
		if errors.Is(err, fs.ErrNotExist) {
			body, err = os.ReadFile(stem + ".pdf")
		}
		if err != nil {
			t.Fatal(err)
		}
		c, err := Page(filepath.Base(stem), body, labels, read)
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	return cases
}
