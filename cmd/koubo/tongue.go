package main

import (
	"maps"
	"os"

	"koubo/cmd/koubo/wording"
	"koubo/sources"
	"koubo/sources/reasons"
)

// tongue is the language of what commands tell people.
func tongue() wording.Language { return wording.Of(os.Getenv) }

// stateName names the state of a source, or of one of its addresses, as the pages do.
func stateName(st sources.State) string {
	if tongue() == wording.Japanese {
		return reasons.StateName(st)
	}
	return string(st)
}

// reasonWords say why a source, or one of its addresses, is not well; english stands where no code says it.
func reasonWords(causes []sources.Cause, english string) string {
	l := tongue()
	if l != wording.Japanese {
		return english
	}
	said := make([]sources.Cause, 0, len(causes))
	for _, c := range causes {
		args := maps.Clone(c.Args)
		if words, ok := args["words"]; ok {
			args["words"] = l.Text(words)
		}
		c.Args = args
		said = append(said, c)
	}
	if words := reasons.All(said, ""); words != "" {
		return words
	}
	return l.Text(english)
}
