// Package lint says what of the sources is allowed and yet hardly right. It asks nobody.
package lint

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"koubo/opportunity"
	"koubo/sources"
	"koubo/sources/municipality"
)

// Remark is something about a source that is allowed and yet hardly right.
type Remark struct {
	Where string `json:"where"` // file:line of the source
	ID    string `json:"source"`
	What  string `json:"what"` // a sentence with the mend
}

// String returns where: source: what.
func (f Remark) String() string { return fmt.Sprintf("%s: %s: %s", f.Where, f.ID, f.What) }

// Sources looks sources through without asking anybody: for addresses that are no lists by their form, that belong to another
// body, that have https and do not use it, and that are read twice.
func Sources(list []sources.Source) (found []Remark) {
	secure, readers := map[string]bool{}, map[string]sources.Source{}
	for _, s := range list {
		for _, address := range slices.Concat(s.Feeds, s.Lists, s.Hubs) {
			if u, err := url.Parse(address); err == nil && u.Scheme == "https" {
				secure[u.Host] = true
			}
		}
	}
	for _, s := range list {
		for _, address := range slices.Concat(s.Feeds, s.Lists, s.Hubs) {
			for _, what := range lintAddress(s, address, secure) {
				found = append(found, Remark{s.Where, s.ID, what})
			}
			key := addressKey(address)
			if first, taken := readers[key]; taken {
				found = append(found, Remark{s.Where, s.ID, fmt.Sprintf("%s stands at %s (%s) already: remove one of the two", address, first.ID, first.Where)})
				continue
			}
			readers[key] = s
		}
	}
	return found
}

// oddForms are what addresses look like that are no lists, or not for long.
var oddForms = []struct {
	form *regexp.Regexp
	what string
}{
	{regexp.MustCompile(`(?i)[?&](?:q|cx|keyword|search_?\w*|query)=|google\.|/search(?:[./?]|$)`), "is the result of a search: give the page that lists the announcements"},
	{regexp.MustCompile(`(?i)jsessionid|phpsessid|[?&;](?:sid|session|token)=`), "holds a session that ends: give the address without it"},
	{regexp.MustCompile(`[{}]`), "holds a place to be filled in: give the address of a page"},
	{regexp.MustCompile(`(?i)\.(?:pdf|docx?|xlsx?|zip)$`), "is a document: give the page that links it"},
	{regexp.MustCompile(`(?i)(?:/|_)(?:r[5-9]|r1[0-9]|h[23][0-9]|20[23][0-9])(?:nendo|nen|_|/|[a-z]{4})`), "is of one year by its address: the next year's is read only where the page links it; else give the page above it"},
}

// lintAddress says what is odd about one address of a source.
func lintAddress(s sources.Source, address string, secure map[string]bool) (odd []string) {
	say := func(format string, args ...any) { odd = append(odd, address+" "+fmt.Sprintf(format, args...)) }
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	body, _ := municipality.All().ByCode(s.Issuer.Code)
	for _, o := range oddForms {
		if o.form.MatchString(u.RequestURI()) || o.form.MatchString(u.Host) {
			say("%s", o.what)
			break
		}
	}
	if isHome(u, address, body) && !slices.Contains(s.Feeds, address) {
		say("is a home page: that is right only where its calls stand nowhere else; give its list, or leave it out and say discover: true")
	}
	if u.Scheme == "http" && (secure[u.Host] || strings.HasPrefix(body.Site, "https://"+u.Host+"/")) {
		say("has https: write https:// before it")
	}
	if others := municipality.All().OfSite(address); len(others) > 0 && !slices.ContainsFunc(others, func(b municipality.Body) bool { return b.Code == s.Issuer.Code }) {
		say("is on the site of %s, and the issuer is %s: correct one of them", others[0].FullName(), body.FullName())
	}
	return odd
}

func isHome(u *url.URL, address string, body municipality.Body) bool {
	return u.RawQuery == "" && (u.Path == "" || u.Path == "/") || opportunity.IdentityKey(address) == opportunity.IdentityKey(body.Site)
}
