package signup

import (
	"context"
	"errors"
	"testing"
	"time"

	"koubo/opportunity"
	"koubo/sources/config"
)

// askFor asks for the news of a selection of its own.
func (o *office) askFor(t *testing.T, address, words string) {
	t.Helper()
	if err := o.Ask(context.Background(), Offer{Address: address, Query: opportunity.Query{Text: words}, When: config.Daily}); err != nil {
		t.Fatal(err)
	}
}

// TestWhoConfirmsMaySaveAnother selection on the same day: who has not pressed the button of the latest letter is sent no other, so that
// nobody is flooded who has not asked.
func TestWhoConfirmsMaySaveAnother(t *testing.T) {
	o := newOffice(t, shelf{})
	o.askFor(t, "taro@example.jp", "一")
	o.askFor(t, "taro@example.jp", "二")
	if len(o.to) != 1 {
		t.Fatalf("%d letters before anybody has confirmed", len(o.to))
	}
	first := o.token()
	if _, err := o.Subscribe(first); err != nil {
		t.Fatal(err)
	}
	o.askFor(t, "Ta.Ro+x@example.jp", "二")
	if len(o.to) != 2 {
		t.Fatalf("%d letters after the first was confirmed", len(o.to))
	}
	if _, err := o.Subscribe(first); err != nil { // which confirms no other letter
		t.Fatal(err)
	}
	o.askFor(t, "taro@example.jp", "三")
	if len(o.to) != 2 {
		t.Errorf("%d letters, though the second is not confirmed", len(o.to))
	}
	if _, err := o.Subscribe(o.token()); err != nil || len(o.Notifications()) != 2 {
		t.Errorf("%v: %d subscriptions", err, len(o.Notifications()))
	}
}

// TestWhoConfirmsIsBoundedByTheHour all the same: a mailbox of one's own is no way to have many letters leave.
func TestWhoConfirmsIsBoundedByTheHour(t *testing.T) {
	o := newOffice(t, shelf{})
	o.Limits = Limits{Letters: 3}
	for n := range 3 {
		o.askFor(t, "taro@example.jp", string(rune('a'+n)))
		if _, err := o.Subscribe(o.token()); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.ask("taro@example.jp"); !errors.Is(err, ErrBusy) || len(o.to) != 3 {
		t.Errorf("%v after %d letters", err, len(o.to))
	}
}

// TestAnEndSpendsTheLink: what the reader has erased comes back by no link that was sent before, be the list that of another start, but by
// one that was sent since. A link for something else is not spent.
func TestAnEndSpendsTheLink(t *testing.T) {
	o := newOffice(t, shelf{})
	o.askFor(t, "taro@example.jp", "一")
	old := o.token()
	if _, err := o.Subscribe(old); err != nil {
		t.Fatal(err)
	}
	o.askFor(t, "taro@example.jp", "二")
	other := o.token()
	o.at = o.at.Add(time.Hour)
	if err := o.Erase(o.Notifications()[0].ID); err != nil {
		t.Fatal(err)
	}
	again := newOffice(t, o.shelf)
	again.Spent, again.at = o.Spent, o.at.Add(time.Minute)
	for _, list := range []*office{o, again} {
		if _, err := list.Read(old); !errors.Is(err, ErrSpent) {
			t.Errorf("the old link is read: %v", err)
		}
		if _, err := list.Subscribe(old); !errors.Is(err, ErrSpent) || len(o.shelf) > 0 {
			t.Errorf("the old link subscribes: %v, %d stored", err, len(o.shelf))
		}
		if _, err := list.Read(other); err != nil {
			t.Errorf("the link for another selection: %v", err)
		}
	}
	again.askFor(t, "taro@example.jp", "一")
	if _, err := again.Subscribe(again.token()); err != nil || len(o.shelf) != 1 {
		t.Errorf("the new link: %v, %d stored", err, len(o.shelf))
	}
	again.at = again.at.Add(25 * time.Hour)
	if err := again.Erase("reader:another"); err != nil || len(o.Spent.(shelf)) != 1 {
		t.Errorf("%v: %d ends are remembered after the day of their links", err, len(o.Spent.(shelf)))
	}
	if _, err := again.Read(old); !errors.Is(err, ErrExpired) {
		t.Error(err)
	}
}
