package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"koubo/publish"
	"koubo/publish/target"
	"koubo/sources/check"
	"koubo/sources/config"
	"koubo/store"

	"koubo/web/front"

	"github.com/spf13/cobra"
)

type publishFlags struct {
	setup
	baseURL  string
	endpoint string
	keep     time.Duration
}

func newPublish() *cobra.Command {
	var f publishFlags
	cmd := &cobra.Command{
		Use:   "publish DIR|s3://BUCKET/PREFIX",
		Short: "Write the whole site as files for any web server or object store",
		Long: `Write pages, feeds, calendars, tables of everything and a search that runs in the browser as files. Publishing again writes
what changed alone; a reader meanwhile never meets a broken link. Files that are no longer part of the site stay for --keep.

Where a running koubo serve holds the data file, it copies it, and the copy is published.

An object store is asked for with the credentials of AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or of ~/.aws/credentials, in
AWS_REGION. --endpoint, or AWS_ENDPOINT_URL, names one that is not Amazon's.`,
		Example: `  koubo publish /srv/www/koubo --base-url https://koubo.example.jp
  koubo publish s3://koubo-site --base-url https://koubo.example.jp --endpoint https://s3.example.jp`,
		Args: takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args[0]) },
	}
	f.flags(cmd)
	cmd.Flags().StringVar(&f.baseURL, "base-url", "", "address by which readers reach the site, with its path if it has one; it stands in feeds and calendars (needed)")
	cmd.Flags().StringVar(&f.endpoint, "endpoint", "", "address of the object store (default: AWS_ENDPOINT_URL, Amazon's)")
	cmd.Flags().DurationVar(&f.keep, "keep", 24*time.Hour, "how long files that are no longer part of the site stay")
	return cmd
}

func (f *publishFlags) run(cmd *cobra.Command, where string) (err error) {
	cfg, err := f.load(cmd)
	if err != nil {
		return err
	}
	if err := config.CheckPlace(where); err != nil {
		return usage(err)
	}
	if f.baseURL == "" {
		return usage(errors.New("--base-url is missing: name the address at which readers will find the site, such as https://koubo.example.jp; it stands in the feeds"))
	}
	if err := check.BaseURL(f.baseURL); err != nil {
		return usage(fmt.Errorf("--base-url: %w", err))
	}
	if f.keep < 0 {
		return usage(fmt.Errorf("--keep %v is no time such as 24h", f.keep))
	}
	st, err := openBeside(cmd, cfg.Data, cfg.Listen)
	if err != nil {
		return err
	}
	defer closeInto(&err, st)
	site := config.Publishing{To: where, BaseURL: f.baseURL, Endpoint: f.endpoint, Keep: f.keep}
	to, err := publishTarget(cmd.Context(), site)
	if err != nil {
		return err
	}
	records := 0
	if err := st.Places(func(string, uint32) error { records++; return nil }); err != nil {
		return err
	}
	boundMemory(publish.Memory(records))
	report, err := publish.Run(cmd.Context(), publication(cfg, st, to, site, time.Now()))
	if err != nil {
		return err
	}
	fmt.Fprintln(os.Stderr, tongue().Text(publishWords(report)))
	return nil
}

// publication says what of a configuration is published as a site.
func publication(cfg *config.Settings, st *store.Store, to publish.Target, site config.Publishing, now time.Time) publish.Options {
	front := front.Config{Visits: st, Sources: cfg.All, BaseURL: site.BaseURL, Authority: cfg.Authority, Version: version()}
	return publish.Options{Records: st, Front: front, Target: to, Now: now, Keep: site.Keep}
}

// publishTarget opens the folder of a site, or its part of a bucket.
func publishTarget(ctx context.Context, site config.Publishing) (publish.Target, error) {
	bucket, prefix, isBucket := site.Bucket()
	if !isBucket {
		return target.NewFolder(site.To)
	}
	return target.NewBucket(ctx, target.BucketOptions{Endpoint: site.Endpoint, Bucket: bucket, Prefix: prefix})
}

// publishWords says what was published.
func publishWords(r publish.Report) string {
	return fmt.Sprintf("published %d records in %d files: %d new, %d changed, %d removed, %.1f MB written, in %.1f s",
		r.Records, r.Files, r.Added, r.Replaced, r.Removed, float64(r.Bytes)/1e6, r.Took.Seconds())
}
