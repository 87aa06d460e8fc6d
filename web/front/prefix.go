package front

import (
	"html/template"
	"net/http"
	"net/url"
	"path"
	"strings"

	"koubo/web/fileaddress"
)

// prefixOf returns the path of the front's address, "" where it has none.
func prefixOf(base string) string {
	u, err := url.Parse(base)
	if err != nil {
		return ""
	}
	return strings.TrimRight(u.EscapedPath(), "/")
}

// below puts the prefix before an address of the front, a string or a template.URL. What leads elsewhere stays as it is.
func below(prefix string, address any) any {
	switch a := address.(type) {
	case string:
		if isOwn(a) {
			return prefix + a
		}
	case template.URL:
		if isOwn(string(a)) {
			return template.URL(prefix) + a
		}
	}
	return address
}

// Reach is the address by which readers reach what the front has at an address, a string or a template.URL: below the front's
// path and, in a site of files, that of the file.
func (s *Site) Reach(address any) any {
	if s.Files {
		switch a := address.(type) {
		case string:
			address = s.File(a)
		case template.URL:
			address = template.URL(s.File(string(a)))
		}
	}
	return below(s.Prefix, address)
}

// File is the address of a page in a site of files, what is asked for itself where the front has files of its own or a server.
func (s *Site) File(address string) string {
	if !s.Files || !isOwn(address) {
		return address
	}
	if file, ok := fileaddress.Of(address); ok {
		return file
	}
	return fileaddress.Home
}

// isOwn reports whether an address is a path of the front. Two slashes would lead to another host.
func isOwn(address string) bool {
	return strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "//")
}

// TakeOff has requests below the prefix answered as those at the root are.
func TakeOff(prefix string, next http.Handler) http.Handler {
	if prefix == "" {
		return next
	}
	stripped := http.StripPrefix(prefix, next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch asked := r.URL.EscapedPath(); {
		case asked == prefix, asked == "": // the latter where a proxy took the path off
			redirect(w, r, prefix+"/", http.StatusMovedPermanently)
		case asked != cleaned(asked):
			redirect(w, r, prefix+strings.TrimPrefix(cleaned(asked), prefix), http.StatusTemporaryRedirect)
		case strings.HasPrefix(asked, prefix+"/"):
			stripped.ServeHTTP(w, r)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// cleaned is a path as the routes know it: without doubled slashes, . and .. in it. Their own redirect would lead out of the prefix.
func cleaned(escaped string) string {
	clean := path.Clean("/" + escaped)
	if strings.HasSuffix(escaped, "/") && clean != "/" {
		clean += "/"
	}
	return clean
}

// redirect leads to an address below the prefix with what was asked for.
func redirect(w http.ResponseWriter, r *http.Request, address string, code int) {
	if r.URL.RawQuery != "" {
		address += "?" + r.URL.RawQuery
	}
	http.Redirect(w, r, address, code)
}
