package main

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"koubo/sources/config"
	"koubo/web"
)

// chat is a service of channels on the loopback network: it takes messages until it says that there is no such channel.
type chat struct {
	*httptest.Server
	messages chan string
	gone     atomic.Bool
}

func newChat(t *testing.T) *chat {
	c := &chat{messages: make(chan string, 100)}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.gone.Load() {
			http.Error(w, "no such channel: "+r.URL.Path, http.StatusNotFound)
			return
		}
		body, _ := io.ReadAll(r.Body)
		c.messages <- string(body)
	}))
	t.Cleanup(c.Close)
	return c
}

func (c *chat) next(t *testing.T) string {
	t.Helper()
	select {
	case m := <-c.messages:
		return m
	case <-time.After(30 * time.Second):
		t.Fatal("no message arrived")
		return ""
	}
}

// allow has readers give webhooks of the service.
func (c *chat) allow(cfg *config.Settings) {
	cfg.SignUp.To, cfg.SignUp.Hosts = []config.Channel{config.Slack}, []string{strings.TrimPrefix(c.URL, "http://")}
	cfg.Crawl.AllowNetworks = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
}

var stopLink = regexp.MustCompile(`https://koubo\.example\.jp/sub/notify/stop\?[^|]+`)

// subscribed is a service that a reader's channel is subscribed at.
func subscribed(t *testing.T, c *chat) *signUpService {
	t.Helper()
	s := newSignUpService(t, c.allow)
	form := url.Values{"address": {c.URL + "/hooks/SECRET"}, "selection": {"pref=47"}, "when": {"weekly"}}
	if w := s.ask("POST", "/notify/subscribe", form); w.Code != 200 || strings.Contains(w.Body.String(), "SECRET") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	link := confirmLink.FindString(strings.ReplaceAll(c.next(t), "|", " "))
	if w := s.ask("GET", link, nil); w.Code != 200 || !strings.Contains(w.Body.String(), "Slack（127.0.0.1）") || strings.Contains(w.Body.String(), "SECRET") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if _, r := s.listed(t); r.Subscribed != 0 {
		t.Fatal("a look subscribes")
	}
	if w := s.ask("POST", link, url.Values{}); w.Code != 200 || !strings.Contains(w.Body.String(), "登録しました") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	return s
}

// TestAChannelIsSubscribedFromThePage by a webhook that a reader pastes, and ended by the link in a message; file, log and list never
// hold the address.
func TestAChannelIsSubscribedFromThePage(t *testing.T) {
	c := newChat(t)
	s := subscribed(t, c)
	if page := s.ask("GET", "/", nil).Body.String(); strings.Contains(page, `type="email"`) || !strings.Contains(page, `id="hook"`) {
		t.Error(page)
	}
	s.announce(t, "新しい公募")
	message := c.next(t)
	stop := strings.ReplaceAll(stopLink.FindString(message), "&amp;", "&")
	if !strings.Contains(message, "新しい公募") || stop == "" {
		t.Fatal(message)
	}
	s.said.await(t, "msg=notified")
	if said, r := s.listed(t); r.Subscribed != 1 || !strings.Contains(said, "subscriptions from the page  1\n  sent: 1 letter") || strings.Contains(said, "127.0.0.1") {
		t.Error(said)
	}
	if file, err := os.ReadFile(s.data); err != nil || bytes.Contains(file, []byte("SECRET")) {
		t.Errorf("the file holds the address (%v)", err)
	}
	if w := s.ask("GET", stop, nil); w.Code != 200 || !strings.Contains(w.Body.String(), "停止する") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := s.ask("POST", stop, url.Values{}); w.Code != 200 || !strings.Contains(w.Body.String(), "送り先と条件を消去しました") {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if _, r := s.listed(t); r != (web.ReaderState{}) {
		t.Errorf("%+v", r)
	}
	if log := s.said.String(); strings.Contains(log, "SECRET") || strings.Contains(log, "token") {
		t.Error(log)
	}
}

// TestAChannelThatIsNotThereIsErased after three letters, and the operator hears of it; nobody else's does.
func TestAChannelThatIsNotThereIsErased(t *testing.T) {
	c := newChat(t)
	s := subscribed(t, c)
	c.gone.Store(true)
	for _, title := range []string{"一つ目", "二つ目", "三つ目"} {
		s.announce(t, title)
		s.said.await(t, "reason=")
		for states, _ := s.store.Outbox(); len(states) > 0 && states[0].Waiting > 0; states, _ = s.store.Outbox() {
			<-s.said.more
		}
	}
	s.said.await(t, "ended, since there is no such receiver")
	if said, r := s.listed(t); r.Subscribed != 0 || r.Ended != 1 || !strings.Contains(said, "ended, as nobody receives them: 1 ") {
		t.Errorf("%+v %s", r, said)
	}
	if log := s.said.String(); strings.Contains(log, "SECRET") {
		t.Error(log)
	}
}

// TestOtherAddressesAreAskedNothing: neither hosts that nobody allowed nor inward ones that a service's name leads to.
func TestOtherAddressesAreAskedNothing(t *testing.T) {
	c := newChat(t)
	s := newSignUpService(t, func(cfg *config.Settings) {
		c.allow(cfg)
		cfg.Crawl.AllowNetworks = nil
	})
	for address, code := range map[string]int{"http://127.0.0.1:1/hooks/x": 422, "https://example.jp/hooks/x": 422, c.URL + "/hooks/SECRET": 502, reader: 422} {
		if w := s.ask("POST", "/notify/subscribe", url.Values{"address": {address}, "when": {"daily"}}); w.Code != code {
			t.Errorf("%s: %d", address, w.Code)
		}
	}
	if len(c.messages) > 0 {
		t.Error("an address that is not public was asked")
	}
}
