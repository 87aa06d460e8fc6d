package notify

import (
	"bytes"
	"cmp"
	"context"
	"crypto/tls"
	"embed"
	"errors"
	"html/template"
	"net"
	"regexp"
	"strconv"
	"strings"
	"sync"

	gomail "github.com/wneessen/go-mail"

	"koubo/sources/config"
)

// mailItems is how many items one e-mail holds.
const mailItems = 200

// subjectLength bounds the subject in units of UTF-16.
const subjectLength = 120

//go:embed mail.html
var mailFile embed.FS

// mailPage is the HTML of an e-mail; html/template escapes what titles hold.
var mailPage = sync.OnceValue(func() *template.Template { return template.Must(template.ParseFS(mailFile, "mail.html")) })

// mail sends a message to the reader of a notification by the configured server.
func (s *Sender) mail(ctx context.Context, n config.Notification, m Message) error {
	letter, err := writeMail(s.Mail, n, m)
	if err != nil && n.Private {
		return because("the letter cannot be written").forGood()
	}
	if err != nil {
		return because("the letter cannot be written: %w", err).forGood()
	}
	if s.Signature != nil {
		if err := s.Signature.sign(letter); err != nil {
			return because("the letter cannot be signed: %w", err)
		}
	}
	client, err := s.mailClient()
	if err != nil {
		return because("the mail server under mail: cannot be used: %w", err).forGood()
	}
	sent := make(chan error, 1)
	go func() { sent <- client.DialAndSendWithContext(ctx, letter) }() // which waits for a silent server beyond ctx, though not for ever
	select {
	case err = <-sent:
	case <-ctx.Done():
		err = ctx.Err()
	}
	if err != nil {
		return mailRefusal(ctx, err, n.Private)
	}
	return nil
}

// mailRefusal tells what may pass from what will not: a permanent answer (5yz, RFC 5321 §4.2.1) to the message itself. Servers
// like to repeat whom they refuse, so that of a private letter only the code is told.
func mailRefusal(ctx context.Context, err error, private bool) error {
	if ctx.Err() != nil {
		return because("the mail server did not answer in time")
	}
	var sent *gomail.SendError
	if !errors.As(err, &sent) {
		return because("the mail server did not take the letter: %w", onOneLine{connectionFault(err)})
	}
	r := because("the mail server did not take the letter: %w", onOneLine{err})
	if private {
		r = because("the mail server did not take the letter, and answered %d", sent.ErrorCode())
	}
	r.Permanent = !sent.IsTemp() && sent.ErrorCode() >= 500
	r.Gone = r.Permanent && sent.Reason == gomail.ErrSMTPRcptTo && meansNobody(sent.ErrorCode(), cmp.Or(sent.EnhancedStatusCode(), enhancedCode.FindString(sent.Error())))
	return r
}

// onOneLine is an error whose words stand on one line.
type onOneLine struct{ error }

func (e onOneLine) Error() string { return strings.Join(strings.Fields(e.error.Error()), " ") }

// enhancedCode finds the code (RFC 3463) in the answer of a server that uses such codes without saying so.
var enhancedCode = regexp.MustCompile(`\b5\.\d{1,3}\.\d{1,3}\b`)

// meansNobody reports whether an answer to the name of a reader says that there is no such mailbox (RFC 3463 §3.2 and §3.3), and not
// that this server or its letters are not wanted.
func meansNobody(code int, enhanced string) bool {
	switch enhanced {
	case "":
		return code == 550 || code == 551 || code == 553
	case "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1":
		return true
	}
	return false
}

// mailClient makes a client of one connection.
func (s *Sender) mailClient() (*gomail.Client, error) {
	host, port, err := net.SplitHostPort(s.Mail.Server)
	if err != nil {
		return nil, err
	}
	number, err := strconv.Atoi(port)
	if err != nil {
		return nil, err
	}
	security := &tls.Config{ServerName: host, MinVersion: tls.VersionTLS12, RootCAs: s.Roots}
	options := []gomail.Option{gomail.WithPort(number), gomail.WithTimeout(sendTimeout), gomail.WithTLSConfig(security)}
	switch s.Mail.TLS {
	case "tls":
		options = append(options, gomail.WithSSL())
	case "none":
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.Mail.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.Mail.User), gomail.WithPassword(s.Mail.Password))
	}
	return gomail.NewClient(host, options...)
}

// writeMail writes a message as text and HTML. Its Message-ID comes from the key: a server or reader that has seen it knows it
// again.
func writeMail(by config.Mail, n config.Notification, m Message) (*gomail.Msg, error) {
	letter := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithBoundary(m.Key)) // written alike each time: it may be signed
	if err := errors.Join(letter.FromFormat("koubo 公募", by.From), letter.To(n.Address)); err != nil {
		return nil, err
	}
	letter.Subject(clip(m.Headline, subjectLength))
	letter.SetMessageIDWithValue(m.Key + "@" + by.From[strings.LastIndexByte(by.From, '@')+1:])
	letter.SetDateWithValue(m.Made)
	letter.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834 §5: no holiday notices, please
	if m.Unsubscribe != "" {
		letter.SetGenHeader("List-Unsubscribe", "<"+m.Unsubscribe+">") // RFC 8058 §3.1
		letter.SetGenHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	letter.SetBodyString(gomail.TypeTextPlain, mailText(m))
	var page bytes.Buffer
	if err := mailPage().Execute(&page, m); err != nil {
		return nil, err
	}
	letter.AddAlternativeString(gomail.TypeTextHTML, page.String())
	return letter, nil
}

// mailText is the text of an e-mail.
func mailText(m Message) string {
	var b strings.Builder
	b.WriteString(m.Headline + "\n")
	for _, item := range m.Items {
		b.WriteString("\n■ " + item.Title + "\n")
		for _, line := range item.Lines {
			b.WriteString("　" + line + "\n")
		}
		if item.Link != "" {
			b.WriteString("　" + item.Link + "\n")
		}
	}
	for _, line := range []struct{ before, address string }{{"", m.More}, {"一覧： ", m.Home}, {"配信停止： ", m.Unsubscribe}} {
		if line.address != "" {
			b.WriteString("\n" + line.before + line.address + "\n")
		}
	}
	return b.String()
}
