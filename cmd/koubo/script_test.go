package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain makes this test binary stand in for koubo, and for the small tools of the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"koubo": main, "get": get, "post": post, "timeless": timeless})
}

// TestScripts runs koubo as a person types it. $TOWN is host:port of a small municipality, $RECEIVER of a receiver of notifications; the commands that the scripts
// have beside those of testscript stand in desk_test.go.
func TestScripts(t *testing.T) {
	cache := t.TempDir() // shared, so that the reader of PDFs is compiled once or twice
	document, err := filepath.Abs("../../parsers/pdf/testdata/schedule.pdf")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds:                deskCommands(),
		Condition:           deskCondition,
		Setup: func(env *testscript.Env) error {
			town := newTown(3, nil)
			env.Defer(town.Close)
			hook := newHook()
			env.Defer(hook.Close)
			env.Values[deskKey{}] = &desk{town: town, hook: hook}
			env.Setenv("TOWN", town.address())
			env.Setenv("RECEIVER", hook.Listener.Addr().String())
			env.Setenv("NO_COLOR", "1")
			env.Setenv("GORACE", os.Getenv("GORACE"))
			env.Setenv("XDG_CACHE_HOME", cache)
			env.Setenv("DOCUMENT", document)
			return nil
		},
	})
}

// get prints what is at an address, status first.
func get() {
	resp, err := http.Get(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	printAnswer(resp)
}

// post ADDRESS JSON [HEADER: VALUE] sends JSON and prints what comes back, status first.
func post() {
	req, err := http.NewRequest(http.MethodPost, os.Args[1], strings.NewReader(os.Args[2]))
	if err == nil {
		req.Header.Set("Content-Type", "application/json")
		for _, line := range os.Args[3:] {
			name, value, _ := strings.Cut(line, ": ")
			req.Header.Set(name, value)
		}
		var resp *http.Response
		if resp, err = http.DefaultClient.Do(req); err == nil {
			printAnswer(resp)
			return
		}
	}
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func printAnswer(resp *http.Response) {
	defer resp.Body.Close()
	fmt.Println(resp.Status, resp.Header.Get("Content-Type"))
	io.Copy(os.Stdout, resp.Body)
}

// timeless prints the records in a file, one a line, in the order of their ids and without the instants of the crawl.
func timeless() {
	f, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var lines []string
	in := bufio.NewScanner(f)
	for in.Buffer(nil, 1<<20); in.Scan(); {
		record := map[string]any{}
		if err := json.Unmarshal(in.Bytes(), &record); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		for _, instant := range []string{"first_seen", "last_seen", "revised", "origins"} {
			delete(record, instant)
		}
		line, _ := json.Marshal(record)
		lines = append(lines, fmt.Sprint(record["id"], " ", string(line)))
	}
	slices.Sort(lines)
	fmt.Println(strings.Join(lines, "\n"))
}
