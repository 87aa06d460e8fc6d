package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"koubo/bench/accuracy"
)

// writeScores writes each field's figures, part beside part, then a line a part and what was taken for what.
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
	for _, name := range r.Parts[0].Names() {
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
		if _, dated := p.Fields[accuracy.MainDates]; dated {
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

// writeMisses writes up to most errors, all where it is negative.
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
