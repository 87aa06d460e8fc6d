package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"koubo/bench/accuracy"
	"koubo/opportunity"
	"koubo/parsers/page"
	"koubo/parsers/saved"
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
		reader := newPDFReader()
		defer reader.Close()
		read := func(p page.Page) (opportunity.Draft, error) { return saved.Read(cmd.Context(), reader, p) }
		cases, err = savedCases(files, ".want.json", []string{".html", ".pdf"}, func(name string, body, labels []byte) (accuracy.Case, error) {
			return accuracy.Page(filepath.Base(stemOf(name)), body, labels, read)
		})
	case "lists":
		cases, err = savedCases(files, ".want.tsv", []string{".html"}, evalList)
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

// labelledBeside finds the saved pages among files and folders whose labels, NAME and suffix, stand beside them.
func labelledBeside(files []string, suffix string, exts []string) (pages []string, err error) {
	for _, name := range files {
		found := []string{stemOf(strings.TrimSuffix(name, suffix)) + suffix}
		if info, err := os.Stat(name); err != nil {
			return nil, unread(name, err)
		} else if info.IsDir() {
			found, _ = filepath.Glob(filepath.Join(name, "*"+suffix))
		}
		for _, labels := range found {
			stem := strings.TrimSuffix(labels, suffix)
			at := slices.IndexFunc(exts, func(ext string) bool { return exists(stem + ext) })
			switch {
			case !exists(labels):
				return nil, fmt.Errorf("%s has no labels: %s is missing", name, labels)
			case at < 0:
				return nil, fmt.Errorf("%s labels no page: there is no %s%s", labels, stem, strings.Join(exts, " or "))
			}
			pages = append(pages, stem+exts[at])
		}
	}
	return pages, nil
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// savedCases reads the pages among files and folders, each with the labels beside it.
func savedCases(files []string, suffix string, exts []string, read func(name string, body, labels []byte) (accuracy.Case, error)) (cases []accuracy.Case, err error) {
	pages, err := labelledBeside(files, suffix, exts)
	if err != nil {
		return nil, err
	}
	for _, name := range pages {
		body, err := os.ReadFile(name)
		if err != nil {
			return nil, unread(name, err)
		}
		beside := stemOf(name) + suffix
		labels, err := os.ReadFile(beside)
		if err != nil {
			return nil, unread(beside, err)
		}
		c, err := read(name, body, labels)
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

// evalList compares a saved list with its labels. MANIFEST.tsv beside it tells its address.
func evalList(name string, body, labels []byte) (accuracy.Case, error) {
	manifest, err := os.ReadFile(filepath.Join(filepath.Dir(name), "MANIFEST.tsv"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return accuracy.Case{}, unread("MANIFEST.tsv", err)
	}
	return accuracy.List(filepath.Base(stemOf(name)), body, labels, manifest)
}

// stemOf is the name of a file without its extension.
func stemOf(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }
