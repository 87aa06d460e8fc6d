// Package structured describes a record in the words of schema.org, for search engines and other readers of JSON-LD. It says
// no more than the record does: a call is a Demand only where it seeks goods or services, a MonetaryGrant only where money is
// given, and otherwise what it is for certain, a published text.
package structured

import (
	"strconv"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
)

// Graph is a document of JSON-LD: the page, and what it is about.
type Graph struct {
	Context string `json:"@context"`
	Graph   []any  `json:"@graph"`
}

// Page says where a record is shown, and what is known of it beside the record. Texts must be free of controls.
type Page struct {
	URL    string // absolute address of koubo's page
	Source string // of the announcement; "" where it may not be followed
	Body   string // address of the issuer's web site, "" where it is not known
}

type webPage struct {
	Type      string `json:"@type"`
	ID        string `json:"@id"`
	URL       string `json:"url"`
	Name      string `json:"name"`
	Language  string `json:"inLanguage"`
	Published string `json:"datePublished,omitempty"`
	Modified  string `json:"dateModified,omitempty"`
	BasedOn   string `json:"isBasedOn,omitempty"`
	About     link   `json:"mainEntity"`
}

type link struct {
	ID string `json:"@id"`
}

type thing struct {
	Type        string `json:"@type"`
	ID          string `json:"@id"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	URL         string `json:"url,omitempty"`
	Identifier  string `json:"identifier"`
}

// demand is https://schema.org/Demand: an announcement to seek goods or services.
type demand struct {
	thing
	From    string `json:"validFrom,omitempty"`
	Through string `json:"validThrough,omitempty"`
}

// seeker is who announces a Demand, which has no property for that.
type seeker struct {
	body
	Seeks link `json:"seeks"`
}

// grant is https://schema.org/MonetaryGrant.
type grant struct {
	thing
	Funder body `json:"funder"`
	Amount *sum `json:"amount,omitempty"`
}

// work is https://schema.org/CreativeWork.
type work struct {
	thing
	Publisher body   `json:"publisher"`
	Language  string `json:"inLanguage"`
	Published string `json:"datePublished,omitempty"`
	Expires   string `json:"expires,omitempty"`
}

type body struct {
	Type string `json:"@type"`
	Name string `json:"name"`
	Code string `json:"identifier,omitempty"` // 全国地方公共団体コード
	URL  string `json:"url,omitempty"`
}

type sum struct {
	Type     string `json:"@type"`
	Currency string `json:"currency"`
	Most     int64  `json:"maxValue"`
}

// Of describes a record. title, summary and issuer are its texts as they may be shown; the rest is read from o.
func Of(o opportunity.Opportunity, title, summary, issuer string, p Page) Graph {
	call := p.URL + "#call"
	page := webPage{Type: "WebPage", ID: p.URL, URL: p.URL, Name: title, Language: "ja", Published: instant(o.FirstSeen), Modified: instant(o.Revised),
		BasedOn: p.Source, About: link{call}}
	what := thing{ID: call, Name: title, Description: summary, URL: p.Source, Identifier: o.ID}
	from := body{Type: "GovernmentOrganization", Name: issuer, Code: o.Issuer.Code, URL: p.Body}
	return Graph{Context: "https://schema.org", Graph: append([]any{page}, entities(o, what, from)...)}
}

// seeking are the kinds that ask for goods or services.
var seeking = map[opportunity.Kind]bool{opportunity.Proposal: true, opportunity.Tender: true, opportunity.DesignatedManager: true, opportunity.PFI: true}

// entities are what the page is about, and who stands behind it where that is said apart.
func entities(o opportunity.Opportunity, what thing, from body) []any {
	ends := end(o)
	switch {
	case o.IsOpportunity && seeking[o.Kind]:
		what.Type = "Demand"
		return []any{demand{what, day(o.Published), ends}, seeker{from, link{what.ID}}}
	case o.IsOpportunity && o.Kind == opportunity.Subsidy:
		what.Type = "MonetaryGrant"
		return []any{grant{what, from, most(o)}}
	}
	what.Type = "CreativeWork"
	return []any{work{what, from, "ja", day(o.Published), ends}}
}

// end is the last instant at which a newcomer can enter, that of the registration where it ends first, "" where it is not known or
// doubted: a program would believe it.
func end(o opportunity.Opportunity) string {
	closes := o.Closes()
	if closes.IsZero() || o.DoubtsDeadlines() {
		return ""
	}
	if gate := o.Over(); gate.Unix() > 0 && gate.Before(closes) {
		closes = gate
	}
	return instant(closes)
}

// most is the greatest sum that is given to one applicant.
func most(o opportunity.Opportunity) *sum {
	for _, a := range o.Amounts {
		if a.Role == "subsidy_max" && a.Yen > 0 {
			return &sum{"MonetaryAmount", "JPY", a.Yen}
		}
	}
	return nil
}

func day(d jdate.Date) string {
	if d.Time("").IsZero() {
		return ""
	}
	return string(d)
}

// instant writes an instant of years that ISO 8601 has four digits for.
func instant(t time.Time) string {
	if t.IsZero() || len(strconv.Itoa(t.Year())) != 4 {
		return ""
	}
	return t.In(jdate.JST).Format(time.RFC3339)
}
