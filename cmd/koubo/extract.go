package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"koubo/opportunity"
	"koubo/opportunity/extract"
	"koubo/opportunity/extract/classify"
	"koubo/opportunity/extract/deadline"
	"koubo/opportunity/jdate"
	"koubo/parsers/page"
	"koubo/parsers/saved"
	"koubo/sources/check"
	"koubo/sources/municipality"
)

type extractFlags struct {
	url, published, issuer string
	explain                bool
}

func newExtract() *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "extract FILE|-",
		Short: "Read one page and show the record it makes",
		Long: `Read one saved page (HTML, PDF or plain text; - is standard input) and print the record that it makes as JSON, with the
words that each value was read from. What is no opportunity is printed, too, with is_opportunity false; standard error says
why.`,
		Example: `  koubo extract page.html --url https://www.city.example.jp/koubo/1.html --published 2026-11-02 --issuer 472018
  koubo extract page.html --url https://www.city.example.jp/koubo/1.html --explain
  curl -s https://… | koubo extract - --url https://…`,
		Args: takes(func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return errors.New("extract takes one FILE, or - for standard input")
			}
			return nil
		}),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	cmd.Flags().StringVar(&f.url, "url", "", "address of the page (required)")
	cmd.Flags().StringVar(&f.published, "published", "", "day from which dates without a year are counted (default: the one the page states)")
	cmd.Flags().StringVar(&f.issuer, "issuer", "", "6-digit code of the body")
	cmd.Flags().BoolVar(&f.explain, "explain", false, "print what each date was taken for and why, instead of the record")
	return cmd
}

func (f *extractFlags) run(cmd *cobra.Command, file string) error {
	if f.url == "" {
		return usage(fmt.Errorf("--url is missing: say which address the page is from"))
	}
	if err := check.URL(f.url); err != nil {
		return usage(fmt.Errorf("--url: %w", err))
	}
	ref, err := referenceDay(f.published)
	if err != nil {
		return usage(err)
	}
	issuer, err := f.body()
	if err != nil {
		return usage(err)
	}
	page, err := readPage(cmd, file, f.url)
	if err != nil {
		return err
	}
	reader := newPDFReader()
	defer reader.Close()
	draft, err := saved.Read(cmd.Context(), reader, page)
	if err != nil {
		return err
	}
	draft.Issuer, draft.URL = issuer, f.url
	known := extract.Context{Published: ref}
	if f.explain {
		if err := writeTitleExplanation(cmd.OutOrStdout(), draft.Title); err != nil {
			return err
		}
		return writeExplanations(cmd.OutOrStdout(), extract.Explain(draft, known))
	}
	record, _ := extract.NormalizeIn(draft, known)
	record = record.At(time.Now())
	if !record.IsOpportunity {
		tongue().Fprintf(os.Stderr, "no opportunity: %s\n", whyNot(record))
	}
	return writeJSON(cmd.OutOrStdout(), record)
}

// writeTitleExplanation writes what the title by itself was taken for, and why.
func writeTitleExplanation(w io.Writer, title string) error {
	e := classify.ExplainTitle(title)
	j := e.Weighed
	_, err := fmt.Fprintf(w, "%s: a call to companies %.2f, nothing of the sort %.2f; for it %q, against it %q\n  kind:  %s %.2f %q (by the rules: %s)\n  stage: %s %.2f %q (by the rules: %s)\n",
		title, j.Call, j.None, e.For, e.Against, j.Kind, j.KindP, e.Kind, cmp.Or(string(e.Rules.Kind), "none"), j.Stage, j.StageP, e.Stage, e.Rules.Stage)
	return err
}

// writeExplanations writes a paragraph for each date: its words, what it was taken for, and the label and rule behind that.
func writeExplanations(w io.Writer, all []deadline.Explanation) error {
	for _, e := range all {
		roles := make([]string, len(e.Roles))
		for i, r := range e.Roles {
			roles[i] = string(r)
		}
		_, err := fmt.Fprintf(w, "%s (%s): %s\n  label: %q\n  rule:  %s\n%s", e.Words, cmp.Or(string(e.Day), "no day"),
			strings.TrimSpace(strings.Join(roles, ", ")+" "+e.Outcome), e.Label, cmp.Or(e.Rule, "none holds"), weighed(e))
		if err != nil {
			return err
		}
	}
	return nil
}

// weighed says what the weights make of a date, and what spoke for it and against it.
func weighed(e deadline.Explanation) string {
	if len(e.Weighed) < 2 {
		return ""
	}
	return fmt.Sprintf("  weighed: %s %.2f, %s %.2f; for it %q, against it %q\n",
		e.Weighed[0].Class, e.Weighed[0].P, e.Weighed[1].Class, e.Weighed[1].P, e.For, e.Against)
}

// readable matches what extract can make something of. Encodings of Japanese look like any bytes.
var readable = regexp.MustCompile(`^(?:text/|application/pdf|application/octet-stream)`)

func unread(file string, err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		err = path.Err
	}
	return fmt.Errorf("%s cannot be read: %w; name a saved page, or - for standard input", file, err)
}

func referenceDay(s string) (jdate.Date, error) {
	if s == "" {
		return "", nil
	}
	t, err := time.ParseInLocation(time.DateOnly, s, jdate.JST)
	if err != nil {
		return "", fmt.Errorf("--published %q is no day such as 2026-11-02", s)
	}
	return jdate.DateOf(t), nil
}

func (f *extractFlags) body() (opportunity.Issuer, error) {
	if f.issuer == "" {
		return opportunity.Issuer{}, nil
	}
	body, err := municipality.All().Named(f.issuer)
	if err != nil {
		return opportunity.Issuer{}, fmt.Errorf("--issuer: %w", err)
	}
	return body.Issuer(), nil
}

func readPage(cmd *cobra.Command, file, url string) (page.Page, error) {
	var in io.Reader = cmd.InOrStdin()
	if file != "-" {
		f, err := os.Open(file)
		if err != nil {
			return page.Page{}, unread(file, err)
		}
		defer f.Close()
		in = f
	}
	const most = 64 << 20
	body, err := io.ReadAll(io.LimitReader(in, most+1))
	switch {
	case err != nil:
		return page.Page{}, unread(file, err)
	case len(body) > most:
		return page.Page{}, fmt.Errorf("%s is larger than 64 MB, which no announcement is; name the page itself", file)
	}
	if kind := http.DetectContentType(body); !readable.MatchString(kind) {
		return page.Page{}, fmt.Errorf("%s is neither HTML nor PDF nor text (it looks like %s); name a saved page", file, kind)
	}
	contentType := map[string]string{".txt": "text/plain", ".pdf": "application/pdf"}[strings.ToLower(filepath.Ext(file))]
	return page.Page{URL: url, ContentType: contentType, Body: body}, nil
}

// whyNot says why a record is no opportunity.
func whyNot(r opportunity.Opportunity) string {
	if why := r.Evidence["is_opportunity"]; why != "" {
		return why
	}
	if r.Stage != opportunity.OpenCall && r.Stage != opportunity.Amendment {
		return tongue().Sprintf("the page is at the stage %s", nameOf(r.Stage))
	}
	return tongue().Text("it does not address companies or organisations")
}
