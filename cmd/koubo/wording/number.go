package wording

import (
	"maps"
	"regexp"
	"slices"
	"strings"
)

// countable are the nouns that sentences count, in the plural and in the singular.
var countable = map[string]string{
	"addresses": "address", "announcements": "announcement", "bodies": "body", "calls": "call", "cases": "case", "days": "day", "fields": "field", "files": "file",
	"hours": "hour", "letters": "letter", "looks": "look", "minutes": "minute", "municipalities": "municipality", "notifications": "notification", "pages": "page", "records": "record",
	"remarks": "remark", "requests": "request", "sources": "source", "things": "thing", "times": "time", "titles": "title", "visits": "visit", "words": "word",
}

// agreeing are the verbs that follow them.
var agreeing = map[string]string{"are": "is", "were": "was", "have": "has", "wait": "waits", "stand": "stands", "begin": "begins", "invite": "invites"}

// one finds a number one by itself, with what it counts. Of one of many (1 of 1 sources are broken) it is no such number.
var one = regexp.MustCompile(`(^|[\s(])(of )?1 (` + strings.Join(slices.Sorted(maps.Keys(countable)), "|") + `)( [a-z]+)?\b`)

// inSingular writes what a finished English sentence counts one of in the singular: 1 letter waits. A sentence is written for many.
func inSingular(sentence string) string {
	if !strings.Contains(sentence, "1 ") {
		return sentence
	}
	return one.ReplaceAllStringFunc(sentence, func(found string) string {
		m := one.FindStringSubmatch(found)
		if m[2] != "" {
			return found
		}
		noun := countable[m[3]]
		if agrees := agreeing[strings.TrimSpace(m[4])]; agrees != "" {
			return m[1] + "1 " + noun + " " + agrees
		}
		return m[1] + "1 " + noun + m[4]
	})
}
