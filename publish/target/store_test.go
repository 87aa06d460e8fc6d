package target

import (
	"bufio"
	"context"
	"crypto/md5"
	"encoding/hex"
	"encoding/xml"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// objects is an object store in memory that misbehaves when it is told to: enough of S3 for what a Bucket asks.
type objects struct {
	mu       sync.Mutex
	bodies   map[string][]byte
	types    map[string]string
	ages     map[string]string
	puts     int
	failAt   int           // the put from which on it answers with fail; 0 for none
	fail     int           // a status
	hang     chan struct{} // closed to let hanging requests go; nil for none
	careless bool          // it knows no conditions
}

func newObjects(t *testing.T) (*objects, *httptest.Server) {
	t.Helper()
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret-of-the-test")
	t.Setenv("AWS_REGION", "us-east-1")
	o := &objects{bodies: map[string][]byte{}, types: map[string]string{}, ages: map[string]string{}}
	server := httptest.NewServer(o)
	t.Cleanup(server.Close)
	return o, server
}

func (o *objects) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	bucket, key, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	if o.hang != nil && r.Method == http.MethodPut {
		<-o.hang
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case bucket != "site":
		refuse(w, http.StatusNotFound, "NoSuchBucket")
	case key == "":
		w.WriteHeader(http.StatusOK)
	case r.Method == http.MethodPut:
		o.put(w, r, key)
	case r.Method == http.MethodDelete:
		delete(o.bodies, key)
		w.WriteHeader(http.StatusNoContent)
	case o.bodies[key] == nil:
		refuse(w, http.StatusNotFound, "NoSuchKey")
	default:
		body := o.bodies[key]
		sum := md5.Sum(body)
		w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:])+`"`)
		w.Header().Set("Last-Modified", time.Now().UTC().Format(http.TimeFormat))
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body)
	}
}

func (o *objects) put(w http.ResponseWriter, r *http.Request, key string) {
	o.puts++
	body, err := bodyOf(r)
	switch {
	case err != nil:
		refuse(w, http.StatusBadRequest, "IncompleteBody")
	case o.failAt > 0 && o.puts >= o.failAt:
		refuse(w, o.fail, map[int]string{http.StatusForbidden: "AccessDenied"}[o.fail])
	case r.Header.Get("If-None-Match") == "*" && o.bodies[key] != nil && !o.careless:
		refuse(w, http.StatusPreconditionFailed, "PreconditionFailed")
	default:
		o.bodies[key], o.types[key] = body, r.Header.Get("Content-Type")
		o.ages[key] = r.Header.Get("Cache-Control")
		sum := md5.Sum(body)
		w.Header().Set("ETag", `"`+hex.EncodeToString(sum[:])+`"`)
	}
}

func refuse(w http.ResponseWriter, status int, code string) {
	w.Header().Set("Content-Type", "application/xml")
	w.WriteHeader(status)
	_ = xml.NewEncoder(w).Encode(struct {
		XMLName xml.Name `xml:"Error"`
		Code    string
	}{Code: code})
}

// bodyOf reads a body in signed chunks, as clients send it over plain HTTP: size;chunk-signature=…, the bytes, and so on to a chunk
// of none.
func bodyOf(r *http.Request) (body []byte, err error) {
	if !strings.HasPrefix(r.Header.Get("X-Amz-Content-Sha256"), "STREAMING-") {
		return io.ReadAll(r.Body)
	}
	in := bufio.NewReader(r.Body)
	for {
		head, err := in.ReadString('\n')
		if err != nil {
			return nil, err
		}
		size, _, _ := strings.Cut(strings.TrimSpace(head), ";")
		n, err := strconv.ParseInt(size, 16, 64)
		if err != nil || n == 0 {
			return body, err
		}
		part := make([]byte, n+2)
		if _, err := io.ReadFull(in, part); err != nil {
			return nil, err
		}
		body = append(body, part[:n]...)
	}
}

// realStore starts versitygw, an S3 server (github.com/versity/versitygw), where the machine has it, and makes a bucket.
func realStore(t *testing.T) (endpoint string) {
	t.Helper()
	path := os.Getenv("KOUBO_S3_SERVER")
	if path == "" {
		found, err := exec.LookPath("versitygw")
		if err != nil {
			t.Skip("neither KOUBO_S3_SERVER nor PATH names versitygw (go install github.com/versity/versitygw/cmd/versitygw@v1.8.0)")
		}
		path = found
	}
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "secret-of-the-test")
	t.Setenv("AWS_REGION", "us-east-1")
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	_ = l.Close()
	ctx, stop := context.WithCancel(context.Background())
	server := exec.CommandContext(ctx, path, "--port", address, "--access", "test", "--secret", "secret-of-the-test", "--quiet", "posix", "--sidecar", t.TempDir(), t.TempDir())
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop(); _ = server.Wait() })
	client, err := minio.New(address, &minio.Options{Creds: credentials.NewStaticV4("test", "secret-of-the-test", ""), Region: "us-east-1"})
	if err != nil {
		t.Fatal(err)
	}
	within, done := context.WithTimeout(ctx, 30*time.Second)
	defer done()
	for { // until it listens
		if err = client.MakeBucket(within, "site", minio.MakeBucketOptions{}); err == nil {
			return (&url.URL{Scheme: "http", Host: address}).String()
		}
		if within.Err() != nil {
			t.Fatal(fmt.Errorf("versitygw does not answer: %w", err))
		}
	}
}
