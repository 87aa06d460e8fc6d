package main

import (
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"koubo/opportunity"
	"koubo/sources/config"
	"koubo/sources/timetable"
)

// TestReadmeIsTrue tries what each README shows: its configurations, its command lines, its addresses, its links.
func TestReadmeIsTrue(t *testing.T) {
	for _, name := range []string{"README.md", "README.ja.md"} {
		t.Run(name, func(t *testing.T) { tryReadme(t, readRoot(t, name)) })
	}
}

// TestNotificationDocIsTrue tries the configurations and command lines of docs/notifications.md.
func TestNotificationDocIsTrue(t *testing.T) {
	doc := readRoot(t, "docs/notifications.md")
	for _, yaml := range blocks(t, doc, "yaml") {
		if cfg, err := config.Parse("notifications.md", []byte(yaml), vocabulary()); err != nil || len(cfg.Notifications) != 1 && cfg.SignUp.Key == "" {
			t.Errorf("%v in\n%s", err, yaml)
		}
	}
	for _, shell := range blocks(t, doc, "sh") {
		for line := range strings.Lines(shell) {
			checkCommandLine(t, strings.TrimSpace(line))
		}
	}
	for _, line := range spokenCommands(doc) {
		checkCommandLine(t, line)
	}
}

// TestThePageAboutSourcesIsTrue tries the configurations and command lines of docs/sources.md.
func TestThePageAboutSourcesIsTrue(t *testing.T) {
	text := readRoot(t, "docs/sources.md")
	for _, yaml := range blocks(t, text, "yaml") {
		if _, err := config.Parse("sources.md", []byte(yaml), vocabulary()); err != nil {
			t.Errorf("%v in\n%s", err, yaml)
		}
	}
	for _, shell := range blocks(t, text, "console") {
		for line := range strings.Lines(shell) {
			checkCommandLine(t, strings.TrimSpace(line))
		}
	}
}

// TestThePageAboutPublishingIsTrue reads what its example writes below a configuration.
func TestThePageAboutPublishingIsTrue(t *testing.T) {
	_, text, begun := strings.Cut(readRoot(t, "docs/publishing.md"), "cat >> sources.yaml <<'END'\n")
	text, rest, ended := strings.Cut(text, "END\n")
	cfg, err := config.Parse("publishing.md", []byte("catalog: none\n"+text), vocabulary())
	if err != nil || !begun || !ended {
		t.Fatalf("%v in\n%s", err, text)
	}
	logged := fmt.Sprintf(`"msg":"the site is published from now on","to":%q,"schedule":%q}`, cfg.Publish.To, cfg.Publish.Schedule)
	if !strings.Contains(rest, logged) || !strings.Contains(rest, fmt.Sprintf("`%q`", cfg.Publish.Schedule)) {
		t.Errorf("the log and the table tell another story than the example: %+v", cfg.Publish)
	}
	line, _, _ := strings.Cut(rest, "\n")
	checkCommandLine(t, line)
}

// readRoot reads a file of the project's root.
func readRoot(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile("../../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func tryReadme(t *testing.T, readme string) {
	if n := strings.Count(readme, "\n"); n > 150 {
		t.Errorf("%d lines; a reader has patience for 150", n)
	}
	for _, yaml := range blocks(t, readme, "yaml") {
		if _, err := config.Parse("README.md", []byte(yaml), vocabulary()); err != nil {
			t.Errorf("%v in\n%s", err, yaml)
		}
	}
	for _, shell := range blocks(t, readme, "console") {
		for line := range strings.Lines(shell) {
			checkCommandLine(t, strings.TrimSpace(line))
		}
	}
	for _, line := range spokenCommands(readme) {
		checkCommandLine(t, line)
	}
	for _, list := range blocks(t, readme, "text") {
		for line := range strings.Lines(list) {
			checkFeedAddress(t, strings.Fields(line)[0])
		}
	}
	for _, link := range links(readme) {
		if section, here := strings.CutPrefix(link, "#"); here {
			if !slices.Contains(sections(readme), section) {
				t.Errorf("there is no section %s", section)
			}
		} else if _, err := os.Stat("../../" + link); err != nil {
			t.Errorf("the link leads nowhere: %v", err)
		}
	}
}

// spokenCommands are the command lines that stand within sentences.
func spokenCommands(text string) (lines []string) {
	for _, spoken := range regexp.MustCompile("`(koubo [^`]+)`").FindAllStringSubmatch(text, -1) {
		lines = append(lines, spoken[1])
	}
	return lines
}

// links are the targets of links to files and sections of the project.
func links(text string) (targets []string) {
	for _, link := range regexp.MustCompile(`\]\(([^):]+)\)`).FindAllStringSubmatch(text, -1) {
		targets = append(targets, link[1])
	}
	return targets
}

// sections are the names by which the headings can be linked: in lower case, with hyphens for spaces, without points.
func sections(text string) (names []string) {
	for _, heading := range regexp.MustCompile(`(?m)^## (.+)$`).FindAllStringSubmatch(text, -1) {
		names = append(names, strings.NewReplacer(" ", "-", ".", "").Replace(strings.ToLower(heading[1])))
	}
	return names
}

// TestBothReadmesShowTheSame compares what is the same in every language: commands, configurations, addresses, files.
func TestBothReadmesShowTheSame(t *testing.T) {
	english, japanese := readRoot(t, "README.md"), readRoot(t, "README.ja.md")
	comment := regexp.MustCompile(` +#.*`)
	for what, shown := range map[string]func(string) []string{
		"commands":       func(text string) []string { return append(blocks(t, text, "console"), spokenCommands(text)...) },
		"configurations": func(text string) []string { return blocks(t, text, "yaml") },
		"addresses":      func(text string) []string { return regexp.MustCompile(`(?m)^/\S+`).FindAllString(text, -1) },
		"flags":          func(text string) []string { return regexp.MustCompile("`--[a-z][^`]*`").FindAllString(text, -1) },
		"linked files": func(text string) []string {
			return slices.DeleteFunc(links(text), func(l string) bool { return l[0] == '#' || strings.HasPrefix(l, "README") })
		},
		"other sites": func(text string) []string { return regexp.MustCompile(`\(https?://[^)]+\)`).FindAllString(text, -1) },
		"sections' marks": func(text string) []string {
			return regexp.MustCompile(`(?m)^(#+|\d+\.|- \*\*|\*\*\d)`).FindAllString(text, -1)
		},
	} {
		one, other := shown(english), shown(japanese)
		for _, list := range [][]string{one, other} {
			for i := range list {
				list[i] = comment.ReplaceAllString(list[i], "")
			}
			slices.Sort(list)
		}
		if len(one) == 0 || !slices.Equal(one, other) {
			t.Errorf("%s: README.md has\n%s\nREADME.ja.md has\n%s", what, strings.Join(one, "\n"), strings.Join(other, "\n"))
		}
	}
}

// TestExamplesOfTheConfigurationWork reads sources.yaml with the hash taken off each of its examples.
func TestExamplesOfTheConfigurationWork(t *testing.T) {
	example := regexp.MustCompile(`(?m)^( *)# ?( *- id:| *[a-z_]+: | *沖縄県: | *schedules:| *selectors:)`)
	text := example.ReplaceAllString(strings.Replace(readRoot(t, "sources.yaml"), "sources: []", "sources:", 1), "$1$2")
	cfg, err := config.Parse("sources.yaml", []byte(text), vocabulary())
	if err != nil {
		t.Fatal(err)
	}
	own := cfg.Sources[0]
	if own.Parser == "" || own.Selectors == nil || own.Gap == 0 || cfg.Contact == "" || cfg.UserAgent == "" || len(cfg.Schedules) == 0 || cfg.Publish.To == "" || cfg.Crawl.QuietHours == (timetable.Hours{}) {
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
