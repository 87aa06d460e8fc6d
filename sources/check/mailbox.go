package check

import (
	"errors"
	"fmt"
	"net/mail"
	"strings"
)

// Mailbox takes a bare mail address in ASCII, on one line.
func Mailbox(text string) error {
	if err := Header(text); err != nil {
		return err
	}
	if at, err := mail.ParseAddress(text); err != nil || at.Address != text || strings.ContainsAny(text, "\r\n,;<>") {
		return errors.New(Quote(text) + " is no mail address: write one such as sales@example.co.jp")
	}
	return nil
}

// Contact takes a mail address or the address of a page.
func Contact(contact string) error {
	if err := Header(contact); err != nil {
		return err
	}
	if strings.Contains(contact, "://") {
		return URL(contact)
	}
	if at, err := mail.ParseAddress(contact); err != nil || at.Address != contact {
		return errors.New(Quote(contact) + " is no contact: write a mail address or the address of a web page")
	}
	return nil
}

// Header keeps line breaks and non-ASCII letters out of the User-Agent (RFC 9110 §5.5).
func Header(text string) error {
	for _, r := range text {
		if r < ' ' || r > '~' {
			return fmt.Errorf("%s stands in a header of each request: write it in ASCII letters", Quote(text))
		}
	}
	return nil
}
