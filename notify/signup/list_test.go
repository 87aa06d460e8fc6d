package signup

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"koubo/notify"
	"koubo/opportunity"
	"koubo/sources/config"
	"koubo/store"
	"koubo/store/outbox"
)

var (
	allowed    = config.SignUp{Key: "a key of the operator's, 32 or more", To: []config.Channel{config.Email, config.Slack, config.Teams, config.Discord}}
	foreigners = config.SignUp{Key: "another key of another operator's", To: allowed.To}
)

// shelf is a drawer in memory.
type shelf map[string][]byte

func (s shelf) Each(visit func(string, []byte) error) error {
	for id, value := range s {
		if err := visit(id, value); err != nil {
			return err
		}
	}
	return nil
}

func (s shelf) Put(values map[string][]byte) error {
	for id, value := range values {
		if s[id] = value; value == nil {
			delete(s, id)
		}
	}
	return nil
}

// post is where letters of confirmation go.
type post struct {
	fails error
	to    []string
	said  []notify.Message

	notified []config.Notification
}

func (p *post) Send(_ context.Context, n config.Notification, m notify.Message, _ outbox.Letter) error {
	p.to, p.said, p.notified = append(p.to, n.Address), append(p.said, m), append(p.notified, n)
	return p.fails
}

// office is a list with a clock that the test moves.
type office struct {
	*List
	post
	shelf   shelf
	at      time.Time
	changes int
}

func newOffice(t *testing.T, kept shelf) *office {
	t.Helper()
	o := &office{shelf: kept, at: time.Date(2026, 11, 24, 1, 0, 0, 0, time.UTC)}
	var err error
	if o.List, _, err = Open(kept, allowed, func() time.Time { return o.at }); err != nil {
		t.Fatal(err)
	}
	o.Spent = shelf{}
	o.Courier, o.Confirm = &o.post, func(token string) string { return "https://koubo.example.jp/confirm/" + token }
	o.Changed = func() { o.changes++ }
	return o
}

func (o *office) ask(address string) error {
	return o.Ask(context.Background(), Offer{Address: address, Query: opportunity.Query{Prefectures: []string{"47"}, Text: "飛行"}, When: config.Daily})
}

// token is that of the latest letter.
func (o *office) token() string {
	return strings.TrimPrefix(o.said[len(o.said)-1].Items[0].Link, "https://koubo.example.jp/confirm/")
}

// TestASubscriptionIsStoredOnlyAfterTheClick, encrypted, read again at the next start, and erased.
func TestASubscriptionIsStoredOnlyAfterTheClick(t *testing.T) {
	o := newOffice(t, shelf{})
	if err := o.ask("Taro.Yamada@example.co.jp"); err != nil || len(o.to) != 1 || len(o.shelf) > 0 || len(o.Notifications()) > 0 {
		t.Fatalf("%v: %d letters, %d stored", err, len(o.to), len(o.shelf))
	}
	if offer, err := o.Read(o.token()); err != nil || offer.Address != "Taro.Yamada@example.co.jp" || len(o.shelf) > 0 {
		t.Fatalf("%+v %v", offer, err)
	}
	for range 2 { // a second click changes nothing
		if _, err := o.Subscribe(o.token()); err != nil || len(o.shelf) != 1 {
			t.Fatalf("%v: %d stored", err, len(o.shelf))
		}
	}
	for id, sealed := range o.shelf {
		for _, secret := range []string{"Taro", "taro", "example", "pref", "飛行"} {
			if strings.Contains(id, secret) || bytes.Contains(sealed, []byte(secret)) {
				t.Errorf("the file says %s", secret)
			}
		}
	}
	again := newOffice(t, o.shelf)
	list := again.Notifications()
	if len(list) != 1 || list[0].Address != "Taro.Yamada@example.co.jp" || list[0].When != config.Daily || list[0].To != config.Email || !list[0].Private || !slices.Equal(list[0].Query.Prefectures, []string{"47"}) || list[0].Query.Text != "飛行" || !IsReader(list[0].ID) {
		t.Fatalf("%+v", list)
	}
	if err := again.Erase(list[0].ID); err != nil || len(o.shelf) > 0 || len(again.Notifications()) > 0 || again.changes != 1 || o.changes != 2 {
		t.Errorf("%v: %d stored, %d and %d changes", err, len(o.shelf), o.changes, again.changes)
	}
}

// TestALetterHoldsNothingThatTheAskerWrote but the sealed link: it may go to somebody else.
func TestALetterHoldsNothingThatTheAskerWrote(t *testing.T) {
	o := newOffice(t, shelf{})
	if err := o.Ask(context.Background(), Offer{Address: "taro@example.co.jp", Query: opportunity.Query{Text: "buy at spam.example"}, When: config.Weekly}); err != nil {
		t.Fatal(err)
	}
	if said := fmt.Sprintf("%+v", o.said[0]); strings.Contains(said, "spam") || strings.Contains(said, "taro") || !strings.Contains(said, "毎週月曜8時") {
		t.Error(said)
	}
}

// TestForgedAndOldLinksSubscribeNobody: each byte of a token counts, and so do its age and the key.
func TestForgedAndOldLinksSubscribeNobody(t *testing.T) {
	o := newOffice(t, shelf{})
	if err := o.ask("taro@example.co.jp"); err != nil {
		t.Fatal(err)
	}
	token := o.token()
	for i := range token {
		forged := []byte(token)
		if forged[i] = 'A'; token[i] == 'A' {
			forged[i] = 'Q'
		}
		if _, err := o.Subscribe(string(forged)); !errors.Is(err, ErrForged) {
			t.Fatalf("byte %d changed: %v", i, err)
		}
	}
	for _, forged := range []string{"", "x", "====", token[:len(token)-4], token + "AAAA", strings.Repeat("A", 5000)} {
		if _, err := o.Subscribe(forged); !errors.Is(err, ErrForged) {
			t.Errorf("%.20q: %v", forged, err)
		}
	}
	other, _, err := Open(shelf{}, foreigners, func() time.Time { return o.at })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Read(token); !errors.Is(err, ErrForged) {
		t.Errorf("another key: %v", err)
	}
	if o.at = o.at.Add(linkLife - time.Second); true {
		if _, err := o.Read(token); err != nil {
			t.Errorf("a second before its end: %v", err)
		}
	}
	o.at = o.at.Add(time.Second)
	if _, err := o.Subscribe(token); !errors.Is(err, ErrExpired) {
		t.Errorf("at its end: %v", err)
	}
	if len(o.shelf) > 0 || o.changes > 0 {
		t.Errorf("%d are stored", len(o.shelf))
	}
}

// TestWhatIsKeptOpensInItsPlaceOnly, and with its own key: what does not is left as it is.
func TestWhatIsKeptOpensInItsPlaceOnly(t *testing.T) {
	o := newOffice(t, shelf{})
	if err := o.ask("taro@example.co.jp"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Subscribe(o.token()); err != nil {
		t.Fatal(err)
	}
	id := o.Notifications()[0].ID
	moved := shelf{"reader:other": o.shelf[id], "reader:short": []byte("x")}
	if l, foreign, err := Open(moved, allowed, time.Now); err != nil || foreign != 2 || len(l.Notifications()) > 0 {
		t.Errorf("moved: %d foreign, %v", foreign, err)
	}
	if l, foreign, err := Open(o.shelf, foreigners, time.Now); err != nil || foreign != 1 || len(l.Notifications()) > 0 || len(o.shelf) != 1 {
		t.Errorf("another key: %d foreign, %v", foreign, err)
	}
	if n, err := Count(o.shelf); n != 1 || err != nil {
		t.Errorf("%d are counted, %v", n, err)
	}
}

// TestNobodyIsMailedAFlood: a letter a day for a mailbox however it is spelled, so many for a domain and in all.
func TestNobodyIsMailedAFlood(t *testing.T) {
	o := newOffice(t, shelf{})
	for _, spelling := range []string{"taro@example.co.jp", "TARO@example.CO.JP", "t.a.r.o@example.co.jp", "taro+1@example.co.jp"} {
		if err := o.ask(spelling); err != nil { // nobody learns whether somebody asked before
			t.Errorf("%s: %v", spelling, err)
		}
	}
	if o.at = o.at.Add(quiet - time.Second); o.ask("taro@example.co.jp") != nil || len(o.to) != 1 {
		t.Errorf("%d letters within a day", len(o.to))
	}
	if o.at = o.at.Add(time.Second); o.ask("taro@example.co.jp") != nil || len(o.to) != 2 {
		t.Errorf("%d letters after a day", len(o.to))
	}
	o.to, o.at = nil, o.at.Add(quiet)
	o.Limits = Limits{Letters: 7, PerDomain: 3}
	answers := map[string]error{}
	for i := range 5 {
		answers["company"] = o.ask(fmt.Sprintf("a%d@dept%d.company.co.jp", i, i)) // one domain, whatever stands before it
	}
	for i := range 5 {
		answers["others"] = o.ask(fmt.Sprintf("a@b%d.example.net.jp", i))
		answers["others"] = o.ask(fmt.Sprintf("a@company%d.jp", i))
	}
	if len(o.to) != 7 || !errors.Is(answers["company"], ErrBusy) || !errors.Is(answers["others"], ErrBusy) {
		t.Errorf("%d letters: %v", len(o.to), o.to)
	}
	if o.at = o.at.Add(time.Hour); o.ask("z@company.co.jp") != nil || len(o.to) != 8 {
		t.Errorf("%d letters after an hour", len(o.to))
	}
}

// TestALetterThatFailedMayBeAskedForAgain, but counts for the hour.
func TestALetterThatFailedMayBeAskedForAgain(t *testing.T) {
	o := newOffice(t, shelf{})
	o.Limits.Letters = 2
	o.fails = &notify.Refusal{Reason: "refused"}
	for range 2 {
		if err := o.ask("taro@example.co.jp"); !errors.Is(err, ErrLetter) || strings.Contains(err.Error(), "taro") {
			t.Errorf("%v", err)
		}
	}
	if err := o.ask("taro@example.co.jp"); !errors.Is(err, ErrBusy) || len(o.to) != 2 || o.said[0].Key != o.said[1].Key {
		t.Errorf("%v, %d letters", err, len(o.to))
	}
}

func TestOffersAreChecked(t *testing.T) {
	o := newOffice(t, shelf{})
	long := strings.Repeat("a", 65)
	for _, address := range []string{"", "taro", "taro@", "@example.jp", "a@localhost", "a@[127.0.0.1]", "a@example.jp, b@example.jp", "a@example.jp\r\nBcc: b@example.jp", "Taro <a@example.jp>", "太郎@example.jp", "a@例え.jp",
		long + "@example.jp", "a@" + strings.Repeat(long[:60]+".", 5) + "jp"} {
		if err := o.ask(address); !errors.Is(err, ErrAddress) {
			t.Errorf("%q: %v", address, err)
		}
	}
	for _, offer := range []Offer{{Address: "a@example.jp"}, {Address: "a@example.jp", When: config.AtOnce}, {Address: "a@example.jp", When: config.Daily, Query: opportunity.Query{Text: strings.Repeat("長", 400)}}} {
		if err := o.Ask(context.Background(), offer); !errors.Is(err, ErrOffer) {
			t.Errorf("%+v: %v", offer, err)
		}
	}
	if len(o.to) > 0 {
		t.Errorf("%d letters left", len(o.to))
	}
	o.Limits.Subscriptions = 1
	if err := o.ask("a@example.jp"); err != nil {
		t.Fatal(err)
	}
	first := o.token()
	if err := o.ask("b@example.jp"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Subscribe(first); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Subscribe(o.token()); !errors.Is(err, ErrFull) {
		t.Errorf("one too many: %v", err)
	}
	if err := o.ask("c@example.jp"); !errors.Is(err, ErrFull) || len(o.to) != 2 {
		t.Errorf("one too many asks: %v", err)
	}
}

// TestErasingIsOnTheDisk of a real data file.
func TestErasingIsOnTheDisk(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.db")
	st, err := store.Open(path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	l, _, err := Open(st.Drawer(DrawerName), allowed, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	token, err := l.token(Offer{Address: "taro@example.co.jp", When: config.Weekly}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Subscribe(token); err != nil {
		t.Fatal(err)
	}
	if n, err := Count(st.Drawer(DrawerName)); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if err := Erase(st.Drawer(DrawerName), st.Drawer(SpentName), l.Notifications()[0].ID, time.Now()); err != nil {
		t.Fatal(err)
	}
	if n, err := Count(st.Drawer(DrawerName)); n != 0 || err != nil {
		t.Error(n, err)
	}
}
