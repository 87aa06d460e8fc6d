package crawler

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
)

// Unreachable is a failed exchange in words for the operator; Unwrap gives the cause.
type Unreachable struct {
	Words string
	cause error
}

func (e Unreachable) Error() string { return e.Words }

// Unwrap returns the error of the network.
func (e Unreachable) Unwrap() error { return e.cause }

// plainly turns what the network says into a sentence with the mend. Errors of ours pass unchanged.
func plainly(err error) error {
	var (
		slow      Slow
		large     TooLarge
		forbidden ForbiddenAddress
		unsaved   NotInArchive
	)
	switch {
	case err == nil:
		return nil
	case errors.As(err, &slow):
		return slow
	case errors.As(err, &large):
		return large
	case errors.As(err, &forbidden):
		return forbidden
	case errors.As(err, &unsaved):
		return unsaved
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return Unreachable{words(err), err}
}

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
	case errors.As(err, &plain), strings.Contains(err.Error(), "server gave HTTP response to HTTPS client"):
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

// isPassing says whether a network error is worth a second try within the visit.
func isPassing(err error) bool {
	return errors.Is(err, syscall.ECONNRESET) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
}

// isTrouble says whether a failed exchange leaves a server that may still be busy with it, so that the next request has
// to wait a little. What was refused on our side never reached it.
func isTrouble(err error) bool {
	var forbidden ForbiddenAddress
	var unsaved NotInArchive
	return err != nil && !errors.As(err, &forbidden) && !errors.As(err, &unsaved)
}
