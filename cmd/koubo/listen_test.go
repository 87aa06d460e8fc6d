package main

import (
	"context"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestServesAtASocketFile asks a server at its address and at its socket file, and sees the file go at the end.
func TestServesAtASocketFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "koubo.sock")
	open, err := listeners("127.0.0.1:0", path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	ended := make(chan error, 1)
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "served") })}
	go func() { ended <- serveUntil(ctx, server, open...) }()
	through := &http.Client{Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "unix", path)
	}}}
	resp, err := through.Get("http://koubo.example/")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(resp.Body)
	resp.Body.Close()
	if string(body) != "served" || err != nil {
		t.Errorf("through the file: %q, %v", body, err)
	}
	if got, err := fetchPage("http://" + open[0].Addr().String()); got != "served" || err != nil {
		t.Errorf("at the address: %q, %v", got, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != socketMode {
		t.Errorf("the file: %v, %v", info, err)
	}
	if got := addressOf(open[1]); got != "unix:"+path {
		t.Errorf("it is named %s", got)
	}
	if _, err := listenFile(path); err == nil || !strings.Contains(err.Error(), "in use") {
		t.Errorf("a second server: %v", err)
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Errorf("the file is left: %v", err)
	}
}

// TestAnAddressInUseIsToldByItsFlag: a server has two, of readers and of profiles.
func TestAnAddressInUseIsToldByItsFlag(t *testing.T) {
	first, err := listen("--listen", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer first.Close()
	if _, err := listen("--pprof", first.Addr().String()); err == nil || !strings.HasSuffix(err.Error(), "choose another address with --pprof") {
		t.Error(err)
	}
	if _, err := listen("--pprof", "127.0.0.1:99999"); err == nil || !strings.HasPrefix(err.Error(), "--pprof: ") {
		t.Error(err)
	}
}

// TestASocketFileThatWasLeftIsReplaced covers what a killed program leaves behind; a file with something in it stays.
func TestASocketFileThatWasLeftIsReplaced(t *testing.T) {
	folder := t.TempDir()
	left := filepath.Join(folder, "left.sock")
	l, err := net.Listen("unix", left)
	if err != nil {
		t.Fatal(err)
	}
	l.(*net.UnixListener).SetUnlinkOnClose(false)
	l.Close()
	again, err := listenFile(left)
	if err != nil {
		t.Fatal(err)
	}
	again.Close()
	file := filepath.Join(folder, "notes.txt")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := listeners("127.0.0.1:0", file); err == nil || !strings.Contains(err.Error(), "no socket") {
		t.Errorf("a file was taken: %v", err)
	}
	if data, err := os.ReadFile(file); string(data) != "mine" || err != nil {
		t.Errorf("it holds %q, %v", data, err)
	}
	if _, err := listenFile(filepath.Join(folder, "none", "koubo.sock")); err == nil || !strings.Contains(err.Error(), "may write to") {
		t.Errorf("a folder that does not exist: %v", err)
	}
}
