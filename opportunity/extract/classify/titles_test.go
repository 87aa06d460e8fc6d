package classify

import (
	"os"
	"strings"
	"testing"

	"koubo/opportunity"
)

type titleCase struct{ title, kind, stage, invites string }

func readTitles(t *testing.T) (cases []titleCase) {
	t.Helper()
	text, err := os.ReadFile("testdata/titles.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		cells := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(cells) != 4 {
			t.Fatalf("testdata/titles.tsv: four cells are wanted in %q", line)
		}
		cases = append(cases, titleCase{cells[0], cells[1], cells[2], cells[3]})
	}
	return cases
}

func TestTitles(t *testing.T) {
	for _, c := range readTitles(t) {
		verdict := Triage(c.title, "https://www.city.example.lg.jp/soshiki/1.html", nil)
		keep, why := verdict.Keep, verdict.Why
		class := Classify(opportunity.Draft{Title: c.title})
		if c.invites == "drop" {
			if keep {
				t.Errorf("Triage(%s) keeps it, as %s", c.title, class.Kind)
			}
			if class.IsOpportunity {
				t.Errorf("Classify(%s) takes it for an opportunity of kind %s: %v", c.title, class.Kind, class.Evidence)
			}
			continue
		}
		_, _, unsure := firstStage(scan(titleKey(c.title)))
		if over := !unsure && (c.stage == string(opportunity.Result) || c.stage == string(opportunity.Cancelled)); c.kind != "-" && Over(c.title) != over {
			t.Errorf("Over(%s) is %v", c.title, !over)
		}
		if c.invites == "yes" && !keep {
			t.Errorf("Triage(%s) drops it: %s", c.title, why)
		}
		if c.kind != "-" && !keep {
			t.Errorf("Triage(%s) drops a stage of an opportunity: %s", c.title, why)
		}
		if c.kind != "-" && (string(class.Kind) != c.kind || string(class.Stage) != c.stage) {
			t.Errorf("Classify(%s) = %s %s, want %s %s (%v)", c.title, class.Kind, class.Stage, c.kind, c.stage, class.Evidence)
		}
		if class.IsOpportunity != (c.invites == "yes") {
			t.Errorf("Classify(%s): is_opportunity %v (%v)", c.title, class.IsOpportunity, class.Evidence)
		}
	}
}

// TestHeadings reads no page of a heading, a list or a system that the weights are nearly sure of, whatever words of a call it holds.
func TestHeadings(t *testing.T) {
	for _, title := range []string{"サウンディング実施案件の一覧", "産業・入札・事業者募集", "広告・ネーミングライツ・寄附"} {
		if v := Triage(title, "", nil); v.Keep {
			t.Errorf("Triage(%s) keeps it", title)
		}
	}
	for _, title := range []string{"サウンディング案件の参加事業者を募集します", "産業用機械購入の入札公告", "広告・ネーミングライツの募集"} {
		if v := Triage(title, "", nil); !v.Keep {
			t.Errorf("Triage(%s) drops it: %s", title, v.Why)
		}
	}
}
