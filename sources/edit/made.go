package edit

import (
	"maps"
	"reflect"
	"slices"

	"koubo/sources"
)

// isMade reports whether a source is the one before with the change.
func (change Amendment) isMade(before, after sources.Source) bool {
	with := func(addresses []string) (all []string) {
		for _, a := range addresses {
			if slices.Contains(change.Remove, a) {
				continue
			}
			next, changed := change.Replace[a]
			if !changed {
				next = a
			}
			all = append(append(all, next), change.Also[a]...)
		}
		return all
	}
	feeds, lists := with(before.Feeds), with(before.Lists)
	if change.Turn != "" {
		feeds, lists = lists, feeds
	}
	unread := change.Turn == "" || len(before.Feeds) == 0 || len(before.Lists) == 0
	return unread && after.ID == before.ID && after.Issuer.Code == before.Issuer.Code && slices.Equal(after.Feeds, feeds) && slices.Equal(after.Lists, lists) &&
		change.hasFields(before.Selectors, after.Selectors) && (change.Turn == "" || change.turnsAll(slices.Concat(before.Feeds, before.Lists))) &&
		(!slices.Contains(change.Drop, "selectors") || after.Selectors == nil) && (!slices.Contains(change.Drop, "platform") || after.Platform == "")
}

// turnsAll reports whether each of the addresses is replaced.
func (change Amendment) turnsAll(addresses []string) bool {
	return !slices.ContainsFunc(addresses, func(a string) bool { return change.Replace[a] == "" })
}

// hasFields reports whether the selectors after the change are those before it with the new fields.
func (change Amendment) hasFields(before, after *sources.Selectors) bool {
	if len(change.Fields) == 0 || after == nil {
		return len(change.Fields) == 0
	}
	want := sources.Selectors{}
	if before != nil {
		want = *before
	}
	want.Fields = maps.Clone(want.Fields)
	if want.Fields == nil {
		want.Fields = map[string]string{}
	}
	maps.Copy(want.Fields, change.Fields)
	return reflect.DeepEqual(want, *after)
}
