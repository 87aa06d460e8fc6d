package notify

import (
	"errors"
	"strings"
	"testing"
)

const bounceKey = "0123456789abcdef0123456789abcdef"

// bounce is a report as Postfix writes it.
const bounce = `From: MAILER-DAEMON@mail.example.jp
To: koubo@example.jp
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
	boundary="B/mail"

--B/mail
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B/mail
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.jp
X-Postfix-Queue-ID: 4ABC

Final-Recipient: rfc822; sales@example.co.jp
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <sales@example.co.jp>: User unknown

--B/mail
Content-Type: message/rfc822

From: koubo <koubo@example.jp>
To: <sales@example.co.jp>
Message-ID: <0123456789abcdef0123456789abcdef@example.jp>
Subject: x

Message-ID: <ffffffffffffffffffffffffffffffff@example.jp>
--B/mail--
`

func TestBouncesAreRead(t *testing.T) {
	for name, c := range map[string]struct {
		text   string
		key    string
		nobody bool
	}{
		"nobody":            {bounce, bounceKey, true},
		"full":              {strings.ReplaceAll(bounce, "Status: 5.1.1", "Status: 5.2.2 (full)"), bounceKey, false},
		"a note behind":     {strings.ReplaceAll(bounce, "Status: 5.1.1", "Status: 5.1.1 (bad)"), bounceKey, true},
		"headers alone":     {strings.ReplaceAll(bounce, "message/rfc822", "text/rfc822-headers"), bounceKey, true},
		"with CRLF":         {strings.ReplaceAll(bounce, "\n", "\r\n"), bounceKey, true},
		"cut":               {bounce[:strings.Index(bounce, "Subject: x")], bounceKey, true},
		"delayed":           {strings.ReplaceAll(bounce, "Action: failed", "Action: delayed"), "", false},
		"delivered":         {strings.ReplaceAll(bounce, "Action: failed", "Action: delivered"), "", false},
		"of another letter": {strings.ReplaceAll(bounce, bounceKey, "20261110.1"), "", false},
		"no report":         {strings.ReplaceAll(bounce, "multipart/report", "multipart/mixed"), "", false},
		"holiday":           {"Subject: out of office\n\nMessage-ID: <" + bounceKey + "@example.jp>\n", "", false},
		"nothing":           {"", "", false},
		"no boundary":       {"Content-Type: multipart/report\n\nx", "", false},
	} {
		key, nobody, err := ReadBounce(strings.NewReader(c.text))
		if key != c.key || nobody != c.nobody || (err != nil) != (c.key == "") || err != nil && !errors.Is(err, ErrNoBounce) {
			t.Errorf("%s: %q %t %v", name, key, nobody, err)
		}
	}
}

// FuzzReadBounce: whatever comes, a key is one.
func FuzzReadBounce(f *testing.F) {
	f.Add(bounce)
	f.Add("Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nAction: failed")
	f.Fuzz(func(t *testing.T, text string) {
		if key, _, err := ReadBounce(strings.NewReader(text)); err == nil && len(key) != 32 {
			t.Errorf("%q", key)
		}
	})
}
