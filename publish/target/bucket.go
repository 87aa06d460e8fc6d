package target

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
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
		return nil, b.noBucket()
	}
	return b, nil
}

// ask runs one request within its time.
func (b *Bucket) ask(ctx context.Context, do func(context.Context) error) error {
	return b.askFor(ctx, b.Timeout, do)
}

func (b *Bucket) askFor(ctx context.Context, long time.Duration, do func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, long)
	defer cancel()
	return do(ctx)
}

func (b *Bucket) key(name string) string  { return path.Join(b.Prefix, name) }
func (b *Bucket) kept(name string) string { return b.key(aside + "/" + name) }

// Load reads an object that Save put.
func (b *Bucket) Load(ctx context.Context, name string) (io.ReadCloser, error) {
	return b.Open(ctx, aside+"/"+name)
}

// Save puts an object that is no part of the site.
func (b *Bucket) Save(ctx context.Context, name string, body *io.SectionReader) error {
	if body == nil {
		return b.Remove(ctx, aside+"/"+name)
	}
	return b.fault("", b.put(ctx, b.kept(name), body, ""))
}

// Open reads an object of the site.
func (b *Bucket) Open(ctx context.Context, path string) (io.ReadCloser, error) {
	ctx, cancel := context.WithTimeout(ctx, b.timeFor(maxTable))
	o, err := b.client.GetObject(ctx, b.Bucket, b.key(path), minio.GetObjectOptions{})
	if err == nil {
		_, err = o.Stat() // the first that is asked of the store
	}
	if err == nil {
		return opened{o, cancel}, nil
	}
	cancel()
	if saidBy(err).Code == minio.NoSuchKey {
		return nil, fs.ErrNotExist
	}
	return nil, b.fault(path, err)
}

// opened is an object that is being read.
type opened struct {
	*minio.Object
	cancel context.CancelFunc
}

// Close ends the request, too.
func (o opened) Close() error {
	defer o.cancel()
	return o.Object.Close()
}

// slowest is how many bytes a second a store takes or gives at least, and maxTable how long a table may be at most while it is read.
const (
	slowest  = 100 << 10
	maxTable = 1 << 30
)

// timeFor is how long so many bytes may be under way.
func (b *Bucket) timeFor(bytes int64) time.Duration {
	return b.Timeout + time.Duration(bytes)*time.Second/slowest
}

// Write puts an object of the site.
func (b *Bucket) Write(ctx context.Context, path string, body *io.SectionReader) error {
	return b.fault(path, b.put(ctx, b.key(path), body, ""))
}

// put puts an object; unless is an entity tag that it must not have yet.
func (b *Bucket) put(ctx context.Context, key string, body *io.SectionReader, unless string) error {
	return b.askFor(ctx, b.timeFor(body.Size()), func(ctx context.Context) error {
		path := strings.TrimPrefix(key, b.Prefix+"/")
		o := minio.PutObjectOptions{ContentType: typeOf(path), CacheControl: ageOf(path), DisableMultipart: body.Size() < 64<<20}
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
