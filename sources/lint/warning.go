package lint

import (
	"fmt"
	"slices"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/sources/config"
)

// Warnings returns what of the configuration works but is hardly meant, one sentence each with the places it concerns: an
// address that two of the wanted sources read, or one source twice, or that nothing is watched. Their announcements would be asked for twice.
func Warnings(c *config.Settings) []string {
	all := c.All()
	if len(all) == 0 {
		return []string{"nothing is watched, for the catalogue is left out and no source is named; koubo source add takes one from the address of a site"}
	}
	var warnings []string
	readers := map[string]sources.Source{}
	for _, s := range all {
		for _, address := range slices.Concat(s.Feeds, s.Lists) {
			key := addressKey(address)
			first, taken := readers[key]
			switch {
			case !taken:
				readers[key] = s
			case first.ID == s.ID:
				warnings = append(warnings, fmt.Sprintf("%s: %s reads %s twice: remove one of the two addresses", s.Where, s.ID, address))
			default:
				warnings = append(warnings, fmt.Sprintf("%s: %s reads %s, as %s at %s does: %s", s.Where, s.ID, address, first.ID, first.Where, oneOfTwo(c, first)))
			}
		}
	}
	return warnings
}

// oneOfTwo says how one of two sources goes that read the same address, the first of which is given.
func oneOfTwo(c *config.Settings, first sources.Source) string {
	if slices.ContainsFunc(c.Sources, func(s sources.Source) bool { return s.ID == first.ID }) {
		return "remove one of them"
	}
	return fmt.Sprintf("give yours the id %[1]s to replace that of the catalogue, or leave that out with skip: [%[1]s]", first.ID)
}

// addressKey is the same for all spellings of an address: http and https, with www or without, /index.html and the folder.
func addressKey(address string) string { return opportunity.IdentityKey(address) }
