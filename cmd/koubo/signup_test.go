package main

import (
	"bytes"
	"context"
	"io"
	"log"
	"log/slog"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/opportunity/jdate"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/store"
	"koubo/web"

	"koubo/web/front"

	"github.com/emersion/go-smtp"
)

// postOffice is a mail server on the loopback network that keeps what it is given, and knows no mailbox of nobody.
type postOffice struct{ letters chan string }

func newPostOffice(t *testing.T) (address string, letters <-chan string) {
	t.Helper()
	p := &postOffice{make(chan string, 100)}
	server := smtp.NewServer(p)
	server.Domain, server.ErrorLog = "mail.example.jp", log.New(io.Discard, "", 0)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan struct{})
	go func() { defer close(served); _ = server.Serve(l) }()
	t.Cleanup(func() { _, _ = server.Close(), l.Close(); <-served }) // the latter where the server has not begun yet
	return l.Addr().String(), p.letters
}

func (p *postOffice) NewSession(*smtp.Conn) (smtp.Session, error) { return p, nil }
func (p *postOffice) Mail(string, *smtp.MailOptions) error        { return nil }
func (p *postOffice) Reset()                                      {}
func (p *postOffice) Logout() error                               { return nil }

func (p *postOffice) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "nobody@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no mailbox " + to}
	}
	return nil
}

func (p *postOffice) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	p.letters <- string(text)
	return err
}

// arrived waits for a letter, and returns its header and its text.
func arrived(t *testing.T, letters <-chan string) (mail.Header, string) {
	t.Helper()
	select {
	case raw := <-letters:
		m, err := mail.ReadMessage(strings.NewReader(raw))
		if err != nil {
			t.Fatal(err)
		}
		_, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
		if err != nil {
			t.Fatal(err)
		}
		part, err := multipart.NewReader(m.Body, parameters["boundary"]).NextRawPart()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		return m.Header, string(text)
	case <-time.After(30 * time.Second):
		t.Fatal("no letter arrived")
		return nil, ""
	}
}

// signUpService is a service that readers can subscribe at, 8 days ahead of its visits, so that what these bring is due at once.
type signUpService struct {
	*service
	front   http.Handler
	letters <-chan string
	said    *lockedLog
	data    string
}

// lockedLog is a log that many write to.
type lockedLog struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{} // receives where something was written since the latest receive
}

func (l *lockedLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	select {
	case l.more <- struct{}{}:
	default: // one is waiting
	}
	return l.text.Write(p)
}

// await waits until the log says something.
func (l *lockedLog) await(t *testing.T, what string) {
	t.Helper()
	for late := time.After(30 * time.Second); !strings.Contains(l.String(), what); {
		select {
		case <-l.more:
		case <-late:
			t.Fatalf("the log never says %s:\n%s", what, l)
		}
	}
}

func (l *lockedLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

func newSignUpService(t *testing.T, change func(*config.Settings)) *signUpService {
	t.Helper()
	s := &signUpService{said: &lockedLog{more: make(chan struct{}, 1)}, data: filepath.Join(t.TempDir(), "koubo.db")}
	st, err := store.Open(s.data, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	cfg := config.Default()
	cfg.Mail = config.Mail{From: "koubo@example.jp", TLS: "none"}
	cfg.SignUp = config.SignUp{Key: "0123456789abcdef0123456789abcdef", To: []config.Channel{config.Email}}
	cfg.Mail.Server, s.letters = newPostOffice(t)
	change(cfg)
	s.service = &service{cfg: cfg, store: st, log: slog.New(slog.NewTextHandler(s.said, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	s.service.front.BaseURL = "https://koubo.example.jp/sub"
	if err := s.deliver(); err != nil {
		t.Fatal(err)
	}
	s.front = web.New(front.Config{Records: st, Visits: st, Sources: func() []sources.Source { return nil }, Now: time.Now, BaseURL: "https://koubo.example.jp/sub",
		Logger: s.log, AccessLog: true, SignUp: s.service.front.SignUp, Outbox: s.outbox, Proves: s.proves})
	if s.delivery == nil {
		return s
	}
	s.delivery.Now, s.delivery.Gather = func() time.Time { return time.Now().AddDate(0, 0, 8) }, 0
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.delivery.Run(ctx) }()
	t.Cleanup(func() { cancel(); <-ended })
	return s
}

func (s *signUpService) ask(method, address string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, strings.TrimPrefix(address, "https://koubo.example.jp"), strings.NewReader(form.Encode()))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	w := httptest.NewRecorder()
	s.front.ServeHTTP(w, r)
	return w
}

// announce stores a call of Okinawa.
func (s *signUpService) announce(t *testing.T, title string) {
	t.Helper()
	at, page := time.Now(), "https://www.city.example.jp/"+url.PathEscape(title)
	call := opportunity.Opportunity{ID: opportunity.NewID("472018", page), URL: page, Title: title, Source: "a", Kind: opportunity.Pilot, Stage: opportunity.OpenCall,
		IsOpportunity: true, Detail: opportunity.DetailRead, Issuer: opportunity.Issuer{Code: "472018", Name: "那覇市", Prefecture: "沖縄県"},
		Deadlines: []opportunity.Deadline{{Role: opportunity.Submission, End: jdate.DateOf(at).AddDays(40)}}}
	if _, err := s.store.Apply(sources.Visit{Source: sources.Source{ID: "a"}, At: at, Records: []opportunity.Opportunity{call},
		Health: sources.Health{State: sources.OK, LastRun: at}, Report: sources.Report{Start: at, State: sources.OK}}); err != nil {
		t.Fatal(err)
	}
}

// listed is what koubo notify list says.
func (s *signUpService) listed(t *testing.T) (said string, r web.ReaderState) {
	t.Helper()
	answer, err := web.AskOutbox(s.outbox, web.OutboxRequest{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	printNotifications(&b, s.cfg, answer.Notifications)
	printReaders(&b, s.cfg, answer.Readers)
	return b.String(), answer.Readers
}

const reader = "taro.yamada@mail.example.co.jp"

var confirmLink = regexp.MustCompile(`https://koubo\.example\.jp/sub/notify/confirm\?token=\S+`)

// TestAReaderSubscribesFromThePage and ends it by the link in a letter, by a real mail server: nothing is stored before the button
// is pressed, and nothing is left after the end. Neither file nor log nor list ever holds the address.
func TestAReaderSubscribesFromThePage(t *testing.T) {
	s := newSignUpService(t, func(*config.Settings) {})
	if page := s.ask("GET", "/?pref=47", nil).Body.String(); !strings.Contains(page, `<form class="signup" method="post" action="/sub/notify/subscribe"><input type="hidden" name="selection" value="pref=47">`) {
		t.Fatal(page)
	}
	form := url.Values{"address": {reader}, "selection": {"pref=47"}, "when": {"daily"}}
	if w := s.ask("POST", "/notify/subscribe", form); w.Code != 200 || !strings.Contains(w.Body.String(), "確認のお知らせを送ります") || strings.Contains(w.Body.String(), reader) {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	head, text := arrived(t, s.letters)
	link := confirmLink.FindString(text)
	if head.Get("To") != "<"+reader+">" || link == "" {
		t.Fatalf("%v\n%s", head, text)
	}
	for _, method := range []string{"GET", "HEAD"} { // as scanners of mail do
		if w := s.ask(method, link, nil); w.Code != 200 || method == "GET" && !(strings.Contains(w.Body.String(), reader) && strings.Contains(w.Body.String(), "沖縄県") && strings.Contains(w.Body.String(), `<form method="post" action="/sub/notify/confirm?token=`)) {
			t.Fatalf("%s: %d %s", method, w.Code, w.Body)
		}
		if _, r := s.listed(t); r.Subscribed != 0 {
			t.Fatal("a look subscribes")
		}
	}
	s.announce(t, "前の公募")
	if w := s.ask("POST", link, url.Values{}); w.Code != 200 || !strings.Contains(w.Body.String(), "登録しました") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	s.announce(t, "後の公募")
	head, text = arrived(t, s.letters)
	stop := strings.Trim(head.Get("List-Unsubscribe"), "<>")
	if head.Get("To") != "<"+reader+">" || !strings.Contains(text, "後の公募") || strings.Contains(text, "前の公募") || head.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" || !strings.HasPrefix(stop, "https://koubo.example.jp/sub/notify/stop?") {
		t.Fatalf("%v\n%s", head, text)
	}
	s.said.await(t, "msg=notified")
	if said, r := s.listed(t); r.Subscribed != 1 || strings.Contains(said, "reader:") || strings.Contains(said, "yamada") || !strings.Contains(said, "subscriptions from the page  1\n  sent: 1 letter") {
		t.Fatal(said)
	}
	if file, err := os.ReadFile(s.data); err != nil || bytes.Contains(file, []byte("yamada")) {
		t.Errorf("the file holds the address (%v)", err)
	}
	if w := s.ask("POST", stop, url.Values{"List-Unsubscribe": {"One-Click"}}); w.Code != 200 || !strings.Contains(w.Body.String(), "送り先と条件を消去しました") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := s.ask("GET", stop, nil); !strings.Contains(w.Body.String(), "すでに停止しています") {
		t.Errorf("the end is not told: %s", w.Body)
	}
	for _, method := range []string{"GET", "POST"} {
		if w := s.ask(method, link, nil); w.Code != http.StatusGone {
			t.Errorf("%s of the old link of confirmation: %d %s", method, w.Code, w.Body)
		}
	}
	s.announce(t, "最後の公募")
	if lanes, err := s.store.Lanes(); err != nil || len(lanes) > 0 {
		t.Errorf("something waits for who has gone: %v %v", lanes, err)
	}
	if states, err := s.store.Outbox(); err != nil || len(states) > 0 {
		t.Errorf("something is left of who has gone: %v %v", states, err)
	}
	if said, r := s.listed(t); r != (web.ReaderState{}) || !strings.Contains(said, "subscriptions from the page  0") {
		t.Error(said)
	}
	if err := s.store.Check(); err != nil {
		t.Error(err)
	}
	if log := s.said.String(); strings.Contains(log, "yamada") || strings.Contains(log, "token") || !strings.Contains(log, "path=/notify/subscribe") {
		t.Error(log)
	}
}

// TestALetterThatIsRefusedTellsNoAddress, neither the one of confirmation nor one of news, though the mail server repeats it.
func TestALetterThatIsRefusedTellsNoAddress(t *testing.T) {
	s := newSignUpService(t, func(*config.Settings) {})
	w := s.ask("POST", "/notify/subscribe", url.Values{"address": {"nobody@mail.example.co.jp"}, "selection": {""}, "when": {"weekly"}})
	if w.Code != http.StatusBadGateway || !strings.Contains(w.Body.String(), "確認のお知らせを送れませんでした") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if log := s.said.String(); strings.Contains(log, "nobody@") || strings.Contains(log, "example.co.jp") || !strings.Contains(log, "the mail server did not take the letter, and answered 550") {
		t.Error(log)
	}
}

// TestReadersCanLeaveAfterTheKeyHasGone: the link in an old letter erases what can no longer be read.
func TestReadersCanLeaveAfterTheKeyHasGone(t *testing.T) {
	s := newSignUpService(t, func(*config.Settings) {})
	s.ask("POST", "/notify/subscribe", url.Values{"address": {reader}, "selection": {""}, "when": {"weekly"}})
	_, text := arrived(t, s.letters)
	s.ask("POST", confirmLink.FindString(text), url.Values{})
	id := s.outbox.readers.Notifications()[0].ID
	stop := s.delivery.Unsubscribe(id)
	bare := &service{cfg: config.Default(), store: s.store, log: slog.New(slog.DiscardHandler), front: front.Config{BaseURL: "https://koubo.example.jp/sub"}}
	if err := bare.deliver(); err != nil || bare.front.SignUp != nil {
		t.Fatal(err)
	}
	s.front = web.New(front.Config{Records: s.store, Visits: s.store, Now: time.Now, BaseURL: "https://koubo.example.jp/sub", Outbox: bare.outbox, Proves: bare.proves})
	if n, _, err := bare.outbox.Subscribers(); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if w := s.ask("POST", stop, url.Values{}); w.Code != 200 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if n, _, err := bare.outbox.Subscribers(); n != 0 || err != nil {
		t.Error(n, err)
	}
}

// TestThePageOffersEmailWhereItIsSwitchedOn alone.
func TestThePageOffersEmailWhereItIsSwitchedOn(t *testing.T) {
	s := newSignUpService(t, func(cfg *config.Settings) { cfg.SignUp.Key = "" })
	if page := s.ask("GET", "/", nil).Body.String(); strings.Contains(page, "signup") || !strings.Contains(page, "RSSリーダー") {
		t.Error("the page offers e-mail though nothing is configured")
	}
	for _, address := range []string{"/notify/subscribe", "/notify/confirm?token=x"} {
		for _, method := range []string{"GET", "POST"} {
			if w := s.ask(method, address, url.Values{"address": {reader}, "when": {"daily"}}); w.Code != 404 {
				t.Errorf("%s %s: %d", method, address, w.Code)
			}
		}
	}
	if len(s.letters) > 0 {
		t.Error("a letter left")
	}
}
