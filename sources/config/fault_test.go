package config

import (
	"errors"
	"strings"
	"testing"

	"koubo/sources/check"
	"koubo/sources/declaration"
	"koubo/sources/municipality"
	"koubo/sources/yamlfile"
)

// Each case is a file and all that is wrong in it, line by line.
var faultCases = []struct{ name, file, want string }{
	{"root keys", "catlog: none\ncrawl:\n  gap: 1\n  timeout: 20\n  workers: many\n", `
s.yaml:1:1: the configuration has no key "catlog": did you mean catalog?
s.yaml:3:8: gap has no unit: write 1s for seconds or 1ms for milliseconds
s.yaml:4:12: timeout has no unit: write 20s for seconds or 20ms for milliseconds
s.yaml:5:12: workers must be a whole number from 1 to 1024`},
	{"prefecture", "catalog: [沖縄県, 長野]\n", `
s.yaml:1:16: catalog: "長野" is no prefecture: did you mean 長野県?`},
	{"skip", "skip: [okinawa-nahaa]\n", `
s.yaml:1:8: skip: "okinawa-nahaa" is no source of the catalogue: did you mean okinawa-naha?`},
	{"sources", "sources:\n  - id: Naha News\n    issuer: \"47201\"\n    feed: ftp://example.jp/\n  - id: a\n    issuer: \"472018\"\n    fed: https://example.jp/\n  - id: a\n    issuer: \"472019\"\n    list: [https://, \"https://e xample.jp/\"]\n", `
s.yaml:2:9: id: "Naha News" may hold small letters a-z, digits and hyphens only, at most 100
s.yaml:3:13: issuer: "47201" lacks a digit: write "472018" for 沖縄県那覇市
s.yaml:4:11: feed: the address "ftp://example.jp/" must begin with https:// or http://
s.yaml:5:5: a source without an address: add feed: or list:, or discover: true
s.yaml:7:5: a source has no key "fed": did you mean feed?
s.yaml:8:5: the id a is already used at s.yaml:5: choose another
s.yaml:9:13: issuer: "472019" does not end in its check digit: one of its digits is wrong; were it the last, the code would be "472018"
s.yaml:10:12: list: the address "https://" names no host: write it such as https://www.example.jp/news.rss
s.yaml:10:22: list: the address "https://e xample.jp/" holds a space: write %20 for it, or remove it`},
	{"names", "sources:\n  - id: x\n    issuer: \"472018\"\n    list: https://example.jp/\n    platform: jorury\n    parser: nahaa\n    charset: sjjis\n    may_be_empty: yes\n    selectors:\n      title: a\n", `
s.yaml:5:15: platform: "jorury" is not the name of a platform: did you mean joruri?
s.yaml:6:13: parser: "nahaa" is not the name of a parser: did you mean naha?
s.yaml:7:14: charset: "sjjis" is no character set of the web: write utf-8, shift_jis or euc-jp
s.yaml:8:19: may_be_empty must be true or false, without quotes
s.yaml:10:7: selectors without item: add the selector of one entry of the list, such as item: "ul.news > li"`},
	{"crawl", "crawl:\n  allow_networks: [10.0.0.1, x]\n  max_body: 10XB\n  quiet_hours: 25:00-1\n  gap: -1s\n", `
s.yaml:2:20: allow_networks: "10.0.0.1" is a single address: write the network 10.0.0.1/32
s.yaml:2:30: allow_networks: "x" is no network: write one such as 10.0.0.0/8
s.yaml:3:13: max_body: "10XB" is no size: write one such as 10MB or 512KB
s.yaml:4:16: quiet_hours: "25:00-1" are no hours: write them such as "22:00-06:00", in Japanese time
s.yaml:5:8: gap is -1s: it must lie between 0s and 1h0m0s`},
	{"listen and schedule", "listen: 8080\nschedule: \"61 * * * *\"\n", `
s.yaml:1:9: listen: "8080" is no address to listen on: write host:port, such as 127.0.0.1:8080
s.yaml:2:11: schedule: "61 * * * *" is no schedule (end of range (61) above maximum (59): 61): write minute hour day month weekday, such as "0 7-19 * * 1-5"`},
	{"schedules", "schedule: \"0 9 30 2 *\"\nschedules:\n  沖縄県: \"@every 1s\"\nsources:\n  - {id: a, issuer: \"472018\", feed: \"https://a.example.jp/\", schedule: \"0 9 31 4 *\"}\n", `
s.yaml:1:11: schedule: "0 9 30 2 *" names no day that comes within five years: correct its day, month and weekday
s.yaml:3:8: 沖縄県: "@every 1s" comes only 1s apart: leave 5 minutes or more between two, as in "*/15 * * * *"
s.yaml:5:72: schedule: "0 9 31 4 *" names no day that comes within five years: correct its day, month and weekday`},
	{"schedules in quiet hours", "schedule: \"0 2-5 * * *\"\nschedules:\n  沖縄県: \"30 23 * * 1-5\"\n  長野県: \"0 21,23 * * *\"\ncrawl: {quiet_hours: \"22:00-06:00\"}\nsources:\n  - {id: a, issuer: \"472018\", feed: \"https://a.example.jp/\", schedule: \"@daily\"}\n  - {id: b, issuer: \"472018\", feed: \"https://b.example.jp/\", schedule: \"0 6 * * *\"}\n  - {id: c, issuer: \"472018\", feed: \"https://c.example.jp/\", schedule: \"@every 7h\"}\n", `
s.yaml:1:11: schedule: each visit of "0 2-5 * * *" falls into the quiet hours 22:00-06:00: move it out of them, or change quiet_hours
s.yaml:3:8: 沖縄県: each visit of "30 23 * * 1-5" falls into the quiet hours 22:00-06:00: move it out of them, or change quiet_hours
s.yaml:7:72: schedule: each visit of "@daily" falls into the quiet hours 22:00-06:00: move it out of them, or change quiet_hours`},
	{"quiet hours around the default", "crawl: {quiet_hours: 6-20}\n", `
s.yaml:1:22: quiet_hours: each visit of the default schedule "0 7-19 * * 1-5" falls into them: change them, or write a schedule of your own`},
	{"publish", "publish:\n  to: s3://\n  base_url: koubo.example.jp\n  schedule: \"*/2 * * * *\"\n  endpoint: https://s3.example.jp/koubo-site\n  keep: 7\n  every: 1h\n", `
s.yaml:2:7: to: "s3://" names no bucket, 3 to 63 small letters, digits, hyphens and points: write it such as s3://koubo-site/calls
s.yaml:3:13: base_url: the address "koubo.example.jp" must begin with https:// or http://
s.yaml:4:13: schedule: "*/2 * * * *" comes only 2m0s apart: leave 5 minutes or more between two, as in "*/15 * * * *"
s.yaml:5:13: endpoint: the address of an object store has no path: write the bucket into to:, as s3://bucket/prefix
s.yaml:6:9: keep has no unit: write 7s for seconds or 7ms for milliseconds
s.yaml:7:3: publish has no key "every": it may be to, base_url, schedule, endpoint, keep`},
	{"publish nowhere", "publish:\n  keep: 24h\n", `
s.yaml:2:3: publish: names no place: add to:, a folder such as /srv/www/koubo, or s3://bucket/prefix
s.yaml:2:3: publish: lacks the address at which readers find the site, which stands in its feeds: add base_url:, such as https://koubo.example.jp`},
	{"publish to a folder of an object store", "publish: {to: gs://site, base_url: \"https://a.example.jp/?x\"}\n", `
s.yaml:1:15: to: "gs://site" is neither a folder nor part of a bucket: write one such as /srv/www/koubo or s3://bucket/prefix
s.yaml:1:36: base_url: the address "https://a.example.jp/?x" holds a user, a question mark or a #, to which no path can be added: write it such as https://example.jp/koubo`},
	{"publish with an endpoint to a folder", "publish: {to: site, base_url: \"https://a.example.jp/\", endpoint: \"https://s3.example.jp\", schedule: \"0 9 30 2 *\"}\n", `
s.yaml:1:10: publish: endpoint: is of an object store, and to: names a folder: leave it out, or write to: s3://bucket/prefix
s.yaml:1:101: schedule: "0 9 30 2 *" names no day that comes within five years: correct its day, month and weekday`},
	{"publish by one word", "publish: /srv/www/koubo\n", `
s.yaml:1:10: publish must hold keys with values, as in to: …`},
	{"authority", "id_authority: koubo.example.jp\n", `
s.yaml:1:15: id_authority: "koubo.example.jp" lacks the date: write a domain or mail address of yours and a year or day on which it was yours, such as koubo.example.jp,2026`},
	{"contact", "contact: \"ops@example.jp\\n\"\nuser_agent: あ\n", `
s.yaml:1:10: contact must be a text on one line, such as ops@example.jp
s.yaml:2:13: user_agent: "あ" stands in a header of each request: write it in ASCII letters`},
	{"selectors", "sources:\n  - id: x\n    issuer: \"472018\"\n    list: https://example.jp/\n    selectors: {item: \"[[\"}\n", `
s.yaml:5:16: selectors: item is no CSS selector`},
	{"lacking", "sources:\n  - may_be_empty: true\n  - x\n", `
s.yaml:2:5: a source without an id: add one, such as id: naha-news
s.yaml:2:5: a source without an issuer: add the code of its body, such as issuer: "472018"
s.yaml:2:5: a source without an address: add feed: or list:, or discover: true
s.yaml:3:5: a source must hold keys with values, as in id: …`},
	{"types", "crawl: fast\nsources:\n  id: a\n", `
s.yaml:1:8: crawl must hold keys with values, as in gap: …
s.yaml:3:3: sources must be a list: begin each source with a hyphen, as in - id: naha-news`},
	{"key twice", "data: a\ndata: b\n", `
s.yaml:2:1: the key "data" stands a second time, first in line 1: remove one of them`},
	{"alias", "schedule: */5 * * * *\n", `
s.yaml:1:11: an alias (*) is not understood here: write the value out, or put the text in quotes`},
	{"anchor", "data: &x 1\n", `
s.yaml:1:7: anchors and merged keys (& and <<) are not understood here: write the values out`},
	{"two documents", "data: a\n---\ndata: b\n", `
s.yaml:3:1: a second document begins here: keep one file to one document, without --- between`},
	{"no mapping", "just text\n", `
s.yaml:1:1: the configuration must hold keys with values, as in catalog: …`},
	{"NUL", "data: \x00\n", `
s.yaml:1:7: a control character (U+0000) stands here: remove it`},
	{"not UTF-8", "contact: a\ndata: あ\xff\n", `
s.yaml:2:8: this byte is no UTF-8: save the file as UTF-8`},
	{"half a file", "catalog: none\nsources:\n  - id: a\n    iss", `
s.yaml:4:5: the YAML cannot be read here: a key stands here without its value, as in half a file: write it as key: value`},
	{"full-width colon", "data：a\n", `
s.yaml:1:5: a full-width colon (：) stands here: write : and a space`},
	{"full-width colon in a source", "sources:\n  - id: a\n    list：https://a.jp/\n", `
s.yaml:3:9: a full-width colon (：) stands here: write : and a space`},
	{"full-width space behind a colon", "sources:\n  - id: a\n    list:　https://a.jp/\n", `
s.yaml:3:10: a full-width space stands here: write a space behind the colon`},
	{"full-width indentation", "sources:\n  - id: a\n    issuer: \"472018\"\n    list: https://a.jp/\n　　platform: joruri\n", `
s.yaml:5:1: a full-width space stands here: indent with spaces`},
	{"tab", "sources:\n  - id: a\n\tlist: https://a.jp/\n", `
s.yaml:3:1: a tab stands here: indent with spaces`},
	{"no space behind a colon", "sources:\n  - id: a\n    list:https://a.jp/\n", `
s.yaml:3:10: a space is missing here: write key: value`},
	{"long vowel for a hyphen", "sources:\n  - id: a\n  ー id: b\n", `
s.yaml:3:3: a ー stands here in place of a hyphen: begin the entry with - and a space`},
	{"full-width remark", "sources:\n  - id: a\n    issuer: \"472018\" ＃ ours\n", `
s.yaml:3:22: a full-width ＃ stands here: a remark begins with #`},
	{"two addresses", "sources:\n  - id: a\n    issuer: \"472018\"\n    list: https://a.jp/、https://b.jp/\n", `
s.yaml:4:11: list: "https://a.jp/、https://b.jp/" are several addresses: write each on a line of its own, behind a hyphen and a space`},
	{"syntax", "data: a\nskip: [1, 2\n", `
s.yaml:2:7: the YAML cannot be read here: sequence end token ']' not found; put a text that begins with * or @ or holds a colon in quotes, and indent with spaces`},
}

func TestFaults(t *testing.T) {
	for _, c := range faultCases {
		_, err := Parse("s.yaml", []byte(c.file), testWords())
		var faults yamlfile.Errors
		if !errors.As(err, &faults) {
			t.Errorf("%s: the error is %T", c.name, err)
			continue
		}
		if want := strings.TrimPrefix(c.want, "\n"); err.Error() != want {
			t.Errorf("%s:\ngot\n%s\nwant\n%s", c.name, err, want)
		}
	}
}

// hostile files take minutes, or the whole stack, where nothing bounds them.
func hostile() map[string]string {
	const n = 1_000_000
	return map[string]string{
		"too large":      strings.Repeat("#\n", n),
		"brackets":       strings.Repeat("[", n),
		"braces":         strings.Repeat("{a: ", n/4),
		"hyphens":        strings.Repeat("- ", n/2),
		"hyphen lines":   strings.Repeat("-\n ", n/3),
		"keys in a line": strings.Repeat("a: ", n/3),
		"keys":           strings.Repeat("k: 1\n", n/5),
		"keys of lists":  strings.Repeat("k:\n- a\n", n/7),
		"commas":         "{" + strings.Repeat("a,", n/3) + "}",
		"anchors":        strings.Repeat("&a ", n/3),
		"complex keys":   strings.Repeat("? ", n/2),
		"alias bomb":     "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n",
		"empty sources":  "sources:\n" + strings.Repeat("- {}\n", 10000),
	}
}

func TestHostileFilesEndInAnError(t *testing.T) {
	for name, text := range hostile() {
		_, err := Parse("s.yaml", []byte(text), declaration.Vocabulary{})
		if err == nil || len(err.Error()) > 100_000 {
			t.Errorf("%s: %.200v", name, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(fullFile)
	for _, c := range faultCases {
		f.Add(c.file)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cfg, err := Parse("s.yaml", []byte(text), testWords())
		if err != nil {
			for _, fault := range err.(yamlfile.Errors) {
				if fault.Line < 1 || fault.Col < 1 || fault.What == "" {
					t.Errorf("a fault without a place: %+v", fault)
				}
			}
			return
		}
		for _, s := range cfg.Sources {
			if check.ID(s.ID) != nil || municipality.CheckCode(s.Issuer.Code) != nil || len(s.Feeds)+len(s.Lists) == 0 {
				t.Errorf("an incomplete source passed: %+v", s)
			}
		}
	})
}
