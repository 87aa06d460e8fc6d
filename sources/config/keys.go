package config

import (
	"slices"
	"time"

	"github.com/goccy/go-yaml/ast"

	"koubo/sources/catalog"
	"koubo/sources/check"
	"koubo/sources/municipality"
	"koubo/sources/timetable"
	"koubo/sources/yamlfile"
)

// rootFields are the keys of a configuration file.
var rootFields = yamlfile.Fields[*document, Settings]{
	{"catalog", readCatalogChoice},
	{"contact", func(d *document, c *Settings, v ast.Node) {
		d.Checked(v, "contact", "ops@example.jp", check.Contact, &c.Contact)
	}},
	{"user_agent", func(d *document, c *Settings, v ast.Node) {
		d.Checked(v, "user_agent", `"koubo (+https://example.jp/)"`, check.Header, &c.UserAgent)
	}},
	{"id_authority", func(d *document, c *Settings, v ast.Node) {
		d.Checked(v, "id_authority", "koubo.example.jp,2026", check.Authority, &c.Authority)
	}},
	{"data", func(d *document, c *Settings, v ast.Node) { d.Checked(v, "data", "koubo.db", check.Any, &c.Data) }},
	{"listen", func(d *document, c *Settings, v ast.Node) {
		d.Checked(v, "listen", "127.0.0.1:8080", check.Listen, &c.Listen)
	}},
	{"schedule", func(d *document, c *Settings, v ast.Node) {
		d.Schedule(v, "schedule", &c.Schedule)
	}},
	{"schedules", func(d *document, c *Settings, v ast.Node) {
		c.Schedules = map[string]string{}
		yamlfile.ReadMapping(d, v, "schedules", scheduleFields(), &c.Schedules)
	}},
	{"crawl", func(d *document, c *Settings, v ast.Node) { yamlfile.ReadMapping(d, v, "crawl", crawlFields, &c.Crawl) }},
	{"skip", readSkip},
	{"sources", func(d *document, c *Settings, v ast.Node) { c.Sources = d.Sources(v) }},
	{"notify", readNotifications},
	{"mail", func(d *document, c *Settings, v ast.Node) { yamlfile.ReadMapping(d, v, "mail", mailFields, &c.Mail) }},
	{"sign_up", readSignUp},
	{"publish", readPublishing},
}

// crawlFields are the keys under crawl.
var crawlFields = yamlfile.Fields[*document, Crawl]{
	{"gap", func(d *document, c *Crawl, v ast.Node) { d.Duration(v, "gap", 0, time.Hour, &c.Gap) }},
	{"timeout", func(d *document, c *Crawl, v ast.Node) {
		d.Duration(v, "timeout", 10*time.Millisecond, 10*time.Minute, &c.Timeout)
	}},
	{"max_body", readMaxBody},
	{"allow_networks", readNetworks},
	{"daily_budget", func(d *document, c *Crawl, v ast.Node) {
		d.Integer(v, "daily_budget", 0, 1_000_000, &c.DailyBudget)
	}},
	{"quiet_hours", readQuietHours},
	{"workers", func(d *document, c *Crawl, v ast.Node) { d.Integer(v, "workers", 1, 1024, &c.Workers) }},
	{"proxy_from_environment", func(d *document, c *Crawl, v ast.Node) {
		d.Bool(v, "proxy_from_environment", &c.ProxyFromEnvironment)
	}},
	{"max_pages", func(d *document, c *Crawl, v ast.Node) { d.Integer(v, "max_pages", 1, 1000, &c.MaxPages) }},
}

// scheduleFields are the keys under schedules: the prefectures' names.
func scheduleFields() (fields yamlfile.Fields[*document, map[string]string]) {
	for _, p := range municipality.All().Prefectures() {
		read := func(d *document, of *map[string]string, v ast.Node) {
			var expr string
			d.Schedule(v, p.Name, &expr)
			(*of)[p.Name] = expr
		}
		fields = append(fields, yamlfile.Fields[*document, map[string]string]{{p.Name, read}}...)
	}
	return fields
}

// readCatalogChoice reads builtin, none, or names of prefectures.
func readCatalogChoice(d *document, c *Settings, v ast.Node) {
	words := d.Texts(v, "catalog", "builtin, none or [長野県, 新潟県]")
	_, isList := v.(*ast.SequenceNode)
	if len(words) == 1 && !isList && (words[0].Text == "builtin" || words[0].Text == "none") {
		c.Catalog = catalog.Choice{All: words[0].Text == "builtin"}
		return
	}
	prefectures := municipality.All().Prefectures()
	names := make([]string, 0, len(prefectures)+2)
	for _, p := range prefectures {
		names = append(names, p.Name)
	}
	known := append(names, "builtin", "none")
	c.Catalog = catalog.Choice{}
	for _, w := range words {
		if !slices.Contains(names, w.Text) {
			d.Fault(w.At, "catalog: %s is no prefecture: %s", check.Quote(w.Text), check.Suggest(w.Text, known))
			continue
		}
		c.Catalog.Prefectures = append(c.Catalog.Prefectures, w.Text)
	}
	slices.SortFunc(c.Catalog.Prefectures, func(a, b string) int {
		return slices.Index(names, a) - slices.Index(names, b)
	})
}

// readSkip keeps the ids for a look into the catalogue, which reading a file of the catalogue must not need.
func readSkip(d *document, _ *Settings, v ast.Node) {
	d.skips = d.Texts(v, "skip", "okinawa-naha")
}

func readMaxBody(d *document, c *Crawl, v ast.Node) {
	text, _ := yamlfile.Scalar(v)
	size, err := parseSize(text)
	if err != nil {
		d.Fault(yamlfile.Start(v), "max_body: %s", err)
		return
	}
	c.MaxBody = size
}

func readNetworks(d *document, c *Crawl, v ast.Node) {
	for _, w := range d.Texts(v, "allow_networks", "[10.0.0.0/8]") {
		network, err := parseNetwork(w.Text)
		if err != nil {
			d.Fault(w.At, "allow_networks: %s", err)
			continue
		}
		c.AllowNetworks = append(c.AllowNetworks, network)
	}
}

func readQuietHours(d *document, c *Crawl, v ast.Node) {
	w, ok := d.Text(v, "quiet_hours", `"22:00-06:00"`)
	if !ok {
		return
	}
	hours, err := timetable.ParseHours(w.Text)
	if err != nil {
		d.Fault(w.At, "quiet_hours: %s", err)
		return
	}
	c.QuietHours, d.quiet = hours, w
}
