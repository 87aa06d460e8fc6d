package signup

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"koubo/sources/check"
	"koubo/sources/config"
)

// hookForm is how the webhooks of a service look that readers may have their news sent to. Only the services' own hosts are asked,
// so that nobody has this server ask others.
type hookForm struct {
	to   config.Channel
	host *regexp.Regexp
	path *regexp.Regexp
}

var hookForms = []hookForm{
	{config.Slack, regexp.MustCompile(`^hooks\.slack(-gov)?\.com$`), regexp.MustCompile(`^/services/\w+/\w+/\w+$`)},
	{config.Discord, regexp.MustCompile(`^((canary|ptb)\.)?discord(app)?\.com$`), regexp.MustCompile(`^/api(/v\d+)?/webhooks/\d+/[\w-]+$`)},
	// A workflow's address as it was until 2025 and as it is since.
	{config.Teams, regexp.MustCompile(`^[\w-]+\.[\w-]+\.logic\.azure\.com$`), regexp.MustCompile(`^/workflows/\w+/triggers/\w+/paths/invoke$`)},
	{config.Teams, regexp.MustCompile(`^[\w-]+\.[\w-]+\.environment\.api\.powerplatform\.com$`), regexp.MustCompile(`^(/powerautomate/automations/direct)?/workflows/\w+/triggers/\w+/paths/invoke$`)},
}

// mostHook bounds a webhook's address in bytes; Teams' have 400.
const mostHook = 600

// serviceWords name the channels of webhooks.
var serviceWords = map[config.Channel]string{config.Slack: "Slack", config.Teams: "Teams", config.Discord: "Discord"}

// Words says whether e-mail is among the channels, and which services of webhooks are, as Slack・Teams・Discord.
func Words(channels []config.Channel) (email bool, hooks string) {
	var services []string
	for _, to := range []config.Channel{config.Slack, config.Teams, config.Discord} {
		if slices.Contains(channels, to) {
			services = append(services, serviceWords[to])
		}
	}
	return slices.Contains(channels, config.Email), strings.Join(services, "・")
}

// channelOf is the channel that an address is sent by, where readers may subscribe by it: ErrAddress or ErrHook where not.
func channelOf(address string, allowed config.SignUp) (config.Channel, error) {
	if !strings.Contains(address, "://") {
		if !allowed.Offers(config.Email) || !isMailbox(address) {
			return "", ErrAddress
		}
		return config.Email, nil
	}
	u, err := url.Parse(address)
	if err != nil || len(address) > mostHook || check.URL(address) != nil || u.User != nil || u.Fragment != "" {
		return "", ErrHook
	}
	if slices.Contains(allowed.Hosts, strings.ToLower(u.Host)) && allowed.Offers(config.Slack) {
		return config.Slack, nil
	}
	if u.Scheme == "https" && (u.Port() == "" || u.Port() == "443") {
		for _, form := range hookForms {
			if allowed.Offers(form.to) && form.host.MatchString(strings.ToLower(u.Hostname())) && form.path.MatchString(u.EscapedPath()) {
				return form.to, nil
			}
		}
	}
	return "", ErrHook
}

// isMailbox reports whether letters can be sent to an address. The limits in bytes are RFC 5321's (§4.5.3.1).
func isMailbox(address string) bool {
	at := strings.LastIndexByte(address, '@')
	if len(address) > 254 || at > 64 || check.Mailbox(address) != nil {
		return false
	}
	domain := address[at+1:]
	return strings.Contains(domain, ".") && !strings.ContainsAny(domain, "[]:")
}

// Receiver is what a reader may be shown of where the news go: a webhook's address is its only secret.
func (o Offer) Receiver() string {
	if o.To == config.Email {
		return o.Address
	}
	return serviceWords[o.To] + "（" + hostOf(o.Address) + "）"
}

// spelling is one for all that lead to the same place: mail servers take no notice of case, webhooks' paths do.
func (o Offer) spelling() string {
	if o.To == config.Email {
		return strings.ToLower(o.Address)
	}
	return o.Address
}

// countedAs are the receiver that is sent few letters of confirmation, and the larger whole that it belongs to, which a webhook
// has none of: whoever knows its address can flood it without this server.
func (o Offer) countedAs() (one, all string) {
	if o.To == config.Email {
		return mailboxOf(o.Address)
	}
	u, err := url.Parse(o.Address)
	if err != nil {
		return o.Address, o.Address
	}
	if o.To != config.Teams {
		u.RawQuery = "" // which is no part of the address there
	}
	return strings.ToLower(u.Host) + u.RequestURI(), strings.ToLower(u.Host) + u.RequestURI()
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Hostname()
}
