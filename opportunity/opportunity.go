// Package opportunity holds the record koubo is about: its vocabularies, its identity, its revisions, and whether it is
// still open. It knows no network and no disk; opportunity/extract makes records.
package opportunity

import (
	"time"

	"koubo/opportunity/jdate"
)

// Opportunity is one announcement of one body, typed, with the words each value was read from.
type Opportunity struct {
	ID            string            `json:"id"` // see NewID
	URL           string            `json:"url"`
	Title         string            `json:"title"`
	Summary       string            `json:"summary,omitempty"`
	Source        string            `json:"source"`            // id of the source that found it first
	Origins       []Origin          `json:"origins,omitempty"` // every place it was found at, oldest first; see MergeOrigins
	Issuer        Issuer            `json:"issuer"`
	Kind          Kind              `json:"kind"`
	Stage         Stage             `json:"stage"`
	Status        Status            `json:"status,omitempty"` // derived by At; never stored
	IsOpportunity bool              `json:"is_opportunity"`
	Themes        []string          `json:"themes,omitempty"`
	Published     jdate.Date        `json:"published,omitempty"` // as the page or feed states it
	Updated       jdate.Date        `json:"updated,omitempty"`   // likewise
	FirstSeen     time.Time         `json:"first_seen,omitzero"`
	LastSeen      time.Time         `json:"last_seen,omitzero"`
	Deadlines     []Deadline        `json:"deadlines,omitempty"` // in page order
	Rolling       bool              `json:"rolling"`             // 随時募集, 先着順
	Amounts       []Amount          `json:"amounts,omitempty"`
	BudgetYen     *int64            `json:"budget_yen,omitempty"` // ceiling or estimate of the whole
	Eligibility   string            `json:"eligibility,omitempty"`
	Contact       Contact           `json:"contact,omitzero"`
	Attachments   []Attachment      `json:"attachments,omitempty"`
	Detail        DetailState       `json:"detail"`              // whether its own page has been read
	Withdrawn     *Withdrawal       `json:"withdrawn,omitempty"` // set where it vanished; see CutShort
	Revision      int               `json:"revision"`            // 1 for a record never changed
	Revised       time.Time         `json:"revised,omitzero"`    // instant of the latest revision
	History       []Change          `json:"history,omitempty"`   // oldest first
	Mentions      []Mention         `json:"mentions,omitempty"`  // days without a sure role, in page order
	Doubts        []Doubt           `json:"doubts,omitempty"`    // why a value may be wrong or missing
	Evidence      map[string]string `json:"evidence,omitempty"`  // field name → words on the page

	// Part is Draft.Part: what tells it from other announcements at its address. It belongs to the identity and is not
	// published: URL has the fragment, Title the title.
	Part string `json:"-"`
}

// Key is the record's own identity key.
func (o Opportunity) Key() string { return PartKey(o.URL, o.Part) }

// Origin is a place where an announcement was found.
type Origin struct {
	Source    string    `json:"source"` // id
	URL       string    `json:"url"`    // canonical address that the source lists
	FirstSeen time.Time `json:"first_seen,omitzero"`
}

// Issuer is the body that announces. The code decides who it is, never the name: several prefectures have a 府中市.
type Issuer struct {
	Code       string `json:"code"` // 6 digits of JIS X 0401/0402 with check digit
	Name       string `json:"name"`
	Prefecture string `json:"prefecture"`
	Department string `json:"department,omitempty"`
}

// Deadline is one dated step of an announcement. Days are days in Japan; an absent side is "".
type Deadline struct {
	Role      Role        `json:"role"`
	Start     jdate.Date  `json:"start,omitempty"`
	StartTime jdate.Clock `json:"start_time,omitempty"`
	End       jdate.Date  `json:"end,omitempty"`
	EndTime   jdate.Clock `json:"end_time,omitempty"`
	Note      string      `json:"note,omitempty"` // 必着, 消印有効, 予定 …
	Evidence  string      `json:"evidence"`
}

// Amount is a sum of yen that the announcement names.
type Amount struct {
	Role     string `json:"role"` // ceiling estimate subsidy_max deposit minimum other
	Yen      int64  `json:"yen"`
	Tax      string `json:"tax"` // incl excl unknown
	Per      string `json:"per"` // total year item unknown
	Evidence string `json:"evidence"`
}

// Contact is where questions go.
type Contact struct {
	Department string `json:"department,omitempty"`
	Phone      string `json:"phone,omitempty"` // digits and hyphens, as 0999-12-3456
	Email      string `json:"email,omitempty"`
}

// Attachment is a document linked from the announcement.
type Attachment struct {
	Title     string `json:"title"` // without type and size
	URL       string `json:"url"`
	MediaType string `json:"media_type,omitempty"`
	Bytes     int64  `json:"bytes,omitempty"` // as the page states it, 0 where it does not
}

// Withdrawal says when and why an announcement was taken to have vanished.
type Withdrawal struct {
	At     time.Time `json:"at"`
	Reason string    `json:"reason"` // a sentence
}

// Change is one field's change in a revision. Values are rendered as text, "" for absent. OmittedChanges is a field, too.
type Change struct {
	At    time.Time `json:"at"`
	Field string    `json:"field"`
	Old   string    `json:"old"`
	New   string    `json:"new"`
	Times int       `json:"times,omitempty"` // how many it stands for; 0 for itself alone. See AddChanges
}

// DetailState says whether an announcement's own page has been read.
type DetailState string

const (
	DetailRead    DetailState = "read"
	DetailPending DetailState = "pending" // the record holds what the feed or list said; a later visit completes it
	DetailNone    DetailState = "none"    // it has no page of its own that may be read
)

// Kind is what a body invites companies to.
type Kind string

const (
	Pilot              Kind = "pilot"
	Accelerator        Kind = "accelerator"
	Proposal           Kind = "proposal"
	Collaboration      Kind = "collaboration"
	Sounding           Kind = "sounding"
	DesignatedManager  Kind = "designated_manager"
	PFI                Kind = "pfi"
	NamingRights       Kind = "naming_rights"
	Subsidy            Kind = "subsidy"
	Tender             Kind = "tender"
	VendorRegistration Kind = "vendor_registration"
	AdSpace            Kind = "ad_space"
	Other              Kind = "other"
)

// Stage is where in its life an announcement stands.
type Stage string

const (
	OpenCall  Stage = "open_call"
	Notice    Stage = "notice"
	Result    Stage = "result"
	QA        Stage = "qa"
	Amendment Stage = "amendment"
	Cancelled Stage = "cancelled"
	OtherPage Stage = "other"
)

// Status is what a company may do today; At derives it from the deadlines.
type Status string

const (
	Upcoming      Status = "upcoming"
	Open          Status = "open"
	ClosingSoon   Status = "closing_soon"
	Closed        Status = "closed"
	RollingStatus Status = "rolling"
	WithdrawnNow  Status = "withdrawn"
	UnknownStatus Status = "unknown"
)

// Role is what happens at a deadline.
type Role string

const (
	Submission   Role = "submission"
	Registration Role = "registration"
	Questions    Role = "questions"
	Answers      Role = "answers"
	Briefing     Role = "briefing"
	SiteVisit    Role = "site_visit"
	Interview    Role = "interview"
	Presentation Role = "presentation"
	Selection    Role = "selection"
	Contract     Role = "contract"
	Opening      Role = "opening"
	Publication  Role = "publication"
	Period       Role = "period" // of the work; never a deadline
	OtherRole    Role = "other"
)
