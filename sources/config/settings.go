// Package config reads sources.yaml: what is watched, how the crawler behaves, who is told, what is published and when. What is wrong in
// the file is told all at once.
package config

import (
	"net/netip"
	"time"

	"koubo/sources"
	"koubo/sources/catalog"
	"koubo/sources/timetable"
)

// Settings is a configuration file, checked, with the defaults of Default where the file is silent.
type Settings struct {
	Path      string            // the file as given to Load; "" where none was read
	Catalog   catalog.Choice    // which of the builtin sources are wanted
	Contact   string            // mail address or web address that stands in the User-Agent; "" where not given
	UserAgent string            // "" for the program's own, made from its version and Contact
	Authority string            // id_authority: of the ids of feeds and entries (RFC 4151), as koubo.example.jp,2026; "" for the default
	Data      string            // path of the data file
	Listen    string            // host:port of the web server
	Schedule  string            // cron expression of the sources without their own, Asia/Tokyo
	Schedules map[string]string // prefecture → cron expression of its sources without their own; before Schedule
	Crawl     Crawl             // manners and limits of the crawler
	Skip      []string          // ids of catalogue sources to leave out
	Sources   []sources.Source  // the file's own, in its order

	Notifications []Notification // who is told of what, in the file's order
	Mail          Mail           // how e-mail leaves; no server where none is configured
	SignUp        SignUp         // what readers may subscribe to from the page; nothing without a key
	Publish       Publishing     // where a running koubo publishes its site as files, and when; nowhere without a place
}

// Crawl holds the crawler's manners and limits.
type Crawl struct {
	Gap                  time.Duration   // least time between two requests to one host; 0 is allowed
	Timeout              time.Duration   // of one request, from dialling to the last byte
	MaxBody              int64           // bytes of one decompressed body; more is an error
	AllowNetworks        []netip.Prefix  // private ranges that may be fetched all the same
	DailyBudget          int             // requests to one host a day in Japan; 0 is no limit
	QuietHours           timetable.Hours // no visit starts in them
	Workers              int             // visits under way, not counting those that wait for their hosts
	ProxyFromEnvironment bool            // HTTP_PROXY and its kin are obeyed
	MaxPages             int             // pages of one list that are read, following "next"
}

// Default returns the configuration of an empty file: the whole catalogue, read with good manners.
func Default() *Settings {
	return &Settings{
		Catalog:  catalog.Choice{All: true},
		Data:     "koubo.db",
		Listen:   "127.0.0.1:8080",
		Schedule: "0 7-19 * * 1-5",
		Crawl: Crawl{
			Gap:         time.Second,
			Timeout:     20 * time.Second,
			MaxBody:     10 << 20,
			DailyBudget: 2000,
			Workers:     96,
			MaxPages:    5,
		},
	}
}
