package config

import (
	"errors"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"koubo/sources/check"
	"koubo/sources/yamlfile"
)

// SignUp is what readers may subscribe to from the page, and by which channels.
type SignUp struct {
	Key   string    // keeps where their news go; "" where nobody can subscribe
	To    []Channel // email, slack, teams or discord
	Hosts []string  // host or host:port of further receivers, which take Slack's form
}

// Offers reports whether readers may have their news sent by a channel.
func (s SignUp) Offers(to Channel) bool { return slices.Contains(s.To, to) }

// signUpChannels are those that readers can subscribe by. A webhook of our own form is a program's, not a reader's.
var signUpChannels = []string{string(Email), string(Slack), string(Teams), string(Discord)}

// signUpFields are the keys under sign_up.
var signUpFields = yamlfile.Fields[*document, SignUp]{
	{"key", func(d *document, s *SignUp, v ast.Node) {
		d.Checked(v, "key", "at least 32 characters", checkSignUpKey, &s.Key)
	}},
	{"to", func(d *document, s *SignUp, v ast.Node) {
		known := check.OneOf("a channel that readers can subscribe by", signUpChannels)
		for _, to := range d.CheckedTexts(v, "to", "[email, slack]", known) {
			s.To = append(s.To, Channel(to))
		}
	}},
	{"hosts", func(d *document, s *SignUp, v ast.Node) {
		for _, host := range d.CheckedTexts(v, "hosts", "[chat.example.jp]", check.Host) {
			s.Hosts = append(s.Hosts, strings.ToLower(host))
		}
	}},
}

func readSignUp(d *document, c *Settings, v ast.Node) {
	if !yamlfile.ReadMapping(d, v, "sign_up", signUpFields, &c.SignUp) {
		return
	}
	d.demandAll(yamlfile.Start(v), []demand{
		{!yamlfile.Given(v, "key"), "sign_up: keeps what readers subscribe to with a key of yours: add key:, such as openssl rand -hex 32 makes"},
		{!yamlfile.Given(v, "to"), "sign_up: offers no channel: add to:, such as [email, slack, teams, discord]"},
		{yamlfile.Given(v, "hosts") && !c.SignUp.Offers(Slack), "sign_up: sends hosts: what Slack takes: add slack to to:"},
	})
}

func checkSignUpKey(text string) error {
	if len(text) < 32 {
		return errors.New("a key of less than 32 characters can be guessed, and addresses are kept with it: write a longer one, such as openssl rand -hex 32 makes")
	}
	return nil
}
