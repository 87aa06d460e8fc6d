package sources

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/url"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"koubo/opportunity"
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

// Notification is a saved selection and where its news go; or, for an operator, what becomes of the sources.
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
}

// Mail is how e-mail leaves.
type Mail struct {
	Server   string // host:port
	From     string // mail address
	User     string // "" for no login
	Password string
	TLS      string // starttls, tls or none; "" for starttls
}

// notificationFields are the keys of one notification.
var notificationFields = []field[Notification]{
	{"id", func(d *document, n *Notification, v ast.Node) { d.checked(v, "id", "okinawa-pilots", checkID, &n.ID) }},
	{"query", readSelection},
	{"alerts", func(d *document, n *Notification, v ast.Node) {
		var what string
		d.checked(v, "alerts", "sources", oneOf("what may be alerted of", []string{"sources"}), &what)
		n.Sources = what != ""
	}},
	{"to", func(d *document, n *Notification, v ast.Node) {
		d.checked(v, "to", "slack", oneOf("a channel", channels), (*string)(&n.To))
	}},
	{"url", func(d *document, n *Notification, v ast.Node) {
		d.checked(v, "url", "https://hooks.example.jp/koubo", checkReceiver, &n.URL)
	}},
	{"address", func(d *document, n *Notification, v ast.Node) {
		d.checked(v, "address", "sales@example.co.jp", checkMailbox, &n.Address)
	}},
	{"secret", func(d *document, n *Notification, v ast.Node) {
		d.checked(v, "secret", "at least 16 characters", checkSecret, &n.Secret)
	}},
	{"when", func(d *document, n *Notification, v ast.Node) {
		d.checked(v, "when", "daily", oneOf("a pace", paces), (*string)(&n.When))
	}},
	{"remind_days", readRemindDays},
}

// mailFields are the keys under mail.
var mailFields = []field[Mail]{
	{"server", func(d *document, m *Mail, v ast.Node) {
		d.checked(v, "server", "smtp.example.jp:587", checkMailServer, &m.Server)
	}},
	{"from", func(d *document, m *Mail, v ast.Node) {
		d.checked(v, "from", "koubo@example.jp", checkMailbox, &m.From)
	}},
	{"user", func(d *document, m *Mail, v ast.Node) { d.checked(v, "user", "koubo", accept, &m.User) }},
	{"password", func(d *document, m *Mail, v ast.Node) { d.checked(v, "password", "a text", accept, &m.Password) }},
	{"tls", func(d *document, m *Mail, v ast.Node) {
		d.checked(v, "tls", "starttls", oneOf("a way to encrypt", []string{"starttls", "tls", "none"}), &m.TLS)
	}},
}

// readNotifications reads the list of notifications, each with what it cannot do without.
func readNotifications(d *document, c *Config, v ast.Node) {
	list, ok := v.(*ast.SequenceNode)
	if !ok {
		d.fault(start(v), "notify must be a list: begin each notification with a hyphen, as in - id: okinawa-pilots")
		return
	}
	lines := map[string]int{}
	for _, item := range list.Values {
		n := Notification{Where: fmt.Sprintf("%s:%d", d.name, start(item).Position.Line), When: AtOnce}
		if !readMapping(d, item, "a notification", notificationFields, &n) {
			continue
		}
		d.demandOfNotification(item, &n)
		if line, used := lines[n.ID]; used && n.ID != "" {
			d.fault(start(item), "the notification %s already stands at %s:%d: choose another id", n.ID, d.name, line)
		}
		lines[n.ID] = start(item).Position.Line
		c.Notifications = append(c.Notifications, n)
	}
}

// demandOfNotification reports what a notification lacks, and what does not go together.
func (d *document) demandOfNotification(item ast.Node, n *Notification) {
	at := start(item)
	if n.Sources {
		n.When = map[Pace]Pace{AtOnce: Daily, Daily: Daily, Weekly: Weekly}[n.When] // at once would be a storm where many fail
	}
	for _, rule := range []struct {
		broken bool
		what   string
	}{
		{!given(item, "id"), "a notification without an id: add one, such as id: okinawa-pilots"},
		{!given(item, "to"), "a notification that goes nowhere: add to: webhook, slack, teams, discord or email"},
		{!given(item, "query") && !given(item, "alerts"), "a notification of nothing: add query: with the parameters of a selection, such as \"kind=pilot&pref=47\""},
		{given(item, "query") && given(item, "alerts"), "a notification of records and of sources at once: make two of it"},
		{n.To == Email && !given(item, "address"), "an e-mail to nobody: add address:"},
		{n.To != Email && n.To != "" && !given(item, "url"), "a notification without the address of its receiver: add url:"},
		{n.To == Email && given(item, "url"), "an e-mail has no url: leave it out"},
		{n.To != Email && given(item, "address"), "address: is for e-mail: use url: here"},
		{n.To != Webhook && given(item, "secret"), "secret: signs webhooks only: leave it out"},
		{n.When == Weekly && given(item, "remind_days"), "a weekly letter comes too late to remind of deadlines: write when: daily or when: at once"},
		{n.Sources && given(item, "remind_days"), "sources have no deadlines: leave remind_days out"},
	} {
		if rule.broken {
			d.fault(at, "%s", rule.what)
		}
	}
}

// checkMail finds e-mail that cannot leave, once the whole file is read.
func (d *document) checkMail(c *Config, root ast.Node) {
	if slices.ContainsFunc(c.Notifications, func(n Notification) bool { return n.To == Email }) && (c.Mail.Server == "" || c.Mail.From == "") {
		d.fault(start(root), "a notification goes to email, but mail: names no server: or no from: for it to leave by")
	}
	if c.Mail.Password != "" && c.Mail.TLS == "none" {
		d.fault(start(root), "mail: sends a password without encryption: write tls: starttls or tls: tls")
	}
}

func readSelection(d *document, n *Notification, v ast.Node) {
	w, ok := d.text(v, "query", `"kind=pilot&pref=47"`)
	if !ok {
		return
	}
	q, err := ParseSelection(w.text)
	if err != nil {
		d.fault(w.at, "query: %s", err)
		return
	}
	n.Query = q
}

// ignoredParameters are those of an address of the page that have no say in which records a selection holds.
var ignoredParameters = []string{"sort", "limit", "cursor", "changes"}

// ParseSelection reads a saved selection: the parameters of a URL, such as kind=pilot&pref=47, or the whole address of a page
// or feed of koubo. Its order and paging are left out. The error is a sentence.
func ParseSelection(text string) (opportunity.Query, error) {
	parameters := strings.TrimPrefix(text, "?")
	if strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://") || strings.HasPrefix(text, "/") {
		u, err := url.Parse(text)
		if err != nil {
			return opportunity.Query{}, fmt.Errorf("the address %s is broken: copy it anew from the browser", shown(text))
		}
		parameters = u.RawQuery
	}
	values, err := url.ParseQuery(parameters)
	if err != nil {
		return opportunity.Query{}, fmt.Errorf("%s are no parameters of a URL: write them such as kind=pilot&pref=47", shown(text))
	}
	for name, list := range values {
		list = slices.DeleteFunc(list, func(value string) bool { return value == "" || opportunity.IsTracking(name, value) })
		if values[name] = list; len(list) == 0 || slices.Contains(ignoredParameters, name) {
			delete(values, name)
		} else if !slices.Contains(opportunity.Parameters(), name) {
			return opportunity.Query{}, fmt.Errorf("there is no parameter %s: %s", shown(name), mend(name, opportunity.Parameters()))
		}
	}
	return opportunity.ParseQuery(values)
}

// readRemindDays reads a number of days or a list of them.
func readRemindDays(d *document, n *Notification, v ast.Node) {
	items := []ast.Node{v}
	if list, ok := v.(*ast.SequenceNode); ok {
		items = list.Values
	}
	for _, item := range items {
		days := 0
		if d.integer(item, "remind_days", 1, 60, &days); days > 0 && !slices.Contains(n.RemindDays, days) {
			n.RemindDays = append(n.RemindDays, days)
		}
	}
	slices.Sort(n.RemindDays)
}

// checkReceiver takes an address that a message can be posted to.
func checkReceiver(address string) error {
	if err := CheckURL(address); err != nil {
		return err
	}
	if u, err := url.Parse(address); err == nil && u.User != nil {
		return errors.New("the address holds a user or a password, which would be sent to whoever answers there: remove them")
	}
	return nil
}

// checkMailbox takes a bare mail address in ASCII, on one line.
func checkMailbox(text string) error {
	if err := checkHeader(text); err != nil {
		return err
	}
	if at, err := mail.ParseAddress(text); err != nil || at.Address != text || strings.ContainsAny(text, "\r\n,;<>") {
		return errors.New(shown(text) + " is no mail address: write one such as sales@example.co.jp")
	}
	return nil
}

func checkMailServer(text string) error {
	host, port, err := net.SplitHostPort(text)
	if err != nil || host == "" || !isPort(port) || strings.ContainsAny(host, " /@") {
		return fmt.Errorf("%s is no mail server: write host:port, such as smtp.example.jp:587", shown(text))
	}
	return nil
}

func checkSecret(text string) error {
	if len(text) < 16 {
		return errors.New("a secret of less than 16 characters can be guessed: write a longer one, such as openssl rand -hex 32 makes")
	}
	return nil
}
