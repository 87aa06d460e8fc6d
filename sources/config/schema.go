package config

import (
	"koubo/sources/check"
	"koubo/sources/declaration"
	"koubo/sources/municipality"
	"koubo/sources/schema"
)

// Schema describes a configuration file in JSON Schema (draft 2020-12), so that editors complete its keys and mark mistakes while
// they are typed. What a file can only be told by looking elsewhere, such as an id that is used twice, stays with Parse.
func Schema(words declaration.Vocabulary) map[string]any {
	root := schema.Object("What koubo watches and how. Every key is optional.", rootSchema(words))
	root["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	root["title"] = "sources.yaml of koubo"
	return root
}

func rootSchema(words declaration.Vocabulary) schema.Part {
	var names []string
	prefectures := schema.Part{}
	for _, p := range municipality.All().Prefectures() {
		names = append(names, p.Name)
		prefectures[p.Name] = schema.Text("Schedule of the sources of "+p.Name+" that have none of their own.", "0 8-18/2 * * 1-5")
	}
	return schema.Part{
		"catalog": schema.Part{"description": "Which prefectures of the builtin catalogue are watched.", "anyOf": []any{
			schema.Part{"enum": []string{"builtin", "none"}}, schema.Part{"enum": names},
			schema.Part{"type": "array", "items": schema.Part{"enum": names}}}},
		"contact":      schema.Text("Mail address or web address that stands in the User-Agent.", "ops@example.jp"),
		"user_agent":   schema.Text("In place of the program's own.", "koubo (+https://example.jp/)"),
		"id_authority": schema.Text("Stands in the ids of feeds and entries (RFC 4151); set it before the first reader subscribes.", "koubo.example.jp,2026"),
		"data":         schema.Text("The data file.", "koubo.db"),
		"listen":       schema.Text("Where the web pages, the feeds and the API are served.", "127.0.0.1:8080"),
		"schedule":     schema.Text("When the sources are visited: minute hour day month weekday, in Japanese time.", "0 7-19 * * 1-5"),
		"schedules":    schema.Object("A prefecture's own schedule, for its sources that have none.", prefectures),
		"crawl":        schema.Object("Manners and limits of the crawler.", crawlSchema()),
		"skip":         schema.Texts("Ids of sources of the catalogue to leave out.", schema.Text("", "okinawa-naha")),
		"sources":      schema.Part{"description": "Own sources; one with the id of a source of the catalogue replaces it.", "type": "array", "items": declaration.Schema(words)},
		"notify":       schema.Part{"description": "Who is told of what changes.", "type": "array", "items": notificationSchema()},
		"mail":         schema.Object("How e-mail leaves.", mailSchema()),
		"sign_up":      schema.Object("What readers may subscribe to from the page.", signUpSchema(), "key", "to"),
		"publish":      schema.Object("Where a running koubo publishes its site as files, and when.", publishSchema(), "to", "base_url"),
	}
}

func crawlSchema() schema.Part {
	return schema.Part{
		"gap":                    schema.Text("Least time between two requests to one host.", "1s"),
		"timeout":                schema.Text("Of one request.", "20s"),
		"max_body":               schema.Part{"description": "Of one page; a larger one is an error.", "type": []string{"string", "integer"}, "examples": []any{"10MB"}},
		"allow_networks":         schema.Texts("Private networks that may be fetched.", schema.Text("", "10.1.0.0/16")),
		"daily_budget":           schema.Whole("Requests to one host a day; 0 is no limit.", 0, 1_000_000),
		"quiet_hours":            schema.Text("No visit starts in these hours, in Japanese time.", "22:00-06:00"),
		"workers":                schema.Whole("Visits under way, not counting those that wait for their hosts.", 1, 1024),
		"proxy_from_environment": schema.YesNo("HTTP_PROXY and its kin are obeyed."),
		"max_pages":              schema.Whole("Pages of one list that are read.", 1, 1000),
	}
}

func notificationSchema() schema.Part {
	return schema.Object("A saved selection and where its news go.", schema.Part{
		"id":          schema.Part{"type": "string", "pattern": check.IDPattern.String()},
		"query":       schema.Text("Parameters of a feed, or the address of a page.", "kind=pilot&pref=47"),
		"alerts":      schema.Choice("What an operator is alerted of, in place of a selection: sources, and whether the site is published.", []string{"sources"}),
		"to":          schema.Choice("The channel.", channels),
		"url":         schema.Text("Of the receiver.", "https://hooks.example.jp/koubo"),
		"address":     schema.Text("Of the reader, for email.", "sales@example.co.jp"),
		"secret":      schema.Text("Signs a webhook's body; at least 16 characters.", ""),
		"when":        schema.Choice("How often.", paces),
		"remind_days": schema.Part{"description": "Days before each deadline: a number or a list.", "anyOf": []any{schema.Part{"type": "integer"}, schema.Part{"type": "array", "items": schema.Part{"type": "integer"}}}},
	}, "id", "to")
}

func mailSchema() schema.Part {
	return schema.Part{
		"server":        schema.Text("host:port.", "smtp.example.jp:587"),
		"from":          schema.Text("Mail address of the sender.", "koubo@example.jp"),
		"user":          schema.Text("For the login; none without it.", "koubo"),
		"password":      schema.Text("For the login.", ""),
		"dkim_selector": schema.Text("Name of the key in the DNS by which readers' servers check that letters are yours (DKIM).", "koubo"),
		"dkim_key":      schema.Text("File of the private key that letters are signed with, PEM.", "dkim.pem"),
		"tls":           schema.Choice("How the connection is encrypted.", encryptions),
	}
}

func signUpSchema() schema.Part {
	return schema.Part{
		"key":   schema.Text("Where readers' news go is kept encrypted with it. At least 32 characters.", ""),
		"to":    schema.Texts("The channels that they can subscribe by.", schema.Choice("", signUpChannels)),
		"hosts": schema.Texts("Further hosts whose webhooks they may give, which are sent what Slack takes.", schema.Text("", "chat.example.jp")),
	}
}

func publishSchema() schema.Part {
	return schema.Part{
		"to":       schema.Text("A folder, or s3://bucket/prefix.", "/srv/www/koubo"),
		"base_url": schema.Text("Address by which readers reach the published site, with its path if it has one.", "https://koubo.example.jp"),
		"schedule": schema.Text("When it is published: minute hour day month weekday, in Japanese time.", "10 7-19 * * 1-5"),
		"endpoint": schema.Text("Address of the object store, where it is not Amazon's; AWS_ENDPOINT_URL otherwise.", "https://s3.example.jp"),
		"keep":     schema.Text("How long files that are no longer part of the site stay.", "24h"),
	}
}
