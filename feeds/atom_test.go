package feeds

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"

	"koubo/opportunity"
)

// xmllint runs the checker on a document and returns what it says, "" for nothing wrong.
func xmllint(t *testing.T, document []byte, options ...string) string {
	t.Helper()
	path, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed")
	}
	cmd := exec.Command(path, append(append([]string{"--noout", "--nonet"}, options...), "-")...)
	cmd.Stdin = bytes.NewReader(document)
	if out, err := cmd.CombinedOutput(); err != nil {
		return err.Error() + ": " + string(out)
	}
	return ""
}

func TestAtomKeepsTheRulesOfRFC4287(t *testing.T) {
	for name, records := range map[string][]opportunity.Opportunity{"records": testRecords(t), "none": nil, "bare": {{}}} {
		if said := xmllint(t, render(t, Atom, records), "--relaxng", "testdata/atom.rng"); said != "" {
			t.Errorf("%s: %s", name, said)
		}
	}
}

// The grammar refuses what RFC 4287 forbids: one that lets these pass checks nothing.
func TestAtomGrammarRefuses(t *testing.T) {
	good := string(render(t, Atom, testRecords(t)))
	for name, c := range map[string][2]string{
		"no id (§4.1.2)":           {"<id>tag:koubo.example.com,2026:opportunity/aaaaaaaaaaaaaaaaaaaa</id>", ""},
		"relative id (§4.2.6)":     {"<id>tag:koubo.example.com,2026:opportunity/", "<id>opportunity/"},
		"no updated (§4.1.2)":      {"<updated>2026-10-28T11:03:04+09:00</updated><published>", "<published>"},
		"date without zone (§3.3)": {"<updated>2026-10-28T11:03:04+09:00", "<updated>2026-10-28T11:03:04"},
		"day alone (§3.3)":         {"<published>2026-10-20T00:00:00+09:00", "<published>2026-10-20"},
		"no author (§4.1.2)":       {"<author><name>長野県佐久市</name></author>", ""},
		"empty author (§3.2)":      {"<name>長野県佐久市</name>", "<name></name>"},
		"two titles (§4.1.2)":      {"<entry>", "<entry><title>x</title>"},
		"two summaries (§4.1.2)":   {"</entry>", "<summary>a</summary><summary>b</summary></entry>"},
		"type of text (§3.1.1)":    {`<summary type="text">`, `<summary type="text/plain">`},
		"script (§4.2.7)":          {`href="https://www.city`, `href="javascript:www.city`},
		"blank in link (§4.2.7.1)": {"/koubo/1.html", "/koubo/1 .html"},
		"category (§4.2.2)":        {`term="pilot"`, `term=""`},
		"unknown element (§6)":     {"<entry>", "<entry><deadline>x</deadline>"},
		"text in a feed (§4.1.1)":  {"<entry>", "x<entry>"},
	} {
		bad := strings.Replace(good, c[0], c[1], 1)
		if bad == good {
			t.Errorf("%s: %q does not stand in the feed", name, c[0])
		} else if xmllint(t, []byte(bad), "--relaxng", "testdata/atom.rng") == "" {
			t.Errorf("%s passes", name)
		}
	}
}

func TestXMLIsWellFormed(t *testing.T) {
	var opml bytes.Buffer
	outlines := []Outline{{Title: `<&"]]>` + "\x00", Feed: "https://a.example/?a=1&b=<>", Outlines: []Outline{{Title: "題"}}}}
	if err := OPML(&opml, channel, outlines); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"rss": render(t, RSS, testRecords(t)), "opml": opml.Bytes()} {
		if said := xmllint(t, data); said != "" {
			t.Errorf("%s: %s", name, said)
		}
	}
	if xmllint(t, opml.Bytes()[:opml.Len()-3]) == "" {
		t.Error("xmllint lets a cut document pass")
	}
}

// A record whose own address may not be followed links koubo's page; without one the entry has content instead.
func TestAtomEntryWithoutALink(t *testing.T) {
	record := opportunity.Opportunity{ID: "x", Title: "題", URL: "javascript:alert(1)", Attachments: []opportunity.Attachment{{URL: "https://a.example/1.pdf"}}}
	withHome, without := atomEntryOf(channel, State(record)), atomEntryOf(Channel{}, State(record))
	if l := withHome.Links[0]; l.Rel != "alternate" || l.Href != "https://koubo.example.com/o/x" || withHome.Content != nil {
		t.Errorf("with a home page: %+v", withHome)
	}
	if without.Content == nil || without.Content.Text != "題" || len(without.Links) != 1 || without.Links[0].Rel != "enclosure" {
		t.Errorf("without one: %+v", without)
	}
	var b bytes.Buffer
	if err := Atom(&b, Channel{}, []opportunity.Opportunity{record}); err != nil {
		t.Fatal(err)
	}
	if said := xmllint(t, b.Bytes(), "--relaxng", "testdata/atom.rng"); said != "" {
		t.Errorf("%s in %s", said, b.Bytes())
	}
}
