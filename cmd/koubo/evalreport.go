package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"koubo/bench/accuracy"
	"koubo/cmd/koubo/wording"
)

// writeScores writes each field's figures, part beside part, then a line a part and what was taken for what.
func writeScores(w io.Writer, r accuracy.Report) {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	t.SetStyle(table.StyleLight)
	t.Style().Options = table.OptionsNoBordersAndSeparators
	t.Style().Format.Header = text.FormatDefault
	l := tongue()
	head := table.Row{r.Of}
	for _, p := range r.Parts {
		head = append(head, l.Sprintf("%s P", partName(p.Name)), l.Text("R"), "F1", l.Text("of"))
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
		l.Fprintf(w, "%-5s %d cases, %d exact (%s)", partName(p.Name), p.Cases, p.Exact, ratio(float64(p.Exact)/float64(max(p.Cases, 1))))
		if _, dated := p.Fields[accuracy.MainDates]; dated {
			l.Fprintf(w, "; %d with a wrong main deadline, %d of these without a doubt; %d wrong or incomplete, %d of these doubted; %d doubted for nothing",
				p.WrongMain, p.WrongSure, p.Incomplete, p.Doubted, p.NeedlessMain)
		}
		fmt.Fprintln(w)
	}
	for _, c := range r.Confusions[:min(len(r.Confusions), 20)] {
		l.Fprintf(w, "  %s: %s read as %s, %d×\n", c.Field, c.Wanted, c.Read, c.Count)
	}
}

// partNames are those of the parts that every report has, in Japanese.
var partNames = map[string]string{"all": "全体", string(accuracy.Odd): "奇数", string(accuracy.Even): "偶数"}

// partName names a part of a report; a category is named as its file names it.
func partName(name string) string {
	if tongue() == wording.Japanese {
		return cmp.Or(partNames[name], name)
	}
	return name
}

func ratio(v float64) string { return fmt.Sprintf("%.3f", v) }

// writeMisses writes up to most errors, all where it is negative.
func writeMisses(w io.Writer, misses []accuracy.Miss, most int) {
	l := tongue()
	if most < 0 {
		most = len(misses)
	}
	for _, m := range misses[:min(most, len(misses))] {
		fmt.Fprintf(w, "\n%s %s %s\n", m.Case, m.Field, m.Category)
		if m.Text != "" {
			fmt.Fprintf(w, "  %s\n", strings.ReplaceAll(m.Text, "\n", "⏎"))
		}
		for _, v := range m.False {
			l.Fprintf(w, "  false:  %s", v)
			if words := m.Words[v]; words != "" {
				l.Fprintf(w, "  from %q", words)
			}
			fmt.Fprintln(w)
		}
		for _, v := range m.Missed {
			l.Fprintf(w, "  missed: %s\n", v)
		}
	}
	if rest := len(misses) - most; most > 0 && rest > 0 {
		l.Fprintf(w, "\n%d more; --errors -1 shows all\n", rest)
	}
}
