package notify

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"syscall"
	"time"
)

// Refusal is why a message did not arrive, in an English sentence that holds no secret: the address of a receiver is one. Commands say it in
// the operator's language.
type Refusal struct {
	Reason    string
	Permanent bool          // it will never arrive as it is
	Gone      bool          // nor will another: there is no such mailbox or webhook
	After     time.Duration // the receiver asked to wait so long; 0 where it did not
}

func (r *Refusal) Error() string { return r.Reason }

// because makes a refusal of which nothing says that another attempt is in vain; format is one of fmt.Errorf's.
func because(format string, args ...any) *Refusal {
	return &Refusal{Reason: fmt.Errorf(format, args...).Error()}
}

// forGood makes another attempt vain.
func (r *Refusal) forGood() *Refusal {
	r.Permanent = true
	return r
}

// unreachable says why no answer came, without the address, which client errors repeat; of a private one without the host, too.
func unreachable(err error, private bool) *Refusal {
	var wrapped *url.Error
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return because("the receiver did not answer in time")
	}
	if private {
		return because("the receiver cannot be reached")
	}
	return because("the receiver cannot be reached: %w", connectionFault(err))
}

// connectionFault says what is wrong with a connection, in place of what the system and Go's library say of it.
func connectionFault(err error) error {
	var (
		name        *net.DNSError
		certificate *tls.CertificateVerificationError
		operation   *net.OpError
	)
	switch {
	case errors.As(err, &name) && name.IsNotFound:
		return errors.New("there is no host of that name")
	case errors.As(err, &name):
		return errors.New("the host's name cannot be looked up at the moment")
	case errors.As(err, &certificate):
		return errors.New("the host's certificate is not its own, is out of date or leads to no known authority")
	case errors.Is(err, syscall.ECONNREFUSED):
		return errors.New("the host refuses connections")
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the host broke the connection off")
	case errors.As(err, &operation) && operation.Err != nil:
		return operation.Err
	}
	return err
}
