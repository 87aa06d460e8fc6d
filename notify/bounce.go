package notify

import (
	"bufio"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"regexp"
	"strings"
)

// mostBounce bounds a bounce in bytes; most hold the letter that came back.
const mostBounce = 16 << 20

// ErrNoBounce says that a message does not report that a letter of ours came back for good.
var ErrNoBounce = errors.New("it is no report (RFC 3464) of a letter of koubo's that came back for good")

// ourID is the Message-ID of a letter of ours: its key at the domain of the sender.
var ourID = regexp.MustCompile(`^<?([0-9a-f]{32})@[^@>\s]+>?$`)

// ReadBounce reads the message that a mail server sends back about a letter (RFC 3464), and returns the letter's key; nobody is whether
// it came back because there is no such mailbox. The key stands in the letter's own header, which the report repeats: nobody else knows
// it. The error is ErrNoBounce where the message is another, or tells of a delay.
func ReadBounce(r io.Reader) (key string, nobody bool, err error) {
	m, err := mail.ReadMessage(bufio.NewReader(io.LimitReader(r, mostBounce)))
	if err != nil {
		return "", false, ErrNoBounce
	}
	media, parameters, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || media != "multipart/report" || parameters["boundary"] == "" {
		return "", false, ErrNoBounce
	}
	failed := false
	for parts := multipart.NewReader(m.Body, parameters["boundary"]); ; {
		part, err := parts.NextPart()
		if err != nil {
			break // what came so far tells
		}
		switch media, _, _ := mime.ParseMediaType(part.Header.Get("Content-Type")); media {
		case "message/delivery-status", "message/global-delivery-status":
			failed, nobody = statusOf(part)
		case "message/rfc822", "message/global", "text/rfc822-headers", "message/global-headers":
			if found := ourID.FindStringSubmatch(strings.TrimSpace(headerOf(part).Get("Message-Id"))); found != nil {
				key = found[1]
			}
		}
	}
	if key == "" || !failed {
		return "", false, ErrNoBounce
	}
	return key, nobody, nil
}

func headerOf(r io.Reader) textproto.MIMEHeader {
	h, _ := textproto.NewReader(bufio.NewReader(r)).ReadMIMEHeader() // which returns what it read, also of a part that was cut
	return h
}

// statusOf reads the fields about each reader, of whom a letter of ours has one.
func statusOf(part io.Reader) (failed, nobody bool) {
	for r := textproto.NewReader(bufio.NewReader(part)); ; {
		fields, err := r.ReadMIMEHeader()
		if strings.EqualFold(strings.TrimSpace(fields.Get("Action")), "failed") {
			failed = true
			code, _, _ := strings.Cut(strings.TrimSpace(fields.Get("Status")), " ")
			nobody = code != "" && meansNobody(0, code)
		}
		if err != nil {
			return failed, nobody
		}
	}
}
