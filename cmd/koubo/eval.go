package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"koubo/bench/accuracy"
	"koubo/opportunity"
	"koubo/parsers"
)

type evalFlags struct {
	json  bool
	most  int
	byCat bool
	half  string
}

func newEval() *cobra.Command {
	var f evalFlags
	cmd := &cobra.Command{
		Use:   "eval titles|phrases|pages|lists FILE…",
		Short: "Score the readers on labelled files",
		Long: `Run the readers on files whose right values somebody wrote down, and print how often they are right: precision, recall and
F1 of each field, exact cases, wrong main deadlines, what was taken for what, and each error with the words behind it.

  titles   tab-separated with a head row: id, issuer, title, url, is_opportunity, kind, stage, hard
  phrases  JSON Lines: id, text, published, cat, want {dates, rolling, amounts}
  pages    NAME.html or NAME.pdf with NAME.want.json beside it; a folder stands for all in it
  lists    NAME.html with NAME.want.tsv (url, title, date) beside it; a folder stands for all in it

Cases are scored by halves, after the last number in their name: rules are written by looking at the odd ones, the even ones
are only scored. Errors are shown of the odd ones unless --half says otherwise. docs/accuracy.md has the figures.`,
		Example: `  koubo eval phrases testdata/labelled/*.jsonl --errors 20
  koubo eval pages testdata/labelled/pages1 --by cat --json`,
		Args: takes(func(_ *cobra.Command, args []string) error {
			if len(args) < 2 {
				return errors.New("eval takes titles, phrases, pages or lists, and at least one FILE")
			}
			return nil
		}),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0], args[1:]) },
	}
	cmd.Flags().BoolVar(&f.json, "json", false, "print the whole report as JSON")
	cmd.Flags().IntVar(&f.most, "errors", 0, "print up to this many errors; -1 for all")
	by := cmd.Flags().String("by", "", "cat: score each category of difficulty for itself, too")
	cmd.Flags().StringVar(&f.half, "half", string(accuracy.Odd), "whose errors are shown: odd, even or both")
	cmd.PreRunE = func(*cobra.Command, []string) error {
		if *by != "" && *by != "cat" {
			return usage(fmt.Errorf("--by %q is not known; it may be cat", *by))
		}
		f.byCat = *by == "cat"
		if halves := []accuracy.Half{accuracy.Odd, accuracy.Even, accuracy.Both}; !slices.Contains(halves, accuracy.Half(f.half)) {
			return usage(fmt.Errorf("--half %q is not known; it may be odd, even or both", f.half))
		}
		return nil
	}
	return cmd
}

func (f *evalFlags) run(cmd *cobra.Command, of string, files []string) error {
	var cases []accuracy.Case
	var err error
	switch of {
	case "titles":
		cases, err = casesOf(files, accuracy.Titles)
	case "phrases":
		cases, err = casesOf(files, accuracy.Phrases)
	case "pages":
		cases, err = evalPages(files, func(p parsers.Page) (opportunity.Draft, error) { return readDraft(cmd, p) })
	case "lists":
		cases, err = evalLists(files)
	default:
		return usage(fmt.Errorf("eval cannot score %q; it may be titles, phrases, pages or lists", of))
	}
	if err != nil {
		return err
	}
	if len(cases) == 0 {
		return fmt.Errorf("no labelled %s in %s", of, strings.Join(files, ", "))
	}
	report := accuracy.Summarize(of, cases, accuracy.Half(f.half), f.byCat)
	if f.json {
		return writeJSON(cmd.OutOrStdout(), report)
	}
	writeScores(cmd.OutOrStdout(), report)
	writeMisses(cmd.OutOrStdout(), report.Misses, f.most)
	return nil
}

// casesOf reads labelled files that hold many cases each.
func casesOf(files []string, read func([]byte) ([]accuracy.Case, error)) (all []accuracy.Case, err error) {
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			return nil, unread(name, err)
		}
		cases, err := read(data)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		all = append(all, cases...)
	}
	return all, nil
}

// labelledBeside finds the saved pages among files and folders that have labels beside them: page → labels, by NAME.
func labelledBeside(files []string, suffix string, pages ...string) ([]string, error) {
	var all []string
	for _, name := range files {
		found := []string{strings.TrimSuffix(strings.TrimSuffix(name, suffix), filepath.Ext(name)) + suffix}
		if info, err := os.Stat(name); err != nil {
			return nil, unread(name, err)
		} else if info.IsDir() {
			found, _ = filepath.Glob(filepath.Join(name, "*"+suffix))
		}
		for _, labels := range found {
			stem := strings.TrimSuffix(labels, suffix)
			at := slices.IndexFunc(pages, func(ext string) bool { return exists(stem + ext) })
			switch {
			case !exists(labels):
				return nil, fmt.Errorf("%s has no labels: %s is missing", name, labels)
			case at < 0:
				return nil, fmt.Errorf("%s labels no page: there is no %s%s", labels, stem, strings.Join(pages, " or "))
			}
			all = append(all, stem+pages[at])
		}
	}
	return all, nil
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

func evalPages(files []string, read accuracy.DraftReader) (cases []accuracy.Case, err error) {
	const suffix = ".want.json"
	pages, err := labelledBeside(files, suffix, ".html", ".pdf")
	if err != nil {
		return nil, err
	}
	for _, name := range pages {
		page, labels, err := pair(name, suffix)
		if err != nil {
			return nil, err
		}
		c, err := accuracy.Page(stemOf(name), page, labels, read)
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

func evalLists(files []string) (cases []accuracy.Case, err error) {
	const suffix = ".want.tsv"
	pages, err := labelledBeside(files, suffix, ".html")
	if err != nil {
		return nil, err
	}
	for _, name := range pages {
		page, labels, err := pair(name, suffix)
		if err != nil {
			return nil, err
		}
		address, err := addressOf(name, labels)
		if err != nil {
			return nil, err
		}
		c, err := accuracy.List(stemOf(name), address, page, labels)
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

func stemOf(name string) string { return strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)) }

func pair(page, suffix string) (body, labels []byte, err error) {
	if body, err = os.ReadFile(page); err != nil {
		return nil, nil, unread(page, err)
	}
	name := strings.TrimSuffix(page, filepath.Ext(page)) + suffix
	if labels, err = os.ReadFile(name); err != nil {
		return nil, nil, unread(name, err)
	}
	return body, labels, nil
}

// addressOf is the address of a saved list: MANIFEST.tsv beside it tells (columns name and url), else the first of its
// items is taken to lie beside it.
func addressOf(name string, labels []byte) (string, error) {
	manifest, err := os.ReadFile(filepath.Join(filepath.Dir(name), "MANIFEST.tsv"))
	if err == nil {
		for _, line := range strings.Split(string(manifest), "\n") {
			cells := strings.Split(line, "\t")
			at := slices.IndexFunc(cells, func(c string) bool { return strings.HasPrefix(c, "http") })
			if cells[0] == stemOf(name) && at > 0 {
				return cells[at], nil
			}
		}
	}
	for _, cell := range strings.Fields(string(labels)) {
		if u, err := url.Parse(cell); err == nil && u.Host != "" {
			return u.ResolveReference(&url.URL{Path: "./"}).String(), nil
		}
	}
	return "", fmt.Errorf("%s: neither MANIFEST.tsv nor its labels tell its address", name)
}

func writeScores(w io.Writer, r accuracy.Report) {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Format.Header = text.FormatDefault
	head := table.Row{r.Of}
	for _, p := range r.Parts {
		head = append(head, p.Name+" P", "R", "F1", "of")
	}
	t.AppendHeader(head)
	for _, name := range fieldNames(r.Parts[0]) {
		row := table.Row{name}
		for _, p := range r.Parts {
			f := p.Fields[name]
			row = append(row, ratio(f.Precision()), ratio(f.Recall()), ratio(f.F1()), f.Wanted)
		}
		t.AppendRow(row)
	}
	t.Render()
	for _, p := range r.Parts {
		fmt.Fprintf(w, "%-5s %d cases, %d exact (%s)", p.Name, p.Cases, p.Exact, ratio(float64(p.Exact)/float64(max(p.Cases, 1))))
		if _, dated := p.Fields["main dates"]; dated {
			fmt.Fprintf(w, "; %d with a wrong main deadline, %d of these without a doubt; %d wrong or incomplete, %d of these doubted; %d doubted for nothing",
				p.WrongMain, p.WrongSure, p.Incomplete, p.Doubted, p.NeedlessMain)
		}
		fmt.Fprintln(w)
	}
	for _, c := range r.Confusions[:min(len(r.Confusions), 20)] {
		fmt.Fprintf(w, "  %s: %s read as %s, %d×\n", c.Field, c.Wanted, c.Read, c.Count)
	}
}

func ratio(v float64) string { return fmt.Sprintf("%.3f", v) }

// fieldNames are those of a part, each role behind all dates.
func fieldNames(p accuracy.Part) []string {
	order := func(name string) string {
		switch {
		case name == "dates":
			return "0"
		case name == "main dates":
			return "1"
		case strings.HasPrefix(name, " "):
			return "2" + name
		}
		return "3" + name
	}
	names := slices.Collect(maps.Keys(p.Fields))
	slices.SortFunc(names, func(a, b string) int { return cmp.Compare(order(a), order(b)) })
	return names
}

func writeMisses(w io.Writer, misses []accuracy.Miss, most int) {
	if most < 0 {
		most = len(misses)
	}
	for _, m := range misses[:min(most, len(misses))] {
		fmt.Fprintf(w, "\n%s %s %s\n", m.Case, m.Field, m.Category)
		if m.Text != "" {
			fmt.Fprintf(w, "  %s\n", strings.ReplaceAll(m.Text, "\n", "⏎"))
		}
		for _, v := range m.False {
			fmt.Fprintf(w, "  false:  %s", v)
			if words := m.Words[v]; words != "" {
				fmt.Fprintf(w, "  from %q", words)
			}
			fmt.Fprintln(w)
		}
		for _, v := range m.Missed {
			fmt.Fprintf(w, "  missed: %s\n", v)
		}
	}
	if rest := len(misses) - most; most > 0 && rest > 0 {
		fmt.Fprintf(w, "\n%d more; --errors -1 shows all\n", rest)
	}
}
