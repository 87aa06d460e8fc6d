package front

import (
	"net/url"
)

// RecordPath is the address of a record's page within the front.
func RecordPath(id string) string { return "/o/" + url.PathEscape(id) }

// IssuerPath is the address of a body's page within the front.
func IssuerPath(code string) string { return "/issuer/" + url.PathEscape(code) }

// SourcePath is the address of a source's page within the front.
func SourcePath(id string) string { return "/sources/" + url.PathEscape(id) }

// HubPath is where a feed is subscribed to (WebSub, W3C Recommendation of 23 January 2018, §5.1).
const HubPath = "/websub"

// HubAddress is the absolute address of the front's hub, "" where it has none. A feed has one address for all readers, or a subscriber
// would wait for another one's.
func (s *Site) HubAddress() string {
	if s.Config.Hub == nil || s.BaseURL == "" {
		return ""
	}
	return s.BaseURL + HubPath
}

// Addresses that readers and their programs post to.
const (
	// SignUpPath is where the forms of the subscribe box are posted to.
	SignUpPath = "/notify/subscribe"
	// ConfirmPath is where the link in the letter of confirmation leads.
	ConfirmPath = "/notify/confirm"
	// StopPath is where the reader of an e-mail ends it (RFC 8058).
	StopPath = "/notify/stop"
)

// StopAddress is where, from the front's own address on, the reader of a notification by e-mail ends it.
func StopAddress(id, token string) string {
	return StopPath + "?" + url.Values{"id": {id}, "token": {token}}.Encode()
}
