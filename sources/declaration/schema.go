package declaration

import (
	"koubo/sources/check"
	"koubo/sources/schema"
)

// Schema describes one source in JSON Schema; what is unknown of the vocabulary may be any text.
func Schema(words Vocabulary) schema.Part {
	address := schema.Part{"type": "string", "pattern": "^https?://[^ ]+$"}
	s := schema.Object("One place where one body announces.", schema.Part{
		"id":           schema.Part{"description": "Unique; small letters, digits, hyphens.", "type": "string", "pattern": check.IDPattern.String()},
		"issuer":       schema.Part{"description": "Six-digit code of the body (全国地方公共団体コード), in quotes.", "type": []string{"string", "integer"}, "examples": []any{"472018"}},
		"feed":         schema.Texts("Address of a feed, or a list of them.", address),
		"list":         schema.Texts("Address of a list page, or a list of them.", address),
		"hub":          schema.Texts("Pages above the lists, where a search for feeds and lists begins.", address),
		"discover":     schema.YesNo("Its feeds and lists are looked for on its site, and kept."),
		"site":         schema.Part{"description": "Where to begin, in place of the body's home page.", "type": "string", "pattern": address["pattern"]},
		"platform":     schema.Choice("CMS of the lists, where it is not recognised.", words.Platforms),
		"selectors":    selectorSchema(),
		"parser":       schema.Choice("A hand-written parser.", words.Parsers),
		"schedule":     schema.Text("When it is visited, in place of the root's schedule.", "0 9 * * 1-5"),
		"may_be_empty": schema.YesNo("Nothing found is then no error."),
		"conditional":  schema.YesNo("false: the server says wrongly that nothing changed; each page is asked for whole."),
		"charset":      schema.Text("Where the pages declare a wrong one.", "shift_jis"),
		"tls_insecure": schema.YesNo("Errors of the host's certificate are tolerated."),
		"gap":          schema.Text("Least time between two requests to its host.", "5s"),
	}, "id", "issuer")
	s["anyOf"] = []any{schema.Part{"required": []string{"feed"}}, schema.Part{"required": []string{"list"}}, schema.Part{"required": []string{"discover"}}}
	return s
}

func selectorSchema() schema.Part {
	s := schema.Object("How a list is read, where no CMS fits; and values of the announcements' own pages.", schema.Part{
		"item":  schema.Text("One entry of the list.", "ul.news > li"),
		"title": schema.Text("Its title, within the entry.", "a"),
		"link":  schema.Text("Its link, within the entry.", "a"),
		"date":  schema.Text("Its date, within the entry.", ".date"),
		"next":  schema.Text("The link to the next page, within the whole page.", "a.next"),
		"fields": schema.Part{"description": "Values of the announcement's own page: a selector, or label: and the label beside them.", "type": "object",
			"additionalProperties": schema.Text("", "label:提出期限")},
	})
	item := []string{"item"}
	s["anyOf"] = []any{schema.Part{"required": item}, schema.Part{"required": []string{"fields"}}}
	s["dependentRequired"] = schema.Part{"title": item, "link": item, "date": item, "next": item}
	return s
}
