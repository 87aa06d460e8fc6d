// Package layout knows how keys and values of the data file are laid out, and the helpers for its buckets that go by them.
package layout

import (
	"encoding/binary"
	"slices"
	"time"

	"koubo/opportunity"
)

// FormatVersion names the layout below; a file of FirstFormat is migrated, one of another is refused. Raise the number with
// every change that an older program would misread.
const (
	FormatVersion = "koubo 9"
	EighthFormat  = "koubo 8" // nothing tells the order of news, and results count as no end
	SeventhFormat = "koubo 7" // likewise; what ends at midnight is listed under the day after
	SixthFormat   = "koubo 6" // likewise; the index of deadlines calls upcoming what is open to register before its submission begins
	FifthFormat   = "koubo 5" // likewise; no postings tell days to submit or to register
	FourthFormat  = "koubo 4" // likewise; the index of deadlines tells no statuses, and none tell stages, last days and budgets
	ThirdFormat   = "koubo 3" // likewise; without the indexes of news and of what was called off
	SecondFormat  = "koubo 2" // likewise; the index of deadlines gives an upper bound, and no postings tell which records there are and which of them invite
	FirstFormat   = "koubo 1" // likewise; without aliases, further keys, moved ids and dropped titles; known announcements by address
)

// The buckets. Numbers in keys are big-endian, so that keys sort as the numbers do.
var (
	MetaBucket      = []byte("meta")       // FormatKey, SecretKey, MergedKey, ReadingKey
	IDBucket        = []byte("ids")        // record id → document u32, closing second u64, id of the source that found it first
	DocBucket       = []byte("documents")  // document u32 → record; its sequence is the latest document
	TextBucket      = []byte("texts")      // document u32 → folded text that search reads
	DeadBucket      = []byte("dead")       // document u32 → the postings that the next merge has to drop
	DeadlineBucket  = []byte("deadlines")  // second from which it is over u64 (see ClosingSecond), document u32 → its statuses along time (see CourseValue)
	PostingBucket   = []byte("postings")   // ^block u16, term → Roaring bitmap of the documents' low 16 bits
	SeenBucket      = []byte("seen")       // source, 0, record id → second u64 it was last listed
	HealthBucket    = []byte("health")     // source → Health
	ValidatorBucket = []byte("validators") // source, 0, address → Validator
	KnownBucket     = []byte("known")      // source, 0, identity key → Known
	DroppedBucket   = []byte("dropped")    // source → list of Dropped
	AliasBucket     = []byte("aliases")    // identity key → record id
	FurtherBucket   = []byte("further")    // record id → its keys besides the first, as AliasBucket has them
	MovedBucket     = []byte("moved")      // id of a record that was merged into another → that one's
	ReportBucket    = []byte("reports")    // source, 0, start in ns u64 → Report
	HostBucket      = []byte("hosts")      // host → HostNote
	EventBucket     = []byte("events")     // sequence u64 → Event; its sequence is the generation
	NewsBucket      = []byte("news")       // second u64 at which something was told of it (see opportunity.Told), document u32 → nothing
	EndedBucket     = []byte("called_off") // second u64 at which it ended (see opportunity.Ended), document u32 → 1 where it invited before, else 0
	LatestBucket    = []byte("latest")     // document u32 → Latest

	// FrameBucket is made with its first value, so that it may be missing.
	FrameBucket = []byte("frames") // host → what is remembered of the blocks that its pages repeat

	// The outbox. It begins with the first follower; nothing else depends on it, so that it may be missing.
	AnnouncedBucket = []byte("announced") // number u64 → Announcement
	WantedBucket    = []byte("wanted")    // number u64 of an announcement → how many still wait for it u64
	WaitingBucket   = []byte("waiting")   // follower, 0, number u64 of an announcement → second u64 it was made, idempotency key
	LetterBucket    = []byte("letters")   // follower, 0, number u64 → Letter
	DeliveredBucket = []byte("delivered") // follower, 0, number u64 of the letter → Delivery
	FollowerBucket  = []byte("followers") // follower → FollowerNote
	LeftBucket      = []byte("left")      // follower, 0, record id → second u64 at which it went out of the follower's selection; made with its first value
	OutboxBuckets   = [][]byte{AnnouncedBucket, WantedBucket, WaitingBucket, LetterBucket, DeliveredBucket, FollowerBucket}

	FirstBuckets = [][]byte{MetaBucket, IDBucket, DocBucket, TextBucket, DeadBucket, DeadlineBucket, PostingBucket,
		SeenBucket, HealthBucket, ValidatorBucket, KnownBucket, ReportBucket, HostBucket, EventBucket}
	LaterBuckets = [][]byte{DroppedBucket, AliasBucket, FurtherBucket, MovedBucket} // missing in a file of FirstFormat
	NewsBuckets  = [][]byte{NewsBucket, EndedBucket, LatestBucket}                  // some missing in older formats
	AllBuckets   = slices.Concat(FirstBuckets, LaterBuckets, NewsBuckets)

	FormatKey = []byte("format")
	SecretKey = []byte("secret") // random bytes of the file's own
	MergedKey = []byte("merged") // u32: documents up to this one have their postings

	ReadingKey = []byte("reading") // the rules by which the file's pages were read, as Options.Reading names them
)

// MaxFrame bounds a value of FrameBucket, in bytes.
const MaxFrame = 64 << 10

// FrameKey is the key of a host's frame. No host's name is longer than bbolt's keys may be, or empty.
func FrameKey(host string) []byte { return []byte(host) }

// Doc is a document number: 1 for the first change of the file. 4 billion changes fit.
type Doc uint32

// Key is the key of the document.
func (d Doc) Key() []byte { return binary.BigEndian.AppendUint32(nil, uint32(d)) }

// Block is the block that the document is in.
func (d Doc) Block() Block { return Block(d >> 16) }

// Low is its place in the block, 0 to 65,535.
func (d Doc) Low() uint32 { return uint32(d) & 0xffff }

// At is the document at a place of the block.
func (b Block) At(l uint32) Doc { return Doc(uint32(b)<<16 | l) }

// Block is 65,536 documents, the reach of one Roaring container.
type Block uint16

// DocOf reads the document that a key begins with, 0 where it is too short.
func DocOf(key []byte) Doc {
	if len(key) < 4 {
		return 0
	}
	return Doc(binary.BigEndian.Uint32(key))
}

// Place is what an id leads to.
type Place struct {
	At     Doc    // 0 for none
	Closes uint64 // as the index of deadlines has it
	Source string // that owns its last_seen
}

// Value is what the bucket of ids holds.
func (p Place) Value() []byte {
	return append(binary.BigEndian.AppendUint64(p.At.Key(), p.Closes), p.Source...)
}

// PlaceOf reads what the bucket of ids holds.
func PlaceOf(value []byte) Place {
	if len(value) < 12 {
		return Place{}
	}
	return Place{At: DocOf(value), Closes: binary.BigEndian.Uint64(value[4:]), Source: string(value[12:])}
}

// Latest is the place of a record in the order of news.
type Latest struct {
	Second uint64 // of its latest news (see opportunity.News)
	Told   Doc    // the document that came with these: what changed since without being told moves nothing
}

// Value is what LatestBucket holds.
func (l Latest) Value() []byte { return DeadlineKey(l.Second, l.Told) }

// LatestOf reads what LatestBucket holds, false where it is none.
func LatestOf(value []byte) (l Latest, ok bool) {
	if len(value) != 12 {
		return l, false
	}
	return Latest{ClosingOf(value), OfDeadlineKey(value)}, true
}

// NoClosing stands for a record without a day it closes on: it sorts after all that have one.
const NoClosing = 1<<63 - 1

// ClosingSecond turns the instant from which a record is over, zero for none, into what keys hold.
func ClosingSecond(closes time.Time) uint64 {
	if closes.IsZero() {
		return NoClosing
	}
	return SecondOf(closes)
}

// SecondOf is the second of an instant as keys hold it, 0 for one before 1970.
func SecondOf(at time.Time) uint64 { return uint64(max(at.Unix(), 0)) }

// DeadlineKey is the key of a document in an index by seconds.
func DeadlineKey(closes uint64, d Doc) []byte {
	return append(binary.BigEndian.AppendUint64(nil, closes), d.Key()...)
}

// ClosingOf returns the second of a key of the index of deadlines, NoClosing where there is none.
func ClosingOf(key []byte) uint64 {
	if len(key) != 12 {
		return NoClosing
	}
	return binary.BigEndian.Uint64(key)
}

// OfDeadlineKey reads the document of such a key.
func OfDeadlineKey(key []byte) Doc {
	if len(key) != 12 {
		return 0
	}
	return DocOf(key[8:])
}

// CourseStatuses are the statuses as the index of deadlines numbers them.
var CourseStatuses = []opportunity.Status{opportunity.Upcoming, opportunity.Open, opportunity.ClosingSoon, opportunity.Closed,
	opportunity.RollingStatus, opportunity.WithdrawnNow, opportunity.UnknownStatus}

// CourseValue writes the statuses of a record: from which second on u64, number of the status u8, for each.
func CourseValue(course []opportunity.Turn) []byte {
	value := make([]byte, 0, 9*len(course))
	for _, turn := range course {
		value = append(binary.BigEndian.AppendUint64(value, SecondOf(turn.From)), byte(slices.Index(CourseStatuses, turn.Status)))
	}
	return value
}

// OfCourseValue returns the status at a second, and the second from which on it is another, NoClosing where it stays.
func OfCourseValue(value []byte, second uint64) (status opportunity.Status, until uint64) {
	for ; len(value) >= 9; value = value[9:] {
		if from := binary.BigEndian.Uint64(value); from > second {
			return status, from
		}
		if n := int(value[8]); n < len(CourseStatuses) {
			status = CourseStatuses[n]
		}
	}
	return status, NoClosing
}

// PostingKey puts the newest block first.
func PostingKey(b Block, term string) []byte { return AppendPostingKey(nil, b, term) }

// AppendPostingKey appends what PostingKey returns.
func AppendPostingKey(key []byte, b Block, term string) []byte {
	return append(binary.BigEndian.AppendUint16(key, ^uint16(b)), term...)
}

// OfPostingKey takes the key of a posting apart.
func OfPostingKey(key []byte) (Block, string) {
	if len(key) < 2 {
		return 0, ""
	}
	return Block(^binary.BigEndian.Uint16(key)), string(key[2:])
}

// Under is the start of all keys of one source. A source's id never holds a zero byte.
func Under(source string) []byte { return append([]byte(source), 0) }

// Within is a key of one source.
func Within(source, rest string) []byte { return append(Under(source), rest...) }

// ReportKey is the key of the report of a run.
func ReportKey(source string, start time.Time) []byte {
	return binary.BigEndian.AppendUint64(Under(source), uint64(max(start.UnixNano(), 0)))
}

// NumberKey is the key of a number under a follower, whose id never holds a zero byte.
func NumberKey(follower string, n uint64) []byte {
	return binary.BigEndian.AppendUint64(Under(follower), n)
}

// OfNumberKey takes such a key apart; ok is false where it is none.
func OfNumberKey(key []byte) (follower string, n uint64, ok bool) {
	at := len(key) - 9
	if at < 0 || key[at] != 0 {
		return "", 0, false
	}
	return string(key[:at]), binary.BigEndian.Uint64(key[at+1:]), true
}

// WaitingValue is what stands for an announcement that waits to be delivered.
func WaitingValue(at time.Time, key string) []byte { return append(SecondValue(at), key...) }

// OfWaitingValue takes such a value apart.
func OfWaitingValue(value []byte) (at time.Time, key string) {
	if len(value) < 8 {
		return time.Time{}, ""
	}
	return OfSecondValue(value[:8]), string(value[8:])
}

// SequenceKey is the key of a number that counts on.
func SequenceKey(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// SequenceOf reads such a key, 0 where it is none.
func SequenceOf(key []byte) uint64 {
	if len(key) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(key)
}

// SecondValue keeps an instant to the second, which is all last_seen needs.
func SecondValue(t time.Time) []byte { return SequenceKey(SecondOf(t)) }

// OfSecondValue reads such an instant, the zero time where it is none.
func OfSecondValue(value []byte) time.Time {
	if len(value) != 8 {
		return time.Time{}
	}
	return time.Unix(int64(SequenceOf(value)), 0).UTC()
}
