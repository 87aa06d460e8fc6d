// Package check says what is wrong with a text that somebody wrote: an address, a host, a mail address, an id. A check takes the
// text and returns a sentence with the mend, nil for nothing. None asks anybody.
package check

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// another is the beginning of an address behind the mark that parts it from one before. Commas and addresses within a query, such as
// ?ids=1,2&back=https://…, begin none.
var another = regexp.MustCompile(`://.*[,、，;；\s　]+[A-Za-z][A-Za-z0-9+.-]*://`)

// URL says, in a sentence with the mend, why an address cannot be fetched; nil where it is an absolute http or
// https address with a host.
func URL(address string) error {
	if another.MatchString(address) {
		return fmt.Errorf("%s are several addresses: write each on a line of its own, behind a hyphen and a space", Quote(address))
	}
	if strings.ContainsAny(address, " \t\r\n　") {
		return fmt.Errorf("the address %s holds a space: write %%20 for it, or remove it", Quote(address))
	}
	u, err := url.Parse(address)
	if err != nil {
		return fmt.Errorf("the address %s is broken: copy it anew from the browser", Quote(address))
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return fmt.Errorf("the address %s must begin with https:// or http://", Quote(address))
	}
	if u.Hostname() == "" {
		return fmt.Errorf("the address %s names no host: write it such as https://www.example.jp/news.rss", Quote(address))
	}
	if port := u.Port(); port != "" && !isPort(port) {
		return fmt.Errorf("the address %s has a port that does not exist: ports end at 65535", Quote(address))
	}
	return nil
}

// BaseURL says, in a sentence with the mend, why the addresses of a site cannot begin with this one; nil where they can.
func BaseURL(address string) error {
	if err := URL(address); err != nil {
		return err
	}
	u, err := url.Parse(address)
	if err == nil && (u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "") {
		return fmt.Errorf("the address %s holds a user, a question mark or a #, to which no path can be added: write it such as https://example.jp/koubo", Quote(address))
	}
	return err
}

// Endpoint takes the address of an object store, without a path.
func Endpoint(address string) error {
	if err := BaseURL(address); err != nil {
		return err
	}
	if u, err := url.Parse(address); err == nil && strings.Trim(u.Path, "/") != "" {
		return errors.New("the address of an object store has no path: write the bucket into to:, as s3://bucket/prefix")
	}
	return nil
}

// Receiver takes an address that a message can be posted to.
func Receiver(address string) error {
	if err := URL(address); err != nil {
		return err
	}
	if u, err := url.Parse(address); err == nil && u.User != nil {
		return errors.New("the address holds a user or a password, which would be sent to whoever answers there: remove them")
	}
	return nil
}
