package main

import (
	"fmt"
	"slices"
	"strings"

	"koubo/opportunity/jtext"
	"koubo/sources"
)

// mostNear is how many ids are suggested in place of one that no source has; of more the list of sources is the better help.
const mostNear = 5

// noSource is wrong usage: no source has the id, but those named may be meant.
func noSource(all []sources.Source, id string) error {
	if near := nearSources(all, id); len(near) > 0 && len(near) <= mostNear {
		return usage(fmt.Errorf("there is no source %q; did you mean %s?", id, strings.Join(near, " or ")))
	}
	return usage(fmt.Errorf("there is no source %q; koubo source list shows their ids", id))
}

// nearSources are the ids of the sources that a word may mean: those that have it for a part of their ids (naha of okinawa-naha), those
// of the body that it names, else those whose ids, or parts of them, differ least.
func nearSources(all []sources.Source, word string) []string {
	word = strings.ToLower(jtext.Fold(strings.TrimSpace(word)))
	if word == "" {
		return nil
	}
	if near := sourcesWhere(all, func(s sources.Source) bool {
		return strings.Contains("-"+s.ID+"-", "-"+word+"-") || isNamed(s, word)
	}); len(near) > 0 {
		return near
	}
	var ids, parts []string
	for _, s := range all {
		ids = append(ids, s.ID)
		parts = append(parts, strings.Split(s.ID, "-")...)
	}
	if near := jtext.Nearest(word, ids); near != "" {
		return []string{near}
	}
	part := jtext.Nearest(word, parts)
	return sourcesWhere(all, func(s sources.Source) bool { return part != "" && slices.Contains(strings.Split(s.ID, "-"), part) })
}

// sourcesWhere are the ids of some sources.
func sourcesWhere(all []sources.Source, is func(sources.Source) bool) (ids []string) {
	for _, s := range all {
		if is(s) {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// bodySuffixes end the names of bodies, and are left out where people name them.
var bodySuffixes = []string{"市", "区", "町", "村", "都", "府", "県"}

// isNamed reports whether a word names the body of a source, with its prefecture or without: 沖縄県那覇市, 那覇市, 那覇.
func isNamed(s sources.Source, word string) bool {
	name := s.Issuer.Name
	if word == name || word == s.Issuer.Prefecture+name {
		return name != ""
	}
	return slices.ContainsFunc(bodySuffixes, func(suffix string) bool { return word+suffix == name })
}
