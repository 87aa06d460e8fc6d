package accuracy

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"

	"koubo/opportunity"
	"koubo/opportunity/extract/amount"
	"koubo/opportunity/extract/deadline"
	"koubo/opportunity/jdate"
)

// phrase is one line of a file of phrases.
type phrase struct {
	ID        string
	Text      string
	Published string // the day from which dates without a year are counted, "" for none
	Cat       string
	Want      struct {
		Dates   []labelledDate
		Rolling bool
		Amounts []labelledAmount
	}
}

type labelledAmount struct {
	Role, Tax, Per string
	Yen            int64
}

func (a labelledAmount) key() string { return fmt.Sprintf("%s %d %s %s", a.Role, a.Yen, a.Tax, a.Per) }

// Phrases reads a file of phrases, JSON Lines of id, text, published, cat and want {dates, rolling, amounts}, and what the
// rules make of each. The error names the line that is no such object.
func Phrases(data []byte) (cases []Case, err error) {
	phrases, err := phrasesOf(data)
	for _, p := range phrases {
		cases = append(cases, p.read())
	}
	return cases, err
}

// phrasesOf reads the lines of a file of phrases.
func phrasesOf(data []byte) (phrases []phrase, err error) {
	in := bufio.NewScanner(bytes.NewReader(data))
	in.Buffer(nil, 4<<20)
	for line := 1; in.Scan(); line++ {
		if len(bytes.TrimSpace(in.Bytes())) == 0 {
			continue
		}
		var p phrase
		if err := json.Unmarshal(in.Bytes(), &p); err != nil {
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
		if p.Text == "" {
			return nil, fmt.Errorf("line %d: no text", line)
		}
		phrases = append(phrases, p)
	}
	return phrases, in.Err()
}

func (p phrase) read() Case {
	s := deadline.Read(p.Text, jdate.Calendar{Ref: jdate.Date(p.Published)})
	c := Case{ID: p.ID, Category: p.Cat, Text: p.Text, Doubted: len(s.Doubts) > 0}
	c.compareDates(s.Deadlines, p.Want.Dates)
	c.Fields = append(c.Fields, single("rolling", mark(s.Rolling), mark(p.Want.Rolling)))
	c.compareAmounts(amount.Read(p.Text, jdate.Date(p.Published)), p.Want.Amounts)
	return c
}

// mark is a field that counts where it is set.
func mark(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func (c *Case) compareAmounts(read []opportunity.Amount, wanted []labelledAmount) {
	f := Field{Name: "amounts", Words: map[string]string{}, Aside: true}
	for _, a := range read {
		key := labelledAmount{string(a.Role), string(a.Tax), string(a.Per), a.Yen}.key()
		if _, twice := f.Words[key]; !twice {
			f.Read = append(f.Read, key)
		}
		f.Words[key] = a.Evidence
	}
	for _, a := range wanted {
		f.Wanted = append(f.Wanted, a.key())
	}
	c.Fields = append(c.Fields, f)
}

func yen(n *int64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(*n, 10)
}
