package crawler

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/sources"
)

// partKeys gives the announcements of a page that are told apart by anchors, or by titles, the keys under which they are remembered, or
// will be: one each. What an anchor names may change, for many are numbered: the title under which it is remembered decides, and then the same
// title under another anchor of the page.
func (p *listedPage) partKeys(known map[string]sources.Known) []string {
	keys, taken := make([]string, len(p.items)), map[string]bool{}
	for n, i := range p.items {
		own := p.ownKey(known, i)
		if k, old := known[own]; old && (i.fragment == "" || opportunity.SameTitle(k.Title, i.draft.Title)) {
			keys[n], taken[own] = own, true
		}
	}
	var parts []string // keys of what is remembered of the page, needed by few
	for n, i := range p.items {
		if keys[n] != "" {
			continue
		}
		if parts == nil {
			parts = p.knownParts(known)
		}
		at := slices.IndexFunc(parts, func(key string) bool { return !taken[key] && opportunity.SameTitle(known[key].Title, i.draft.Title) })
		own, byTitle := p.ownKey(known, i), opportunity.PartKey(p.address, i.draft.Title)
		_, old := known[byTitle]
		switch {
		case at >= 0:
			keys[n] = parts[at]
		case old && !taken[byTitle], taken[own], p.lists(known[own].Title):
			keys[n] = byTitle
		default:
			keys[n] = own
		}
		taken[keys[n]] = true
	}
	return keys
}

// ownKey is the key of an announcement by its anchor, or its title where it has none.
func (p *listedPage) ownKey(known map[string]sources.Known, i item) string {
	return resolveAlias(known, opportunity.PartKey(p.address, cmp.Or(i.fragment, i.draft.Title)))
}

// knownParts are the keys of the announcements that are remembered as parts of the page, none where it is not listed for parts.
func (p *listedPage) knownParts(known map[string]sources.Known) []string {
	parts := []string{}
	if len(p.items) == 1 && p.items[0].fragment == "" {
		return parts
	}
	for _, key := range slices.Sorted(maps.Keys(known)) {
		if k := known[key]; k.Part != "" && k.Alias == "" && k.URL == p.address {
			parts = append(parts, key)
		}
	}
	return parts
}

// lists reports whether the page is listed for an announcement of that title.
func (p *listedPage) lists(title string) bool {
	return title != "" && slices.ContainsFunc(p.items, func(i item) bool { return opportunity.SameTitle(title, i.draft.Title) })
}

// partUnder is what tells an announcement from others of its page, where it is remembered under a key: its anchor where the key is that
// of it, else its title.
func (p *listedPage) partUnder(known map[string]sources.Known, key string, i item) string {
	switch {
	case i.fragment != "" && key == opportunity.PartKey(p.address, i.fragment):
		return i.fragment
	case i.fragment != "" && key == p.ownKey(known, i): // its anchor leads to it
		return known[key].Part
	case strings.HasPrefix(known[key].Part, "#"), key == opportunity.PartKey(p.address, i.draft.Title):
		return i.draft.Title
	}
	return known[key].Part
}
