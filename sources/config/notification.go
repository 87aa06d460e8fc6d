package config

import (
	"errors"
	"fmt"
	"slices"

	"github.com/goccy/go-yaml/ast"

	"koubo/opportunity"
	"koubo/sources/check"
	"koubo/sources/yamlfile"
)

// Channel is a way by which people are told.
type Channel string

const (
	Webhook Channel = "webhook" // JSON of our own, signed
	Slack   Channel = "slack"
	Teams   Channel = "teams" // by the address of a workflow
	Discord Channel = "discord"
	Email   Channel = "email"
)

var channels = []string{string(Webhook), string(Slack), string(Teams), string(Discord), string(Email)}

// Pace is how often a notification is sent.
type Pace string

const (
	AtOnce Pace = "at once"
	Daily  Pace = "daily"  // at 8 in Japan
	Weekly Pace = "weekly" // on Monday at 8 in Japan
)

var paces = []string{string(AtOnce), string(Daily), string(Weekly)}

// Notification is a saved selection and where its news go; or, for an operator, what becomes of the sources and of publishing the site.
type Notification struct {
	ID         string
	Where      string            // file:line
	Query      opportunity.Query // of the records; nothing where Sources is set
	Sources    bool              // sources that begin to fail, and those that recover, in place of records
	To         Channel
	URL        string // of the receiver; "" for email
	Address    string // of the reader; "" but for email
	Secret     string // signs a webhook's body; "" for no signature
	When       Pace
	RemindDays []int // days before a deadline on which it is reminded of, each once
	Private    bool  // a reader subscribed from the page: neither logs nor lists name the address
}

// notificationFields are the keys of one notification.
var notificationFields = yamlfile.Fields[*document, Notification]{
	{"id", func(d *document, n *Notification, v ast.Node) { d.Checked(v, "id", "okinawa-pilots", check.ID, &n.ID) }},
	{"query", readSelection},
	{"alerts", func(d *document, n *Notification, v ast.Node) {
		var what string
		d.Checked(v, "alerts", "sources", check.OneOf("what may be alerted of", []string{"sources"}), &what)
		n.Sources = what != ""
	}},
	{"to", func(d *document, n *Notification, v ast.Node) {
		d.Checked(v, "to", "slack", check.OneOf("a channel", channels), (*string)(&n.To))
	}},
	{"url", func(d *document, n *Notification, v ast.Node) {
		d.Checked(v, "url", "https://hooks.example.jp/koubo", check.Receiver, &n.URL)
	}},
	{"address", func(d *document, n *Notification, v ast.Node) {
		d.Checked(v, "address", "sales@example.co.jp", check.Mailbox, &n.Address)
	}},
	{"secret", func(d *document, n *Notification, v ast.Node) {
		d.Checked(v, "secret", "at least 16 characters", checkSecret, &n.Secret)
	}},
	{"when", func(d *document, n *Notification, v ast.Node) {
		d.Checked(v, "when", "daily", check.OneOf("a pace", paces), (*string)(&n.When))
	}},
	{"remind_days", readRemindDays},
}

// readNotifications reads the list of notifications, each with what it cannot do without.
func readNotifications(d *document, c *Settings, v ast.Node) {
	list, ok := v.(*ast.SequenceNode)
	if !ok {
		d.Fault(yamlfile.Start(v), "notify must be a list: begin each notification with a hyphen, as in - id: okinawa-pilots")
		return
	}
	lines := map[string]int{}
	for _, item := range list.Values {
		n := Notification{Where: fmt.Sprintf("%s:%d", d.Name, yamlfile.Start(item).Position.Line), When: AtOnce}
		if !yamlfile.ReadMapping(d, item, "a notification", notificationFields, &n) {
			continue
		}
		d.demandOfNotification(item, &n)
		if line, used := lines[n.ID]; used && n.ID != "" {
			d.Fault(yamlfile.Start(item), "the notification %s already stands at %s:%d: choose another id", n.ID, d.Name, line)
		}
		lines[n.ID] = yamlfile.Start(item).Position.Line
		c.Notifications = append(c.Notifications, n)
	}
}

// demandOfNotification reports what a notification lacks, and what does not go together.
func (d *document) demandOfNotification(item ast.Node, n *Notification) {
	if n.Sources && n.When == AtOnce {
		n.When = Daily // at once would be a storm where many fail
	}
	d.demandAll(yamlfile.Start(item), []demand{
		{!yamlfile.Given(item, "id"), "a notification without an id: add one, such as id: okinawa-pilots"},
		{!yamlfile.Given(item, "to"), "a notification that goes nowhere: add to: webhook, slack, teams, discord or email"},
		{!yamlfile.Given(item, "query") && !yamlfile.Given(item, "alerts"), "a notification of nothing: add query: with the parameters of a selection, such as \"kind=pilot&pref=47\""},
		{yamlfile.Given(item, "query") && yamlfile.Given(item, "alerts"), "a notification of records and of sources at once: make two of it"},
		{n.To == Email && !yamlfile.Given(item, "address"), "an e-mail to nobody: add address:"},
		{n.To != Email && n.To != "" && !yamlfile.Given(item, "url"), "a notification without the address of its receiver: add url:"},
		{n.To == Email && yamlfile.Given(item, "url"), "an e-mail has no url: leave it out"},
		{n.To != Email && yamlfile.Given(item, "address"), "address: is for e-mail: use url: here"},
		{n.To != Webhook && yamlfile.Given(item, "secret"), "secret: signs webhooks only: leave it out"},
		{n.When == Weekly && yamlfile.Given(item, "remind_days"), "a weekly letter comes too late to remind of deadlines: write when: daily or when: at once"},
		{n.Sources && yamlfile.Given(item, "remind_days"), "sources have no deadlines: leave remind_days out"},
	})
}

// readRemindDays reads a number of days or a list of them.
func readRemindDays(d *document, n *Notification, v ast.Node) {
	items := []ast.Node{v}
	if list, ok := v.(*ast.SequenceNode); ok {
		items = list.Values
	}
	for _, item := range items {
		days := 0
		if d.Integer(item, "remind_days", 1, 60, &days); days > 0 && !slices.Contains(n.RemindDays, days) {
			n.RemindDays = append(n.RemindDays, days)
		}
	}
	slices.Sort(n.RemindDays)
}

func checkSecret(text string) error {
	if len(text) < 16 {
		return errors.New("a secret of less than 16 characters can be guessed: write a longer one, such as openssl rand -hex 32 makes")
	}
	return nil
}
