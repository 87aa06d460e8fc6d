package main

import (
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// recipe HEADING FILE writes the first block of sh below a heading of docs/publishing.md into a file of the script.
func recipe(ts *testscript.TestScript, args []string) error {
	doc, err := os.ReadFile(filepath.Join("..", "..", "docs", "publishing.md"))
	if err != nil {
		return err
	}
	_, text, found := strings.Cut(string(doc), "\n## "+args[0]+"\n")
	_, text, begun := strings.Cut(text, "```sh\n")
	text, _, ended := strings.Cut(text, "```")
	if !found || !begun || !ended {
		return errors.New("docs/publishing.md has no such block")
	}
	return os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o644)
}

// objectStore is the path of versitygw, an S3 server, "" where the machine has none.
func objectStore() string {
	if named := os.Getenv("KOUBO_S3_SERVER"); named != "" {
		return named
	}
	found, _ := exec.LookPath("versitygw") // which is "" then
	return found
}

// startObjectStore runs it in a folder of the script, which asks it from then on.
func startObjectStore(ts *testscript.TestScript, _ []string) error {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	address := l.Addr().String()
	if err := errors.Join(l.Close(), os.Mkdir(ts.MkAbs("store"), 0o755)); err != nil {
		return err
	}
	server := exec.Command(objectStore(), "--port", address, "posix", ts.MkAbs("store"))
	server.Env = append(os.Environ(), "ROOT_ACCESS_KEY=test", "ROOT_SECRET_KEY=secret-of-the-test")
	if err := server.Start(); err != nil {
		return err
	}
	ts.Defer(func() { _, _ = server.Process.Kill(), server.Wait() })
	for name, value := range map[string]string{"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "secret-of-the-test", "AWS_REGION": "us-east-1", "AWS_ENDPOINT_URL": "http://" + address} {
		ts.Setenv(name, value)
	}
	for late := time.Now().Add(30 * time.Second); ; { // until it listens
		conn, err := net.DialTimeout("tcp", address, time.Second)
		if err == nil {
			return conn.Close()
		}
		if time.Now().After(late) {
			return fmt.Errorf("versitygw does not listen: %w", err)
		}
	}
}
