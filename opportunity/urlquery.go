package opportunity

import (
	"strings"
	"sync"
)

// use says what a parameter of an address's query is.
type use int

const (
	tracking use = iota // who follows a link, or from where: the page is the same without it
	session             // carries a session that the page can be reached without
	origin              // where the link stood: left in the address, and no part of the page's identity
	printing            // asks for the page as it is printed: likewise
)

// parameter is one rule: a name in lower case, where * at the end stands for anything, and the values it is for.
type parameter struct {
	name   string
	values string // in lower case, parted by spaces; "" for any value, "?" for one that looks random
	use    use
	why    string
}

// Values that say "it comes from the feed", "from some page or letter", "yes".
const (
	feedWords = "rss rss1 rss2 rdf feed feeds atom xml"
	fromWords = "top toppage home index new news newslist whatsnew shinchaku list mail mailmagazine mm line sns x twitter facebook fb qr"
	yesWords  = "1 true yes on y print"
)

// parameters are the rules, one a row.
var parameters = []parameter{
	{"utm_*", "", tracking, "Google Analytics campaign"},
	{"gclid", "", tracking, "Google Ads click"}, {"gclsrc", "", tracking, "Google Ads click"},
	{"gbraid", "", tracking, "Google Ads click, iOS"}, {"wbraid", "", tracking, "Google Ads click, iOS"},
	{"dclid", "", tracking, "Google Display click"}, {"_ga", "", tracking, "Google Analytics across sites"},
	{"_gl", "", tracking, "Google Analytics across sites"}, {"fbclid", "", tracking, "Facebook click"},
	{"yclid", "", tracking, "Yahoo! JAPAN click"}, {"yj_r", "", tracking, "Yahoo! JAPAN click"},
	{"msclkid", "", tracking, "Microsoft click"}, {"twclid", "", tracking, "X click"}, {"ttclid", "", tracking, "TikTok click"},
	{"igshid", "", tracking, "Instagram share"}, {"ldtag_cl", "", tracking, "LINE click"},
	{"mc_cid", "", tracking, "Mailchimp letter"}, {"mc_eid", "", tracking, "Mailchimp reader"},
	{"_hsenc", "", tracking, "HubSpot letter"}, {"_hsmi", "", tracking, "HubSpot letter"}, {"mtm_*", "", tracking, "Matomo campaign"},
	{"pk_*", "", tracking, "Matomo campaign, older"},

	{"ref", feedWords, tracking, "feed link"}, {"from", feedWords, tracking, "feed link"}, {"src", feedWords, tracking, "feed link"},
	{"source", feedWords, tracking, "feed link"}, {"via", feedWords, tracking, "feed link"}, {"referrer", feedWords, tracking, "feed link"},
	{"referer", feedWords, tracking, "feed link"}, {"rss", yesWords, tracking, "feed link"}, {"feed", yesWords, tracking, "feed link"},

	{"phpsessid", "", session, "PHP"}, {"jsessionid", "", session, "Java servlets"}, {"aspsessionid*", "", session, "ASP"},
	{"asp.net_sessionid", "", session, "ASP.NET"}, {"cfid", "", session, "ColdFusion"}, {"cftoken", "", session, "ColdFusion"},
	{"bv_sessionid", "", session, "BroadVision"}, {"bv_engineid", "", session, "BroadVision"}, {"oscsid", "", session, "osCommerce"},
	{"zenid", "?", session, "Zen Cart"}, {"sessionid", "?", session, "various"}, {"session_id", "?", session, "various"},
	{"sessid", "?", session, "various"}, {"sid", "?", session, "various; a short one may be a section's number"},

	{"ref", fromWords, origin, "link of another page"}, {"from", fromWords, origin, "link of another page"},
	{"src", fromWords, origin, "link of another page"}, {"via", fromWords, origin, "link of another page"},

	{"print", "", printing, "?print=1, ?print"}, {"printview", "", printing, "?printview"}, {"print_view", "", printing, "?print_view=1"},
	{"printable", yesWords, printing, "MediaWiki"}, {"printmode", yesWords, printing, "?printMode=true"}, {"insatsu", yesWords, printing, "印刷"},
	{"mode", "print printview printer", printing, "?mode=print"}, {"view", "print printview", printing, "?view=print"},
	{"type", "print", printing, "?type=print"}, {"style", "print", printing, "?style=print"}, {"format", "print", printing, "?format=print"},
	{"media", "print", printing, "?media=print"}, {"output", "print", printing, "?output=print"}, {"layout", "print", printing, "?layout=print"},
	{"disp", "print", printing, "?disp=print"}, {"action", "print", printing, "?action=print"}, {"cmd", "print", printing, "?cmd=print"},
	{"tmpl", "print component", printing, "Joomla, beside print=1"},
}

// canonicalQuery leaves out what the address does as well without; of sessions it is only mostly so.
func canonicalQuery(query string, keepSession bool) string {
	return keepParameters(query, func(p parameter) bool { return p.use != tracking && (keepSession || p.use != session) })
}

// identityQuery leaves out everything that the rules name.
func identityQuery(query string) string {
	return keepParameters(query, func(parameter) bool { return false })
}

// keepParameters returns the query without empty parameters and those whose rule keep rejects.
func keepParameters(query string, keep func(parameter) bool) string {
	if query == "" {
		return ""
	}
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		if rule, ok := ruleOf(pair, keep); pair != "" && (!ok || keep(rule)) {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

// ruleOf returns the first rule for a parameter that keep rejects.
func ruleOf(pair string, keep func(parameter) bool) (parameter, bool) {
	name, value, _ := strings.Cut(pair, "=")
	name = strings.ToLower(name)
	for _, rule := range byInitial()[initial(name)] {
		prefix, open := strings.CutSuffix(rule.name, "*")
		if (name == rule.name || open && strings.HasPrefix(name, prefix)) && rule.isFor(value) && !keep(rule) {
			return rule, true
		}
	}
	return parameter{}, false
}

// IsTracking reports whether a parameter of a web address only tells whence its reader came: utm_source, fbclid.
func IsTracking(name, value string) bool {
	rule, found := ruleOf(name+"="+value, func(p parameter) bool { return p.use != tracking })
	return found && rule.values == ""
}

// byInitial holds the rules by the first byte of their names.
var byInitial = sync.OnceValue(func() map[byte][]parameter {
	index := map[byte][]parameter{}
	for _, rule := range parameters {
		index[initial(rule.name)] = append(index[initial(rule.name)], rule)
	}
	return index
})

func initial(name string) byte {
	if name == "" {
		return 0
	}
	return name[0]
}

func (p parameter) isFor(value string) bool {
	switch p.values {
	case "":
		return true
	case "?":
		return looksRandom(value)
	}
	for v := range strings.FieldsSeq(p.values) {
		if strings.EqualFold(v, value) {
			return true
		}
	}
	return false
}
