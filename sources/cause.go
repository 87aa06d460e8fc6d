package sources

// CauseCode says why a source, or one of its addresses, is not well. Whoever shows it words it; Health.Reason has it in English.
type CauseCode string

// Each code with the names of its parameters.
const (
	CauseRobots      CauseCode = "robots"       // robots.txt forbids
	CauseRefused     CauseCode = "refused"      // status
	CauseNotice      CauseCode = "notice"       // words: of the server, in place of the page
	CauseGone        CauseCode = "gone"         // status
	CauseStatus      CauseCode = "status"       // status
	CauseLater       CauseCode = "later"        // the host is not to be asked now
	CauseSlow        CauseCode = "slow"         // no whole answer in time
	CauseTooLarge    CauseCode = "too_large"    // over crawl.max_body
	CauseAddress     CauseCode = "address"      // not a public address
	CauseRedirect    CauseCode = "redirect"     // to another site, in a circle
	CauseUnreachable CauseCode = "unreachable"  // words
	CauseUnreadable  CauseCode = "unreadable"   // words: why it is no feed or list
	CauseOutage      CauseCode = "outage"       // our own network
	CauseVanished    CauseCode = "vanished"     // before: nothing is found where so many were
	CauseNoneNow     CauseCode = "none_now"     // before: likewise, and the page says that there is none
	CauseByScript    CauseCode = "by_script"    // its links are made by script
	CauseNoList      CauseCode = "no_list"      // words: what it is
	CauseEmptyBeside CauseCode = "empty_beside" // nothing, while other pages of the source hold something
	CauseNeverHeld   CauseCode = "never_held"   // nothing, and never did
	CauseMayBeEmpty  CauseCode = "may_be_empty" // nothing, which may be
	CauseShrunk      CauseCode = "shrunk"       // now, before
	CauseUntitled    CauseCode = "untitled"     // now, of
	CauseUndated     CauseCode = "undated"      // of, before
	CauseThin        CauseCode = "thin"         // now, usual: on the first page
	CauseStale       CauseCode = "stale"        // since: a day
	CauseSuspect     CauseCode = "suspect"      // now, of: pages that are not the announcements'
	CauseAbsent      CauseCode = "absent"       // now: pages of announcements that answer 404 or 410, which is not believed yet
	CausePageAbsent  CauseCode = "page_absent"  // status: likewise, of one
	CauseFieldLost   CauseCode = "field_lost"   // field, now, of, usual: in percent
	CauseNotFound    CauseCode = "not_found"    // the site was searched in vain
	CauseOther       CauseCode = "other"        // words
)

// Cause is a code with its parameters.
type Cause struct {
	Code CauseCode         `json:"code"`
	URL  string            `json:"url,omitempty"`  // the address that it is about; "" for the source
	Args map[string]string `json:"args,omitempty"` // by the names that stand beside the code
}
