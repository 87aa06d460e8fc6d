package target

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/minio/minio-go/v7"
)

// Refused is the error where an object store works and takes nothing: it knows neither these credentials nor this bucket.
type Refused string

func (r Refused) Error() string { return string(r) }

// fault puts an error of the store into a sentence; nil stays nil.
func (b *Bucket) fault(path string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	said := saidBy(err)
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Errorf("the object store at %s did not answer within %s; see whether it works, and publish again: %w", b.Endpoint, b.Timeout, err)
	case said.Code == minio.AccessDenied || said.Code == "InvalidAccessKeyId" || said.Code == "SignatureDoesNotMatch" || said.StatusCode == http.StatusForbidden:
		return Refused(fmt.Sprintf("the object store at %s refuses these credentials for %s (%s); see AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and what they may do", b.Endpoint, b.name(), cmp.Or(said.Code, "403")))
	case said.Code == minio.NoSuchBucket:
		return b.noBucket()
	}
	return fmt.Errorf("the object store at %s failed on %s: %w", b.Endpoint, b.name()+"/"+path, err)
}

func (b *Bucket) noBucket() error {
	return Refused(fmt.Sprintf("there is no bucket %q at %s; make it first, or correct its name", b.Bucket, b.Endpoint))
}

// saidBy is what the store says of an error, nothing where it said nothing.
func saidBy(err error) (said minio.ErrorResponse) {
	_ = errors.As(err, &said)
	return said
}
