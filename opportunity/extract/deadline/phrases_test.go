package deadline

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"testing"

	"koubo/opportunity"
	"koubo/opportunity/extract/amount"
	"koubo/opportunity/jdate"
)

// phrase is a line of phrases-dev.jsonl.
type phrase struct {
	ID, Published, Text, Why string
	Want                     struct {
		Dates []struct {
			Role, Start, End string
			StartTime        string `json:"start_time"`
			EndTime          string `json:"end_time"`
		}
		Rolling bool
		Amounts []struct {
			Role, Tax, Per string
			Yen            int64
		}
	}
}

func (p phrase) wantDates() (out []string) {
	for _, d := range p.Want.Dates {
		out = append(out, fmt.Sprint(d.Role, " ", d.Start, " ", d.StartTime, "~", d.End, " ", d.EndTime))
	}
	slices.Sort(out)
	return out
}

func (p phrase) wantAmounts() (out []string) {
	for _, a := range p.Want.Amounts {
		out = append(out, fmt.Sprint(a.Role, " ", a.Yen, " ", a.Tax, " ", a.Per))
	}
	slices.Sort(out)
	return out
}

func datesOf(s Schedule) (out []string) {
	for _, d := range s.Deadlines {
		out = append(out, fmt.Sprint(d.Role, " ", d.Start, " ", d.StartTime, "~", d.End, " ", d.EndTime))
	}
	slices.Sort(out)
	return out
}

func amountsOf(as []opportunity.Amount) (out []string) {
	for _, a := range as {
		out = append(out, fmt.Sprint(a.Role, " ", a.Yen, " ", a.Tax, " ", a.Per))
	}
	slices.Sort(out)
	return out
}

// TestPhrases counts the phrases whose dates, rolling or amounts are not exactly as wanted.
func TestPhrases(t *testing.T) {
	f, err := os.Open("../../../../shared/data/phrases-dev.jsonl")
	if err != nil {
		t.Skip("no labelled phrases here")
	}
	defer f.Close()
	wrong, all := 0, 0
	for in := bufio.NewScanner(f); in.Scan(); all++ {
		var p phrase
		if err := json.Unmarshal(in.Bytes(), &p); err != nil {
			t.Fatal(err)
		}
		s := Read(p.Text, jdate.Calendar{Ref: jdate.Date(p.Published)})
		if got, want := datesOf(s), p.wantDates(); !slices.Equal(got, want) || s.Rolling != p.Want.Rolling {
			wrong++
			t.Logf("%s %s\n got %q %v\nwant %q %v", p.ID, p.Text, got, s.Rolling, want, p.Want.Rolling)
		}
		if got, want := amountsOf(amount.Read(p.Text)), p.wantAmounts(); !slices.Equal(got, want) {
			wrong++
			t.Logf("%s %s\n got %q\nwant %q", p.ID, p.Text, got, want)
		}
	}
	if wrong > wrongPhrases {
		t.Errorf("%d of %d phrases read wrongly", wrong, all)
	}
}

// wrongPhrases is the bar: no more phrases than these may be read wrongly.
const wrongPhrases = 0
