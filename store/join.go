package store

import (
	"cmp"
	"net/url"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/sources/municipality"
)

// older orders records by the instant they were first seen.
func older(a, b opportunity.Opportunity) int {
	return cmp.Or(a.FirstSeen.Compare(b.FirstSeen), cmp.Compare(a.ID, b.ID))
}

// join brings two records of one announcement together under the id of the older one. Its values are those of the one
// whose page was read, or that was revised last; histories and origins are of both.
func join(kept, other opportunity.Opportunity) opportunity.Opportunity {
	merged := kept
	read, also := kept.Detail == opportunity.DetailRead, other.Detail == opportunity.DetailRead
	if also && (!read || other.Revised.After(kept.Revised)) {
		merged = other
	}
	merged.ID, merged.Source, merged.Part, merged.FirstSeen = kept.ID, kept.Source, kept.Part, kept.FirstSeen
	merged.Issuer = issuerOf(merged.URL, kept.Issuer, other.Issuer)
	merged.Revision, merged.Revised = max(kept.Revision, other.Revision), newer(kept.Revised, other.Revised)
	merged.History = opportunity.JoinHistories(kept.History, other.History)
	merged.Origins = opportunity.MergeOrigins(kept.Origins, other.Origins)
	if kept.Withdrawn == nil || other.Withdrawn == nil {
		merged.Withdrawn = nil
	}
	return merged
}

// fromOtherSource returns what a visit of one source may change of a record that another source found first. Both read the
// same page, but each list has its own title, day and summary: the first source's stay, or they would change with each
// visit of either.
func fromOtherSource(old, fresh opportunity.Opportunity) opportunity.Opportunity {
	fresh.Issuer = issuerOf(fresh.URL, old.Issuer, fresh.Issuer)
	if fresh.Source == old.Source || fresh.Source == "" {
		return fresh
	}
	if fresh.Detail != opportunity.DetailRead {
		same := old
		same.Origins, same.Issuer = fresh.Origins, fresh.Issuer
		return same
	}
	if old.Detail != opportunity.DetailRead {
		return fresh
	}
	fresh.Kind, fresh.Themes = old.Kind, old.Themes
	if old.Published != "" {
		fresh.Published = old.Published
	}
	if old.Updated != "" {
		fresh.Updated = old.Updated
	}
	if old.Summary != "" {
		fresh.Summary = old.Summary
	}
	return fresh
}

// issuerOf returns who announces at an address that sources of two bodies list: the one on whose own site the page is,
// where the table of bodies tells, else the first to be found. What the other's list says of the department is taken.
func issuerOf(address string, first, second opportunity.Issuer) opportunity.Issuer {
	if first.Code == second.Code || onSiteOf(address, second.Code) > onSiteOf(address, first.Code) {
		return second
	}
	if second.Department != "" && first.Department == "" {
		first.Department = second.Department
	}
	return first
}

// onSiteOf returns how much of an address's host is that of a body's site, 0 where it is another site.
func onSiteOf(address, code string) int {
	body, ok := municipality.All().ByCode(code)
	if !ok {
		return 0
	}
	site, page := hostOf(body.Site), hostOf(address)
	if site != "" && (page == site || strings.HasSuffix(page, "."+site)) {
		return len(site)
	}
	return 0
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
}

// newer returns the later of two instants.
func newer(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
