package check

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// taggingEntity is the form of a tag URI's authority and date (RFC 4151 §2.1): a domain or a mail address, a comma, and a
// year, month or day on which the operator held it.
var taggingEntity = regexp.MustCompile(`^(?:[A-Za-z0-9._-]+@)?` + dnsLabel + `(?:\.` + dnsLabel + `)+,[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$`)

const dnsLabel = `[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?`

// Authority says, in a sentence with the mend, why a text cannot stand in the ids of feeds and entries; nil where it
// is an authority and a date, such as koubo.example.jp,2026.
func Authority(text string) error {
	const form = "write a domain or mail address of yours and a year or day on which it was yours, such as koubo.example.jp,2026"
	name, date, dated := strings.Cut(text, ",")
	switch {
	case strings.HasPrefix(text, "tag:"):
		return fmt.Errorf("%s begins with tag:, which the ids get by themselves: %s", Quote(text), form)
	case strings.Contains(text, "/"):
		return fmt.Errorf("%s holds a slash, and is no authority of a tag URI: %s", Quote(text), form)
	case !dated:
		return fmt.Errorf("%s lacks the date: %s", Quote(text), form)
	case name != strings.ToLower(name):
		return fmt.Errorf("%s has capital letters, and ids that differ in them are different ones: write %s,%s", Quote(text), strings.ToLower(name), date)
	case !taggingEntity.MatchString(text):
		return fmt.Errorf("%s is no authority of a tag URI (RFC 4151): %s", Quote(text), form)
	}
	if _, err := time.Parse(time.DateOnly[:len(date)], date); err != nil {
		return fmt.Errorf("%s names a day that does not exist: %s", Quote(text), form)
	}
	return nil
}
