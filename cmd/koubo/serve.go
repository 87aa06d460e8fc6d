package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/http"
	"net/netip"
	"os"
	"os/signal"
	"syscall"
	"time"

	"koubo/crawler"
	"koubo/crawler/fetch"
	"koubo/crawler/schedule"
	"koubo/sources/check"
	"koubo/sources/config"
	"koubo/sources/lint"
	"koubo/web/front"
	"koubo/web/limit"

	"github.com/spf13/cobra"
)

type serveFlags struct {
	setup
	listen  string
	socket  string
	baseURL string
	pprof   string
	verbose bool

	accessLog bool
	perSecond float64
	proxies   []string
	noHub     bool
}

func newServe() *cobra.Command {
	var f serveFlags
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Watch the sources on schedule and serve page, feeds and API",
		Long: `Visit the sources as their schedules say and serve the page, the feeds, the calendar and the API, all in one process. An
interrupt ends it gracefully: visits under way are given up and repeated at the next start, answers are finished.`,
		Example: `  koubo serve
  koubo serve --config sources.yaml --listen 0.0.0.0:80 --base-url https://koubo.example.jp`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	f.flags(cmd)
	cmd.Flags().StringVar(&f.listen, "listen", "", "address to serve at (default: listen: of the configuration, 127.0.0.1:8080)")
	cmd.Flags().StringVar(&f.socket, "socket", "", "socket file to serve at besides, for a proxy on this machine, such as /run/koubo/koubo.sock (default: none)")
	cmd.Flags().StringVar(&f.baseURL, "base-url", "", "address by which readers reach this server, with its path if it has one; it stands in the feeds (default: the one of each request)")
	cmd.Flags().StringVar(&f.pprof, "pprof", "", "serve profiles at this loopback address, such as 127.0.0.1:6060 (default: off)")
	cmd.Flags().BoolVar(&f.verbose, "verbose", false, "log each request and each wake-up")
	cmd.Flags().BoolVar(&f.accessLog, "access-log", false, "log each request, without its search words and without who asks")
	cmd.Flags().Float64Var(&f.perSecond, "rate-limit", 2, "requests of the API that a client may make a second on the average, an export counting as 20; 0 for any number")
	cmd.Flags().StringSliceVar(&f.proxies, "trusted-proxy", nil, "address or network (CIDR) of a proxy whose X-Forwarded-For tells clients apart; may be repeated")
	cmd.Flags().BoolVar(&f.noHub, "no-websub", false, "take no subscriptions to feeds (WebSub); without --base-url none are taken anyway")
	return cmd
}

func (f *serveFlags) run(cmd *cobra.Command) (err error) {
	hangup := make(chan os.Signal, 1)
	signal.Notify(hangup, syscall.SIGHUP) // first: one that comes while all is prepared must not end the program
	defer signal.Stop(hangup)
	cfg, err := f.again(cmd)
	if err != nil {
		return err
	}
	if f.baseURL != "" {
		if err := check.URL(f.baseURL); err != nil {
			return usage(fmt.Errorf("--base-url: %w", err))
		}
	}
	proxies, err := f.trusted()
	if err != nil {
		return usage(err)
	}
	level := slog.LevelInfo
	if f.verbose {
		level = slog.LevelDebug
	}
	log := newLogger(level)
	if cfg.Contact == "" && cfg.UserAgent == "" {
		log.Warn(fmt.Sprintf("no contact is configured: municipalities cannot reach you; say contact: in %s", f.config))
	}
	for _, sentence := range lint.Warnings(cfg) {
		log.Warn(sentence)
	}
	open, err := listeners(cfg.Listen, f.socket)
	if err != nil {
		return err
	}
	if err := profile(cmd.Context(), f.pprof); err != nil {
		return errors.Join(err, closeAll(open))
	}
	st, err := openStore(cfg.Data, false) // last: what is mistyped leaves no data file behind
	if err != nil {
		return errors.Join(err, closeAll(open))
	}
	defer closeInto(&err, st)
	options := crawlOptions(cfg)
	options.Transport, options.Lenient = network(cfg)
	service := &service{cfg: cfg, store: st, edition: &edition{Store: st}, log: log, front: front.Config{BaseURL: f.baseURL, AccessLog: f.accessLog, PerSecond: f.perSecond, TrustedProxies: proxies}}
	if err := service.deliver(); err != nil {
		return errors.Join(err, closeAll(open))
	}
	service.watched.Store(watchedOf(cfg))
	service.metrics = newMetrics(service.list())
	if f.baseURL != "" && !f.noHub {
		if err := service.openHub(); err != nil {
			return errors.Join(err, closeAll(open))
		}
	}
	options.Observer = service.metrics
	service.crawler.Store(crawler.New(st, options))
	service.metrics.watch(service.states, service.crawler.load, st.Queue)
	service.scheduler = &schedule.Scheduler{Visitor: &service.crawler, Clock: fetch.SystemClock{}, Done: service.report, Log: log}
	service.ready = newReadiness(time.Now, service.nextVisit, service.firstPlanned)
	return service.run(cmd.Context(), open, func(ctx context.Context) { f.reload(ctx, cmd, service, hangup) })
}

// reload has a service take over what changes in its configuration file, until ctx ends.
func (f *serveFlags) reload(ctx context.Context, cmd *cobra.Command, s *service, hangup <-chan os.Signal) {
	newReloader(f.config, hangup, func() (string, error) {
		cfg, err := f.again(cmd)
		if err != nil {
			return "", err
		}
		return s.takeOver(ctx, cfg)
	}, s.log).run(ctx)
}

// again reads the configuration of a running koubo anew, as its flags change it.
func (f *serveFlags) again(cmd *cobra.Command) (*config.Settings, error) {
	cfg, err := f.load(cmd)
	if err == nil && f.listen != "" {
		cfg.Listen = f.listen
	}
	return cfg, err
}

// trusted reads the proxies that are trusted, and checks the limit that they are for.
func (f *serveFlags) trusted() (limit.Proxies, error) {
	if f.perSecond < 0 || math.IsNaN(f.perSecond) || f.perSecond > 0 && f.perSecond < 0.001 || f.perSecond > 1e6 {
		return nil, fmt.Errorf("--rate-limit %v is no number of requests a second such as 2 or 0.5; 0 switches the limit off", f.perSecond)
	}
	var all limit.Proxies
	for _, word := range f.proxies {
		network, err := netip.ParsePrefix(word)
		if err != nil {
			addr, alone := netip.ParseAddr(word)
			if alone != nil {
				return nil, fmt.Errorf("--trusted-proxy %q is neither an address such as 10.0.0.1 nor a network such as 10.0.0.0/8", word)
			}
			network = netip.PrefixFrom(addr.Unmap(), addr.Unmap().BitLen())
		}
		all = append(all, network)
	}
	return all, nil
}

// profile serves profiles where they were asked for, on loopback only: they tell too much for anybody else.
func profile(ctx context.Context, addr string) error {
	if addr == "" {
		return nil
	}
	host, _, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return usage(fmt.Errorf("--pprof %q is no loopback address such as 127.0.0.1:6060", addr))
	}
	l, err := listen("--pprof", addr)
	if err != nil {
		return err
	}
	context.AfterFunc(ctx, func() { l.Close() })
	go http.Serve(l, profiles()) // ends with the listener
	return nil
}
