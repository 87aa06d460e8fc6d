// Package wording says in the operator's language what commands tell people. Sentences are written in English where they are
// made, with fmt's verbs for their parameters; a sentence's format is its code, by which the catalogue has its Japanese. What
// programs read (JSON, the log of a service) stays English.
package wording

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"
)

// Language is that of what commands tell people.
type Language string

// The languages there are.
const (
	English  Language = "en"
	Japanese Language = "ja"
)

// Of is the language that the environment asks for, by the variables that say it in POSIX (XBD §8.2): the first that is set.
func Of(getenv func(string) string) Language {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := getenv(name); value != "" {
			if strings.HasPrefix(strings.ToLower(value), "ja") {
				return Japanese
			}
			return English
		}
	}
	return English
}

// Sprintf is fmt.Sprintf, in the language; what English counts one of is in the singular. A format that the catalogue does not have, and each parameter that is no error, stays as
// it is.
func (l Language) Sprintf(format string, args ...any) string {
	if l != Japanese || !Knows(format) {
		return inSingular(fmt.Sprintf(format, args...))
	}
	values := make([]string, len(args))
	for _, v := range verbsOf(format) {
		if v.arg >= len(args) {
			return fmt.Sprintf(format, args...)
		}
		if err, isErr := args[v.arg].(error); isErr {
			values[v.arg] = l.Text(err.Error())
			continue
		}
		if length, isLength := args[v.arg].(time.Duration); isLength {
			values[v.arg] = lengthWords(length)
			continue
		}
		values[v.arg] = fmt.Sprintf(v.plain, args[v.arg])
	}
	return fill(sentences()[format], values)
}

// units are those of a length of time as Go writes them, the longer spellings first.
var units = strings.NewReplacer("ms", "ミリ秒", "µs", "マイクロ秒", "ns", "ナノ秒", "h", "時間", "m", "分", "s", "秒")

// noRest ends what Go writes of a length in whole minutes or hours: 3h0m0s.
var noRest = regexp.MustCompile(`([hm])0(?:m0)?s$`)

// lengthWords says a length of time: 1.64秒, 2時間30分, 3時間.
func lengthWords(length time.Duration) string {
	return units.Replace(noRest.ReplaceAllString(length.String(), "$1"))
}

// Fprintf writes Sprintf's sentence.
func (l Language) Fprintf(w io.Writer, format string, args ...any) {
	_, _ = io.WriteString(w, l.Sprintf(format, args...))
}

// Knows reports whether the catalogue has the Japanese of a format.
func Knows(format string) bool {
	_, ok := sentences()[format]
	return ok
}

// Text says a finished English sentence, such as an error's, in the language, as far as the catalogue knows it.
func (l Language) Text(sentence string) string {
	if l != Japanese {
		return inSingular(sentence)
	}
	if sentence == "" {
		return ""
	}
	return translate(sentence, 0)
}
