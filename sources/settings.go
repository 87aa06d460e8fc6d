package sources

import (
	"slices"
	"time"

	"github.com/goccy/go-yaml/ast"

	"koubo/sources/check"
	"koubo/sources/municipality"
	"koubo/sources/timetable"
)

// rootFields are the keys of a configuration file.
var rootFields = []field[Config]{
	{"catalog", readCatalogChoice},
	{"contact", func(d *document, c *Config, v ast.Node) {
		d.checked(v, "contact", "ops@example.jp", check.Contact, &c.Contact)
	}},
	{"user_agent", func(d *document, c *Config, v ast.Node) {
		d.checked(v, "user_agent", `"koubo (+https://example.jp/)"`, check.Header, &c.UserAgent)
	}},
	{"id_authority", func(d *document, c *Config, v ast.Node) {
		d.checked(v, "id_authority", "koubo.example.jp,2026", check.Authority, &c.Authority)
	}},
	{"data", func(d *document, c *Config, v ast.Node) { d.checked(v, "data", "koubo.db", check.Any, &c.Data) }},
	{"listen", func(d *document, c *Config, v ast.Node) {
		d.checked(v, "listen", "127.0.0.1:8080", check.Listen, &c.Listen)
	}},
	{"schedule", func(d *document, c *Config, v ast.Node) {
		d.schedule(v, "schedule", &c.Schedule)
	}},
	{"schedules", func(d *document, c *Config, v ast.Node) {
		c.Schedules = map[string]string{}
		readMapping(d, v, "schedules", scheduleFields(), &c.Schedules)
	}},
	{"crawl", func(d *document, c *Config, v ast.Node) { readMapping(d, v, "crawl", crawlFields, &c.Crawl) }},
	{"skip", readSkip},
	{"sources", readSources},
	{"notify", readNotifications},
	{"mail", func(d *document, c *Config, v ast.Node) { readMapping(d, v, "mail", mailFields, &c.Mail) }},
	{"sign_up", readSignUp},
	{"publish", readPublishing},
}

// crawlFields are the keys under crawl.
var crawlFields = []field[Crawl]{
	{"gap", func(d *document, c *Crawl, v ast.Node) { d.duration(v, "gap", 0, time.Hour, &c.Gap) }},
	{"timeout", func(d *document, c *Crawl, v ast.Node) {
		d.duration(v, "timeout", 10*time.Millisecond, 10*time.Minute, &c.Timeout)
	}},
	{"max_body", readMaxBody},
	{"allow_networks", readNetworks},
	{"daily_budget", func(d *document, c *Crawl, v ast.Node) {
		d.integer(v, "daily_budget", 0, 1_000_000, &c.DailyBudget)
	}},
	{"quiet_hours", readQuietHours},
	{"workers", func(d *document, c *Crawl, v ast.Node) { d.integer(v, "workers", 1, 1024, &c.Workers) }},
	{"proxy_from_environment", func(d *document, c *Crawl, v ast.Node) {
		d.boolean(v, "proxy_from_environment", &c.ProxyFromEnvironment)
	}},
	{"max_pages", func(d *document, c *Crawl, v ast.Node) { d.integer(v, "max_pages", 1, 1000, &c.MaxPages) }},
}

// scheduleFields are the keys under schedules: the prefectures' names.
func scheduleFields() []field[map[string]string] {
	var fields []field[map[string]string]
	for _, p := range municipality.All().Prefectures() {
		fields = append(fields, field[map[string]string]{p.Name, func(d *document, of *map[string]string, v ast.Node) {
			var expr string
			d.schedule(v, p.Name, &expr)
			(*of)[p.Name] = expr
		}})
	}
	return fields
}

// checked reads a text and takes it where check has nothing against it.
func (d *document) checked(node ast.Node, key, example string, check func(string) error, into *string) {
	w, ok := d.text(node, key, example)
	if !ok {
		return
	}
	if err := check(w.text); err != nil {
		d.fault(w.at, "%s: %s", key, err)
		return
	}
	*into = w.text
}

// readCatalogChoice reads builtin, none, or names of prefectures.
func readCatalogChoice(d *document, c *Config, v ast.Node) {
	words := d.texts(v, "catalog", "builtin, none or [長野県, 新潟県]")
	_, isList := v.(*ast.SequenceNode)
	if len(words) == 1 && !isList && (words[0].text == "builtin" || words[0].text == "none") {
		c.Catalog = Catalog{All: words[0].text == "builtin"}
		return
	}
	prefectures := municipality.All().Prefectures()
	names := make([]string, 0, len(prefectures)+2)
	for _, p := range prefectures {
		names = append(names, p.Name)
	}
	known := append(names, "builtin", "none")
	c.Catalog = Catalog{}
	for _, w := range words {
		if !slices.Contains(names, w.text) {
			d.fault(w.at, "catalog: %s is no prefecture: %s", check.Quote(w.text), check.Suggest(w.text, known))
			continue
		}
		c.Catalog.Prefectures = append(c.Catalog.Prefectures, w.text)
	}
	slices.SortFunc(c.Catalog.Prefectures, func(a, b string) int {
		return slices.Index(names, a) - slices.Index(names, b)
	})
}

// readSkip keeps the ids for a look into the catalogue, which reading a file of the catalogue must not need.
func readSkip(d *document, _ *Config, v ast.Node) {
	d.skips = d.texts(v, "skip", "okinawa-naha")
}

func readMaxBody(d *document, c *Crawl, v ast.Node) {
	text, _ := scalar(v)
	size, err := parseSize(text)
	if err != nil {
		d.fault(start(v), "max_body: %s", err)
		return
	}
	c.MaxBody = size
}

func readNetworks(d *document, c *Crawl, v ast.Node) {
	for _, w := range d.texts(v, "allow_networks", "[10.0.0.0/8]") {
		network, err := parseNetwork(w.text)
		if err != nil {
			d.fault(w.at, "allow_networks: %s", err)
			continue
		}
		c.AllowNetworks = append(c.AllowNetworks, network)
	}
}

func readQuietHours(d *document, c *Crawl, v ast.Node) {
	w, ok := d.text(v, "quiet_hours", `"22:00-06:00"`)
	if !ok {
		return
	}
	hours, err := timetable.ParseHours(w.text)
	if err != nil {
		d.fault(w.at, "quiet_hours: %s", err)
		return
	}
	c.QuietHours, d.quiet = hours, w
}
