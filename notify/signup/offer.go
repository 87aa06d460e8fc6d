package signup

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"time"

	"koubo/opportunity"
	"koubo/sources/config"
)

// Offer is what a reader asks for: the news of a selection, by e-mail or to a webhook.
type Offer struct {
	Address string // of a mailbox, or a webhook's of Slack, Teams or Discord
	Query   opportunity.Query
	When    config.Pace    // sources.Daily or sources.Weekly
	To      config.Channel // which follows from the address: whoever asks need not give it
}

// Why an offer is not taken.
var (
	ErrAddress = errors.New("it is no mail address that letters can be sent to")
	ErrHook    = errors.New("it is no webhook that messages are sent to from here")
	ErrOffer   = errors.New("the selection is too long, or the pace is neither daily nor weekly")
	ErrBusy    = errors.New("too many letters of confirmation have left within the hour")
	ErrFull    = errors.New("no more subscriptions are taken")
	ErrLetter  = errors.New("the letter of confirmation was not taken by its receiver")
	ErrForged  = errors.New("the link was not made here, or not whole")
	ErrExpired = errors.New("the link is too old")
	ErrSpent   = errors.New("what the link has subscribed to was ended since")
)

// mostSelection bounds the selection in bytes, which keeps the link short.
const mostSelection = 1000

// check returns an offer with its channel.
func (l *List) check(o Offer) (Offer, error) {
	var err error
	if o.To, err = channelOf(o.Address, l.allowed); err != nil {
		return o, err
	}
	if len(o.Query.Values().Encode()) > mostSelection || o.When != config.Daily && o.When != config.Weekly {
		return o, ErrOffer
	}
	return o, nil
}

// written is an offer as it is sealed.
type written struct {
	Address string      `json:"a"`
	Query   string      `json:"q"`
	When    config.Pace `json:"w"`
	Until   time.Time   `json:"u,omitzero"` // of a link
	Since   time.Time   `json:"s,omitzero"` // of a subscription
}

func (l *List) offerOf(w written) (Offer, error) {
	values, err := url.ParseQuery(w.Query)
	if err != nil {
		return Offer{}, err
	}
	q, err := opportunity.ParseQuery(values)
	if err != nil {
		return Offer{}, err
	}
	return l.check(Offer{Address: w.Address, Query: q, When: w.When})
}

// linkLife is how long a link of confirmation is good.
const linkLife = 24 * time.Hour

// token seals an offer for a link.
func (l *List) token(o Offer, now time.Time) (string, error) {
	text, err := json.Marshal(written{Address: o.Address, Query: o.Query.Values().Encode(), When: o.When, Until: now.Add(linkLife).UTC().Truncate(time.Second)})
	if err != nil {
		return "", err
	}
	return base64.RawURLEncoding.EncodeToString(seal(l.keys.links, text, "link")), nil
}

// Read opens the token of a link: ErrForged, ErrExpired or ErrSpent where it is good for nothing.
func (l *List) Read(token string) (Offer, error) {
	sealed, err := base64.RawURLEncoding.Strict().DecodeString(token)
	if err != nil {
		return Offer{}, ErrForged
	}
	text, err := open(l.keys.links, sealed, "link")
	if err != nil {
		return Offer{}, ErrForged
	}
	var w written
	if err := json.Unmarshal(text, &w); err != nil {
		return Offer{}, ErrForged
	}
	if !l.now().Before(w.Until) {
		return Offer{}, ErrExpired
	}
	o, err := l.offerOf(w)
	if err != nil {
		return Offer{}, ErrForged // of a selection or a channel that is not offered any more
	}
	switch spent, err := l.isSpent(l.idOf(o), w.Until.Add(-linkLife)); {
	case err != nil:
		return Offer{}, err
	case spent:
		return Offer{}, ErrSpent
	}
	return o, nil
}
