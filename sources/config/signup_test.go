package config

import (
	"reflect"
	"strings"
	"testing"

	"koubo/sources/declaration"
)

const readersKey = "key: 0123456789abcdef0123456789abcdef, "

func TestSignUpIsRead(t *testing.T) {
	c, err := Parse("s.yaml", []byte("sign_up: {"+readersKey+"to: [slack, discord], hosts: [Chat.example.jp, \"127.0.0.1:8065\"]}\n"), declaration.Vocabulary{})
	if err != nil {
		t.Fatal(err)
	}
	want := SignUp{Key: "0123456789abcdef0123456789abcdef", To: []Channel{Slack, Discord}, Hosts: []string{"chat.example.jp", "127.0.0.1:8065"}}
	if !reflect.DeepEqual(c.SignUp, want) || !c.SignUp.Offers(Slack) || c.SignUp.Offers(Email) {
		t.Errorf("%+v", c.SignUp)
	}
}

// TestWhatSignUpLacksIsSaid, each in a sentence that says what to write.
func TestWhatSignUpLacksIsSaid(t *testing.T) {
	for yaml, want := range map[string]string{
		"key: short, to: email":             "can be guessed",
		"to: slack":                         "add key:",
		readersKey + "to: email":            "names no server:",
		readersKey:                          "add to:",
		readersKey + "to: [slack, webhook]": "is not the name of a channel that readers can subscribe by",
		readersKey + "to: teams, hosts: chat.example.jp":        "add slack",
		readersKey + "to: slack, hosts: \"https://a.example\"":  "is no host",
		readersKey + "to: slack, hosts: \"*.example.jp\"":       "is no host",
		readersKey + "to: slack, hosts: \"a.example.jp:x\"":     "is no host",
		readersKey + "to: slack, hosts: \"u@a.example.jp\"":     "is no host",
		readersKey + "to: slack, hosts: [a.example, a.example]": "stands twice",
	} {
		if _, err := Parse("s.yaml", []byte("sign_up: {"+strings.TrimSuffix(yaml, ", ")+"}\n"), declaration.Vocabulary{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", yaml, err)
		}
	}
}
