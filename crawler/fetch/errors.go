package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"

	"koubo/crawler/archive"
	"koubo/crawler/transport"
)

// Unreachable is a failed exchange in words for the operator; Unwrap gives the cause.
type Unreachable struct {
	Words string
	cause error
}

func (e Unreachable) Error() string { return e.Words }

// Unwrap returns the error of the network.
func (e Unreachable) Unwrap() error { return e.cause }

// Slow is the error of an answer that did not come, or did not end, in time.
type Slow struct{ After time.Duration }

func (e Slow) Error() string {
	return fmt.Sprintf("no complete answer within %s; the server may be down or overloaded", e.After)
}

// ErrSpent is the error of a request that a client does not make for it made as many as it may.
var ErrSpent = errors.New("the requests that may be made at once are spent")

// Reason classifies why there is no answer.
type Reason string

const (
	ReasonNone        Reason = ""
	ReasonRobots      Reason = "robots"      // robots.txt forbids it, or cannot be read
	ReasonLater       Reason = "later"       // the host must not be asked now: its wish, or our budget
	ReasonSlow        Reason = "slow"        // no whole answer in time
	ReasonTooLarge    Reason = "too_large"   // over the limit, packed or unpacked
	ReasonAddress     Reason = "address"     // not a public address
	ReasonArchive     Reason = "archive"     // the archive that is replayed has no answer
	ReasonRedirect    Reason = "redirect"    // to another site, in a circle, to no address
	ReasonUnreachable Reason = "unreachable" // no connection, no name, no TLS in common, broken off
	ReasonCancelled   Reason = "cancelled"   // by us
	ReasonOther       Reason = "other"
)

// ReasonOf classifies an error of Client.Get.
func ReasonOf(err error) Reason {
	switch {
	case err == nil:
		return ReasonNone
	case errors.As(err, new(Forbidden)):
		return ReasonRobots
	case errors.As(err, new(Later)):
		return ReasonLater
	case errors.As(err, new(Slow)):
		return ReasonSlow
	case errors.As(err, new(TooLarge)):
		return ReasonTooLarge
	case errors.As(err, new(transport.ForbiddenAddress)):
		return ReasonAddress
	case errors.As(err, new(archive.Missing)):
		return ReasonArchive
	case errors.As(err, new(RedirectError)):
		return ReasonRedirect
	case errors.As(err, new(Unreachable)):
		return ReasonUnreachable
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return ReasonCancelled
	}
	return ReasonOther
}

// explain turns what the network says into a sentence with the mend. Errors of ours pass without what colly and net/http put
// around them.
func explain(err error) error {
	var (
		slow      Slow
		large     TooLarge
		forbidden transport.ForbiddenAddress
		missing   archive.Missing
	)
	switch {
	case errors.As(err, &slow):
		return slow
	case errors.As(err, &large):
		return large
	case errors.As(err, &forbidden):
		return forbidden
	case errors.As(err, &missing):
		return missing
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return Unreachable{words(err), err}
}

// isHostTrouble reports whether a failed exchange leaves a server that may still be busy with it, so that the next request
// has to wait a little. What was refused on our side never reached it.
func isHostTrouble(err error) bool {
	switch ReasonOf(err) {
	case ReasonNone, ReasonAddress, ReasonArchive:
		return false
	}
	return true
}

// plainAnswer is what net/http says of a server that speaks no TLS.
const plainAnswer = "server gave HTTP response to HTTPS client"

func words(err error) string {
	var (
		name    *net.DNSError
		host    x509.HostnameError
		unknown x509.UnknownAuthorityError
		invalid x509.CertificateInvalidError
		plain   tls.RecordHeaderError
		alert   tls.AlertError
	)
	const optOut = "; where the operator trusts the site all the same, tls_insecure: true in the source accepts it"
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return fmt.Sprintf("the name %s does not exist; the site may have moved", name.Name)
	case errors.As(err, &name):
		return fmt.Sprintf("the name %s cannot be looked up at the moment", name.Name)
	case errors.As(err, &host):
		return fmt.Sprintf("the certificate is not for %s", host.Host) + optOut
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "the certificate has expired or is not valid yet" + optOut
	case errors.As(err, &unknown), errors.As(err, &invalid):
		return "the certificate does not lead to a known authority, often because the server leaves out the intermediate one" + optOut
	case errors.As(err, &plain), strings.Contains(err.Error(), plainAnswer):
		return "the server speaks no TLS at the https address; it may have to begin with http://, or the server is set up wrongly"
	case errors.As(err, &alert), strings.Contains(err.Error(), "tls: "):
		return "no TLS version or cipher suite is common with the server, which may be very old" + optOut
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the server refuses connections; it may be down"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the server broke the connection off"
	case isTimeout(err):
		return "the server could not be connected in time"
	}
	return "the request failed: " + err.Error()
}

func isTimeout(err error) bool {
	var t net.Error
	return errors.As(err, &t) && t.Timeout()
}

// isTLSError reports whether a server was reached and TLS failed with it. Go's own failures of TLS have no type in common but how
// their words begin, which Unreachable replaces.
func isTLSError(err error) bool {
	if u := (Unreachable{}); errors.As(err, &u) && u.cause != nil {
		err = u.cause
	}
	return errors.As(err, new(x509.HostnameError)) || errors.As(err, new(x509.UnknownAuthorityError)) || errors.As(err, new(x509.CertificateInvalidError)) ||
		strings.Contains(err.Error(), "tls: ") || strings.Contains(err.Error(), plainAnswer)
}
