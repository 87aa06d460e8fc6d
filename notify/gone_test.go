package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources/config"
	"koubo/store"
	"koubo/store/outbox"
)

// TestNobodyIsTold apart from a server that wants none of our letters: only the first is a reason to end what somebody subscribed to.
func TestNobodyIsTold(t *testing.T) {
	for answer, gone := range map[string]bool{
		"550 5.1.1 no such user": true, "550 no such user": true, "553 5.1.3 bad address": true, "550 5.2.1 disabled": true, "551 moved": true,
		"550 5.7.1 relaying denied": false, "554 5.7.1 blocked": false, "554 no": false, "552 5.2.2 full": false, "450 4.1.1 later": false, "421 4.3.2 closing": false,
	} {
		server := newMailServer(t, "250 ok")
		server.toReader = answer
		refused := mailed(t, server, letterOf(item(1, "実証", opportunity.ChangedNew)))
		if refused == nil || refused.Gone != gone || refused.Permanent != strings.HasPrefix(answer, "5") {
			t.Errorf("%s: %+v", answer, refused)
		}
	}
	server := newMailServer(t, "550 5.1.1 to the letter as a whole")
	if refused := mailed(t, server, letterOf(item(1, "実証", opportunity.ChangedNew))); refused == nil || refused.Gone || !refused.Permanent {
		t.Errorf("to the letter: %+v", refused)
	}
}

// TestAPrivateRefusalTellsNothing of where the message went, and a webhook that is not there is gone.
func TestAPrivateRefusalTellsNothing(t *testing.T) {
	for status, gone := range map[int]bool{404: true, 410: true, 403: false, 400: false, 500: false} {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(status)
			fmt.Fprint(w, "no such hook: ", r.URL.Path)
		}))
		refused := send(t, guarded(t, loopback...), config.Notification{ID: "reader:1", To: config.Discord, URL: server.URL + "/secret", Private: true})
		server.Close()
		if refused == nil || refused.Gone != gone || strings.Contains(refused.Reason, "secret") {
			t.Errorf("%d: %+v", status, refused)
		}
		refused = send(t, guarded(t, loopback...), config.Notification{ID: "reader:1", To: config.Discord, URL: server.URL + "/secret", Private: true})
		if refused == nil || strings.Contains(refused.Reason, "127.0.0.1") {
			t.Errorf("closed: %+v", refused)
		}
	}
}

// goneOffice attempts letters of a follower, each of its own, by a courier that says what it is told to.
type goneOffice struct {
	*Worker
	store  *store.Store
	answer error
	ended  []string
}

func (o *goneOffice) Send(context.Context, config.Notification, Message, outbox.Letter) error {
	return o.answer
}

func newGoneOffice(t *testing.T) *goneOffice {
	st, err := store.Open(filepath.Join(t.TempDir(), "koubo.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Close() })
	o := &goneOffice{store: st}
	o.Worker = &Worker{Outbox: st, Courier: o, Now: time.Now, Wait: func(int) time.Duration { return 0 }, Log: slog.New(slog.DiscardHandler),
		End: func(id string) error { o.ended = append(o.ended, id); return nil }}
	return o
}

func (o *goneOffice) letter(t *testing.T, n config.Notification, answer error) {
	t.Helper()
	o.answer = answer
	day := time.Now().AddDate(0, 0, len(n.ID)).Format("2006-01-02") + fmt.Sprint(time.Now().UnixNano())
	if err := o.store.Alert(n.ID, outbox.Alert{Day: day, Sources: []outbox.SourceAlert{{Source: "a"}}}); err != nil {
		t.Fatal(err)
	}
	lanes, err := o.store.Lanes()
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(lanes, func(l outbox.Lane) bool { return l.Follower == n.ID })
	if i < 0 {
		t.Fatalf("no letter of %s", n.ID)
	}
	if err := o.attempt(t.Context(), n, lanes[i].Letter); err != nil {
		t.Fatal(err)
	}
}

// TestWhoIsGoneIsToldNoMore after three letters in a row, but no webhook of the operator's, and nobody while the mail server takes nothing.
func TestWhoIsGoneIsToldNoMore(t *testing.T) {
	gone, other := &Refusal{Reason: "no such receiver", Permanent: true, Gone: true}, &Refusal{Reason: "no", Permanent: true}
	for name, c := range map[string]struct {
		to      config.Channel
		private bool
		mails   bool
		answers []error
		ended   bool
	}{
		"three":               {config.Email, true, true, []error{gone, gone, gone}, true},
		"two":                 {config.Email, true, true, []error{gone, gone}, false},
		"one arrived":         {config.Email, true, true, []error{gone, gone, nil, gone, gone}, false},
		"of another reason":   {config.Email, true, true, []error{other, other, other, errors.New("x")}, false},
		"the server is mute":  {config.Email, true, false, []error{gone, gone, gone, gone}, false},
		"the operator's mail": {config.Email, false, true, []error{gone, gone, gone}, true},
		"a reader's webhook":  {config.Slack, true, false, []error{gone, gone, gone}, true},
		"an operator's":       {config.Slack, false, false, []error{gone, gone, gone, gone}, false},
	} {
		o := newGoneOffice(t)
		if c.mails {
			o.letter(t, config.Notification{ID: "somebody", To: config.Email}, nil)
		}
		for _, answer := range c.answers {
			o.letter(t, config.Notification{ID: "reader:1", To: c.to, Private: c.private}, answer)
		}
		if ended := slices.Equal(o.ended, []string{"reader:1"}); ended != c.ended || len(o.ended) > 1 {
			t.Errorf("%s: ended %v", name, o.ended)
		}
	}
}

// TestAnotherMailServerEndsNobody before it has taken a letter: what the one before took tells nothing of it.
func TestAnotherMailServerEndsNobody(t *testing.T) {
	o, reader := newGoneOffice(t), config.Notification{ID: "reader:1", To: config.Email, Private: true}
	gone := &Refusal{Reason: "no such receiver", Permanent: true, Gone: true}
	o.letter(t, config.Notification{ID: "somebody", To: config.Email}, nil)
	o.Tell(nil)
	for range 4 {
		o.letter(t, reader, gone)
	}
	if len(o.ended) > 0 {
		t.Errorf("ended %v", o.ended)
	}
	o.letter(t, config.Notification{ID: "somebody", To: config.Email}, nil)
	if o.letter(t, reader, gone); len(o.ended) != 1 {
		t.Errorf("ended %v", o.ended)
	}
}

// TestReadersCanEndWhatTheyAreSent in each channel, and a long link of confirmation stays whole.
func TestReadersCanEndWhatTheyAreSent(t *testing.T) {
	long := "https://koubo.example.jp/notify/confirm?token=" + strings.Repeat("x", 1900)
	for _, to := range []config.Channel{config.Slack, config.Teams, config.Discord} {
		m := Message{Headline: "お知らせ", Items: []Item{{Title: "題", Link: long}}, Unsubscribe: "https://koubo.example.jp/notify/stop?id=reader%3A1&token=x"}
		body, err := encode(channels[to].form(m, outbox.Letter{}))
		if err != nil {
			t.Fatal(err)
		}
		if text := strings.ReplaceAll(string(body), "&amp;", "&"); !strings.Contains(text, m.Unsubscribe) || !strings.Contains(text, "停止") || !strings.Contains(text, long) {
			t.Errorf("%s: %s", to, body)
		}
	}
}
