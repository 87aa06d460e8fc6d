package main

import (
	"maps"
	"os"
	"strings"

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

// reasonWords say why a source, or one of its addresses, is not well, and what to do; english stands where no code says it.
func reasonWords(causes []sources.Cause, english string) string {
	return wordsOf(causes, english, reasons.Japanese)
}

// wordsOf says causes in the language, in Japanese by what says one.
func wordsOf(causes []sources.Cause, english string, japanese func(sources.Cause) string) string {
	l := tongue()
	if l != wording.Japanese {
		return english
	}
	var said []string
	for _, c := range causes {
		args := maps.Clone(c.Args)
		if words, ok := args["words"]; ok {
			args["words"] = l.Text(words)
		}
		c.Args = args
		if words := japanese(c); words != "" {
			said = append(said, words)
		}
	}
	if len(said) == 0 {
		return l.Text(english)
	}
	return strings.Join(said, " ")
}
