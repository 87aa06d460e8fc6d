package notify

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources/config"
	"koubo/store/outbox"
)

var reader = config.Notification{ID: "letter", To: config.Email, Address: "sales@example.co.jp", When: config.Daily}

// mailed sends a letter by a server and returns the refusal, nil for none.
func mailed(t *testing.T, s *mailServer, l outbox.Letter) *Refusal {
	t.Helper()
	sender := &Sender{Mail: config.Mail{Server: s.Addr().String(), From: "koubo@example.jp", TLS: "none"}, Now: func() time.Time { return now }, Timeout: 5 * time.Second}
	m := messageOf(reader, l, "https://koubo.example.jp", now)
	m.Unsubscribe = "https://koubo.example.jp/notify/stop?id=letter&token=x"
	err := sender.Send(context.Background(), reader, m, l)
	var refusal *Refusal
	if err != nil && !errors.As(err, &refusal) {
		t.Fatal(err)
	}
	return refusal
}

// partsOf reads a message as a mail reader does.
func partsOf(t *testing.T, raw string) (mail.Header, map[string]string) {
	t.Helper()
	m, err := mail.ReadMessage(strings.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	media, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || media != "multipart/alternative" {
		t.Fatalf("%s: %v", media, err)
	}
	parts := map[string]string{}
	for r := multipart.NewReader(m.Body, params["boundary"]); ; {
		part, err := r.NextRawPart()
		if err == io.EOF {
			return m.Header, parts
		}
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(part))
		if err != nil {
			t.Fatal(err)
		}
		media, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type"))
		parts[media] = string(body)
	}
}

// TestAnEmailCanBeRead as text and as HTML, can be ended with one click, and is the same when it comes again.
func TestAnEmailCanBeRead(t *testing.T) {
	s := newMailServer(t, "250 kept")
	l := letterOf(item(1, "ドローン物流の実証", opportunity.ChangedDeadline))
	for range 2 {
		if refused := mailed(t, s, l); refused != nil {
			t.Fatal(refused)
		}
	}
	header, parts := partsOf(t, s.got[0])
	subject, err := new(mime.WordDecoder).DecodeHeader(header.Get("Subject"))
	if err != nil || subject != "公募のお知らせ：締切延長1件" {
		t.Errorf("%s: %v", subject, err)
	}
	for name, want := range map[string]string{"Message-Id": "<0123456789abcdef0123456789abcdef@example.jp>", "To": "<sales@example.co.jp>", "Auto-Submitted": "auto-generated",
		"List-Unsubscribe": "<https://koubo.example.jp/notify/stop?id=letter&token=x>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Date": "Tue, 10 Nov 2026 01:00:00 +0000"} {
		if got := header.Get(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	for _, media := range []string{"text/plain", "text/html"} {
		for _, want := range []string{"【締切延長 11/13→11/27】ドローン物流の実証", "2026-11-13（金） → 2026-11-27 17:00（金）", "発注者：長野県駒ヶ根市", "https://koubo.example.jp/notify/stop"} {
			if !strings.Contains(parts[media], want) {
				t.Errorf("%s does not say %q:\n%s", media, want, parts[media])
			}
		}
	}
	again, _ := partsOf(t, s.got[1])
	if again.Get("Message-Id") != header.Get("Message-Id") || again.Get("Date") != header.Get("Date") {
		t.Errorf("the second is %s of %s", again.Get("Message-Id"), again.Get("Date"))
	}
}

// TestTitlesStayInTheirPlace: none becomes a header, a script or a link.
func TestTitlesStayInTheirPlace(t *testing.T) {
	s := newMailServer(t, "250 kept")
	for i, title := range hostile {
		told := item(1, title, opportunity.ChangedNew)
		told.Announcement.Record.URL = "javascript:alert(1)"
		if refused := mailed(t, s, letterOf(told)); refused != nil {
			t.Fatal(refused)
		}
		header, parts := partsOf(t, s.got[i])
		for _, name := range []string{"Bcc", "Cc", "Reply-To"} {
			if header.Get(name) != "" {
				t.Errorf("%q writes %s", title, name)
			}
		}
		if page := parts["text/html"]; strings.Contains(page, "<script") || strings.Contains(page, "href=\"javascript") || len(page) > 8<<10 {
			t.Errorf("%.40q stands in the page: %.600s", title, page)
		}
	}
	broken := reader
	broken.Address = "a@example.jp\r\nBcc: evil@example.com"
	if _, err := writeMail(config.Mail{From: "koubo@example.jp"}, broken, Message{}); err == nil {
		t.Error("an address with a line break is taken")
	}
}

// TestMailServersRefuse: for a while, for good, or by dying in the middle of a message.
func TestMailServersRefuse(t *testing.T) {
	for answer, permanent := range map[string]bool{"421 later": false, "451 later": false, "500 no": true, "554 no": true, "": false} {
		s := newMailServer(t, answer)
		refused := mailed(t, s, letterOf(item(1, strings.Repeat("実証", 50), opportunity.ChangedNew)))
		if refused == nil || refused.Permanent != permanent || len(s.got) > 0 {
			t.Errorf("%q: %+v, %d kept", answer, refused, len(s.got))
		}
	}
	s := newMailServer(t, "250 kept")
	s.Close()
	if refused := mailed(t, s, letterOf(item(1, "実証", opportunity.ChangedNew))); refused == nil || refused.Permanent {
		t.Errorf("nobody there: %+v", refused)
	}
}

// TestASilentMailServerIsGivenUp before the library would.
func TestASilentMailServerIsGivenUp(t *testing.T) {
	s := newMailServer(t, "silence")
	sender := &Sender{Mail: config.Mail{Server: s.Addr().String(), From: "koubo@example.jp", TLS: "none"}, Now: time.Now, Timeout: 100 * time.Millisecond}
	l, begun := letterOf(item(1, "実証", opportunity.ChangedNew)), time.Now()
	var refusal *Refusal
	err := sender.Send(context.Background(), reader, messageOf(reader, l, "", now), l)
	if !errors.As(err, &refusal) || refusal.Permanent || !strings.Contains(refusal.Reason, "did not answer in time") {
		t.Errorf("%v", err)
	}
	if waited := time.Since(begun); waited >= sendTimeout {
		t.Errorf("it took %s", waited)
	}
}

// TestAPasswordIsNotSentInTheClear: a server without STARTTLS gets nothing.
func TestAPasswordIsNotSentInTheClear(t *testing.T) {
	s := newMailServer(t, "250 kept")
	sender := &Sender{Mail: config.Mail{Server: s.Addr().String(), From: "koubo@example.jp", User: "u", Password: "secret"}, Now: time.Now}
	l := letterOf(item(1, "実証", opportunity.ChangedNew))
	if err := sender.Send(context.Background(), reader, messageOf(reader, l, "", now), l); err == nil || len(s.got) > 0 {
		t.Errorf("%v, %d kept", err, len(s.got))
	}
}

// TestWhichAnswersSayThatThereIsNoSuchMailbox, by the enhanced code where there is one (RFC 3463), else by the plain one (RFC 5321).
func TestWhichAnswersSayThatThereIsNoSuchMailbox(t *testing.T) {
	nobody := map[int]bool{550: true, 551: true, 553: true}
	for code := 400; code < 600; code++ {
		if got := meansNobody(code, ""); got != nobody[code] {
			t.Errorf("%d: %v", code, got)
		}
	}
	for enhanced, want := range map[string]bool{
		"5.1.1": true, "5.1.2": true, "5.1.3": true, "5.1.6": true, "5.1.10": true, "5.2.1": true, "5.1.0": false, "5.1.4": false, "5.1.5": false, "5.1.7": false, "5.1.8": false, "5.2.0": false, "5.2.2": false, "5.7.1": false, "4.1.1": false, "5.0.0": false,
	} {
		if got := meansNobody(550, enhanced); got != want {
			t.Errorf("%s: %v", enhanced, got)
		}
	}
}
