package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"koubo/cmd/koubo/wording"
	"koubo/sources"
	"koubo/sources/config"
	"koubo/sources/reasons"
	"koubo/sources/schema"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// told are the folders whose errors and sentences reach whoever runs a command.
var told = []string{".", "../../sources/check", "../../sources/municipality", "../../sources/config", "../../sources/declaration", "../../sources/yamlfile", "../../sources/edit", "../../sources/lint",
	"../../sources/timetable", "../../crawler", "../../crawler/cause", "../../crawler/decline", "../../crawler/fetch", "../../crawler/transport", "../../crawler/schedule", "../../crawler/discover", "../../parsers/feed"}

// wordless are formats that say nothing by themselves.
var wordless = regexp.MustCompile(`^(?:%[a-z]|[\s:;()–]|\\n)*$`)

// TestNoSentenceLacksItsJapanese reads the program for what it tells: errors, warnings, log lines and what commands print.
func TestNoSentenceLacksItsJapanese(t *testing.T) {
	n := 0
	for _, folder := range told {
		files, err := filepath.Glob(folder + "/*.go")
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", folder, err)
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") {
				continue
			}
			tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(tree, func(node ast.Node) bool {
				for _, sentence := range sentencesOf(node) {
					n++
					if !wordless.MatchString(sentence) && !wording.Knows(sentence) {
						t.Errorf("%s: %q has no Japanese in cmd/koubo/wording", file, sentence)
					}
				}
				return true
			})
		}
	}
	if n < 300 {
		t.Errorf("only %d sentences were found", n)
	}
}

// sentencesOf are the formats that a call makes sentences of.
func sentencesOf(node ast.Node) (all []string) {
	call, ok := node.(*ast.CallExpr)
	if !ok {
		return nil
	}
	selector, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	of := ""
	if x, isName := selector.X.(*ast.Ident); isName {
		of = x.Name
	}
	at := -1
	switch name := selector.Sel.Name; {
	case of == "fmt" && name == "Errorf", of == "errors" && name == "New", name == "Info", name == "Warn", name == "Error" && len(call.Args) > 0:
		at = 0
	case of != "fmt" && of != "schema" && (name == "Sprintf" || name == "Text"):
		at = 0
	case of != "fmt" && (name == "Fprintf" || name == "Fault"):
		at = 1
	}
	if at < 0 || at >= len(call.Args) {
		return nil
	}
	if literal, ok := call.Args[at].(*ast.BasicLit); ok && literal.Kind == token.STRING {
		if text, err := strconv.Unquote(literal.Value); err == nil {
			all = append(all, text)
		}
	}
	return all
}

// TestTablesOfSentencesAreJapanese, which are not told by calls.
func TestTablesOfSentencesAreJapanese(t *testing.T) {
	for _, words := range kindSentences {
		if !wording.Knows(words) {
			t.Errorf("%q has no Japanese", words)
		}
	}
	for _, words := range failSentences {
		if !wording.Knows(words) {
			t.Errorf("%q has no Japanese", words)
		}
	}
	for _, words := range stateSentences {
		if !wording.Knows(words) {
			t.Errorf("%q has no Japanese", words)
		}
	}
	readme := strings.ReplaceAll(readRoot(t, "README.ja.md"), "\n  ", "")
	check, _ := wording.HelpOf("koubo source check")
	for _, state := range sources.States() {
		if name := reasons.StateName(state); name == string(state) || !strings.Contains(readme, "`"+string(state)+"`（"+name) {
			t.Errorf("the state %s is called %s, in README.ja.md otherwise", state, name)
		} else if state.IsBroken() && !strings.Contains(check.Long, name) {
			t.Errorf("the help of source check lists the state %s by another name", state)
		}
	}
}

// TestTheHelpIsJapanese: each command and each flag has its words.
func TestTheHelpIsJapanese(t *testing.T) {
	root := newRoot()
	root.InitDefaultCompletionCmd()
	var look func(cmd *cobra.Command)
	look = func(cmd *cobra.Command) {
		words, ok := wording.HelpOf(cmd.CommandPath())
		if !ok || words.Short == "" || (words.Long == "") != (cmd.Long == "") {
			t.Errorf("%s: its help is not in Japanese", cmd.CommandPath())
		}
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if _, ok := wording.FlagOf(f.Usage); !ok && f.Name != "help" && f.Name != "version" {
				t.Errorf("%s --%s: %q is not in Japanese", cmd.CommandPath(), f.Name, f.Usage)
			}
		})
		for _, below := range cmd.Commands() {
			look(below)
		}
	}
	look(root)
	t.Setenv("LC_ALL", "ja_JP.UTF-8")
	var help strings.Builder
	root = newRoot()
	root.SetOut(&help)
	root.SetArgs([]string{"source", "add", "--help"})
	if err := root.Execute(); err != nil || !strings.Contains(help.String(), "使い方：") || !strings.Contains(help.String(), "尋ねずに書き込む") || strings.Contains(help.String(), "Usage:") {
		t.Errorf("%v\n%s", err, help.String())
	}
}

// TestTheSchemaIsJapanese in a Japanese locale: editors show it to operators. Its keys and choices stay.
func TestTheSchemaIsJapanese(t *testing.T) {
	english, japanese := config.Schema(vocabulary()), config.Schema(vocabulary())
	translateDescriptions(wording.English, english)
	translateDescriptions(wording.Japanese, japanese)
	n := 0
	var compare func(at string, a, b any)
	compare = func(at string, a, b any) {
		switch a := a.(type) {
		case schema.Part:
			for key, below := range a {
				compare(at+"."+key, below, b.(schema.Part)[key])
			}
		case []any:
			for i, below := range a {
				compare(at, below, b.([]any)[i])
			}
		default:
			isDescription := strings.HasSuffix(at, ".description") && a != ""
			if isDescription {
				n++
			}
			if reflect.DeepEqual(a, b) == isDescription {
				t.Errorf("%s: %v is %v", at, a, b)
			}
		}
	}
	compare("", english, japanese)
	if n < 100 {
		t.Errorf("only %d descriptions were found", n)
	}
}

// tabled are the folders whose sentences stand in tables, too, or are put together.
var tabled = []string{"../../sources/check", "../../sources/config", "../../sources/yamlfile", "../../sources/declaration", "../../sources/lint", "../../store/datafile/open.go", "../../store/datafile/fault.go",
	"../../notify/refusal.go", "../../notify/sender.go", "../../notify/mail.go"}

// TestNoTableLacksItsJapanese looks at all that reads like a sentence, but for the descriptions of the schema, whichever way it is told.
func TestNoTableLacksItsJapanese(t *testing.T) {
	n := 0
	for _, place := range tabled {
		files := []string{place}
		if !strings.HasSuffix(place, ".go") {
			files, _ = filepath.Glob(place + "/*.go")
		}
		for _, file := range files {
			if strings.HasSuffix(file, "_test.go") || strings.HasSuffix(file, "schema.go") {
				continue
			}
			for _, words := range literalsOf(t, file) {
				if strings.Count(words, " ") < 3 || !plainWords.MatchString(words) {
					continue
				}
				n++
				if !isSpoken(words) {
					t.Errorf("%s: %q has no Japanese in cmd/koubo/wording", file, words)
				}
			}
		}
	}
	if n < 100 {
		t.Errorf("only %d sentences were found", n)
	}
}

// plainWords are several words of English, and verb a place of a parameter.
var (
	plainWords = regexp.MustCompile(`[a-z]{2,} [a-z]+ [a-z]{2,}`)
	verb       = regexp.MustCompile(`%(?:\[\d\])?[a-zA-Z]`)
)

// isSpoken reports whether words are told in Japanese, alone or behind what they are said of.
func isSpoken(words string) bool {
	if wording.Knows(words) {
		return true
	}
	words = strings.ReplaceAll(verb.ReplaceAllString(words, "12"), "%%", "%")
	if strings.HasSuffix(words, " ") {
		words += "12"
	}
	for _, before := range []string{"", "\"x.jp\"", "\"x.jp\" ", "a –", "it is empty"} {
		if said := wording.Japanese.Text(before + words); said != before+words && !plainWords.MatchString(said) {
			return true
		}
	}
	return false
}

// literalsOf are the texts in a file.
func literalsOf(t *testing.T, file string) (all []string) {
	tree, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(tree, func(node ast.Node) bool {
		if literal, ok := node.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			if text, err := strconv.Unquote(literal.Value); err == nil {
				all = append(all, text)
			}
		}
		return true
	})
	return all
}
