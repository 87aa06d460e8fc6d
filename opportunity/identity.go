package opportunity

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"koubo/opportunity/jtext"
)

// IdentityKey returns what identifies the page at an address; two addresses with one key are the same page. It is not
// necessarily fetchable: it has no scheme and no leading "www.", no index.html or its like, no slash at the end, no
// session in path or query, no print view and no mark of where a link stood, and its query is in the order of names. What
// stands behind the first "#" is kept, with white space and widths folded: an announcement that is a part of the page has
// the key IdentityKey(address + "#" + part). What is no http address is its own key.
func IdentityKey(address string) string {
	page, part, _ := strings.Cut(strings.TrimSpace(address), "#")
	page = CanonicalURL(page)
	scheme, rest, ok := strings.Cut(page, "://")
	if !ok || scheme != "http" && scheme != "https" {
		return page + identityPart(part)
	}
	rest, query, _ := strings.Cut(rest, "?")
	host, path, _ := strings.Cut(rest, "/")
	key := strings.TrimPrefix(host, "www.")
	for _, segment := range identitySegments(path) {
		key += "/" + segment
	}
	if query = sortedQuery(identityQuery(query)); query != "" {
		key += "?" + query
	}
	return key + identityPart(part)
}

// PartKey is the IdentityKey of a part of a page; part is as Draft.Part has it, "" for the whole page.
func PartKey(address, part string) string {
	page, _, _ := strings.Cut(address, "#")
	if part == "" {
		return IdentityKey(page)
	}
	return IdentityKey(page + "#" + strings.TrimPrefix(part, "#"))
}

// identityPart returns a fragment or title with its "#", "" for the whole page.
func identityPart(part string) string {
	if part == "" {
		return ""
	}
	if plain, err := url.PathUnescape(part); err == nil && utf8.ValidString(plain) {
		part = plain
	}
	part = strings.Join(strings.Fields(jtext.Fold(part)), "")
	part, _, _ = strings.Cut(part, ":~:")
	if part == "" || strings.EqualFold(part, "top") {
		return ""
	}
	return "#" + part
}

var (
	// sessionSegment is ASP.NET's session in the path, /(S(…))/ or /(X(1)F(…)S(…))/, or a known name with its value.
	sessionSegment = regexp.MustCompile(`^(?:\((?:[A-Z]\([^()]*\))+\)|(?i:jsessionid|phpsessid|sessionid|session_id|sid)=.*)$`)
	printSegment   = regexp.MustCompile(`(?i)^(?:for_?)?print(?:_?view|able|er)?$`)
	printFile      = regexp.MustCompile(`(?i)^(.+)[-_.]print(?:_?view|able|version)?(\.[a-z]{2,5})?$`)
	indexFile      = regexp.MustCompile(`(?i)^(?:index|default)\.(?:html?|shtml?|xhtml|php\d?|aspx?|jsp|cgi|cfm|do)$`)
)

// identitySegments returns what of a path identifies the page.
func identitySegments(path string) []string {
	segments := slices.DeleteFunc(strings.Split(path, "/"), func(s string) bool { return s == "" || isSession(s) })
	if n := len(segments); n > 0 && strings.ContainsRune("iIdD", rune(segments[n-1][0])) && indexFile.MatchString(segments[n-1]) {
		segments = segments[:n-1]
	}
	if !strings.Contains(strings.ToLower(path), "print") {
		return segments
	}
	plain := slices.DeleteFunc(slices.Clone(segments), printSegment.MatchString)
	if len(plain) > 0 { // a site may have a section of that name
		segments = plain
	}
	if n := len(segments); n > 0 {
		if m := printFile.FindStringSubmatch(segments[n-1]); m != nil {
			segments[n-1] = m[1] + m[2]
		}
	}
	return segments
}

func isSession(segment string) bool {
	return (segment[0] == '(' || strings.Contains(segment, "=")) && sessionSegment.MatchString(segment)
}

var sessionPath = regexp.MustCompile(`(?i);(jsessionid|phpsessid|sid)=[^/;?]*`)

// dropSessionPath takes path parameters with a session out; the page is reachable without them.
func dropSessionPath(path string) string {
	if !strings.Contains(path, ";") {
		return path
	}
	return sessionPath.ReplaceAllString(path, "")
}

// sortedQuery puts parameters into the order of their names; those of one name keep theirs.
func sortedQuery(query string) string {
	if !strings.Contains(query, "&") {
		return query
	}
	pairs := strings.Split(query, "&")
	name := func(pair string) string { name, _, _ := strings.Cut(pair, "="); return name }
	slices.SortStableFunc(pairs, func(a, b string) int { return strings.Compare(name(a), name(b)) })
	return strings.Join(pairs, "&")
}

var (
	homeSegment = regexp.MustCompile(`(?i)^(?:ja|jp|top|home)(?:\.(?:html?|shtml?|php|aspx?|jsp|cgi))?$`)
	homeQuery   = regexp.MustCompile(`(?i)^(?:lang|language|locale|hl|sp|pc)=[a-z0-9_-]*$`)
)

// IsHome reports whether an address is a site's home page, which many announcements lead to and none is.
func IsHome(address string) bool {
	key, part, _ := strings.Cut(IdentityKey(address), "#")
	key, query, _ := strings.Cut(key, "?")
	_, path, _ := strings.Cut(key, "/")
	return part == "" && (path == "" || homeSegment.MatchString(path)) && (query == "" || homeQuery.MatchString(query))
}
