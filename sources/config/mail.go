package config

import (
	"errors"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"koubo/sources/check"
	"koubo/sources/yamlfile"
)

// Mail is how e-mail leaves.
type Mail struct {
	Server   string // host:port
	From     string // mail address
	User     string // "" for no login
	Password string
	TLS      string // starttls, tls or none; "" for starttls
	// DKIM: the name under which the domain of From publishes its key, and the file of the private one; both "" for no signature.
	DKIMSelector, DKIMKey string
}

// encryptions are the ways in which the connection to the mail server is encrypted.
var encryptions = []string{"starttls", "tls", "none"}

// mailFields are the keys under mail.
var mailFields = yamlfile.Fields[*document, Mail]{
	{"server", func(d *document, m *Mail, v ast.Node) {
		d.Checked(v, "server", "smtp.example.jp:587", check.MailServer, &m.Server)
	}},
	{"from", func(d *document, m *Mail, v ast.Node) {
		d.Checked(v, "from", "koubo@example.jp", check.Mailbox, &m.From)
	}},
	{"user", func(d *document, m *Mail, v ast.Node) { d.Checked(v, "user", "koubo", check.Any, &m.User) }},
	{"password", func(d *document, m *Mail, v ast.Node) { d.Checked(v, "password", "a text", check.Any, &m.Password) }},
	{"tls", func(d *document, m *Mail, v ast.Node) {
		d.Checked(v, "tls", "starttls", check.OneOf("a way to encrypt", encryptions), &m.TLS)
	}},
	{"dkim_selector", func(d *document, m *Mail, v ast.Node) {
		d.Checked(v, "dkim_selector", "koubo", checkSelector, &m.DKIMSelector)
	}},
	{"dkim_key", func(d *document, m *Mail, v ast.Node) { d.Checked(v, "dkim_key", "dkim.pem", check.Any, &m.DKIMKey) }},
}

// checkMail finds e-mail that cannot leave, once the whole file is read.
func (d *document) checkMail(c *Settings, root ast.Node) {
	isWanting := c.Mail.Server == "" || c.Mail.From == ""
	isSent := slices.ContainsFunc(c.Notifications, func(n Notification) bool { return n.To == Email })
	d.demandAll(yamlfile.Start(root), []demand{
		{isWanting && isSent, "a notification goes to email, but mail: names no server: or no from: for it to leave by"},
		{isWanting && c.SignUp.Offers(Email), "sign_up: offers email, but mail: names no server: or no from: for letters to leave by"},
		{(c.Mail.DKIMSelector == "") != (c.Mail.DKIMKey == ""), "mail: signs with DKIM only where dkim_selector: and dkim_key: stand together"},
		{c.Mail.Password != "" && c.Mail.TLS == "none", "mail: sends a password without encryption: write tls: starttls or tls: tls"},
	})
}

// checkSelector takes a part of a domain name.
func checkSelector(text string) error {
	if text == "" || strings.Trim(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz0123456789-._") != "" {
		return errors.New(check.Quote(text) + " is no part of a domain name: write one such as koubo2026")
	}
	return nil
}
