package notify

import (
	"bufio"
	"cmp"
	"fmt"
	"net"
	"strings"
	"sync"
	"testing"
)

// mailServer is a mail server on a loopback address that keeps what it is given.
type mailServer struct {
	net.Listener
	answer string // to the end of a message; "" closes the connection in the middle of it, "silence" never comes
	// toReader is the answer to the name of the reader; "" takes everybody.
	toReader string
	mu       sync.Mutex
	got      []string // messages, as sent
}

func newMailServer(t *testing.T, answer string) *mailServer {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s := &mailServer{Listener: l, answer: answer}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(conn)
		}
	}()
	return s
}

func (s *mailServer) talk(conn net.Conn) {
	defer conn.Close()
	say := func(line string) { fmt.Fprint(conn, line+"\r\n") }
	say("220 mail.example.jp ESMTP")
	for in := bufio.NewReader(conn); ; {
		line, err := in.ReadString('\n')
		if err != nil {
			return
		}
		switch verb, _, _ := strings.Cut(strings.ToUpper(strings.TrimSpace(line)), " "); verb {
		case "EHLO":
			say("250-mail.example.jp")
			say("250 8BITMIME")
		case "RCPT":
			say(cmp.Or(s.toReader, "250 ok"))
		case "DATA":
			say("354 go on")
			if !s.read(in) {
				return
			}
			if s.answer != "silence" {
				say(s.answer)
			}
		case "QUIT":
			say("221 bye")
			return
		default:
			say("250 ok")
		}
	}
}

// read takes a message to its end; false where the server dies in the middle.
func (s *mailServer) read(in *bufio.Reader) bool {
	var b strings.Builder
	for n := 0; ; n++ {
		line, err := in.ReadString('\n')
		if err != nil || n == 5 && s.answer == "" {
			return false
		}
		if line == ".\r\n" {
			break
		}
		b.WriteString(line)
	}
	if strings.HasPrefix(s.answer, "2") {
		s.mu.Lock()
		s.got = append(s.got, b.String())
		s.mu.Unlock()
	}
	return true
}
