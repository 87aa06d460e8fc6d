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

// mailFields are the keys under mail.
var mailFields = []field[Mail]{
	{"server", func(d *document, m *Mail, v ast.Node) {
		d.checked(v, "server", "smtp.example.jp:587", checkMailServer, &m.Server)
	}},
	{"from", func(d *document, m *Mail, v ast.Node) {
		d.checked(v, "from", "koubo@example.jp", CheckMailbox, &m.From)
	}},
	{"user", func(d *document, m *Mail, v ast.Node) { d.checked(v, "user", "koubo", accept, &m.User) }},
	{"password", func(d *document, m *Mail, v ast.Node) { d.checked(v, "password", "a text", accept, &m.Password) }},
	{"tls", func(d *document, m *Mail, v ast.Node) {
		d.checked(v, "tls", "starttls", oneOf("a way to encrypt", []string{"starttls", "tls", "none"}), &m.TLS)
	}},
	{"dkim_selector", func(d *document, m *Mail, v ast.Node) {
		d.checked(v, "dkim_selector", "koubo", checkSelector, &m.DKIMSelector)
	}},
	{"dkim_key", func(d *document, m *Mail, v ast.Node) { d.checked(v, "dkim_key", "dkim.pem", accept, &m.DKIMKey) }},
}

// checkMail finds e-mail that cannot leave, once the whole file is read.
func (d *document) checkMail(c *Config, root ast.Node) {
	isWanting := c.Mail.Server == "" || c.Mail.From == ""
	if isWanting && slices.ContainsFunc(c.Notifications, func(n Notification) bool { return n.To == Email }) {
		d.fault(start(root), "a notification goes to email, but mail: names no server: or no from: for it to leave by")
	}
	if isWanting && c.SignUp.Offers(Email) {
		d.fault(start(root), "sign_up: offers email, but mail: names no server: or no from: for letters to leave by")
	}
	if (c.Mail.DKIMSelector == "") != (c.Mail.DKIMKey == "") {
		d.fault(start(root), "mail: signs with DKIM only where dkim_selector: and dkim_key: stand together")
	}
	if c.Mail.Password != "" && c.Mail.TLS == "none" {
		d.fault(start(root), "mail: sends a password without encryption: write tls: starttls or tls: tls")
	}
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

// CheckMailbox takes a bare mail address in ASCII, on one line.
func CheckMailbox(text string) error {
	if err := checkHeader(text); err != nil {
		return err
	}
	if at, err := mail.ParseAddress(text); err != nil || at.Address != text || strings.ContainsAny(text, "\r\n,;<>") {
		return errors.New(shown(text) + " is no mail address: write one such as sales@example.co.jp")
	}
	return nil
}

// checkSelector takes a part of a domain name.
func checkSelector(text string) error {
	if text == "" || strings.Trim(strings.ToLower(text), "abcdefghijklmnopqrstuvwxyz0123456789-._") != "" {
		return errors.New(shown(text) + " is no part of a domain name: write one such as koubo2026")
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
