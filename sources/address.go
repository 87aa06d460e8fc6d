package sources

import (
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

// CheckURL says, in a sentence with the mend, why an address cannot be fetched; nil where it is an absolute http or
// https address with a host.
func CheckURL(address string) error {
	if strings.ContainsAny(address, " \t\r\n　") {
		return fmt.Errorf("the address %s holds a space: write %%20 for it, or remove it", shown(address))
	}
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("the address %s is broken: copy it anew from the browser", shown(address))
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("the address %s must begin with https:// or http://", shown(address))
	}
	if u.Hostname() == "" {
		return fmt.Errorf("the address %s names no host: write it such as https://www.example.jp/news.rss", shown(address))
	}
	if port := u.Port(); port != "" && !isPort(port) {
		return fmt.Errorf("the address %s has a port that does not exist: ports end at 65535", shown(address))
	}
	return nil
}

func isPort(text string) bool {
	n, err := strconv.ParseUint(text, 10, 16)
	return err == nil && n <= 65535
}

func checkListen(address string) error {
	host, port, err := net.SplitHostPort(address)
	if err != nil || !isPort(port) || strings.ContainsAny(host, " /@") {
		return fmt.Errorf("%s is no address to listen on: write host:port, such as 127.0.0.1:8080", shown(address))
	}
	return nil
}

func parseNetwork(text string) (netip.Prefix, error) {
	if network, err := netip.ParsePrefix(text); err == nil {
		return network.Masked(), nil
	}
	if addr, err := netip.ParseAddr(text); err == nil && addr.Zone() == "" {
		return netip.Prefix{}, fmt.Errorf("%s is a single address: write the network %s/%d", shown(text), text, addr.BitLen())
	}
	return netip.Prefix{}, fmt.Errorf("%s is no network: write one such as 10.0.0.0/8", shown(text))
}

// checkHeader keeps line breaks and non-ASCII letters out of the User-Agent (RFC 9110 §5.5).
func checkHeader(text string) error {
	for _, r := range text {
		if r < ' ' || r > '~' {
			return fmt.Errorf("%s stands in a header of each request: write it in ASCII letters", shown(text))
		}
	}
	return nil
}

func checkContact(contact string) error {
	if err := checkHeader(contact); err != nil {
		return err
	}
	if strings.Contains(contact, "://") {
		return CheckURL(contact)
	}
	if at, err := mail.ParseAddress(contact); err != nil || at.Address != contact {
		return errors.New(shown(contact) + " is no contact: write a mail address or the address of a web page")
	}
	return nil
}
