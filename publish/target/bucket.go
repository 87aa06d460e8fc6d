package target

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
	"golang.org/x/sync/errgroup"
)

// BucketOptions says where in an object store a site is.
type BucketOptions struct {
	Endpoint string // "" for AWS_ENDPOINT_URL and, without it, Amazon's
	Bucket   string
	Prefix   string        // of the names of all objects, without slashes at its ends; "" for none
	Timeout  time.Duration // of one request; 0 for a minute
	Retries  int           // of one request; 0 for four
}

// Bucket is a part of a bucket of an object store that speaks S3. Putting an object exchanges it at once. What is staged waits
// in the folder for temporary files of this machine.
type Bucket struct {
	BucketOptions
	client *minio.Client
	spool  *Folder
	held   func(context.Context) error // that the lock is ours still; nil before it is
}

// Bounds of what is asked of an object store.
const (
	bucketTimeout = time.Minute
	bucketRetries = 4
	bucketWorkers = 16
	lease         = 10 * time.Minute // of the lock of a publisher that is not heard of any more
)

// NewBucket returns the target of a bucket, which must exist.
func NewBucket(ctx context.Context, o BucketOptions) (*Bucket, error) {
	o.Timeout, o.Retries, o.Prefix = cmp.Or(o.Timeout, bucketTimeout), cmp.Or(o.Retries, bucketRetries), strings.Trim(o.Prefix, "/")
	o.Endpoint = cmp.Or(o.Endpoint, os.Getenv("AWS_ENDPOINT_URL_S3"), os.Getenv("AWS_ENDPOINT_URL"), "https://s3.amazonaws.com")
	u, err := url.Parse(o.Endpoint)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || strings.Trim(u.Path, "/") != "" {
		return nil, fmt.Errorf("%q is no address of an object store; write it as https://s3.example.jp", o.Endpoint)
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds:  credentials.NewChainCredentials([]credentials.Provider{&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}}),
		Secure: u.Scheme == "https", Region: cmp.Or(os.Getenv("AWS_REGION"), os.Getenv("AWS_DEFAULT_REGION"), "us-east-1"), MaxRetries: o.Retries,
	})
	if err != nil {
		return nil, fmt.Errorf("the object store cannot be used: %w", err)
	}
	b := &Bucket{BucketOptions: o, client: client}
	var known bool
	err = b.ask(ctx, func(ctx context.Context) (err error) {
		known, err = client.BucketExists(ctx, o.Bucket)
		return err
	})
	if err != nil {
		return nil, b.fault("", err)
	}
	if !known {
		return nil, fmt.Errorf("there is no bucket %q at %s; make it first, or correct its name", o.Bucket, o.Endpoint)
	}
	return b, nil
}

// ask runs one request within its time.
func (b *Bucket) ask(ctx context.Context, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, b.Timeout)
	defer cancel()
	return do(ctx)
}

func (b *Bucket) key(name string) string  { return path.Join(b.Prefix, name) }
func (b *Bucket) kept(name string) string { return b.key(aside + "/" + name) }

// holder is who publishes, as the object of the lock says it.
type holder struct {
	Token string    `json:"token"`
	Until time.Time `json:"until"`
}

// Lock puts an object that must not be there yet (If-None-Match), and reads it back, for stores that do not know the condition.
// It is renewed while the run lasts; that of a publisher that died is taken over when its time is over.
func (b *Bucket) Lock(ctx context.Context) (unlock func() error, err error) {
	token := rand.Text()
	if err := b.acquire(ctx, token); err != nil {
		return nil, err
	}
	spool, err := os.MkdirTemp("", "koubo-publish-")
	if err == nil {
		err = os.Mkdir(spool+"/"+aside, 0o700)
	}
	if err == nil {
		b.spool, err = NewFolder(spool)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("nothing can be kept aside on this machine: %w", err), b.put(ctx, b.kept("lock"), nil, ""))
	}
	stop := b.renew(ctx, token)
	b.held = func(ctx context.Context) error { return b.check(ctx, token) }
	return func() error {
		stop()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), b.Timeout)
		defer cancel()
		err := b.check(ctx, token)
		if err == nil {
			err = b.fault("", b.client.RemoveObject(ctx, b.Bucket, b.kept("lock"), minio.RemoveObjectOptions{}))
		}
		return errors.Join(err, os.RemoveAll(spool))
	}, nil
}

func (b *Bucket) acquire(ctx context.Context, token string) error {
	now := time.Now()
	other, err := b.holder(ctx)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case err == nil && now.Before(other.Until):
		return fmt.Errorf("another koubo is publishing to %s; wait until it is done. Of one that died the lock ends at %s", b.name(), other.Until.UTC().Format(time.RFC3339))
	}
	condition := "*"
	if err == nil {
		condition = "" // it is taken over
	}
	if err := b.putLock(ctx, token, condition); err != nil {
		if saidBy(err).StatusCode == http.StatusPreconditionFailed {
			return fmt.Errorf("another koubo has just begun to publish to %s; wait until it is done", b.name())
		}
		return b.fault("", err)
	}
	return b.check(ctx, token)
}

func (b *Bucket) putLock(ctx context.Context, token, unless string) error {
	body, err := json.Marshal(holder{token, time.Now().Add(lease)})
	if err != nil {
		return err
	}
	return b.put(ctx, b.kept("lock"), io.NewSectionReader(bytes.NewReader(body), 0, int64(len(body))), unless)
}

// holder reads who holds the lock; fs.ErrNotExist where nobody does.
func (b *Bucket) holder(ctx context.Context) (h holder, err error) {
	body, err := b.Load(ctx, "lock")
	if err == nil && json.Unmarshal(body, &h) != nil {
		h = holder{} // of nobody
	}
	return h, err
}

func (b *Bucket) check(ctx context.Context, token string) error {
	h, err := b.holder(ctx)
	if err == nil && h.Token == token {
		return nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return fmt.Errorf("another koubo has taken over publishing to %s; publish again when it is done", b.name())
}

// renew keeps the lock until stop is called.
func (b *Bucket) renew(ctx context.Context, token string) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var done sync.WaitGroup
	done.Go(func() {
		tick := time.NewTicker(lease / 4)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				_ = b.putLock(ctx, token, "") // the next one, or the check before anything is shown, tells
			}
		}
	})
	return func() { cancel(); done.Wait() }
}

// Load reads an object that Save put.
func (b *Bucket) Load(ctx context.Context, name string) (body []byte, err error) {
	err = b.ask(ctx, func(ctx context.Context) error {
		o, err := b.client.GetObject(ctx, b.Bucket, b.kept(name), minio.GetObjectOptions{})
		if err != nil {
			return err
		}
		body, err = io.ReadAll(o)
		return errors.Join(err, o.Close())
	})
	if saidBy(err).Code == minio.NoSuchKey {
		return nil, fs.ErrNotExist
	}
	return body, b.fault("", err)
}

// Save puts an object that is no part of the site.
func (b *Bucket) Save(ctx context.Context, name string, body []byte) error {
	if len(body) == 0 {
		return b.Remove(ctx, aside+"/"+name)
	}
	return b.fault("", b.put(ctx, b.kept(name), io.NewSectionReader(bytes.NewReader(body), 0, int64(len(body))), ""))
}

// Write puts an object of the site.
func (b *Bucket) Write(ctx context.Context, path string, body *io.SectionReader) error {
	return b.fault(path, b.put(ctx, b.key(path), body, ""))
}

// put puts an object; unless is an entity tag that it must not have yet.
func (b *Bucket) put(ctx context.Context, key string, body *io.SectionReader, unless string) error {
	return b.ask(ctx, func(ctx context.Context) error {
		o := minio.PutObjectOptions{ContentType: typeOf(key), CacheControl: ageOf(key), DisableMultipart: body.Size() < 64<<20}
		if unless != "" {
			o.SetMatchETagExcept(unless)
		}
		_, err := b.client.PutObject(ctx, b.Bucket, key, body, body.Size(), o)
		return err
	})
}

// Stage keeps a file on this machine.
func (b *Bucket) Stage(ctx context.Context, path string, body *io.SectionReader) error {
	return b.spool.Stage(ctx, path, body)
}

// Show puts what was staged, some at once: what leads to others waits for all that come before it, as their order wants.
func (b *Bucket) Show(ctx context.Context, paths []string) error {
	if err := b.held(ctx); err != nil {
		return err
	}
	for len(paths) > 0 {
		n := min(len(paths), bucketWorkers)
		if !strings.Contains(paths[0], "/") {
			n = 1 // it is found by its name
		}
		g, ctx := errgroup.WithContext(ctx)
		for _, path := range paths[:n] {
			g.Go(func() error { return b.show(ctx, path) })
		}
		if err := g.Wait(); err != nil {
			return err
		}
		paths = paths[n:]
	}
	return nil
}

func (b *Bucket) show(ctx context.Context, path string) error {
	f, err := os.Open(b.spool.stagedAt(path))
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		err = b.Write(ctx, path, io.NewSectionReader(f, 0, info.Size()))
	}
	return errors.Join(err, f.Close())
}

// Remove removes an object.
func (b *Bucket) Remove(ctx context.Context, path string) error {
	return b.fault(path, b.ask(ctx, func(ctx context.Context) error {
		return b.client.RemoveObject(ctx, b.Bucket, b.key(path), minio.RemoveObjectOptions{})
	}))
}

// Sync does nothing: what is put is kept.
func (b *Bucket) Sync(context.Context) error { return nil }

// Discard removes what is staged.
func (b *Bucket) Discard() { b.spool.Discard() }

// Workers are the requests that are under way at once.
func (b *Bucket) Workers() int { return bucketWorkers }

func (b *Bucket) name() string { return "s3://" + path.Join(b.Bucket, b.Prefix) }

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
		return fmt.Errorf("the object store at %s refuses these credentials for %s (%s); see AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and what they may do", b.Endpoint, b.name(), cmp.Or(said.Code, "403"))
	case said.Code == minio.NoSuchBucket:
		return fmt.Errorf("there is no bucket %q at %s; make it first", b.Bucket, b.Endpoint)
	}
	return fmt.Errorf("the object store at %s failed on %s: %w", b.Endpoint, b.name()+"/"+path, err)
}

// saidBy is what the store says of an error, nothing where it said nothing.
func saidBy(err error) (said minio.ErrorResponse) {
	_ = errors.As(err, &said)
	return said
}

// mediaTypes are those of a site's files that the system's table may not know.
var mediaTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json",
	".atom": "application/atom+xml; charset=utf-8", ".rss": "application/rss+xml; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".jsonl": "application/jsonl; charset=utf-8", ".gz": "application/gzip", ".xml": "application/xml; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".ico": "image/x-icon",
}

func typeOf(key string) string {
	extension := path.Ext(key)
	if strings.HasSuffix(key, "/search/index.json") || key == "search/index.json" {
		return mediaTypes[".json"]
	}
	if extension == ".json" {
		return "application/feed+json; charset=utf-8"
	}
	return cmp.Or(mediaTypes[extension], mime.TypeByExtension(extension), "application/octet-stream")
}

// ageOf is how long a reader may keep an object: those whose names tell their content for long.
func ageOf(key string) string {
	folder := path.Base(path.Dir(key))
	if folder == "static" || folder == "search" && path.Ext(key) == ".gz" {
		return "public, max-age=31536000, immutable"
	}
	return "public, max-age=60"
}
