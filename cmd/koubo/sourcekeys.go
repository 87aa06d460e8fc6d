package main

import (
	"koubo/sources"
)

// sourceKeys are a source's keys as they stand in sources.yaml, those that are set.
type sourceKeys struct {
	ID          string        `yaml:"id" json:"id"`
	Issuer      string        `yaml:"issuer" json:"issuer"`
	Feed        []string      `yaml:"feed,omitempty" json:"feed,omitempty"`
	List        []string      `yaml:"list,omitempty" json:"list,omitempty"`
	Hub         []string      `yaml:"hub,omitempty" json:"hub,omitempty"` // pages above the lists, where a search begins
	Discover    bool          `yaml:"discover,omitempty" json:"discover,omitempty"`
	Site        string        `yaml:"site,omitempty" json:"site,omitempty"` // its own or its body's
	Platform    string        `yaml:"platform,omitempty" json:"platform,omitempty"`
	Selectors   *selectorKeys `yaml:"selectors,omitempty" json:"selectors,omitempty"`
	Parser      string        `yaml:"parser,omitempty" json:"parser,omitempty"`
	Schedule    string        `yaml:"schedule,omitempty" json:"schedule,omitempty"` // its own or its prefecture's
	MayBeEmpty  bool          `yaml:"may_be_empty,omitempty" json:"may_be_empty,omitempty"`
	Conditional *bool         `yaml:"conditional,omitempty" json:"conditional,omitempty"`
	Charset     string        `yaml:"charset,omitempty" json:"charset,omitempty"`
	Insecure    bool          `yaml:"tls_insecure,omitempty" json:"tls_insecure,omitempty"`
	Gap         string        `yaml:"gap,omitempty" json:"gap,omitempty"`
}

type selectorKeys struct {
	Item   string            `yaml:"item" json:"item"`
	Title  string            `yaml:"title,omitempty" json:"title,omitempty"`
	Link   string            `yaml:"link,omitempty" json:"link,omitempty"`
	Date   string            `yaml:"date,omitempty" json:"date,omitempty"`
	Next   string            `yaml:"next,omitempty" json:"next,omitempty"`
	Fields map[string]string `yaml:"fields,omitempty" json:"fields,omitempty"`
}

func keysOf(src sources.Source) sourceKeys {
	k := sourceKeys{
		ID: src.ID, Issuer: src.Issuer.Code, Feed: src.Feeds, List: src.Lists, Hub: src.Hubs, Discover: src.Discover, Site: src.Site, Platform: src.Platform, Parser: src.Parser,
		Schedule: src.Schedule, MayBeEmpty: src.MayBeEmpty, Charset: src.Charset, Insecure: src.Insecure,
	}
	if s := src.Selectors; s != nil {
		k.Selectors = &selectorKeys{Item: s.Item, Title: s.Title, Link: s.Link, Date: s.Date, Next: s.Next, Fields: s.Fields}
	}
	if src.Unconditional {
		k.Conditional = new(bool)
	}
	if src.Gap > 0 {
		k.Gap = src.Gap.String()
	}
	return k
}
