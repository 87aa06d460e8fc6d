package signup

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"time"

	"koubo/opportunity"
	"koubo/sources"
)

// Offer is what a reader asks for: the news of a selection, by e-mail.
type Offer struct {
	Address string
	Query   opportunity.Query
	When    sources.Pace // sources.Daily or sources.Weekly
}

// Why an offer is not taken.
var (
	ErrAddress = errors.New("it is no mail address that letters can be sent to")
	ErrOffer   = errors.New("the selection is too long, or the pace is neither daily nor weekly")
	ErrBusy    = errors.New("too many letters of confirmation have left within the hour")
	ErrFull    = errors.New("no more subscriptions are taken")
	ErrLetter  = errors.New("the letter of confirmation was not taken by the mail server")
	ErrForged  = errors.New("the link was not made here, or not whole")
	ErrExpired = errors.New("the link is too old")
)

// Limits of an offer in bytes: those of an address are RFC 5321's (§4.5.3.1), that of the selection keeps the link short.
const (
	mostAddress   = 254
	mostLocal     = 64
	mostSelection = 1000
)

func (o Offer) check() error {
	at := strings.LastIndexByte(o.Address, '@')
	if len(o.Address) > mostAddress || at > mostLocal || sources.CheckMailbox(o.Address) != nil {
		return ErrAddress
	}
	if domain := o.Address[at+1:]; !strings.Contains(domain, ".") || strings.ContainsAny(domain, "[]:") {
		return ErrAddress
	}
	if len(o.Query.Values().Encode()) > mostSelection || o.When != sources.Daily && o.When != sources.Weekly {
		return ErrOffer
	}
	return nil
}

// written is an offer as it is sealed.
type written struct {
	Address string       `json:"a"`
	Query   string       `json:"q"`
	When    sources.Pace `json:"w"`
	Until   time.Time    `json:"u,omitzero"` // of a link
	Since   time.Time    `json:"s,omitzero"` // of a subscription
}

func (w written) offer() (Offer, error) {
	values, err := url.ParseQuery(w.Query)
	if err != nil {
		return Offer{}, err
	}
	q, err := opportunity.ParseQuery(values)
	return Offer{w.Address, q, w.When}, err
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

// Read opens the token of a link: ErrForged or ErrExpired where it is good for nothing.
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
	o, err := w.offer()
	if err != nil {
		return Offer{}, ErrForged // of a selection that this version does not know
	}
	return o, nil
}
