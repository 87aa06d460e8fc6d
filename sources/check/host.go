package check

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"
)

func isPort(text string) bool {
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && n <= 65535
}

// Listen takes host:port to serve at; the host may be left out, for all of the machine's.
func Listen(address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil || !isPort(port) || strings.ContainsAny(host, " /@") {
		return fmt.Errorf("%s is no address to listen on: write host:port, such as 127.0.0.1:8080", Quote(address))
	}
	return nil
}

// MailServer takes host:port.
func MailServer(text string) error {
	host, port, err := net.SplitHostPort(text)
	if err != nil || host == "" || !isPort(port) || strings.ContainsAny(host, " /@") {
		return fmt.Errorf("%s is no mail server: write host:port, such as smtp.example.jp:587", Quote(text))
	}
	return nil
}

// Host takes a name or an address of a machine, with a port or without one.
func Host(text string) error {
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		host, port = text, "443"
	}
	if host == "" || !isPort(port) || strings.ContainsAny(host, " /@:*?#") || URL("https://"+text+"/") != nil {
		return errors.New(Quote(text) + " is no host: write one such as chat.example.jp, without https:// and path")
	}
	return nil
}
