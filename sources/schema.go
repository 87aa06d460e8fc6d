package sources

import (
	"maps"
	"slices"

	"koubo/sources/check"
	"koubo/sources/municipality"
)

// schemaOf is a part of a JSON Schema.
type schemaOf = map[string]any

// Schema describes a configuration file in JSON Schema (draft 2020-12), so that editors complete its keys and mark mistakes while
// they are typed. What a file can only be told by looking elsewhere, such as an id that is used twice, stays with Parse.
func Schema(words Vocabulary) map[string]any {
	root := object("What koubo watches and how. Every key is optional.", rootSchema(words))
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "sources.yaml of koubo"
	return root
}

func rootSchema(words Vocabulary) schemaOf {
	var names []string
	prefectures := schemaOf{}
	for _, p := range municipality.All().Prefectures() {
		names = append(names, p.Name)
		prefectures[p.Name] = text("Schedule of the sources of "+p.Name+" that have none of their own.", "0 8-18/2 * * 1-5")
	}
	return schemaOf{
		"catalog": schemaOf{"description": "Which prefectures of the builtin catalogue are watched.", "anyOf": []any{
			schemaOf{"enum": []string{"builtin", "none"}}, schemaOf{"enum": names},
			schemaOf{"type": "array", "items": schemaOf{"enum": names}}}},
		"contact":      text("Mail address or web address that stands in the User-Agent.", "ops@example.jp"),
		"user_agent":   text("In place of the program's own.", "koubo (+https://example.jp/)"),
		"id_authority": text("Stands in the ids of feeds and entries (RFC 4151); set it before the first reader subscribes.", "koubo.example.jp,2026"),
		"data":         text("The data file.", "koubo.db"),
		"listen":       text("Where the web pages, the feeds and the API are served.", "127.0.0.1:8080"),
		"schedule":     text("When the sources are visited: minute hour day month weekday, in Japanese time.", "0 7-19 * * 1-5"),
		"schedules":    object("A prefecture's own schedule, for its sources that have none.", prefectures),
		"crawl":        object("Manners and limits of the crawler.", crawlSchema()),
		"skip":         textsOf("Ids of sources of the catalogue to leave out.", text("", "okinawa-naha")),
		"sources":      schemaOf{"description": "Own sources; one with the id of a source of the catalogue replaces it.", "type": "array", "items": sourceSchema(words)},
		"notify":       schemaOf{"description": "Who is told of what changes.", "type": "array", "items": notificationSchema()},
		"mail":         object("How e-mail leaves.", mailSchema()),
		"sign_up":      object("What readers may subscribe to from the page.", signUpSchema(), "key", "to"),
		"publish":      object("Where a running koubo publishes its site as files, and when.", publishSchema(), "to", "base_url"),
	}
}

func crawlSchema() schemaOf {
	return schemaOf{
		"gap":                    text("Least time between two requests to one host.", "1s"),
		"timeout":                text("Of one request.", "20s"),
		"max_body":               schemaOf{"description": "Of one page; a larger one is an error.", "type": []string{"string", "integer"}, "examples": []any{"10MB"}},
		"allow_networks":         textsOf("Private networks that may be fetched.", text("", "10.1.0.0/16")),
		"daily_budget":           whole("Requests to one host a day; 0 is no limit.", 0, 1_000_000),
		"quiet_hours":            text("No visit starts in these hours, in Japanese time.", "22:00-06:00"),
		"workers":                whole("Visits under way, not counting those that wait for their hosts.", 1, 1024),
		"proxy_from_environment": yesNo("HTTP_PROXY and its kin are obeyed."),
		"max_pages":              whole("Pages of one list that are read.", 1, 1000),
	}
}

func sourceSchema(words Vocabulary) schemaOf {
	address := schemaOf{"type": "string", "pattern": "^https?://[^ ]+$"}
	s := object("One place where one body announces.", schemaOf{
		"id":           schemaOf{"description": "Unique; small letters, digits, hyphens.", "type": "string", "pattern": check.IDPattern.String()},
		"issuer":       schemaOf{"description": "Six-digit code of the body (全国地方公共団体コード), in quotes.", "type": []string{"string", "integer"}, "examples": []any{"472018"}},
		"feed":         textsOf("Address of a feed, or a list of them.", address),
		"list":         textsOf("Address of a list page, or a list of them.", address),
		"hub":          textsOf("Pages above the lists, where a search for feeds and lists begins.", address),
		"discover":     yesNo("Its feeds and lists are looked for on its site, and kept."),
		"site":         schemaOf{"description": "Where to begin, in place of the body's home page.", "type": "string", "pattern": address["pattern"]},
		"platform":     choiceOf("CMS of the lists, where it is not recognised.", words.Platforms),
		"selectors":    selectorSchema(),
		"parser":       choiceOf("A hand-written parser.", words.Parsers),
		"schedule":     text("When it is visited, in place of the root's schedule.", "0 9 * * 1-5"),
		"may_be_empty": yesNo("Nothing found is then no error."),
		"conditional":  yesNo("false: the server says wrongly that nothing changed; each page is asked for whole."),
		"charset":      text("Where the pages declare a wrong one.", "shift_jis"),
		"tls_insecure": yesNo("Errors of the host's certificate are tolerated."),
		"gap":          text("Least time between two requests to its host.", "5s"),
	}, "id", "issuer")
	s["anyOf"] = []any{schemaOf{"required": []string{"feed"}}, schemaOf{"required": []string{"list"}}, schemaOf{"required": []string{"discover"}}}
	return s
}

func selectorSchema() schemaOf {
	s := object("How a list is read, where no CMS fits; and values of the announcements' own pages.", schemaOf{
		"item":  text("One entry of the list.", "ul.news > li"),
		"title": text("Its title, within the entry.", "a"),
		"link":  text("Its link, within the entry.", "a"),
		"date":  text("Its date, within the entry.", ".date"),
		"next":  text("The link to the next page, within the whole page.", "a.next"),
		"fields": schemaOf{"description": "Values of the announcement's own page: a selector, or label: and the label beside them.", "type": "object",
			"additionalProperties": text("", "label:提出期限")},
	})
	item := []string{"item"}
	s["anyOf"] = []any{schemaOf{"required": item}, schemaOf{"required": []string{"fields"}}}
	s["dependentRequired"] = schemaOf{"title": item, "link": item, "date": item, "next": item}
	return s
}

func notificationSchema() schemaOf {
	return object("A saved selection and where its news go.", schemaOf{
		"id":          schemaOf{"type": "string", "pattern": check.IDPattern.String()},
		"query":       text("Parameters of a feed, or the address of a page.", "kind=pilot&pref=47"),
		"alerts":      choiceOf("What an operator is alerted of, in place of a selection: sources, and whether the site is published.", []string{"sources"}),
		"to":          choiceOf("The channel.", channels),
		"url":         text("Of the receiver.", "https://hooks.example.jp/koubo"),
		"address":     text("Of the reader, for email.", "sales@example.co.jp"),
		"secret":      text("Signs a webhook's body; at least 16 characters.", ""),
		"when":        choiceOf("How often.", paces),
		"remind_days": schemaOf{"description": "Days before each deadline: a number or a list.", "anyOf": []any{schemaOf{"type": "integer"}, schemaOf{"type": "array", "items": schemaOf{"type": "integer"}}}},
	}, "id", "to")
}

func mailSchema() schemaOf {
	return schemaOf{
		"server":        text("host:port.", "smtp.example.jp:587"),
		"from":          text("Mail address of the sender.", "koubo@example.jp"),
		"user":          text("For the login; none without it.", "koubo"),
		"password":      text("For the login.", ""),
		"dkim_selector": text("Name of the key in the DNS by which readers' servers check that letters are yours (DKIM).", "koubo"),
		"dkim_key":      text("File of the private key that letters are signed with, PEM.", "dkim.pem"),
		"tls":           choiceOf("How the connection is encrypted.", []string{"starttls", "tls", "none"}),
	}
}

func signUpSchema() schemaOf {
	return schemaOf{
		"key":   text("Where readers' news go is kept encrypted with it. At least 32 characters.", ""),
		"to":    textsOf("The channels that they can subscribe by.", choiceOf("", signUpChannels)),
		"hosts": textsOf("Further hosts whose webhooks they may give, which are sent what Slack takes.", text("", "chat.example.jp")),
	}
}

func publishSchema() schemaOf {
	return schemaOf{
		"to":       text("A folder, or s3://bucket/prefix.", "/srv/www/koubo"),
		"base_url": text("Address by which readers reach the published site, with its path if it has one.", "https://koubo.example.jp"),
		"schedule": text("When it is published: minute hour day month weekday, in Japanese time.", "10 7-19 * * 1-5"),
		"endpoint": text("Address of the object store, where it is not Amazon's; AWS_ENDPOINT_URL otherwise.", "https://s3.example.jp"),
		"keep":     text("How long files that are no longer part of the site stay.", "24h"),
	}
}

// object is a mapping with these keys and no others. A key without a value is as good as absent.
func object(description string, properties schemaOf, required ...string) schemaOf {
	for _, key := range slices.Sorted(maps.Keys(properties)) {
		properties[key] = orNull(properties[key].(schemaOf))
	}
	o := schemaOf{"description": description, "type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		o["required"] = required
	}
	return o
}

func orNull(s schemaOf) schemaOf {
	null := schemaOf{"type": "null"}
	switch kind := s["type"].(type) {
	case string:
		s["type"] = []string{kind, "null"}
	case []string:
		s["type"] = append(slices.Clone(kind), "null")
	default:
		if all, ok := s["anyOf"].([]any); ok {
			s["anyOf"] = append(slices.Clone(all), null)
		}
	}
	return s
}

func text(description, example string) schemaOf {
	s := schemaOf{"type": "string"}
	if description != "" {
		s["description"] = description
	}
	if example != "" {
		s["examples"] = []any{example}
	}
	return s
}

func yesNo(description string) schemaOf {
	return schemaOf{"description": description, "type": "boolean"}
}

func whole(description string, least, most int) schemaOf {
	return schemaOf{"description": description, "type": "integer", "minimum": least, "maximum": most}
}

// choiceOf is one of the words; any text where none are known.
func choiceOf(description string, words []string) schemaOf {
	if len(words) == 0 {
		return text(description, "")
	}
	return schemaOf{"description": description, "anyOf": []any{schemaOf{"enum": words}}}
}

// textsOf is one of something, or a list of them.
func textsOf(description string, one schemaOf) schemaOf {
	return schemaOf{"description": description, "anyOf": []any{one, schemaOf{"type": "array", "items": one}}}
}
