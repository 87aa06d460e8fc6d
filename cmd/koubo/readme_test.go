package main

import (
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/sources"
)

// TestReadmeIsTrue tries what the README shows: its configurations, its command lines, its addresses, its links.
func TestReadmeIsTrue(t *testing.T) {
	data, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme := string(data)
	if n := strings.Count(readme, "\n"); n > 150 {
		t.Errorf("%d lines; a reader has patience for 150", n)
	}
	for _, yaml := range blocks(t, readme, "yaml") {
		if _, err := sources.Parse("README.md", []byte(yaml), vocabulary()); err != nil {
			t.Errorf("%v in\n%s", err, yaml)
		}
	}
	for _, shell := range blocks(t, readme, "console") {
		for line := range strings.Lines(shell) {
			checkCommandLine(t, strings.TrimSpace(line))
		}
	}
	for _, spoken := range regexp.MustCompile("`(koubo [^`]+)`").FindAllStringSubmatch(readme, -1) {
		checkCommandLine(t, spoken[1])
	}
	for _, list := range blocks(t, readme, "text") {
		for line := range strings.Lines(list) {
			checkFeedAddress(t, strings.Fields(line)[0])
		}
	}
	for _, link := range regexp.MustCompile(`\]\(([^):]+)\)`).FindAllStringSubmatch(readme, -1) {
		if _, err := os.Stat("../../" + link[1]); err != nil {
			t.Errorf("the link leads nowhere: %v", err)
		}
	}
}

// TestExamplesOfTheConfigurationWork reads sources.yaml with the hash taken off each of its examples.
func TestExamplesOfTheConfigurationWork(t *testing.T) {
	data, err := os.ReadFile("../../sources.yaml")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile(`(?m)^( *)# ?( *- id:| *[a-z_]+: | *沖縄県: | *schedules:| *selectors:)`)
	text := example.ReplaceAllString(strings.Replace(string(data), "sources: []", "sources:", 1), "$1$2")
	cfg, err := sources.Parse("sources.yaml", []byte(text), vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	own := cfg.Sources[0]
	if own.Parser == "" || own.Selectors == nil || own.Gap == 0 || cfg.Contact == "" || cfg.UserAgent == "" || len(cfg.Schedules) == 0 || cfg.Crawl.QuietHours == (sources.Hours{}) {
		t.Errorf("not all examples were read: %+v", cfg)
	}
	if n := strings.Count(text, "\n#"); n > 4 {
		t.Errorf("%d comments are left in\n%s", n, text)
	}
}

// blocks returns the fenced blocks of a language, at least one.
func blocks(t *testing.T, text, language string) (found []string) {
	t.Helper()
	fence := regexp.MustCompile("(?s)```" + language + "\n(.*?)```")
	for _, block := range fence.FindAllStringSubmatch(text, -1) {
		found = append(found, block[1])
	}
	if len(found) == 0 {
		t.Errorf("no block of %s is found", language)
	}
	return found
}

// checkCommandLine asks whether koubo has the command and its flags.
func checkCommandLine(t *testing.T, line string) {
	t.Helper()
	words := strings.Fields(strings.TrimPrefix(strings.Replace(line, "go run ./cmd/koubo", "koubo", 1), "$ "))
	if words[0] != "koubo" {
		return
	}
	cmd, rest, err := newRoot().Find(words[1:])
	if err != nil || cmd.Name() == "koubo" {
		t.Errorf("%q: there is no such command (%v)", line, err)
		return
	}
	if err := cmd.ParseFlags(rest); err != nil {
		t.Errorf("%q: %v", line, err)
	}
}

// checkFeedAddress asks whether the parameters select what they say.
func checkFeedAddress(t *testing.T, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q, err := opportunity.ParseQuery(u.Query())
	if err != nil || len(q.Values()) != len(u.Query()) {
		t.Errorf("%s: of %v only %v is understood (%v)", address, u.Query(), q.Values(), err)
	}
}
