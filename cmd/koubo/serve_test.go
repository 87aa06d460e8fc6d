package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"testing"
)

// TestShutdownFinishesAnswers ends a server while an answer is under way: no new request is let in, and the answer arrives
// whole before the server returns, for what closes after it is the data file.
func TestShutdownFinishesAnswers(t *testing.T) {
	asked, release := make(chan struct{}), make(chan struct{})
	letGo := sync.OnceFunc(func() { close(release) })
	defer letGo()
	server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		close(asked)
		<-release
		io.WriteString(w, "whole")
	})}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	returned := make(chan error, 1)
	go func() { returned <- serveUntil(ctx, server, l) }()
	answer := make(chan string, 1)
	go func() {
		body, err := fetchPage("http://" + l.Addr().String())
		answer <- body + errorText(err)
	}()
	<-asked
	cancel()
	for refused := 0; refused < 500; { // time enough to return for a server that does not wait
		if !accepts(l.Addr().String()) {
			refused++
		}
	}
	select {
	case err := <-returned:
		t.Fatalf("the server returned before the answer was finished: %v", err)
	default:
	}
	letGo()
	if got := <-answer; got != "whole" {
		t.Errorf("the answer is %q", got)
	}
	if err := <-returned; err != nil {
		t.Error(err)
	}
}

// TestServeReportsABrokenListener ends a server from below.
func TestServeReportsABrokenListener(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l.Close()
	if err := serveUntil(t.Context(), &http.Server{}, l); !errors.Is(err, net.ErrClosed) {
		t.Errorf("got %v", err)
	}
}

func fetchPage(address string) (string, error) {
	resp, err := http.Get(address)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return string(body), err
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// accepts reports whether somebody listens at the address.
func accepts(address string) bool {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return false
	}
	conn.Close()
	return true
}
