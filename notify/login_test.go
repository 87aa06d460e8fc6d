package notify

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"log"
	"net"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"koubo/sources/config"
	"koubo/store/outbox"
)

// submission is a mail server that takes letters of those who log in over an encrypted connection, as those of providers do.
type submission struct {
	address   string
	roots     *x509.CertPool
	signature *Signature // that letters bear

	mu      sync.Mutex
	letters []string
	from    []string
	to      []string
}

// newSubmission starts one: implicit TLS, or STARTTLS, or no encryption at all.
func newSubmission(t *testing.T, security string) *submission {
	t.Helper()
	certificate, roots := selfSigned(t)
	s := &submission{roots: roots}
	server := smtp.NewServer(s)
	server.Domain, server.ErrorLog, server.AllowInsecureAuth = "mail.example.jp", log.New(io.Discard, "", 0), security == "none"
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = l.Addr().String()
	config := &tls.Config{Certificates: []tls.Certificate{certificate}}
	switch security {
	case "tls":
		l = tls.NewListener(l, config)
	case "starttls":
		server.TLSConfig = config
	}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(l) }()
	t.Cleanup(func() { _ = server.Close(); _ = l.Close(); <-served })
	return s
}

// selfSigned returns a certificate for 127.0.0.1, that of a web server for tests, and those who trust it.
func selfSigned(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	server := httptest.NewTLSServer(nil)
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return server.TLS.Certificates[0], roots
}

// NewSession begins with every connection.
func (s *submission) NewSession(c *smtp.Conn) (smtp.Session, error) {
	_, encrypted := c.TLSConnectionState()
	return &submitted{server: s, encrypted: encrypted}, nil
}

// submitted is one connection.
type submitted struct {
	server    *submission
	encrypted bool
	known     bool
}

func (u *submitted) AuthMechanisms() []string { return []string{sasl.Plain} }

func (u *submitted) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "koubo" || password != "a-long-password" {
			return smtp.ErrAuthFailed
		}
		u.known = true
		return nil
	}), nil
}

func (u *submitted) Mail(from string, _ *smtp.MailOptions) error {
	if !u.known {
		return smtp.ErrAuthRequired
	}
	u.server.from = append(u.server.from, from)
	return nil
}

func (u *submitted) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "nobody@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	}
	u.server.to = append(u.server.to, to)
	return nil
}

func (u *submitted) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	u.server.mu.Lock()
	defer u.server.mu.Unlock()
	u.server.letters = append(u.server.letters, string(text))
	return err
}

func (u *submitted) Reset()        {}
func (u *submitted) Logout() error { return nil }

// submit sends a letter, and returns the refusal, nil where it was taken.
func (s *submission) submit(t *testing.T, by config.Mail, to string, roots *x509.CertPool) *Refusal {
	t.Helper()
	by.Server, by.From = s.address, "koubo@example.jp"
	sender := &Sender{Mail: by, Signature: s.signature, Roots: roots, Now: time.Now, Timeout: 10 * time.Second}
	m := Message{Key: "5d41402abc4b2a76b9719d911017c592", Notification: "n", Made: time.Now(), Headline: "公募のお知らせ：新着1件", Items: []Item{{Title: "募集"}}, Unsubscribe: "https://koubo.example.jp/notify/stop?id=n&token=x"}
	err := sender.Send(context.Background(), config.Notification{ID: "n", To: config.Email, Address: to}, m, outbox.Letter{})
	var refusal *Refusal
	if err != nil && !errors.As(err, &refusal) {
		t.Fatal(err)
	}
	return refusal
}

var account = config.Mail{User: "koubo", Password: "a-long-password"}

func TestLettersLeaveByAnEncryptedConnectionWithALogin(t *testing.T) {
	for _, security := range []string{"", "starttls", "tls"} {
		kind := security
		if kind == "" {
			kind = "starttls" // the default
		}
		s := newSubmission(t, kind)
		by := account
		by.TLS = security
		if refusal := s.submit(t, by, "sales@example.co.jp", s.roots); refusal != nil {
			t.Errorf("%q: %v", security, refusal)
			continue
		}
		if len(s.letters) != 1 || s.from[0] != "koubo@example.jp" || s.to[0] != "sales@example.co.jp" {
			t.Errorf("%q: the server has %d letters, from %v to %v", security, len(s.letters), s.from, s.to)
		}
		for _, head := range []string{"List-Unsubscribe: <https://koubo.example.jp/notify/stop?id=n&token=x>", "List-Unsubscribe-Post: List-Unsubscribe=One-Click", "multipart/alternative"} {
			if !strings.Contains(unfolded(s.letters[0]), head) {
				t.Errorf("%q: the letter lacks %s:\n%s", security, head, s.letters[0])
			}
		}
	}
}

// unfolded joins the lines of a header that go on (RFC 5322 §2.2.3).
func unfolded(letter string) string {
	return string(bytes.ReplaceAll([]byte(letter), []byte("\r\n "), []byte(" ")))
}

func TestLettersDoNotLeaveWhere(t *testing.T) {
	for _, c := range []struct {
		name, server string // encryption of the server
		by           config.Mail
		to           string
		trusted      bool
		permanent    bool
	}{
		{"the password is wrong", "starttls", config.Mail{User: "koubo", Password: "wrong"}, "sales@example.co.jp", true, false},
		{"nobody logs in", "starttls", config.Mail{}, "sales@example.co.jp", true, false},
		{"the certificate is nobody's", "starttls", account, "sales@example.co.jp", false, false},
		{"the certificate is nobody's, from the start", "tls", config.Mail{User: "koubo", Password: "a-long-password", TLS: "tls"}, "sales@example.co.jp", false, false},
		{"the server cannot encrypt", "none", account, "sales@example.co.jp", true, false},
		{"the mailbox is none", "starttls", account, "nobody@example.co.jp", true, true},
	} {
		s := newSubmission(t, c.server)
		roots := s.roots
		if !c.trusted {
			roots = x509.NewCertPool()
		}
		refusal := s.submit(t, c.by, c.to, roots)
		if refusal == nil || len(s.letters) > 0 {
			t.Errorf("%s: %d letters arrived", c.name, len(s.letters))
			continue
		}
		if c.permanent && !refusal.Permanent || strings.Contains(refusal.Reason, "a-long-password") || !strings.Contains(refusal.Reason, "mail server") {
			t.Errorf("%s: %+v", c.name, refusal)
		}
		t.Logf("%s: %+v", c.name, *refusal)
	}
}
