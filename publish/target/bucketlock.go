package target

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/minio/minio-go/v7"

	"koubo/publish/spool"
)

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
	removeSpool, err := b.makeSpool()
	if err != nil {
		return nil, errors.Join(fmt.Errorf("nothing can be kept aside on this machine: %w", err), b.Save(ctx, "lock", nil))
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
		return errors.Join(err, removeSpool())
	}, nil
}

// Spool is the folder of this machine in which the bucket has things kept aside while it is locked, removed when it is not any more.
func (b *Bucket) Spool() string { return b.spool.root }

// makeSpool makes the folder of what is staged, on this machine.
func (b *Bucket) makeSpool() (remove func() error, err error) {
	folder, remove, err := spool.New(spool.Publish)
	if err != nil {
		return nil, err
	}
	if err = os.Mkdir(folder+"/"+aside, 0o700); err == nil {
		b.spool, err = NewFolder(folder)
	}
	if err != nil {
		return nil, errors.Join(err, remove())
	}
	return remove, nil
}

func (b *Bucket) acquire(ctx context.Context, token string) error {
	now := time.Now()
	other, err := b.holder(ctx)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return err
	case err == nil && now.Before(other.Until):
		return Taken(fmt.Sprintf("another koubo is publishing to %s; wait until it is done. Of one that died the lock ends at %s", b.name(), other.Until.UTC().Format(time.RFC3339)))
	}
	condition := "*"
	if err == nil {
		condition = "" // it is taken over
	}
	if err := b.putLock(ctx, token, condition); err != nil {
		if saidBy(err).StatusCode == http.StatusPreconditionFailed {
			return Taken(fmt.Sprintf("another koubo has just begun to publish to %s; wait until it is done", b.name()))
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

// read reads a small object that Save put, within the time of a request.
func (b *Bucket) read(ctx context.Context, name string) (body []byte, err error) {
	err = b.ask(ctx, func(ctx context.Context) error {
		o, err := b.Load(ctx, name)
		if err != nil {
			return err
		}
		body, err = io.ReadAll(o)
		return errors.Join(b.fault("", err), o.Close())
	})
	return body, err
}

// holder reads who holds the lock; fs.ErrNotExist where nobody does.
func (b *Bucket) holder(ctx context.Context) (h holder, err error) {
	body, err := b.read(ctx, "lock")
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
	return Taken(fmt.Sprintf("another koubo has taken over publishing to %s; publish again when it is done", b.name()))
}

// prolong renews the lock. Where that fails, the next time or the check before anything is shown tells.
func (b *Bucket) prolong(ctx context.Context, token string) {
	if b.check(ctx, token) == nil { // else another one took it over while this machine slept
		_ = b.putLock(ctx, token, "")
	}
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
				b.prolong(ctx, token)
			}
		}
	})
	return func() { cancel(); done.Wait() }
}
