package fetch

import (
	"slices"
	"time"

	"koubo/crawler/robots"
	"koubo/sources"
)

// origin is what is known of one scheme of a host.
type origin struct {
	scheme string
	note   sources.RobotsNote
	delay  time.Duration // Crawl-delay
	rules  []productRules
}

// productRules are what a robots.txt says to a product token.
type productRules struct {
	product string
	rules   *robots.Rules
}

// origins are those of a host, one or two: maps would take ten times the memory, for each of the thousands of hosts of a pass.
type origins []origin

func originsOf(notes map[string]sources.RobotsNote) (all origins) {
	for scheme, note := range notes {
		all = append(all, origin{scheme: scheme, note: note})
	}
	return all
}

// notes are those to remember.
func (o origins) notes() map[string]sources.RobotsNote {
	if len(o) == 0 {
		return nil
	}
	notes := make(map[string]sources.RobotsNote, len(o))
	for _, one := range o {
		notes[one.scheme] = one.note
	}
	return notes
}

// of returns the origin of a scheme, nil where nothing is known of it.
func (o origins) of(scheme string) *origin {
	if at := slices.IndexFunc(o, func(one origin) bool { return one.scheme == scheme }); at >= 0 {
		return &o[at]
	}
	return nil
}

// delay is the longest Crawl-delay.
func (o origins) delay() (longest time.Duration) {
	for _, one := range o {
		longest = max(longest, one.delay)
	}
	return longest
}

// keep notes what a robots.txt says.
func (o *origin) keep(product string, note sources.RobotsNote, rules *robots.Rules) {
	o.note, o.delay = note, min(rules.Delay, maxCrawlDelay)
	o.rules = slices.DeleteFunc(o.rules, func(one productRules) bool { return one.product == product })
	o.rules = append(o.rules, productRules{product, rules})
}

// rulesFor returns what is parsed for a product token, nil where nothing is yet.
func (o *origin) rulesFor(product string) *robots.Rules {
	for _, one := range o.rules {
		if one.product == product {
			return one.rules
		}
	}
	return nil
}
